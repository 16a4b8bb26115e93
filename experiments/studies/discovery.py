"""Scenario discovery: in which region of the uncertainties a policy fails.

PRIM (Friedman & Fisher 1999; Bryant & Lempert 2010), as the EMA workbench implements it, looks for a box in the space
of the uncertainties that holds many failures (coverage) and little else (density). A limit of the box is kept only if
it is unlikely to be luck (quasi-p). Regret and satisficing stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...messages import phrase
from ...model.indicators import INDICATORS
from ...results.store import StoredRuns
from ...scenarios.merge import suggest
from ...scenarios.yaml_reader import Fault, SpecError
from ..runs.asked import Asked, asked_of
from .axes import Axis, Value
from .boxes import LEAST_FAILURES, Box, Flags, find_boxes, prim
from .regret import Measure, Regret, regrets, wilson
from .study import Study
from .study_table import StudyTable, table_of

Floats = NDArray[np.float64]
CONDITION = re.compile(r"\s*(\w+)\s*(<=|>=|<|>)\s*([-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(%|pp)?\s*")
AS_TYPED = str.maketrans({"≤": "<=", "≥": ">=", "＜": "<", "＞": ">", "％": "%", "−": "-"})
SUCH_AS = {"%": "8%", "%/year": "8%", "pp": "2pp", "pp/year": "2pp"}  # by unit
SUCH_AS |= {"persons": "20_000", "yuan": "2e8", "yuan/month": "5_000"}


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
class PolicyRegions:
    """One combination of the levers over all circumstances."""

    label: str
    levers: dict[str, Value]
    points: int
    failures: int
    satisfied: tuple[float, float, float]  # share of circumstances without failure, 95 % Wilson interval
    boxes: tuple[Box, ...]


@dataclass(frozen=True, kw_only=True)
class Discovery(Asked):
    """What was found."""

    study: str
    title: dict[str, str]
    conditions: tuple[Condition, ...]
    missing: int  # runs without a number
    outcomes: tuple[Measure, ...]
    policies: tuple[PolicyRegions, ...]
    regrets: tuple[Regret, ...]  # empty where circumstances are not common to all policies
    crossed: bool
    store: str


def read_conditions(text: str, study: Study) -> tuple[Condition, ...]:
    """`jobs < 0.1 and cost > 2e8`: all must hold for a failure. SpecError with every fault."""
    units = {outcome.name: outcome.unit for outcome in study.outcomes}
    names, faults, found = list(units), [], []
    for part in re.split(r"\band\b|,", text):
        match = CONDITION.fullmatch(part.translate(AS_TYPED))
        if match is None:
            like = f"{names[0]} < {SUCH_AS.get(units[names[0]], '0.1')}"
            told = phrase("discovery.condition", "{part} must be like {example}", part=repr(part.strip()), example=like)
            faults.append(Fault("--fails", told))
        elif match[1] not in names:
            what, near = "{name} is not an outcome of {study}{near}", suggest(match[1], names)
            message = phrase("discovery.outcome", what, name=match[1], study=study.name, near=near)
            faults.append(Fault("--fails", message))
        elif match[4] and not units[match[1]].startswith(("%", "pp")):
            what = "{name} is in {unit}, not in {got}"
            told = phrase("discovery.unit", what, name=match[1], unit=units[match[1]], got=match[4])
            faults.append(Fault("--fails", told))
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
    prim()


def discover(study: Study, stored: StoredRuns, conditions: Sequence[Condition], command: str = "") -> Discovery:
    """Boxes of failure for each policy, and the tables of regret and satisficing."""
    table = table_of(study, stored)
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
    return Discovery(
        **asked_of(study.base, study.seeds, command),
        study=study.name,
        title=study.title,
        conditions=tuple(conditions),
        missing=table.missing,
        outcomes=measures,
        policies=tuple(_policy(study, table, axes, key, rows[known[rows]], failed) for key, rows in groups.items()),
        regrets=tuple(compared),
        crossed=crossed,
        store=str(stored.folder),
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
) -> PolicyRegions:
    levers = dict(zip((axis.path for axis in study.lever_axes), key, strict=False))
    label = ", ".join(str(v) if path == "policy" else f"{path} {v:,.10g}" for path, v in levers.items())
    n, failures = len(rows), int(failed[rows].sum())
    enough = LEAST_FAILURES <= failures < n
    boxes = find_boxes(axes, _columns(study, table, axes, rows), failed[rows]) if enough else ()
    return PolicyRegions(label or "all", levers, n, failures, wilson(n - failures, n), boxes)


def _columns(study: Study, table: StudyTable, axes: Sequence[Axis], rows: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    places = {axis.path: k for k, axis in enumerate(study.axes)}
    return {axis.path: np.array([table.values[row][places[axis.path]] for row in rows]) for axis in axes}


def _label(study: Study, key: tuple[Value, ...]) -> str:
    levers = zip((axis.path for axis in study.lever_axes), key, strict=False)
    return ", ".join(str(v) if path == "policy" else f"{path} {v:,.10g}" for path, v in levers) or "all"
