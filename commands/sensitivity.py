"""`jiuye sensitivity`: what is missing of the study is played, then its sensitivities are told."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from ..experiments.runs.reproduction import command_of
from .given import Given, end
from .options import PLACE, command, options
from .studies import played, store_of, store_options


@command("jiuye sensitivity morris", "jiuye sensitivity mine.yaml --seeds 4")
@click.argument("study")
@options(*PLACE, "seeds", "out", "threads")
@store_options
def sensitivity(given: Given, study: str, store: Path | None, yes: bool) -> None:
    """Morris screening or Sobol' indices of STUDY, for levels or differences, with bootstrap intervals.

    What is missing of the sweep is played first. The study's design must be morris or sobol.
    """
    from ..experiments.studies import sensitivity as analysis
    from ..results.digest import mark
    from ..viz.reports.folder import Report
    from ..viz.reports.sensitivity import document_of, terminal_table

    loaded = given.study(study)
    given.begin(given.out)
    analysis.check_design(loaded)
    runs = played(loaded, store_of(loaded, given, store), yes=yes, lang=given.lang)
    if runs is None:
        return end(False)
    found = analysis.sensitivity(loaded, runs, command_of("sensitivity", study, **given.as_typed()))
    folder = given.out / f"sensitivity-{loaded.name}-{mark(loaded.hash, *loaded.seeds)}"
    tables = [terminal_table(found, outcome, given.lang) for outcome in found.outcomes]
    given.tell_report(Report(partial(document_of, found), found.record(), "sensitivity"), folder, *tables)
