"""Parameters: a number never stands without its meaning, unit, range, source and grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any, ClassVar, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..messages import Message, phrase

GRADES = ("measured", "derived", "judged", "swept")


class Declares(Protocol):
    """A dataclass whose fields were declared with `param`."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


@dataclass(frozen=True)
class Param:
    """What is known about one parameter."""

    name: str
    default: Any
    doc: str
    unit: str
    source: str
    grade: str
    within: tuple[float, float] | None
    choices: tuple[str, ...] | None
    zh: str = ""  # the meaning in Chinese

    def fault(self, value: Any) -> Message | None:
        """Why `value` cannot be used, in words; None if it can."""
        if self.choices is not None:
            if value in self.choices:
                return None
            names = ", ".join(self.choices)
            return phrase("value.one_of", "must be one of {names} (got {got})", names=names, got=repr(value))
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or (isinstance(self.default, int) and value != int(value)):
            if isinstance(self.default, int):
                return phrase("value.whole", "must be a whole number (got {got})", got=repr(value))
            return phrase("value.number", "must be a number (got {got})", got=repr(value))
        if self.within is None:
            return None
        low, high = self.within
        if value < low:
            return phrase("value.at_least", "must be ≥ {low} (got {got})", low=_end(low, self.unit), got=f"{value:g}")
        if value > high:
            return phrase("value.at_most", "must be ≤ {high} (got {got})", high=_end(high, self.unit), got=f"{value:g}")
        return None if value == value else phrase("value.number", "must be a number (got {got})", got="nan")


def _end(value: float, unit: str) -> str:
    """An end of a range, with its unit."""
    return phrase("value.with_unit", "{number} {unit}", number=f"{value:g}", unit=unit) if unit else f"{value:g}"


def param(
    default: Any,
    doc: str,
    zh: str,
    *,
    unit: str,
    source: str,
    within: tuple[float, float] | None = None,
    grade: str = "judged",
    choices: tuple[str, ...] | None = None,
) -> Any:
    """Declare a parameter as a dataclass field; its meaning stands in English and in Chinese."""
    if grade not in GRADES:
        raise ValueError(f"{doc}: grade {grade!r} is not one of {GRADES}")
    meta = {"doc": doc, "zh": zh, "unit": unit, "source": source, "grade": grade, "within": within, "choices": choices}
    return field(default=default, metadata={"param": meta})


def params_of(owner: type[Declares] | Declares) -> dict[str, Param]:
    """Name → parameter, in order of declaration."""
    return {f.name: Param(f.name, f.default, **f.metadata["param"]) for f in fields(owner) if "param" in f.metadata}


def records(columns: Mapping[str, ArrayLike]) -> NDArray[Any]:
    """Columns as an array of records with real fields, shape (rows,).

    Kernels take it as one argument, where a named tuple of some hundred numbers would be taken apart at every call and
    compiled ten times as slowly.
    """
    arrays = [np.asarray(values, np.float64) for values in columns.values()]
    kind = np.dtype((np.record, [(name, np.float64) for name in columns]))
    rows = np.empty(len(arrays[0]), kind)
    for name, values in zip(columns, arrays, strict=True):
        rows[name] = values
    return rows


def record(*kinds: tuple[type[np.generic], tuple[str, ...]]) -> np.dtype[Any]:
    """The dtype of a record whose fields are of several kinds. A kernel finds all of a row by one look into memory, and
    the interpreter, too, reads the fields by name."""
    named = [(name, kind) for kind, names in kinds for name in names]
    return np.dtype((np.record, np.dtype(named, align=True)))
