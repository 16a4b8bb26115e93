"""The search for parameters that bring moments into their bands, whatever produces the moments.

Simulated method of moments by emulation: a Latin hypercube around the start, then rounds in which straight-line
emulators of all moments propose points inside a trust region, which grows where they were right and shrinks where not
(a Gauss–Newton method with derivatives from regression; Conn, Scheinberg & Vicente 2009, ch. 10). Each point of a round
minimises an emulator fitted to a bootstrap sample, so that a round spreads where the emulator is unsure. The search is
a function of its arguments and of what `evaluate` returns, so it can be made again from a journal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import qmc

from .emulator import PULL, Bands, Floats, fit_emulator, minimise

Evaluate = Callable[[Floats], Floats]  # points [K, P] in unit coordinates → moments [K, M]
ROUND = 8  # points of a round, whatever the machine, so that a search is the same everywhere
FIRST_RADIUS, LEAST_RADIUS, MOST_RADIUS = 0.2, 0.02, 0.5
GROWTH, SHRINKAGE = 1.4, 0.6
GAIN = 0.01  # share of the loss that counts as progress
FAR = 1.5  # reach of an emulator over the trust region's radius
DESIGN = 2  # points of the first design, per parameter


@dataclass
class Trail:
    """Everything a search has evaluated."""

    origin: Floats
    bands: Bands
    points: Floats  # [K, P]
    moments: Floats  # [K, M]

    @property
    def losses(self) -> Floats:
        """Loss of each point, with the pull towards the origin."""
        return self.bands.loss(self.moments) + PULL * np.sum((self.points - self.origin) ** 2, axis=1)

    @property
    def best(self) -> int:
        """Row of the least loss; the first of equals."""
        return int(np.argmin(self.losses))

    def add(self, points: Floats, moments: Floats) -> None:
        """Take in more points."""
        self.points = np.vstack([self.points, points])
        self.moments = np.vstack([self.moments, moments])


def search(
    evaluate: Evaluate,
    origin: Floats,
    bands: Bands,
    evaluations: int,
    *,
    tell: Callable[[Trail], None] = lambda trail: None,
    seed: int = 1,
) -> Trail:
    """Evaluate at most so many points from `origin` on; `tell` is called after each round."""
    rng = np.random.default_rng(seed)
    trail = Trail(origin, bands, origin[None, :], evaluate(origin[None, :]))
    tell(trail)
    for points in _rounds(_design(origin, seed)[: max(evaluations - 1, 0)]):
        trail.add(points, evaluate(points))
        tell(trail)
    radius = FIRST_RADIUS
    while len(trail.points) < evaluations and radius >= LEAST_RADIUS:
        before = trail.losses[trail.best]
        points = _proposals(trail, radius, rng)[: evaluations - len(trail.points)]
        trail.add(points, evaluate(points))
        better = trail.losses[trail.best] < (1.0 - GAIN) * before
        radius = min(MOST_RADIUS, radius * GROWTH) if better else radius * SHRINKAGE
        tell(trail)
    return trail


def box(centre: Floats, radius: float) -> tuple[Floats, Floats]:
    """Ends of the trust region: a cube around a point, inside the ranges."""
    return np.maximum(centre - radius, 0.0), np.minimum(centre + radius, 1.0)


def rounded(points: Floats) -> Floats:
    """Coordinates as they are simulated and stored: four digits are more than moments can tell apart."""
    return np.round(points, 4)


def _design(origin: Floats, seed: int) -> Floats:
    """Latin hypercube in the first trust region."""
    low, high = box(origin, FIRST_RADIUS)
    cube = qmc.LatinHypercube(len(origin), rng=np.random.default_rng(seed)).random(DESIGN * len(origin) + 1)
    return rounded(low + cube * (high - low))


def _rounds(points: Floats) -> list[Floats]:
    return [points[first : first + ROUND] for first in range(0, len(points), ROUND)]


def _proposals(trail: Trail, radius: float, rng: np.random.Generator) -> Floats:
    """The optimum of the emulator of all points, then those of bootstrap samples."""
    centre = trail.points[trail.best]
    low, high = box(centre, radius)
    proposals = []
    everything = np.arange(len(trail.points))
    for number in range(ROUND):
        rows = everything if number == 0 else rng.integers(0, len(everything), len(everything))
        emulator = fit_emulator(trail.points[rows], trail.moments[rows], centre, FAR * max(radius, 0.1))
        proposals.append(minimise(emulator, trail.bands, centre, low, high, trail.origin))
    return rounded(np.array(proposals))
