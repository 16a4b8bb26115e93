"""Scenario discovery: in which region of the uncertainties a policy fails.

PRIM (Friedman & Fisher 1999; Bryant & Lempert 2010), as the EMA workbench implements it, looks for a box in the space
of the uncertainties that holds many failures (coverage) and little else (density). A limit of the box is kept only if
it is unlikely to be luck (quasi-p). Regret and satisficing stand beside it.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...messages import phrase
from ...model.indicators import INDICATORS
from ...results.store import Kept
from ...scenarios.merge import suggest
from ...scenarios.yaml_reader import Fault, SpecError
from .axes import Axis, Value
from .regret import Measure, Regret, regrets, wilson
from .study import Study
from .study_table import StudyTable, table_of

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
CONDITION = re.compile(r"\s*(\w+)\s*(<=|>=|<|>)\s*([-+]?[0-9_.]+(?:[eE][-+]?\d+)?)\s*")
DENSITY = 0.8  # of failures in a box, that is looked for first
LEAST_MASS = 0.05  # share of the points that a box must hold
QUASI_P = 0.05  # above which a limit of a box is dropped
MOST_BOXES = 3
ANY = 1e-6  # mean of failures from which the workbench does not discard a box; also what makes a point a failure
LEAST_FAILURES = 5


@dataclass(frozen=True)
class Condition:
    """`jobs < 0.1`: an outcome beyond a limit."""

    outcome: str
    sign: str
    limit: float

    def holds(self, values: Floats) -> Flags:
        """Where it holds; nowhere where there is no number."""
        sides = {"<": values < self.limit, "<=": values <= self.limit, ">": values > self.limit}
        return np.asarray(sides.get(self.sign, values >= self.limit))


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


@dataclass(frozen=True)
class Policy:
    """One combination of the levers over all circumstances."""

    label: str
    levers: dict[str, Value]
    points: int
    failures: int
    satisfied: tuple[float, float, float]  # share of circumstances without failure, 95 % Wilson interval
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Discovery:
    """What was found."""

    study: str
    title: dict[str, str]
    city: str
    city_title: dict[str, str]
    workers: int
    months: int
    seeds: tuple[int, ...]
    conditions: tuple[Condition, ...]
    missing: int  # runs without a number
    outcomes: tuple[Measure, ...]
    policies: tuple[Policy, ...]
    regrets: tuple[Regret, ...]  # empty where circumstances are not common to all policies
    crossed: bool
    store: str
    command: str
    version: str

    def record(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


def read_conditions(text: str, study: Study) -> tuple[Condition, ...]:
    """`jobs < 0.1 and cost > 2e8`: all must hold for a failure. SpecError with every fault."""
    names, faults, found = [outcome.name for outcome in study.outcomes], [], []
    for part in re.split(r"\band\b|,", text):
        match = CONDITION.fullmatch(part)
        if match is None:
            what = "{part} must be like {example} < 0.1"
            faults.append(
                Fault("--fails", phrase("discovery.condition", what, part=repr(part.strip()), example=names[0]))
            )
        elif match[1] not in names:
            what, near = "{name} is not an outcome of {study}{near}", suggest(match[1], names)
            message = phrase("discovery.outcome", what, name=match[1], study=study.name, near=near)
            faults.append(Fault("--fails", message))
        else:
            found.append(Condition(match[1], match[2], float(match[3].replace("_", ""))))
    if faults:
        raise SpecError(faults)
    return tuple(found)


def check_study(study: Study) -> None:
    """SpecError where there is nothing to look for a region in, or the search is not installed."""
    if not study.uncertainty_axes:
        message = phrase("discovery.nothing", "has no uncertainties, in which a region could be looked for")
        raise SpecError([Fault(study.name, message)])
    _prim()


def discover(study: Study, kept: Kept, conditions: Sequence[Condition], command: str = "") -> Discovery:
    """Boxes of failure for each policy, and the tables of regret and satisficing."""
    table = table_of(study, kept)
    groups = _policies(study, table)
    crossed = len(groups) > 1 and len({_circumstances(study, table, rows) for rows in groups.values()}) == 1
    names = [outcome.name for outcome in study.outcomes]
    measures = tuple(
        Measure(o.name, o.indicator, o.group, o.unit, o.difference, _better(o.indicator)) for o in study.outcomes
    )
    failed = np.all([c.holds(table.means[:, names.index(c.outcome)]) for c in conditions], axis=0)
    known = np.all([np.isfinite(table.means[:, names.index(c.outcome)]) for c in conditions], axis=0)
    axes = study.uncertainty_axes if crossed or not study.lever_axes else study.axes
    compared = (
        regrets(table, measures, [_label(study, key) for key in groups], list(groups.values())) if crossed else []
    )
    profile = study.base.profile
    return Discovery(
        study.name,
        study.title,
        profile.id,
        {"zh": profile.name_zh, "en": profile.name_en},
        study.base.workers,
        study.base.months,
        study.seeds,
        tuple(conditions),
        table.missing,
        measures,
        tuple(_policy(study, table, axes, key, rows[known[rows]], failed) for key, rows in groups.items()),
        tuple(compared),
        crossed,
        str(kept.folder),
        command,
        metadata.version("jiuye"),
    )


def _policies(study: Study, table: StudyTable) -> dict[tuple[Value, ...], NDArray[np.int64]]:
    """Rows of each combination of levers; all rows as one where levers were sampled with the uncertainties."""
    levers = [k for k, axis in enumerate(study.axes) if axis.role == "levers"]
    groups: dict[tuple[Value, ...], list[int]] = {}
    for row, values in enumerate(table.values):
        groups.setdefault(tuple(values[k] for k in levers), []).append(row)
    if levers and len(groups) > len(table.values) // 2:
        return {(): np.arange(len(table.values))}
    return {key: np.array(rows) for key, rows in groups.items()}


def _circumstances(study: Study, table: StudyTable, rows: NDArray[np.int64]) -> tuple[tuple[Value, ...], ...]:
    """The uncertainties at some rows."""
    places = [k for k, axis in enumerate(study.axes) if axis.role == "uncertainties"]
    return tuple(tuple(table.values[row][k] for k in places) for row in rows)


def _better(indicator: str) -> int:
    return INDICATORS[indicator].better if indicator in INDICATORS else -1


def _policy(
    study: Study,
    table: StudyTable,
    axes: Sequence[Axis],
    key: tuple[Value, ...],
    rows: NDArray[np.int64],
    failed: Flags,
) -> Policy:
    levers = dict(zip((axis.path for axis in study.lever_axes), key, strict=False))
    label = ", ".join(str(v) if path == "policy" else f"{path} {v:,.10g}" for path, v in levers.items())
    n, failures = len(rows), int(failed[rows].sum())
    enough = LEAST_FAILURES <= failures < n
    boxes = find_boxes(axes, _columns(study, table, axes, rows), failed[rows]) if enough else ()
    return Policy(label or "all", levers, n, failures, wilson(n - failures, n), boxes)


def _columns(study: Study, table: StudyTable, axes: Sequence[Axis], rows: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    places = {axis.path: k for k, axis in enumerate(study.axes)}
    return {axis.path: np.array([table.values[row][places[axis.path]] for row in rows]) for axis in axes}


def find_boxes(axes: Sequence[Axis], columns: dict[str, NDArray[Any]], failed: Flags) -> tuple[Box, ...]:
    """Boxes of failures, each among the points outside of those before, while one beats what is left at random."""
    import pandas as pd

    frame = pd.DataFrame(columns)
    with _quiet():
        search = _prim().Prim(frame, failed.astype(np.int64), threshold=ANY, peel_alpha=0.05, mass_min=LEAST_MASS)
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
    kept = tuple(limit for limit in limits if limit.quasi_p <= QUASI_P)
    if not kept:
        return None
    inside = _inside(Box(kept, 0.0, 0.0, 0.0, 0), frame)
    hits = int((inside & failed).sum())
    n = int(inside.sum())
    return Box(kept, hits / int(failed.sum()), hits / n, n / len(failed), n) if n else None


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


def _label(study: Study, key: tuple[Value, ...]) -> str:
    levers = zip((axis.path for axis in study.lever_axes), key, strict=False)
    return ", ".join(str(v) if path == "policy" else f"{path} {v:,.10g}" for path, v in levers) or "all"


@contextmanager
def _quiet() -> Iterator[None]:
    """Neither warnings of the workbench about parts that are not used here, nor its log."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.getLogger("EMA").setLevel(logging.CRITICAL)
        yield


def _prim() -> Any:
    """PRIM, which comes with the extra `discovery`."""
    try:
        with _quiet():
            from ema_workbench.analysis import prim
    except ImportError:
        message = phrase("discovery.extra", "needs the extra discovery: pip install 'jiuye[discovery]'")
        raise SpecError([Fault("jiuye discover", message)]) from None
    return prim
