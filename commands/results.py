"""`jiuye results query`: SQL over the runs of a store, by DuckDB."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from ..messages import phrase
from ..results.store import HEADER, StoreError, read_store
from ..scenarios.yaml_reader import Fault, SpecError
from ..viz.terminal.output import emit, show
from ..viz.words.texts import Lang, text

SHOWN = 50  # rows printed for people


def query_and_show(
    sql: str, folder: Path | None, out: Path, *, lang: Lang = "en", as_json: bool = False, as_csv: bool = False
) -> None:
    """Run one SQL sentence over the table `runs` of a store, the newest below `out` if none is named."""
    store = folder or newest(out)
    try:
        runs = read_store(store).table
    except StoreError as error:
        raise SpecError([Fault(error.place, error.message)]) from None
    columns, rows = ask(sql, runs)
    if as_json:
        emit({"store": str(store), "columns": columns, "rows": [list(row) for row in rows]})
        return
    if as_csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows([columns, *rows])
        return
    table = Table(box=SIMPLE_HEAD)
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in rows[:SHOWN]:
        table.add_row(*("" if value is None else _told(value) for value in row))
    show(table)
    if len(rows) > SHOWN:
        show(text("sweep.rows", lang, shown=SHOWN, n=f"{len(rows):,}"))


def ask(sql: str, runs: Any) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Names of the columns and rows of an answer; SpecError if the sentence is none, or reaches beyond the table."""
    import duckdb

    with duckdb.connect(":memory:") as base:
        base.register("runs", runs)
        base.execute("SET enable_external_access = false; SET lock_configuration = true")
        try:
            answer = base.execute(sql)
            return [column[0] for column in answer.description or []], answer.fetchall()
        except duckdb.Error as error:
            refused = phrase("store.query", "{why}", why=" ".join(str(error).split()))
            raise SpecError([Fault("query", refused)]) from None


def newest(out: Path) -> Path:
    """The store written last below a folder."""
    found = sorted(out.glob(f"*/{HEADER}"), key=lambda file: (file.parent / "journal").stat().st_mtime)
    if not found:
        raise SpecError([Fault(str(out), phrase("store.missing", "holds no store of runs; `jiuye sweep` makes one"))])
    return found[-1].parent


def _told(value: Any) -> str:
    return f"{value:,.6g}" if isinstance(value, float) else str(value)
