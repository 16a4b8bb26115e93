"""What may stand in a table that is kept: numbers, or nothing where there is none; never infinity or "not a number".

A share of nobody is nothing; readers find an empty place (`null`, an empty cell of a CSV) and do not reckon with it.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from ..messages import phrase
from .refusal import Refusal


class Infinite(Refusal):
    """A table would hold infinity, so nothing of it is written."""


def finite(place: str, table: pa.Table) -> pa.Table:
    """The table with nothing where it has what is not a number; Infinite with column and row (from 1) otherwise."""
    for name in _floating(table):
        endless = pc.is_inf(table[name])
        if pc.any(endless).as_py():
            row = pc.index(endless, True).as_py() + 1
            what = "row {row} of {column} is infinite; nothing was written"
            raise Infinite(place, phrase("kept.infinite", what, row=row, column=name))
    return known(table)


def known(table: pa.Table) -> pa.Table:
    """The table with nothing where a number is not known: an interval without an end has none there."""
    for name in _floating(table):
        numbers = pc.is_finite(table[name])
        if not pc.all(numbers).as_py():
            field = table.schema.field(name)
            values = pc.if_else(numbers, table[name], pa.scalar(None, field.type))
            table = table.set_column(table.schema.get_field_index(name), field, values)
    return table


def _floating(table: pa.Table) -> list[str]:
    return [field.name for field in table.schema if pa.types.is_floating(field.type)]
