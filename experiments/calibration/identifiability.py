"""Which parameters the moments identify: standardised sensitivities by central differences with common seeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..runs.distributions import stdtrit
from .emulator import Bands, Floats
from .search import rounded

STEP = 0.1  # of the search range, on either side
LEAST = 1.0  # half-bands that all moments together must move over the whole range
ALIKE = 0.95  # |cosine| from which two parameters move moments in the same way
SURE = 0.975  # quantile of Student's t beyond which a sensitivity is no chance


@dataclass(frozen=True)
class Identification:
    """Sensitivities in half-bands for the whole search range, and what follows from them."""

    names: tuple[str, ...]
    sensitivity: Floats  # [P, M]; zero where it cannot be told from chance
    singular: Floats  # [P], of the sensitivities, largest first
    weak: tuple[str, ...]  # hardly move any moment
    alike: tuple[tuple[str, str, float], ...]  # move moments in the same way, with the cosine

    @property
    def unidentified(self) -> tuple[str, ...]:
        """Parameters whose value the moments do not tell."""
        pairs = {name for first, second, _ in self.alike for name in (first, second)}
        return tuple(name for name in self.names if name in self.weak or name in pairs)


def identifiability_of(
    runs: Callable[[Floats], Floats], point: Floats, bands: Bands, names: Sequence[str], *, step: float = STEP
) -> Identification:
    """`runs` gives every seed's moments [K, S, M] at points [K, P]; seeds are common to all points."""
    around = ends(point, step)
    ups, downs = np.split(around, 2)
    found = runs(around)
    count = len(point)
    widths = np.diag(ups - downs)
    half = (bands.high - bands.low) / 2.0
    change = (found[:count] - found[count:]) / (widths[:, None, None] * half)
    return judged(np.where(np.isfinite(change), change, 0.0), tuple(names))


def judged(change: Floats, names: tuple[str, ...]) -> Identification:
    """Verdicts from sensitivities of each seed, [P, S, M]."""
    seeds = change.shape[1]
    slope = change.mean(axis=1)
    if seeds > 1:
        error = change.std(axis=1, ddof=1) / np.sqrt(seeds)
        slope = np.where(np.abs(slope) > stdtrit(seeds - 1, SURE) * error, slope, 0.0)
    size = np.linalg.norm(slope, axis=1)
    direction = slope / np.where(size > 0.0, size, 1.0)[:, None]
    cosine = direction @ direction.T
    weak = tuple(name for name, norm in zip(names, size, strict=True) if norm < LEAST)
    alike = tuple(
        (names[i], names[j], float(cosine[i, j]))
        for i in range(len(names))
        for j in range(i + 1, len(names))
        if abs(cosine[i, j]) > ALIKE and not {names[i], names[j]} & set(weak)
    )
    return Identification(names, slope, np.linalg.svd(slope, compute_uv=False), weak, alike)


def ends(point: Floats, step: float = STEP) -> Floats:
    """[2 P, P] points a step up in each parameter, then a step down; at an end of a range, one side only."""
    moves = step * np.eye(len(point))
    return rounded(np.clip(np.vstack([point + moves, point - moves]), 0.0, 1.0))
