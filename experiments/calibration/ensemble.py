"""An ensemble of accepted parameter sets: history matching, each set confirmed by simulation.

After Craig et al. (1997) and Vernon, Goldstein & Bower (2010): a Latin hypercube around the optimum; draws that the
emulator calls implausible are left out, the others simulated in turn. A set is accepted if its simulated moments in
band are at most SLACK fewer than those of the optimum, over the same seeds. Accepted sets are thus a sample of what the
public figures do not rule out, every set near the optimum being as likely as another beforehand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import qmc

from .emulator import Floats, fit_emulator
from .search import ROUND, Evaluate, Trail, box, rounded

SLACK = 3  # moments in band fewer than the optimum's
CUTOFF = 1.0  # implausibility up to which a moment counts as met by the emulator
DRAWS = 4096
FIRST_REACH, SHRINKAGE, LEAST_REACH = 0.5, 0.8, 0.02  # half-width of the hypercube, over the ranges
ENOUGH = 0.25  # share of a round's sets that must be accepted, or the hypercube shrinks
MOST = 6  # simulated sets for each one wanted, after which the search for more ends


@dataclass(frozen=True)
class Ensemble:
    """Accepted sets, the optimum first."""

    points: Floats  # [N, P], unit coordinates
    met: tuple[int, ...]  # moments in band of each
    least: int  # moments in band that were asked for
    simulated: int  # sets tried
    reach: float  # half-width of the last hypercube


def accept(
    evaluate: Evaluate,
    trail: Trail,
    point: Floats,
    wanted: int,
    *,
    tell: Callable[[int], None] = lambda accepted: None,
    seed: int = 1,
) -> Ensemble:
    """So many sets around `point`, fewer if they cannot be found; `trail` is what the search has evaluated."""
    bands, rng = trail.bands, np.random.default_rng(seed)
    points, moments = trail.points, trail.moments
    best = int(bands.met(evaluate(point[None, :]))[0])
    least = best - SLACK
    accepted, met, tried, reach = [point], [best], 0, FIRST_REACH
    while len(accepted) < wanted and tried < MOST * wanted and reach >= LEAST_REACH:
        tell(len(accepted))
        emulator = fit_emulator(points, moments, point, max(reach, 0.15))
        draws = _draws(point, reach, rng)
        plausible = np.count_nonzero(emulator.implausibility(bands, draws) <= CUTOFF, axis=1) >= least
        if np.count_nonzero(plausible) < ROUND:
            reach *= SHRINKAGE
            continue
        chosen = rounded(draws[plausible][:ROUND])
        found = evaluate(chosen)
        points, moments, tried = np.vstack([points, chosen]), np.vstack([moments, found]), tried + len(chosen)
        good = bands.met(found) >= least
        accepted += list(chosen[good])
        met += [int(n) for n in bands.met(found)[good]]
        if good.mean() < ENOUGH:
            reach *= SHRINKAGE
    tell(min(len(accepted), wanted))
    return Ensemble(np.array(accepted[:wanted]), tuple(met[:wanted]), least, tried, reach)


def _draws(point: Floats, reach: float, rng: np.random.Generator) -> Floats:
    low, high = box(point, reach)
    return low + qmc.LatinHypercube(len(point), rng=rng).random(DRAWS) * (high - low)
