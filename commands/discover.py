"""`jiuye discover`: what is missing of the study is played, then the regions of failure and the regrets are told."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from ..experiments.runs.reproduction import command_of
from .given import Given, end
from .options import PLACE, command, option, options
from .studies import played, store_of, store_options


@command('jiuye discover policies_under_doubt --fails "jobs < 0"')
@click.argument("study")
@option("--fails", required=True, metavar="CONDITION", help='Such as "jobs < 0 and cost > 2e8".')
@options(*PLACE, "seeds", "out", "threads")
@store_options
def discover(given: Given, study: str, fails: str, store: Path | None, yes: bool) -> None:
    """In which region of the unknowns each policy of STUDY fails (PRIM); regret and satisficing.

    What is missing of the sweep is played first. Policies are compared where the design crosses levers with
    uncertainties.
    """
    from ..experiments.studies import discovery
    from ..results.digest import mark
    from ..viz.reports.discovery import document_of, terminal_table
    from ..viz.reports.folder import Report

    loaded = given.study(study)
    given.begin(given.out)
    conditions = discovery.read_conditions(fails, loaded)
    discovery.check_study(loaded)
    runs = played(loaded, store_of(loaded, given, store), yes=yes, lang=given.lang)
    if runs is None:
        return end(False)
    found = discovery.discover(loaded, runs, conditions, command_of("discover", study, fails=fails, **given.as_typed()))
    folder = given.out / f"discover-{loaded.name}-{mark(loaded.hash, *loaded.seeds, conditions)}"
    report = Report(partial(document_of, found), found.record(), "discovery")
    given.tell_report(report, folder, terminal_table(found, given.lang))
