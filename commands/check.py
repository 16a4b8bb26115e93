"""`jiuye check`: what is wrong with files, without running them."""

from __future__ import annotations

import click

from .given import WRONG_INPUT, Given
from .options import command, options


@command("jiuye check mine.yaml scenarios/*.yaml")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options()
def check(given: Given, files: tuple[str, ...]) -> None:
    """Check scenario and city files without running; say how much memory they need."""
    from ..viz.terminal.checking import check as checked
    from ..viz.words.faults import fault_line

    found = [checked(file) for file in files]
    if given.as_json:
        from ..viz.terminal.output import emit

        emit({"files": [one.record() for one in found]})
    for one in found:
        if one.faults:
            click.echo("\n".join(fault_line(fault, given.lang) for fault in one.faults), err=True)
        elif not given.as_json:
            click.echo(one.words(given.lang))
    if any(one.faults for one in found):
        raise click.exceptions.Exit(WRONG_INPUT)
