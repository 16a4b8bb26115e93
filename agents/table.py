"""Tables: columns of equal length, each with a type, a unit and a meaning. State without behaviour."""

from __future__ import annotations

import sys
from collections import namedtuple
from dataclasses import MISSING, Field, dataclass, field, fields
from enum import Enum
from functools import cache
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]


class New(Enum):
    """What somebody new in a row has, where it is no fixed value."""

    THIS_MONTH = "the month they come"
    DRAWN = "what is drawn for them"
    KEPT = "what the row has: they come in place of somebody like them in this"


def column(dtype: Any, doc: str, *, unit: str, new: Any = None) -> Any:
    """Declare a column of a table: element type, meaning, unit; and, where rows are used again, what newcomers get:
    a value, or one of `New`."""
    kind = np.dtype(dtype)
    if new is not None and not isinstance(new, New) and np.asarray(new).astype(kind) != new:
        raise TypeError(f"{doc}: newcomers cannot get {new!r} in a column of {kind}")
    return field(metadata={"dtype": kind, "doc": doc, "unit": unit, "new": new})


@dataclass(eq=False)
class Table:
    """Base of all tables; subclasses only declare columns. With `reused=True` rows are given to newcomers, and each
    column must say what they get."""

    reused: ClassVar[bool] = False

    def __init_subclass__(cls, *, reused: bool = False) -> None:
        cls.reused = cls.reused or reused
        silent = [name for name, f in vars(cls).items() if isinstance(f, Field) and f.metadata.get("new") is None]
        if cls.reused and silent:
            ways = ", ".join(f"New.{way.name}" for way in New)
            message = "must say what newcomers get: column(…, new=…) with a value or one of"
            raise TypeError(f"{cls.__name__}.{silent[0]} {message} {ways}")

    @classmethod
    def empty(cls, rows: int) -> Self:
        """A table of zeros."""
        return cls(**{f.name: np.zeros(rows, f.metadata["dtype"]) for f in fields(cls) if f.default is MISSING})

    def __len__(self) -> int:
        return len(self.view()[0])

    def columns(self) -> dict[str, Ints]:
        """Name → array, in order of declaration."""
        kind: Any = type(self)
        return {name: getattr(self, name) for name in _names(kind)}

    def view(self) -> Any:
        """The columns as a named tuple, which kernels can read and write; kept until a column is replaced."""
        kept: Any = self.__dict__.get("_view")
        if kept is None:
            kind: Any = type(self)
            kept = self.__dict__["_view"] = view_type(kind)(*[getattr(self, name) for name in _names(kind)])
        return kept

    def __setattr__(self, name: str, value: Any) -> None:
        self.__dict__.pop("_view", None)
        super().__setattr__(name, value)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_view"}

    def copy(self) -> Self:
        """A deep copy: no array is shared."""
        return type(self)(**{name: array.copy() for name, array in self.columns().items()})

    def renew(self, rows: NDArray[Any] | slice, month: int) -> None:
        """Give rows to newcomers of a month: all columns but those that are kept or drawn."""
        kind: Any = type(self)
        where = rows if isinstance(rows, slice) else rows.astype(np.intp)  # else each column would convert them
        for name, new in _of_newcomers(kind):
            getattr(self, name)[where] = month if new is New.THIS_MONTH else new

    @classmethod
    def drawn(cls) -> tuple[str, ...]:
        """Names of the columns that are drawn for newcomers."""
        return tuple(f.name for f in fields(cls) if f.metadata["new"] is New.DRAWN)

    @property
    def nbytes(self) -> int:
        """Memory of all columns, bytes."""
        return sum(array.nbytes for array in self.columns().values())

    @classmethod
    def describe(cls) -> list[tuple[str, str, str, str]]:
        """(name, type, unit, meaning) of each column."""
        return [(f.name, str(f.metadata["dtype"]), f.metadata["unit"], f.metadata["doc"]) for f in fields(cls)]


@cache
def _names(table: Any) -> tuple[str, ...]:
    """Names of a table's columns."""
    return tuple(f.name for f in fields(table))


@cache
def _of_newcomers(table: Any) -> tuple[tuple[str, Any], ...]:
    """Name of each column that needs no draw → what newcomers get."""
    given = ((f.name, f.metadata["new"]) for f in fields(table))
    return tuple((name, new) for name, new in given if new not in (New.DRAWN, New.KEPT))


@cache
def view_type(table: Any) -> Any:
    """Named tuple with the columns of a table; it must be found again by name, else numba compiles its users anew."""
    kind = namedtuple(f"{table.__name__}View", [f.name for f in fields(table)], module=table.__module__)  # type: ignore[misc]
    setattr(sys.modules[table.__module__], kind.__name__, kind)
    return kind


def every_table(kind: type[Table] = Table) -> list[type[Table]]:
    """All kinds of tables that are imported, in order of their names."""
    found = [table for below in kind.__subclasses__() for table in (below, *every_table(below))]
    return sorted(found, key=lambda table: table.__qualname__)
