"""Boxes in the space of the uncertainties that hold many failures and little else, by PRIM as the EMA workbench has it.

A limit of a box is kept only if it is unlikely to be luck (quasi-p).
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...messages import extra
from ...scenarios.yaml_reader import Fault, SpecError
from .axes import Axis, Value

Flags = NDArray[np.bool_]
DENSITY = 0.8  # of failures in a box, that is looked for first
LEAST_MASS = 0.05  # share of the points that a box must hold
QUASI_P = 0.05  # above which a limit of a box is dropped
MOST_BOXES = 3
ANY = 1e-6  # mean of failures from which the workbench does not discard a box; also what makes a point a failure
LEAST_FAILURES = 5


@dataclass(frozen=True)
class Limit:
    """One restriction of a box."""

    factor: str
    low: float | None  # None where the box reaches the end of the range
    high: float | None
    values: tuple[Value, ...] | None  # of a setting that takes listed values
    span: tuple[float, float] | None  # that was asked for
    unit: str
    quasi_p: float  # of the less certain side


@dataclass(frozen=True)
class Box:
    """A region of the uncertainties in which a policy mostly fails."""

    limits: tuple[Limit, ...]
    coverage: float  # share of all failures that lie in it
    density: float  # share of its points that are failures
    mass: float  # share of all points that lie in it
    points: int


def find_boxes(axes: Sequence[Axis], columns: dict[str, NDArray[Any]], failed: Flags) -> tuple[Box, ...]:
    """Boxes of failures, each among the points outside of those before, while one beats what is left at random."""
    import pandas as pd

    frame = pd.DataFrame(columns)
    with _quiet():
        search = prim().Prim(frame, failed.astype(np.int64), threshold=ANY, peel_alpha=0.05, mass_min=LEAST_MASS)
        found: list[Box] = []
        left = failed.copy()
        while len(found) < MOST_BOXES and left.sum() >= LEAST_FAILURES:
            raw = search.find_box()
            box = None if raw is None else _box(raw, axes, failed, frame)
            if box is None or box.density <= 1.2 * failed.mean():
                break
            found.append(box)
            left &= ~_inside(box, frame)
    return tuple(found)


def _box(raw: Any, axes: Sequence[Axis], failed: Flags, frame: Any) -> Box | None:
    """The widest box of a trajectory that is dense enough, else the densest; limits that may be luck are dropped."""
    steps = raw.peeling_trajectory
    dense = steps[steps["density"] >= min(DENSITY, float(steps["density"].max()))]
    chosen = int(dense["coverage"].idxmax())
    raw.select(chosen)
    quasi = raw.qp[chosen]
    limits = [
        limit
        for axis in axes
        if axis.path in quasi and (limit := _limit(axis, raw.box_lims[chosen][axis.path], quasi[axis.path])) is not None
    ]
    sure = tuple(limit for limit in limits if limit.quasi_p <= QUASI_P)
    if not sure:
        return None
    inside = _inside(Box(sure, 0.0, 0.0, 0.0, 0), frame)
    hits = int((inside & failed).sum())
    n = int(inside.sum())
    return Box(sure, hits / int(failed.sum()), hits / n, n / len(failed), n) if n else None


def _limit(axis: Axis, ends: Any, quasi: Sequence[float]) -> Limit | None:
    """One side or both of a factor's range in a box."""
    sure = [float(q) for q in quasi if q >= 0.0]  # -1 stands for a side that is not restricted
    unit = axis.param.unit
    if not sure:
        return None
    if axis.values and any(isinstance(value, str) for value in axis.values):
        inside = ends.iloc[0] if hasattr(ends, "iloc") else ends[0]
        return Limit(axis.path, None, None, tuple(sorted(inside, key=str)), None, unit, max(sure))
    low, high = float(ends.iloc[0]), float(ends.iloc[1])
    span = (float(min(axis.values)), float(max(axis.values))) if axis.values else (axis.low, axis.high)
    tight = [quasi[0] >= 0.0, quasi[-1] >= 0.0]
    return Limit(
        axis.path, low if tight[0] else None, high if tight[1] else None, None, span, unit, min(1.0, max(sure))
    )


def _inside(box: Box, frame: Any) -> Flags:
    """Which points lie in a box."""
    inside = np.ones(len(frame), np.bool_)
    for limit in box.limits:
        column = frame[limit.factor].to_numpy()
        if limit.values is not None:
            inside &= np.isin(column, limit.values)
        if limit.low is not None:
            inside &= column >= limit.low
        if limit.high is not None:
            inside &= column <= limit.high
    return inside


@contextmanager
def _quiet() -> Iterator[None]:
    """Neither warnings of the workbench about parts that are not used here, nor its log."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.getLogger("EMA").setLevel(logging.CRITICAL)
        yield


def prim() -> Any:
    """PRIM, which comes with the extra `discovery`."""
    try:
        with _quiet():
            from ema_workbench.analysis import prim as found
    except ImportError:
        raise SpecError([Fault("jiuye discover", extra("discovery"))]) from None
    return found
