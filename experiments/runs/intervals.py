"""95 % intervals over seeds: of a mean, and of a ratio of means."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, nan, sqrt

import numpy as np
from numpy.typing import NDArray

from .distributions import stdtrit

Floats = NDArray[np.float64]
POSSIBLE = {  # unit → what a level can be, as against a difference
    "%": (0.0, 100.0),
    "% a month": (0.0, 100.0),
    "0–1": (0.0, 1.0),
    "0–100": (0.0, 100.0),
    **dict.fromkeys(("persons", "ratio", "years", "hours/week", "yuan/month", "km", "nats"), (0.0, inf)),
}


def possible(unit: str) -> tuple[float, float]:
    """The range in which a level with this unit can lie, to which the interval of a mean over few seeds is cut."""
    return POSSIBLE.get(unit, (-inf, inf))


def level_interval(levels: Floats, unit: str) -> tuple[float, float, float]:
    """`interval` of a level, cut to what it can be."""
    mean, low, high = interval(levels)
    least, most = possible(unit)
    return mean, max(low, least), min(high, most)


def change_interval(changes: Floats, unit: str) -> tuple[float, float, float]:
    """`interval` of a level's changes, cut to what a change can be: a share rises by 100 points at most."""
    mean, low, high = interval(changes)
    least, most = possible(unit)
    return mean, max(low, least - most), min(high, most - least)


def interval(values: Floats) -> tuple[float, float, float]:
    """Mean and 95 % interval (Student's t) of one number per seed; without an interval where there is one seed."""
    n = len(values)
    mean = float(np.mean(values))
    if n < 2:
        return mean, float("nan"), float("nan")
    half = float(stdtrit(n - 1, 0.975)) * float(np.std(values, ddof=1)) / n**0.5
    return mean, mean - half, mean + half


def ratio_interval(above: Floats, below: Floats) -> tuple[float, float, float]:
    """Mean of `above` over mean of `below`, and its 95 % interval by Fieller's theorem (1954), paired over seeds.

    The ends are not numbers where `below` is not clearly different from zero, for then every ratio is possible.
    """
    n = len(above)
    a, b = float(np.mean(above)), float(np.mean(below))
    if n < 2 or b == 0.0:
        return (a / b if b else nan), nan, nan
    (aa, ab), (_, bb) = np.cov(above, below) * float(stdtrit(n - 1, 0.975)) ** 2 / n
    square, cross, rest = b * b - bb, a * b - ab, a * a - aa
    if square <= 0.0:
        return a / b, nan, nan
    half = sqrt(max(0.0, cross * cross - square * rest)) / square
    return a / b, cross / square - half, cross / square + half


def mean_interval(values: Sequence[float]) -> tuple[float, float, float]:
    """`interval` of the values that exist; not a number where there is none."""
    finite = np.array([v for v in values if np.isfinite(v)])
    return interval(finite) if len(finite) else (np.nan, np.nan, np.nan)
