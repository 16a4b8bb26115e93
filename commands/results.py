"""`jiuye results query`: SQL over a sweep, a run or a comparison that was kept, by DuckDB."""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from ..messages import extra, phrase
from .given import Given
from .options import Command, Group, example, option, options
from .values import FILE
from .words import wrong

SHOWN = 50  # rows printed for people
SUCH_AS = '"SELECT avg(jobs) FROM runs"'


@click.group(
    cls=Group,
    lines={"query": "SQL over what was kept."},
    epilog=example('jiuye results query "SELECT avg(jobs) FROM runs"'),
)
def results() -> None:
    """Ask what stored runs hold."""


@results.command(
    cls=Command,
    epilog=example(
        'jiuye results query "SELECT seed, avg(jobs) FROM runs GROUP BY seed" runs/sweep-…',
        'jiuye results query "SELECT * FROM differences" runs/compare-… --groups "sex=female,age=45-59"',
    ),
)
@click.argument("sql")
@click.argument("store", required=False, type=FILE)
@option("--csv", "as_csv", is_flag=True, help="Print every row as CSV.")
@options("groups", "out")
def query(given: Given, sql: str, store: Path | None, as_csv: bool) -> None:
    """Answer one SQL sentence about the tables of STORE, by DuckDB.

    STORE is the folder of a sweep (table runs: axes and outcomes), the newest below --out if left out; of a run
    (indicators, flows, ledger, cells); or of a comparison (differences, gains, districts). --groups keeps the rows of
    these groups, written in any way.
    """
    if as_csv and given.as_json:
        raise wrong("csv_or_json")
    from ..experiments.compare.kept_tables import kept_tables

    folder = store or newest(given.out)
    columns, rows = ask(sql, kept_tables(folder, given.groups))
    if as_csv:
        sys.stdout.write("\ufeff")  # without it spreadsheets take Chinese for Latin
        told = ([_in_a_row(value) for value in row] for row in rows)
        csv.writer(sys.stdout, lineterminator="\n").writerows([columns, *told])
        return
    record = {"store": str(folder), "columns": columns, "rows": [[_for_json(value) for value in row] for row in rows]}
    given.tell(record, *_answer(columns, rows, given))


def _answer(columns: list[str], rows: list[tuple[Any, ...]], given: Given) -> list[Any]:
    """The first rows in a table."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from ..viz.words.texts import text

    table = Table(box=SIMPLE_HEAD)
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in rows[:SHOWN]:
        table.add_row(*("" if value is None else _told(value) for value in map(_in_a_row, row)))
    more = len(rows) > SHOWN
    return [table, *([text("sweep.rows", given.lang, shown=SHOWN, n=f"{len(rows):,}")] if more else [])]


def ask(sql: str, tables: Mapping[str, Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Names of the columns and rows of an answer; SpecError if the sentence is none, or reaches beyond the tables."""
    from ..scenarios.yaml_reader import Fault, SpecError

    try:
        import duckdb
    except ImportError:
        raise SpecError([Fault("jiuye results query", extra("query"))]) from None

    if not sql.strip(" \t\r\n;"):
        raise SpecError([Fault("query", phrase("store.no_query", "is empty; write one such as {sql}", sql=SUCH_AS))])
    with duckdb.connect(":memory:") as base:
        for name, table in tables.items():
            base.register(name, table)
        base.execute("SET enable_external_access = false; SET lock_configuration = true")
        try:
            answer = base.execute(sql)
            return [column[0] for column in answer.description or []], answer.fetchall()
        except duckdb.Error as error:
            refused = phrase("store.query", "{why}", why=" ".join(str(error).split()))
            raise SpecError([Fault("query", refused)]) from None


def _for_json(value: Any) -> Any:
    """A value of SQL as JSON knows it: decimals are numbers, dates and the like texts; what is no finite number is
    null."""
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): _for_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_for_json(item) for item in value]
    return value.hex() if isinstance(value, bytes) else str(value)


def _in_a_row(value: Any) -> Any:
    """A value of SQL in a table: lists and the like as JSON writes them, decimals with all their digits."""
    if isinstance(value, Mapping | list | tuple):
        return json.dumps(_for_json(value), ensure_ascii=False)
    return value if isinstance(value, Decimal) else _for_json(value)


def newest(out: Path) -> Path:
    """The store written last below a folder."""
    from ..results.store import HEADER
    from ..scenarios.yaml_reader import Fault, SpecError

    found = sorted(out.glob(f"*/{HEADER}"), key=lambda file: (file.parent / "journal").stat().st_mtime)
    if not found:
        raise SpecError([Fault(str(out), phrase("store.missing", "holds no store of runs; `jiuye sweep` makes one"))])
    return found[-1].parent


def _told(value: Any) -> str:
    return f"{value:,.6g}" if isinstance(value, float) else str(value)
