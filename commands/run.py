"""`jiuye run`: play scenarios, keep them, and show what they measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import RenderableType

from ..experiments.compare.comparison_file import plain
from ..experiments.runs.archive import (
    Again,
    WrittenRun,
    again,
    archive_each,
    check_places,
    is_archived,
    open_run,
    stored_scenario,
)
from ..messages import phrase
from ..model.indicators import INDICATORS
from ..results.archive import Run
from ..results.atomic import atomic
from ..scenarios.checks import written
from ..scenarios.spec import Scenario, SpecError
from ..scenarios.yaml_reader import Fault
from ..viz.charts.comparison import Floats
from ..viz.charts.run import run_chart
from ..viz.terminal.checking import tell_notices
from ..viz.terminal.output import compile_first, emit, progress, say, show
from ..viz.terminal.tables import run_table
from ..viz.words.texts import Lang, text

CHART = "plot.svg"


def run_and_show(
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    out: Path,
    *,
    overwrite: bool = False,
    lang: Lang = "en",
    as_json: bool = False,
) -> bool:
    """Play every scenario with every seed; returns whether all of them finished. Ctrl-C keeps what has."""
    if apart := [s for s in scenarios if s.pair is not None]:
        message = phrase("run.pair", "asks for two cities; `jiuye pair` plays them")
        raise SpecError([Fault(s.name, message) for s in apart])
    in_the_way = chain.from_iterable(check_places(s, seeds, out, overwrite=overwrite) for s in scenarios)
    if faults := list(in_the_way):
        message = phrase("run.overwrite", "replaces finished runs; --out writes elsewhere")
        raise SpecError([*faults, Fault("--overwrite", message)])
    tell_notices(scenarios, lang)
    compile_first(lang)
    months = len(seeds) * sum(s.burn_in + s.months for s in scenarios)
    kept: dict[str, list[WrittenRun]] = {s.name: [] for s in scenarios}
    interrupted = False
    try:
        with progress(", ".join(kept), months, lang) as tick:
            for scenario in scenarios:
                for run in archive_each(scenario, seeds, out, tick):
                    kept[scenario.name].append(run)
    except KeyboardInterrupt:
        interrupted = True
    for runs in kept.values():
        runs.sort(key=lambda run: run.seed)
    done = [run for runs in kept.values() for run in runs]
    shown = [_parts(scenario, kept[scenario.name], out, lang) for scenario in scenarios if kept[scenario.name]]
    if as_json:
        rows = [_record(run) for run in done]
        emit(rows[0] if len(scenarios) * len(seeds) == 1 and rows else {"runs": rows})
    else:
        show(*chain.from_iterable(shown))
    if interrupted:
        # A worker may have finished a run that it could not report any more.
        whole = sum(is_archived(scenario, seed, out) for scenario in scenarios for seed in seeds)
        say(text("cli.run.interrupted", lang, done=whole, asked=len(seeds) * len(scenarios), out=out))
    return not interrupted


def run_again_and_show(folder: Path, *, lang: Lang = "en", as_json: bool = False) -> bool:
    """Play a stored run once more; returns whether it came out bit for bit."""
    stored = open_run(folder)
    scenario = stored_scenario(stored)
    compile_first(lang)
    with progress(str(folder), scenario.burn_in + scenario.months, lang) as tick:
        found = again(folder, tick)
    if as_json:
        emit({"run": str(folder), "identical": found.identical, "tables": found.same, "changed": found.changed})
    else:
        for line in _verdict(found, lang):
            show(line)
    return found.identical


def show_stored(folder: Path, *, lang: Lang = "en", as_json: bool = False) -> Path:
    """Table and picture of a stored run; returns the picture."""
    run = open_run(folder)
    manifest, curves = run.manifest, dict(_stored_curves(run))
    file = _draw(folder / CHART, manifest["title"][lang], curves, manifest["start"], lang)
    if not as_json:
        show(run_table(_title(manifest["title"], manifest["city_title"], lang), curves, lang))
    return file


def _parts(scenario: Scenario, runs: Sequence[WrittenRun], out: Path, lang: Lang) -> list[RenderableType]:
    """What is shown of one scenario: table, folders and the picture, which is drawn here."""
    curves = {name: np.array([run.indicators[name][:, 0] for run in runs]) for name in scenario.measure}
    beside = out / f"{scenario.name}-{scenario.profile.id}.svg"
    file = _draw(
        runs[0].folder / CHART if len(runs) == 1 else beside,
        scenario.title[lang],
        curves,
        written(scenario.start),
        lang,
    )
    folders = [text("cli.run.folder", lang, folder=run.folder) for run in runs]
    city = {"zh": scenario.profile.name_zh, "en": scenario.profile.name_en}
    table = run_table(_title(scenario.title, city, lang), curves, lang)
    return [table, *folders, text("cli.run.chart", lang, file=file)]


def _draw(file: Path, title: str, curves: Mapping[str, Floats], start: str, lang: Lang) -> Path:
    with atomic(file) as half:
        half.write_text(run_chart(title, curves, start, lang).svg, encoding="utf-8")
    return file


def _title(title: Mapping[str, str], city: Mapping[str, str], lang: Lang) -> str:
    return text("cli.run.title", lang, title=title[lang], city=city[lang])


def _stored_curves(run: Run) -> Iterator[tuple[str, Floats]]:
    """What the scenario measures, for everybody, each as one seed."""
    table = run.table("indicators").to_pandas()
    everybody = table[table["group"] == "all"]
    for name in run.manifest["measure"]:
        values = everybody[everybody["indicator"] == name].sort_values("month")["value"].to_numpy(np.float64)
        yield name, values.reshape(1, -1) if len(values) else np.full((1, run.manifest["months"]), np.nan)


def _record(run: WrittenRun) -> dict[str, Any]:
    rows = [
        {"indicator": name, "group": group, "month": month, "value": value, "unit": INDICATORS[name].unit}
        for name, table in run.indicators.items()
        for group, column in zip(run.groups, table.T.tolist(), strict=True)
        for month, value in enumerate(column)
    ]
    return {
        "run": str(run.folder),
        "indicators": plain(rows),
        "wall_s": run.wall_s,
        "person_months": run.person_months,
        "ns_per_person_month": run.ns_per_person_month,
        "peak_bytes": run.peak_bytes,
    }


def _verdict(found: Again, lang: Lang) -> Iterator[str]:
    folder = found.stored.folder
    if found.identical:
        yield text("cli.again.identical", lang, folder=folder, tables=", ".join(found.same))
    else:
        different = [name for name, same in found.same.items() if not same]
        yield text("cli.again.different", lang, folder=folder, tables=", ".join(different))
    for name, (then, now) in found.changed.items():
        yield text("cli.again.changed", lang, name=name, then=then, now=now)
