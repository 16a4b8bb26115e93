"""The runs of a study as arrays: what analyses of a sweep start from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...results.store import StoredRuns
from .axes import Axis, Values
from .study import Study

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class StudyTable:
    """Outcomes by point and seed; not a number where a run is missing, failed, or has none."""

    study: Study
    values: list[Values]  # of the axes, by point
    outcomes: Floats  # [point, seed, outcome]

    @property
    def means(self) -> Floats:
        """Mean over the seeds, [point, outcome]; not a number where a seed is missing."""
        return np.asarray(self.outcomes.mean(axis=1))

    @property
    def missing(self) -> int:
        """Runs without a number for some outcome."""
        return int(np.isnan(self.outcomes).any(axis=2).sum())

    def noise(self, outcome: int) -> float | None:
        """Share of the variance between points that luck alone would cause; None where there is one seed."""
        values = self.outcomes[np.isfinite(self.outcomes[:, :, outcome]).all(axis=1), :, outcome]
        seeds = values.shape[1]
        between = float(values.mean(axis=1).var(ddof=1)) if len(values) > 1 else 0.0
        if seeds < 2 or between == 0.0:
            return None
        # Seeds are common to all points: what moves every point alike is no noise between them.
        rest = values - values.mean(axis=0) - values.mean(axis=1, keepdims=True) + values.mean()
        within = float((rest**2).sum()) / ((len(values) - 1) * (seeds - 1))
        return min(1.0, within / seeds / between)


def table_of(study: Study, stored: StoredRuns) -> StudyTable:
    """The runs of a store in the order of the design."""
    runs, seeds = stored.finished, {seed: k for k, seed in enumerate(study.seeds)}
    outcomes = np.full((study.points, len(seeds), len(study.outcomes)), np.nan)
    points, which = np.array(runs["point"]), np.array(runs["seed"])
    asked = np.isin(which, study.seeds) & (points < study.points)
    places = np.array([seeds[int(seed)] for seed in which[asked]], np.int64)
    for k, outcome in enumerate(study.outcomes):
        column = runs[outcome.name].to_numpy(zero_copy_only=False).astype(np.float64)
        outcomes[points[asked].astype(np.int64), places, k] = column[asked]
    return StudyTable(study, [study.design.point(k) for k in range(study.points)], outcomes)


def span_of(axis: Axis) -> tuple[float | int | str, ...]:
    """The ends of an axis, or its values."""
    return axis.values or (axis.low, axis.high)
