"""A validation as a file: the `validation.json` that `jiuye validate` writes, read back.

Those of the shipped cities stand in `scenarios/validations`, made by `make validations`; from them every brief says how
far the model agrees with public statistics.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from ...messages import phrase
from ...scenarios.merge import FOLDER
from ...scenarios.targets import INPUT, MOMENT, Target
from ..runs.records import number_of, read_json
from .facts import EffectEstimate, Fact, Findings
from .probe_verdicts import ProbeVerdict, ReadingVerdict
from .validate import MomentVerdict, Validation

VALIDATIONS = FOLDER / "validations"
T = TypeVar("T")


def shipped_validation(city: str) -> Validation | None:
    """The validation of a city that comes with the program, if there is one."""
    file = VALIDATIONS / f"{city}.json"
    return read_validation(file) if file.is_file() else None


def read_validation(file: Path) -> Validation:
    """The validation in a file; SpecError where it cannot be read."""
    return read_json(file, _validation, phrase("file.kind.validation", "a validation"), "jiuye validate")


def _validation(data: Mapping[str, Any]) -> Validation:
    seeds = tuple(data["seeds"])
    facts = tuple(_record(Fact, row) for row in data["facts"])
    courses = tuple(_record(EffectEstimate, row) for row in data["training"])
    return Validation(
        **{name: data[name] for name in ("city", "city_title", "workers", "burn_in", "months", "version", "command")},
        seeds=seeds,
        unfinished=tuple(data["unfinished"]),
        verdicts=tuple(_verdict(row) for row in data["targets"]),
        inputs=tuple(_target(row, INPUT) for row in data["inputs"]),
        findings=Findings(facts, courses, seeds) if facts else None,
        oracle=tuple(data["oracle"]),
        wall_s=float(data["wall_s"]),
        behaviour=data["behaviour"],
        probes=tuple(_probe(row) for row in data.get("probes", ())),
    )


def _verdict(row: Mapping[str, Any]) -> MomentVerdict:
    value, low, high = (number_of(row[name]) for name in ("value", "low", "high"))
    seeds, early = (tuple(map(number_of, row.get(name, ()))) for name in ("seeds", "early"))
    return MomentVerdict(_target(row, MOMENT), seeds, value, low, high, early)


def _probe(row: Mapping[str, Any]) -> ProbeVerdict:
    readings = tuple(_reading(reading) for reading in row["readings"])
    plain = {key: row[key] for key in ("name", "title", "about", "persons", "months")}
    return ProbeVerdict(seeds=tuple(row["seeds"]), readings=readings, **plain)


def _reading(row: Mapping[str, Any]) -> ReadingVerdict:
    """A reading as it was; an end of a range that was written as a word is infinite."""
    values: dict[str, Any] = {key: tuple(map(number_of, row[key])) for key in ("doses", "values", "lows", "highs")}
    values |= {key: number_of(row[key]) for key in ("scaled", "scaled_low", "scaled_high", "range_low", "range_high")}
    values["seeds"] = tuple(tuple(map(number_of, each)) for each in row["seeds"])
    plain = ("name", "title", "unit", "predicted", "sign", "monotone", "in_range", "source")
    return ReadingVerdict(**values, **{key: row[key] for key in plain})


def _target(row: Mapping[str, Any], kind: str) -> Target:
    if row["kind"] != kind:
        raise ValueError(phrase("file.other_kind", "{id} is not of kind {kind}", id=row["id"], kind=kind))
    name, definition = ({"zh": row[f"{text}_zh"], "en": row[text]} for text in ("name", "definition"))
    low, high = number_of(row["band_low"]), number_of(row["band_high"])
    plain = {key: row[key] for key in ("id", "kind", "unit", "year", "source", "status")}
    return Target(name=name, definition=definition, value=row["published"], low=low, high=high, **plain)


def _record(kind: type[T], row: Mapping[str, Any]) -> T:
    """A record as it was; what else stands in the row follows from it."""
    values = {f.name: row[f.name] for f in fields(kind)}  # type: ignore[arg-type]
    for f in fields(kind):  # type: ignore[arg-type]
        if f.type == "float":
            values[f.name] = number_of(row[f.name])
        elif f.type == "tuple[float, ...]":
            values[f.name] = tuple(map(number_of, row[f.name]))
    return kind(**values)
