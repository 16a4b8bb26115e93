"""What is kept of a run, as tables: indicators, flows, ledger and cells."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from ...model.indicators import INDICATORS
from ...scenarios.checks import Month, later, written
from .cell_counts import CELL_COUNTS
from .run import Result

MEANING = {
    "month": "months since the start; 0 is the first, where horizons and `month:` of a study say 1",
    "calendar": "the same as a month of the calendar",
    "flows.value": "simulated heads, orders or fen",
    "ledger.yuan": "yuan of the real city",
    "cells": "simulated heads who live there, and jobs that are there; income_yuan is the mean of the cell's persons, "
    "yuan a month; cells with neither are left out",
}


def tables_of(result: Result, start: Month) -> dict[str, pa.Table]:
    """Everything that is kept of a run; beside every month its name in the calendar."""
    return {name: _dated(table, start) for name, table in _tables(result).items()}


def _dated(table: pa.Table, start: Month) -> pa.Table:
    month = table["month"].to_numpy()
    names = [written(later(start, m)) for m in range(int(month.max()) + 1)] if len(month) else []
    calendar = pa.DictionaryArray.from_arrays(month.astype(np.int32), pa.array(names, pa.string()))
    return table.add_column(1, "calendar", calendar)


def _tables(result: Result) -> dict[str, pa.Table]:
    months = range(len(next(iter(result.flows.values()))))
    month, payer, payee, account, fen = zip(*result.ledger, strict=True) if result.ledger else ((), (), (), (), ())
    return {
        "indicators": _indicators(result),
        "flows": pa.table(
            {
                "month": np.tile(np.array(months, np.int16), len(result.flows)),
                "flow": _words(list(result.flows), len(months)),
                "value": np.concatenate(list(result.flows.values())),
            }
        ),
        "ledger": pa.table(
            {
                "month": np.array(month, np.int16),
                "payer": pa.array(payer, pa.string()),
                "payee": pa.array(payee, pa.string()),
                "account": pa.array(account, pa.string()),
                "yuan": np.array(fen, np.float64) * result.weight / 100.0,
            }
        ),
        "cells": _cells(result),
    }


def _indicators(result: Result) -> pa.Table:
    """One row an indicator, group and month; groups for which an indicator says nothing at all are left out."""
    values = np.stack([table.T for table in result.indicators.values()])  # [indicator, group, month]
    names, units = list(result.indicators), [INDICATORS[name].unit for name in result.indicators]
    which, group = np.nonzero(~np.isnan(values).all(axis=2))
    months = values.shape[2]
    return pa.table(
        {
            "month": np.tile(np.arange(months, dtype=np.int16), len(which)),
            "indicator": _words(names, months, which),
            "group": _words(list(result.groups), months, group),
            "value": values[which, group].ravel(),
            "unit": _words(units, months, which),
        }
    )


def _cells(result: Result) -> pa.Table:
    """One row a month and cell where somebody lives or works."""
    month, cell = np.nonzero(result.cells["persons"] + result.cells["jobs"])
    heads = {name: result.cells[name][month, cell] for name in CELL_COUNTS}
    with np.errstate(invalid="ignore"):
        income = result.cells["income"][month, cell] / heads["persons"] / 100.0
    counts = {name: values.astype(np.int32) for name, values in heads.items()}
    return pa.table({"month": month.astype(np.int16), "cell": cell.astype(np.int32), **counts, "income_yuan": income})


def _words(words: list[str], each: int, which: Any = None) -> pa.DictionaryArray:
    """Words, each repeated for so many rows."""
    index = np.arange(len(words)) if which is None else which
    return pa.DictionaryArray.from_arrays(np.repeat(index.astype(np.int32), each), pa.array(words, pa.string()))


def equal(a: pa.Table, b: pa.Table) -> bool:
    """Whether two tables hold the same bits; unlike Arrow's own test, what is not a number equals itself."""
    if a.column_names != b.column_names or len(a) != len(b):
        return False
    for x, y in zip(a.columns, b.columns, strict=True):
        numbers = not pa.types.is_string(x.type) and x.type == y.type
        same = x.to_numpy().tobytes() == y.to_numpy().tobytes() if numbers else x.to_pylist() == y.to_pylist()
        if not same:
            return False
    return True
