"""`jiuye rest`: does a city without policy stay what it is? The table, and the report in a folder."""

from __future__ import annotations

from functools import partial

import click

from ..experiments.runs.reproduction import command_of, place_of
from .given import Given, end
from .options import command, option, options
from .values import numbers
from .words import wrong_value


@command("jiuye rest", "jiuye rest lishui --workers 20000 --months 120 --seeds 4")
@click.argument("name", required=False, metavar="[CITY]")
@options("workers", "months", "seeds", "out", "threads")
@option("--sizes", callback=numbers, metavar="LIST", help="Also compare levels: 20000,1000000.")
def rest(given: Given, name: str | None, sizes: list[int] | None) -> None:
    """Leave CITY alone for twenty years: exit code 1 if an indicator drifts beyond its bound.

    CITY is the reference city if left out. 50,000 persons, 10 seeds and 240 months after the burn-in unless told
    otherwise. --sizes compares levels after five years in cities of several sizes.
    """
    from ..experiments.validation.rest import MONTHS, PERSONS, SEEDS, YEAR, judge_rest, months_to_play
    from ..results.digest import mark
    from ..viz.reports.folder import Report
    from ..viz.reports.rest import document_of, summary, terminal_tables
    from ..viz.terminal.output import say
    from ..viz.terminal.progress import compile_first, progress
    from ..viz.words.glossary import city_told
    from ..viz.words.texts import text

    if given.months is not None and given.months < 2 * YEAR:
        raise wrong_value("year", "--months", months=given.months, year=2 * YEAR)
    (base,) = given.filled(city=name or "reference", workers=PERSONS, months=MONTHS).load("baseline")
    seeds, lang, compared = given.which(SEEDS), given.lang, sizes or []
    given.begin(given.out)
    place = {key: value for key, value in place_of(base, seeds).items() if key != "city"}
    line = command_of("rest", str(place_of(base, seeds)["city"]), **place, sizes=sizes)
    compile_first(lang)
    title = text("rest.progress", lang, city=city_told(base.profile, lang), seeds=len(seeds))
    with progress(title, months_to_play(base, seeds, compared), lang) as tick:
        found = judge_rest(base, seeds, compared, command=line, tick=tick)
    folder = given.out / f"rest-{base.profile.id}-{mark(line)}"
    report = Report(partial(document_of, found), found.record(), "rest")
    tables = terminal_tables(found, lang)
    given.tell_report(report, folder, *tables, summary(found, lang), written="rest.report")
    if found.unfinished:
        done = len(found.seeds)
        say(text("rest.interrupted", lang, done=done, asked=done + len(found.unfinished), out=folder))
    end(not found.unfinished and found.passed)
