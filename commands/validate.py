"""`jiuye validate`: is the baseline a city one can believe? The table, and the report in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..experiments.runs.reproduction import command_of, place_of
from .given import Given, end
from .options import command, option, options
from .values import FILE
from .words import wrong_value

if TYPE_CHECKING:
    from ..experiments.validation.validate import Validation
    from ..scenarios.spec import Scenario
    from ..scenarios.targets import Target


@command("jiuye validate hangzhou", "jiuye validate lishui --workers 5000 --seeds 5 --quick")
@click.argument("name", required=False, metavar="[CITY]")
@options("workers", "months", "seeds", "out", "threads")
@option("--targets", type=FILE, metavar="FILE", help="Targets, instead of the shipped ones.")
@option("--facts/--no-facts", default=True, help="Stylised facts too: most of the time.")
@option("--probes/--no-probes", default=True, help="Probes too.")
@option("--quick", is_flag=True, help="Meet the published model and try probes on a small scale.")
@option("--strict", is_flag=True, help="Exit code 1 if anything fails.")
def validate(
    given: Given, name: str | None, targets: Path | None, facts: bool, probes: bool, quick: bool, strict: bool
) -> None:
    """Compare CITY without policy with public statistics, seed by seed, and write a report.

    CITY is the reference city if left out. 20,000 persons, 20 seeds and 60 months after the burn-in unless told
    otherwise; the moments are those of the last twelve months, those of the first twelve beside them.
    """
    from ..experiments.validation.validate import SEEDS
    from ..results.digest import mark
    from ..scenarios.targets import load_targets
    from ..viz.reports.folder import Report
    from ..viz.reports.validation import document_of, summary, terminal_tables
    from ..viz.terminal.output import say
    from ..viz.words.texts import text

    scenario = load_measured(given, name)
    chosen = load_targets(targets)
    seeds, lang = given.which(SEEDS), given.lang
    given.begin(given.out)
    place = {key: value for key, value in place_of(scenario, seeds).items() if key != "city"}
    more = {"targets": targets, "quick": quick, "no_facts": not facts, "no_probes": not probes}
    line = command_of("validate", str(place_of(scenario, seeds)["city"]), **place, **more)
    found = _played(scenario, chosen, seeds, line, given, facts=facts, probes=probes, quick=quick)
    bands = (f"{t.id} {t.low} {t.high}" for t in chosen)
    folder = given.out / f"validate-{scenario.profile.id}-{mark(found.command, *found.seeds, *bands)}"
    report = Report(partial(document_of, found), found.record(), "validation")
    tables = terminal_tables(found, lang)
    given.tell_report(report, folder, *tables, summary(found, lang), written="validation.report")
    if found.unfinished:
        done = len(found.seeds)
        say(text("validation.interrupted", lang, done=done, asked=done + len(found.unfinished), out=folder))
    end(not found.unfinished and (found.passed or not strict))


def load_measured(given: Given, city: str | None) -> Scenario:
    """The baseline in a city, large and long enough to take moments from."""
    from ..experiments.validation.observation import YEAR
    from ..experiments.validation.validate import MONTHS, WORKERS

    if given.months is not None and given.months < YEAR:
        raise wrong_value("year", "--months", months=given.months, year=YEAR)
    (scenario,) = given.filled(city=city or "reference", workers=WORKERS, months=MONTHS).load("baseline")
    return scenario


def _played(
    scenario: Scenario,
    targets: Sequence[Target],
    seeds: Sequence[int],
    line: str,
    given: Given,
    *,
    facts: bool,
    probes: bool,
    quick: bool,
) -> Validation:
    """The validation, with its progress."""
    from ..experiments.validation.validate import months_to_play
    from ..experiments.validation.validate import validate as validated
    from ..viz.terminal.output import say
    from ..viz.terminal.progress import compile_first, progress
    from ..viz.words.glossary import city_told
    from ..viz.words.texts import text

    lang = given.lang
    compile_first(lang)
    title = text("validation.progress", lang, city=city_told(scenario.profile, lang), seeds=len(seeds))
    months = months_to_play(scenario, len(seeds), facts=facts, probes=probes, quick=quick)
    with progress(title, months, lang) as tick:
        return validated(
            scenario,
            targets,
            seeds,
            facts=facts,
            probes=probes,
            quick=quick,
            command=line,
            tick=tick,
            on_oracle=lambda: say(text("validation.on_oracle", lang)),
        )
