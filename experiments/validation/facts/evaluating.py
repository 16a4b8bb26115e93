"""How an evaluator measures a programme on micro data: before and after against matched untrained, and matching.

A *start* is one person in one month of enrolment, trained or not. Outcomes are [start, month] windows around that
month, `BEFORE` months of history first, so that month k since enrolment stands in column BEFORE + k.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .measures import logit
from .observing import Floats

BEFORE = 12  # months of history
NEIGHBOURS = 5  # untrained compared with each trained
APART = 1e4  # distance between those who must not be compared


@dataclass
class Starts:
    """What an evaluator has. S starts, M months."""

    trained: NDArray[np.bool_]  # [S]
    stratum: NDArray[np.int64]  # [S] month of enrolment and what the person did just before: compared within only
    traits: Floats  # [S, k] age, sex, schooling and the like
    history: Floats  # [S, h] employment and income before enrolment
    outcome: Floats  # [S, M] of one kind


def neighbours(starts: Starts, covariates: Floats) -> NDArray[np.int64]:
    """[trained, NEIGHBOURS] untrained starts of the same stratum with the nearest propensity score."""
    from scipy.spatial import cKDTree  # six megabytes of a server, which looks at facts only

    score = logit(starts.trained, covariates)
    place = np.column_stack([score, APART * starts.stratum])
    untrained = np.flatnonzero(~starts.trained)
    found = cKDTree(place[untrained]).query(place[starts.trained], k=NEIGHBOURS)[1]
    return np.asarray(untrained[found])


def raw_difference(starts: Starts) -> Floats:
    """[M] mean of the trained less that of all untrained."""
    return np.asarray(starts.outcome[starts.trained].mean(axis=0) - starts.outcome[~starts.trained].mean(axis=0))


def matching(starts: Starts) -> Floats:
    """[M] trained less untrained who are alike in traits and in employment and income before (propensity score,
    nearest neighbours; Rosenbaum & Rubin 1983)."""
    alike = neighbours(starts, np.column_stack([starts.traits, starts.history]))
    return _gap(starts, alike)


def before_and_after(starts: Starts) -> Floats:
    """[M] change since the year before enrolment, trained less untrained who are alike in traits
    (difference-in-differences)."""
    gap = _gap(starts, neighbours(starts, starts.traits))
    return np.asarray(gap - gap[:BEFORE].mean())


def matched_before_and_after(starts: Starts) -> Floats:
    """[M] change since the year before, trained less untrained alike in traits and history (Heckman, Ichimura & Todd
    1997)."""
    gap = matching(starts)
    return np.asarray(gap - gap[:BEFORE].mean())


def _gap(starts: Starts, alike: NDArray[np.int64]) -> Floats:
    """[M] mean outcome of the trained less that of those they are compared with."""
    return np.asarray(starts.outcome[starts.trained].mean(axis=0) - starts.outcome[alike].mean(axis=(0, 1)))


ESTIMATORS: dict[str, Any] = {
    "raw": raw_difference,
    "difference_in_differences": before_and_after,
    "matching": matching,
    "matched_difference_in_differences": matched_before_and_after,
}
