"""95 % intervals over seeds: of a mean, and of a ratio of means."""

from __future__ import annotations
from .distributions import stdtrit

from collections.abc import Sequence
from math import nan, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


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
