"""`jiuye claims`: the plan's figures put to the test. The table, and the report in a folder."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from ..experiments.runs.reproduction import command_of, place_of
from .given import Given, end
from .options import command, option, options

if TYPE_CHECKING:
    from ..experiments.claims import ClaimsLedger, Tests
    from ..scenarios.spec import Scenario


@command("jiuye claims", "jiuye claims lishui --only C28,C41 --seeds 20")
@click.argument("name", required=False, metavar="[CITY]")
@options("workers", "months", "seeds", "out", "threads")
@option("--only", metavar="LIST", help="Some figures: C41,C49.")
@option("--region/--no-region", default=True, help="Also look for where figures would hold.")
def claims(given: Given, name: str | None, only: str | None, region: bool) -> None:
    """Put the plan's 69 figures to the test in CITY: simulated as written, beside the same city without.

    CITY is the reference city if left out. 80,000 persons, 10 seeds and futures of at most 24 months unless told
    otherwise; a figure that is due later than the months is not tried.
    """
    from ..experiments.claims import MONTHS, SEEDS, WORKERS, Tests
    from ..results.digest import mark
    from ..scenarios.claims import load_claims
    from ..viz.reports.claims import document_of, summary, terminal_table
    from ..viz.reports.folder import Report
    from ..viz.terminal.output import say
    from ..viz.words.texts import text

    chosen = load_claims([part.strip() for part in only.split(",")] if only is not None else ())
    (base,) = given.filled(city=name or "reference", workers=WORKERS, months=MONTHS).load("baseline")
    seeds, lang = given.which(SEEDS), given.lang
    given.begin(given.out)
    place = {key: value for key, value in place_of(base, seeds).items() if key != "city"}
    some = [claim.id for claim in chosen] if len(chosen) < len(load_claims()) else None
    line = command_of("claims", str(place_of(base, seeds)["city"]), **place, only=some, no_region=not region)
    found = _tried(base, Tests.of(base, chosen, sweep=region), len(chosen), seeds, line, given)
    digest = mark(found.command, *found.seeds, "sweep", *found.sweep_seeds)
    folder = given.out / f"claims-{base.profile.id}-{digest}"
    report = Report(partial(document_of, found), found.record(), "claims")
    given.tell_report(report, folder, terminal_table(found, lang), summary(found, lang), written="claims.report")
    if found.unfinished:
        done = len(found.seeds)
        say(text("claims.interrupted", lang, done=done, asked=done + len(found.unfinished), out=folder))
    end(not found.unfinished)


def _tried(base: Scenario, tests: Tests, figures: int, seeds: list[int], line: str, given: Given) -> ClaimsLedger:
    """The tests, with their progress."""
    from ..experiments.claims import SWEEP_SEEDS, try_claims
    from ..viz.terminal.output import say
    from ..viz.terminal.progress import compile_first, progress
    from ..viz.words.glossary import city_told
    from ..viz.words.texts import text

    lang = given.lang
    if tests.written:
        compile_first(lang)
    title = text("claims.progress", lang, city=city_told(base.profile, lang), n=figures, seeds=len(seeds))
    few = len(seeds[:SWEEP_SEEDS])
    with progress(title, tests.months(base, seeds), lang) as tick:
        return try_claims(
            base,
            tests,
            seeds,
            command=line,
            tick=tick,
            on_sweep=lambda: say(text("claims.on_sweep", lang, seeds=few)),
        )
