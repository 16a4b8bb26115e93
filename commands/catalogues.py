"""`jiuye levers`, `cities`, `scenarios` and `indicators`: what there is, and everything that is known about one."""

from __future__ import annotations

import click

from .given import Given
from .options import command, options


@command("jiuye levers", "jiuye levers training_subsidy")
@click.argument("name", required=False)
@options()
def levers(given: Given, name: str | None) -> None:
    """What government can do; with NAME, every setting with range and source."""
    _show("levers", name, given)


@command("jiuye cities", "jiuye cities ningbo")
@click.argument("name", required=False)
@options()
def cities(given: Given, name: str | None) -> None:
    """Cities; with NAME (or a file), every figure with source and grade."""
    _show("cities", name, given)


@command("jiuye scenarios", "jiuye scenarios four_levers")
@click.argument("name", required=False)
@options()
def scenarios(given: Given, name: str | None) -> None:
    """Shipped scenarios; with NAME (or a file), everything it asks, written out."""
    _show("scenarios", name, given)


@command("jiuye indicators", "jiuye indicators unemployment_rate --lang zh")
@click.argument("name", required=False)
@options()
def indicators(given: Given, name: str | None) -> None:
    """What is measured; with NAME, definition and source."""
    _show("indicators", name, given)


def _show(kind: str, name: str | None, given: Given) -> None:
    from ..viz.terminal.catalogue import card, records, table

    found = records(kind, name, tried=given.as_json)
    parts = card(kind, found[0], given.lang) if name else [table(kind, found, given.lang)]
    given.tell({kind: found}, *parts)
