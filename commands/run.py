"""`jiuye run`: play scenarios, store the runs, and show what they measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..messages import phrase
from .given import Given, end
from .options import PLACE, command, option, options
from .values import FILE
from .words import wrong

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ..experiments.runs.archive import WrittenRun
    from ..scenarios.spec import Scenario
    from ..viz.charts.over_time import Floats
    from ..viz.words.texts import Lang

CHART = "plot.svg"


@command("jiuye run training_subsidy --city hangzhou --seeds 3", "jiuye run --again runs/FOLDER")
@click.argument("scenarios", nargs=-1, metavar="SCENARIO...")
@options(*PLACE, "seed", "seeds", "groups", "out", "threads")
@option("--overwrite", is_flag=True, help="Replace finished runs of other scenarios.")
@option("--again", type=FILE, metavar="FOLDER", help="Make a stored run again.")
def run(given: Given, scenarios: tuple[str, ...], overwrite: bool, again: Path | None) -> None:
    """Play scenarios; keep each seed's run in a folder.

    SCENARIO is a shipped scenario, a YAML file, or the manifest.json of a stored run, which is made again bit for bit.
    """
    folder = again or _named_by_manifest(scenarios)
    if folder is not None:
        asked = (given.city, given.workers, given.months, given.seed, given.seeds, given.groups or None)
        if (again and scenarios) or any(value is not None for value in asked):
            raise wrong("again_alone")
        given.begin()
        return end(_run_again(folder, given))
    if not scenarios:
        raise wrong("no_scenario")
    loaded, seeds = given.load(*scenarios), given.which(1)
    given.begin(given.out)
    end(_run(loaded, seeds, given, overwrite=overwrite))


def _named_by_manifest(scenarios: Sequence[str]) -> Path | None:
    """The folder of a stored run, where its manifest stands in the place of a scenario."""
    return Path(scenarios[0]).parent if len(scenarios) == 1 and Path(scenarios[0]).name == "manifest.json" else None


def _run(scenarios: Sequence[Scenario], seeds: Sequence[int], given: Given, *, overwrite: bool) -> bool:
    """Play every scenario with every seed; returns whether all of them finished. Ctrl-C keeps what has."""
    from ..experiments.runs.archive import archive_each, is_archived
    from ..viz.terminal.output import say
    from ..viz.terminal.progress import progress
    from ..viz.words.texts import text

    _prepare(scenarios, seeds, given, overwrite=overwrite)
    scenarios = [_at_budget(scenario, seeds, given.lang) for scenario in scenarios]
    months = len(seeds) * sum(s.burn_in + s.months for s in scenarios)
    runs: dict[str, list[WrittenRun]] = {s.name: [] for s in scenarios}
    interrupted = False
    try:
        with progress(", ".join(runs), months, given.lang) as tick:
            for scenario in scenarios:
                for one in archive_each(scenario, seeds, given.out, tick):
                    runs[scenario.name].append(one)
    except KeyboardInterrupt:
        interrupted = True
    for found in runs.values():
        found.sort(key=lambda run: run.seed)
    _show([(s, runs[s.name]) for s in scenarios], given, alone=len(scenarios) * len(seeds) == 1)
    if interrupted:
        # A worker may have finished a run that it could not report any more.
        done = sum(is_archived(scenario, seed, given.out) for scenario in scenarios for seed in seeds)
        say(text("cli.run.interrupted", given.lang, done=done, asked=len(seeds) * len(scenarios), out=given.out))
    return not interrupted


def _at_budget(scenario: Scenario, seeds: Sequence[int], lang: Lang) -> Scenario:
    """A scenario that says what it may cost, at the doses that cost it; any other as it is."""
    from .equal_cost import at_own_budgets

    found, _ = at_own_budgets(replace(scenario, levers=(), budget=None), [scenario], seeds, lang)
    return found[0]


def _prepare(scenarios: Sequence[Scenario], seeds: Sequence[int], given: Given, *, overwrite: bool) -> None:
    """Refuse what cannot be played or would be lost, and compile."""
    from ..experiments.runs.archive import check_one_city, check_places
    from ..experiments.runs.group_sizes import check_groups
    from ..scenarios.yaml_reader import Fault, SpecError
    from ..viz.terminal.checking import tell_notices
    from ..viz.terminal.progress import compile_first

    check_one_city(scenarios)
    in_the_way = chain.from_iterable(check_places(s, seeds, given.out, overwrite=overwrite) for s in scenarios)
    if faults := list(in_the_way):
        message = phrase("run.overwrite", "replaces finished runs; --out writes elsewhere")
        raise SpecError([*faults, Fault("--overwrite", message)])
    for scenario in scenarios:
        check_groups(scenario, len(seeds))
    tell_notices(scenarios, given.lang)
    compile_first(given.lang)


def _show(found: Sequence[tuple[Scenario, list[WrittenRun]]], given: Given, *, alone: bool) -> None:
    """Draw the picture of each scenario and print what it measured; `alone`: a single run was asked for."""
    from ..viz.terminal.output import emit, show
    from ..viz.terminal.runs import run_record

    shown = [_parts(scenario, runs, given) for scenario, runs in found if runs]
    if given.as_json:
        rows = [run_record(run) for _, runs in found for run in runs]
        emit(rows[0] if alone and rows else {"runs": rows})
    else:
        show(*chain.from_iterable(shown))


def _parts(scenario: Scenario, runs: Sequence[WrittenRun], given: Given) -> list[RenderableType]:
    """What is shown of one scenario: table, folders and the picture, which is drawn here."""
    import numpy as np

    from ..experiments.runs.archive import open_run
    from ..scenarios.checks import written
    from ..viz.terminal.answers import run_lines
    from ..viz.terminal.output import columns
    from ..viz.terminal.runs import measured_table
    from ..viz.words.texts import text

    lang = given.lang
    curves = {name: np.array([run.indicators[name][:, 0] for run in runs]) for name in scenario.measure}
    beside = given.out / f"{scenario.name}-{scenario.profile.id}.svg"
    file = runs[0].folder / CHART if len(runs) == 1 else beside
    _draw(file, scenario.title[lang], curves, written(scenario.start), lang)
    folders = [text("cli.run.folder", lang, folder=run.folder) for run in runs]
    city = {"zh": scenario.profile.name_zh, "en": scenario.profile.name_en}
    table = measured_table(scenario.title, city, curves, lang)
    said = [] if given.as_json else list(run_lines([open_run(run.folder) for run in runs], lang, columns()))
    return [table, *said, "", *folders, text("cli.run.chart", lang, file=file)]


def _draw(file: Path, title: str, curves: Mapping[str, Floats], start: str, lang: Lang) -> None:
    from ..results.atomic import write_atomic
    from ..viz.charts.run import run_chart

    write_atomic(file, run_chart(title, curves, start, lang).svg)


def _run_again(folder: Path, given: Given) -> bool:
    """Play a stored run once more; returns whether it came out bit for bit."""
    from ..experiments.runs.archive import again, open_run, stored_scenario
    from ..viz.terminal.progress import compile_first, progress
    from ..viz.terminal.runs import again_lines

    scenario = stored_scenario(open_run(folder))
    compile_first(given.lang)
    with progress(str(folder), scenario.burn_in + scenario.months, given.lang) as tick:
        found = again(folder, tick)
    record = {"run": str(folder), "identical": found.identical, "tables": found.same, "changed": found.changed}
    given.tell(record, *again_lines(found, given.lang))
    return found.identical


def stored(folder: Path, lang: Lang) -> tuple[Path, list[RenderableType]]:
    """The picture of a stored run, drawn again, and its table."""
    from ..experiments.runs.archive import open_run
    from ..viz.terminal.answers import run_lines
    from ..viz.terminal.output import columns
    from ..viz.terminal.runs import measured_table, stored_curves

    found = open_run(folder)
    manifest, curves = found.manifest, stored_curves(found)
    _draw(folder / CHART, manifest["title"][lang], curves, manifest["start"], lang)
    table = measured_table(manifest["title"], manifest["city_title"], curves, lang)
    return folder / CHART, [table, *run_lines([found], lang, columns()), ""]
