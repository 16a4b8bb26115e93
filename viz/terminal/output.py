"""What commands print: results on standard output; progress, messages and faults on standard error."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from typing import Any, Literal

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from ...experiments.compare.comparison import Comparison
from ...experiments.compare.comparison_file import plain
from ..words.texts import Lang, number, text

WIDE = 160  # characters of a line where standard output is not a terminal
PRECISE = "unemployment_rate"  # the indicator by which the gain of pairing is told


def show(*parts: RenderableType) -> None:
    """Print results for people; `click.echo` deals with colours and with readers that stop reading."""
    console = Console(width=None if sys.stdout.isatty() else WIDE, highlight=False)
    with console.capture() as printed:
        for part in parts:
            console.print(part)
    click.echo("\n".join(line.rstrip() for line in printed.get().splitlines()))


def emit(record: Mapping[str, Any]) -> None:
    """Print results for machines: one JSON object."""
    click.echo(json.dumps(plain(record), ensure_ascii=False, allow_nan=False))


def say(message: str) -> None:
    """A message beside the results."""
    click.echo(message, err=True)


@contextmanager
def progress(title: str, months: int, lang: Lang, *, unit: str = "months") -> Iterator[Callable[[int], None]]:
    """Count months (or steps) done, with the time left; yields what to call with them. Only two lines where nobody
    watches."""
    began = time.perf_counter()
    if sys.stderr.isatty():
        with _bar(lang, unit) as bar:
            task = bar.add_task(title, total=months)
            yield lambda done: bar.advance(task, done)
    else:
        begins = "cli.begins" if unit == "months" else f"sandbox.begins_{unit}"
        say(text(begins, lang, title=title, months=f"{months:,}"))
        yield lambda done: None
    say(text("cli.done", lang, title=title, seconds=f"{time.perf_counter() - began:,.1f}"))


def _bar(lang: Lang, unit: str) -> Progress:
    left = text("cli.left", lang)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn(text("cli.months" if unit == "months" else f"sandbox.{unit}", lang)),
        TimeRemainingColumn(),
        TextColumn(left),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)


def compile_first(lang: Lang) -> None:
    """Compile the kernels, which takes a while the first time; say so."""
    from ...experiments.runs.compiling import compile_kernels, is_compiled

    if is_compiled():
        return
    message = text("cli.compiling", lang)
    if not sys.stderr.isatty():
        say(message)
        compile_kernels()
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as spinner:
        spinner.add_task(message, total=None)
        compile_kernels()


def precision_line(comparison: Comparison, lang: Lang) -> str:
    """What pairing bought; empty where it cannot be told."""
    ratios = [p.ratio for p in comparison.precision if p.indicator == PRECISE]
    if not ratios:
        return ""
    return text("cli.compare.precision", lang, ratio=number(median(ratios), "", lang))


def facts(rows: Mapping[str, object], lang: Lang) -> Table:
    """Names and values, one a line; `rows` goes by the key of the name under `cli.fact`."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for key, value in rows.items():
        if value not in ("", None):
            table.add_row(text(f"cli.fact.{key}", lang), str(value))
    return table


def listing(title: str, columns: Mapping[str, str], lang: Lang) -> Table:
    """An empty table; `columns` goes from the key of a heading under `cli.column` to left or right."""
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    for key, side in columns.items():
        justify: Literal["left", "right"] = "right" if side == "right" else "left"
        table.add_column(text(f"cli.column.{key}", lang), justify=justify, overflow="fold")
    return table
