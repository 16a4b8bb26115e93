"""`jiuye pair`: two cities in one folder: what was decided and how right that was, and a brief for each of them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..experiments.runs.reproduction import command_of, place_of
from ..messages import phrase
from .compare import write_comparison_folder
from .equal_cost import check_city
from .given import Given, end
from .options import PLACE, command, option, options

if TYPE_CHECKING:
    from ..experiments.compare.pair import Paired
    from ..scenarios.spec import Scenario
    from ..viz.words.texts import Lang


@command("jiuye pair hangzhou_to_lishui --workers 5000 --seeds 4")
@click.argument("scenario")
@option("--base", default="baseline", show_default=True, help="Both cities without policy.")
@options(*PLACE, "seed", "seeds", "groups", "out", "threads")
def pair(given: Given, scenario: str, base: str) -> None:
    """Play SCENARIO in its city and in the paired one, in step: tried, measured, revised, copied.

    People, trainees and orders cross between the two; beside what an evaluator would measure stands what was true.
    """
    (asked,) = given.load(scenario)
    (first,) = given.filled(city=asked.city, workers=asked.workers, months=asked.months).load(base)
    seeds = given.which(10)
    given.begin(given.out)
    line = command_of(
        "pair",
        scenario,
        base=base if base != "baseline" else None,
        groups=given.groups or None,
        **place_of(first, seeds),
    )
    found = _played(first, asked, seeds, line, given.lang)
    _show(found, _written(found, first, asked, given), given)
    end(not found.first.unfinished)


def _played(base: Scenario, scenario: Scenario, seeds: list[int], line: str, lang: Lang) -> Paired:
    """Both cities, with their progress; Ctrl-C keeps what is finished."""
    from ..experiments.compare.pair import compare_pair, months_of
    from ..scenarios.yaml_reader import Fault, SpecError
    from ..viz.terminal.checking import tell_notices
    from ..viz.terminal.progress import compile_first, progress
    from ..viz.words.texts import text

    if scenario.pair is None:
        message = phrase("run.no_pair", "asks for no second city; write {one}", one="`pair: {city: …}`")
        raise SpecError([Fault(scenario.name, message)])
    check_city(base, [scenario], paired=True)
    tell_notices((base, scenario), lang)
    compile_first(lang)
    cities = f"{base.profile.id}, {scenario.pair.city}"
    title = text("pair.progress", lang, name=scenario.name, cities=cities, seeds=len(seeds))
    with progress(title, len(seeds) * months_of(scenario), lang) as tick:
        return compare_pair(base, scenario, seeds, command=line, tick=tick)


def _written(found: Paired, base: Scenario, scenario: Scenario, given: Given) -> Path:
    """Write the page of both cities, and the brief of each in a folder of its own; returns the page."""
    from ..results.digest import mark
    from ..viz.reports.folder import Report, write_report
    from ..viz.reports.pair import document_of

    digest = mark(base.text, scenario.text, *found.stories)
    folder = given.out / f"pair-{scenario.name}-{found.first.city}-{found.second.city}-{digest}"
    for comparison in (found.first, found.second):
        write_comparison_folder(comparison, folder / comparison.city, given.lang)
    return write_report(
        Report(partial(document_of, found), found.record(), "two-cities", "two-cities"), folder, given.lang
    )


def _show(found: Paired, page: Path, given: Given) -> None:
    """What was decided and how right it was, the headline of both cities, and where the page is."""
    from ..viz.reports.pair import story_lines
    from ..viz.terminal.output import say
    from ..viz.terminal.tables import comparison_table
    from ..viz.words.texts import text

    lang = given.lang
    tables = (comparison_table(found.first, lang), comparison_table(found.second, lang))
    written = text("pair.written", lang, file=page)
    given.tell({**found.record(), "page": str(page)}, *story_lines(found, lang), *tables, written)
    if found.first.unfinished:
        done, every = len(found.stories), len(found.stories) + len(found.first.unfinished)
        say(text("cli.compare.interrupted", lang, done=done, asked=every, out=page.parent))
