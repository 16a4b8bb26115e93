"""Robust choice: what choosing a policy would cost against the best one in the same circumstances, and how often it
satisfies.

Regret (Savage 1951) is how much better the best of the policies compared would have done; satisficing is the share of
circumstances in which a policy does not fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..runs.intervals import interval
from .study_table import StudyTable

WILSON = 1.959963984540054  # of the normal distribution, 97.5 %


@dataclass(frozen=True)
class Regret:
    """What choosing a policy would have cost, in the unit of an outcome, over the circumstances."""

    policy: str
    outcome: str
    mean: tuple[float, float, float]
    nine_in_ten: float  # 90th percentile
    worst: float
    best_in: float  # share of circumstances in which it is the best


@dataclass(frozen=True)
class Measure:
    """An outcome: what it is, and which way is better."""

    name: str
    indicator: str
    group: str
    unit: str
    difference: bool
    better: int


def regrets(
    table: StudyTable, measures: Sequence[Measure], labels: Sequence[str], groups: Sequence[NDArray[np.int64]]
) -> list[Regret]:
    """Regret of each policy in every outcome that has a better direction, over circumstances where all have numbers."""
    found = []
    for k, measure in enumerate(measures):
        worth = measure.better * np.array([table.means[rows, k] for rows in groups])  # [policy, circumstances]
        worth = worth[:, np.isfinite(worth).all(axis=0)]
        if not measure.better or not worth.shape[1]:
            continue
        regret = worth.max(axis=0) - worth
        for label, row in zip(labels, regret, strict=True):
            spread = (float(np.percentile(row, 90)), float(row.max()), float((row == 0.0).mean()))
            found.append(Regret(label, measure.name, interval(row), *spread))
    return found


def wilson(successes: int, n: int) -> tuple[float, float, float]:
    """A share and its 95 % interval (Wilson 1927); not a number without any point."""
    if not n:
        return np.nan, np.nan, np.nan
    share, z = successes / n, WILSON
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return share, max(0.0, float(middle - half)), min(1.0, float(middle + half))
