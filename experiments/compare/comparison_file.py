"""A comparison as files: `comparison.json`, from which a brief can be written again, and `differences.parquet`.

The JSON holds everything, curves and cells included, digit for digit; a number that does not exist is null.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from ...messages import by_the_system, phrase, told_by
from ...results.atomic import atomic, write_atomic
from ...results.finite import known
from ...scenarios.yaml_reader import Fault, SpecError
from ..runs.assumptions import Assumption
from .answers.answer import answer_of
from .comparison import Comparison, Difference, Gain, LocalEffect, Money, Precision

FORMAT = 1
LATER = (
    "behaviour",
    "ensemble",
    "forecast",
    "stopping",
    "budget",
    "groups",
    "where",
    "cell_district",
    "cell_standing",
    "answers",
    "terms",
)  # what older files lack
FILE, DIFFERENCES = "comparison.json", "differences.parquet"
RECORDS: dict[str, type[Any]] = {
    "differences": Difference,
    "money": Money,
    "gains": Gain,
    "precision": Precision,
    "weak": Assumption,
    "where": LocalEffect,
}
WITH_UNITS = ("differences", "where")  # written with the unit of the difference, and that of levels beside it
T = TypeVar("T")


def write_comparison(comparison: Comparison, folder: Path) -> Path:
    """Write both files, each whole or not at all, the JSON last; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    with atomic(folder / DIFFERENCES) as half:
        parquet.write_table(differences_of(comparison), half, compression="zstd")
    return write_atomic(folder / FILE, json.dumps(dump(comparison), ensure_ascii=False, allow_nan=False) + "\n")


def differences_of(comparison: Comparison) -> pa.Table:
    """Every difference, a row each, with the unit of the difference and that of levels beside it."""
    rows = [d.record() for d in comparison.differences]
    names = (*(f.name for f in fields(Difference)), "level_unit")
    return known(pa.table({name: [row[name] for row in rows] for name in names}))


def read_comparison(folder: Path) -> Comparison:
    """The comparison of a folder; SpecError where there is none that can be read."""
    file = folder / FILE
    try:
        return load(json.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        message = phrase("file.not_read", "cannot be read ({why})", why=by_the_system(error))
        raise SpecError([Fault(str(file), message)]) from None
    except (ValueError, KeyError, TypeError) as error:
        message = phrase("file.old_comparison", "is not a comparison this version can read ({why})", why=told_by(error))
        raise SpecError([Fault(str(file), message)]) from None


def dump(comparison: Comparison) -> dict[str, Any]:
    """Everything in a comparison as plain data."""
    parts = {f.name: getattr(comparison, f.name) for f in fields(comparison)}
    parts |= {name: [asdict(record) for record in parts[name]] for name in (*RECORDS, "answers")}
    parts |= {name: [record.record() for record in getattr(comparison, name)] for name in WITH_UNITS}
    return {"format": FORMAT, **plain(parts)}


def load(data: Mapping[str, Any]) -> Comparison:
    """The comparison that `dump` made plain."""
    if data.get("format") != FORMAT:
        raise ValueError(phrase("file.format", "format {theirs}, not {ours}", theirs=data.get("format"), ours=FORMAT))
    parts = {f.name: data[f.name] for f in fields(Comparison) if f.name in data or f.name not in LATER}
    parts |= {name: tuple(_record(kind, row) for row in data.get(name, ())) for name, kind in RECORDS.items()}
    parts |= {name: tuple(data[name]) for name in ("scenarios", "seeds", "unfinished")}
    parts["groups"] = tuple(data.get("groups", ()))
    parts |= {name: {key: _array(rows) for key, rows in data[name].items()} for name in ("curves", "cells")}
    parts["answers"] = tuple(answer_of(row) for row in data.get("answers", ()))
    x, y = map(_array, data["cell_xy"])
    parts |= {name: np.array(data.get(name, ()), np.uint8) for name in ("cell_class", "cell_district")}
    standing = data.get("cell_standing", {})
    parts["cell_standing"] = {name: np.array(rows, np.uint8) for name, rows in standing.items()}
    return Comparison(**{**parts, "cell_xy": (x, y)})


def plain(value: Any) -> Any:
    """A value as JSON knows it: lists, texts, whole numbers and floats; not a number is null."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, np.ndarray | np.generic):
        return plain(value.tolist())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    return value


def _record(kind: type[T], row: Mapping[str, Any]) -> T:
    """A record as it was; null is not a number where a number must stand."""
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    if "level_unit" in values:
        values["unit"] = values.pop("level_unit")
    for f in fields(kind):  # type: ignore[arg-type]
        if f.name not in row:
            continue
        if f.type == "float":
            values[f.name] = _number(row[f.name])
        elif f.type == "tuple[float, ...]":
            values[f.name] = tuple(map(_number, row[f.name]))
        elif f.type == "dict[str, float]":
            values[f.name] = {name: _number(value) for name, value in row[f.name].items()}
    return kind(**values)


def _number(value: Any) -> float:
    return math.nan if value is None else float(value)


def _array(rows: list[Any]) -> NDArray[np.float64]:
    return np.array(rows, np.float64)
