"""What commands print: results on standard output, messages and faults on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any, Literal

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table

from ..words.texts import Lang, text

WIDE = 160  # characters of a line where standard output is not a terminal


def show(*parts: RenderableType) -> None:
    """Print results for people; `click.echo` deals with colours and with readers that stop reading."""
    console = Console(width=None if sys.stdout.isatty() else WIDE, highlight=False)
    with console.capture() as printed:
        for part in parts:
            console.print(part)
    click.echo("\n".join(line.rstrip() for line in printed.get().splitlines()))


def columns() -> int:
    """Width of a line on standard output."""
    return Console(width=None if sys.stdout.isatty() else WIDE).width


def emit(record: Mapping[str, Any]) -> None:
    """Print results for machines: one JSON object."""
    from ...experiments.compare.comparison_file import plain

    click.echo(json.dumps(plain(record), ensure_ascii=False, allow_nan=False))


def say(message: str) -> None:
    """A message beside the results."""
    click.echo(message, err=True)


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
