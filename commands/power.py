"""`jiuye power`: a pilot of few seeds, and how many a wanted width would take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from ..experiments.compare.compare import compare
from ..experiments.compare.seeds_needed import MOST, Need, Seeds, needs, together
from ..experiments.compare.widths import Wanted
from ..messages import phrase
from ..scenarios.spec import Scenario
from ..scenarios.yaml_reader import Fault, SpecError
from ..viz.reports.how_compared import half_width
from ..viz.terminal.output import compile_first, emit, progress, show
from ..viz.view import indicator
from ..viz.words.texts import Lang, number, text
from .compare import check_same

LEAST = 3  # seeds of a pilot
COLUMNS = ("scenario", "indicator", "wanted", "pilot", "paired", "unpaired", "ratio")


def power_and_show(
    base: Scenario,
    scenarios: Sequence[Scenario],
    widths: Sequence[Wanted],
    seeds: Sequence[int],
    *,
    lang: Lang = "en",
    as_json: bool = False,
) -> None:
    """Play a pilot and tell the seeds that the widths would take."""
    check_same(base, scenarios)
    if len(seeds) < LEAST:
        what = "a pilot needs three seeds or more to judge a spread by (got {got})"
        message = phrase("width.pilot", what, got=len(seeds))
        raise SpecError([Fault("--seeds", message)])
    compile_first(lang)
    title = text("robust.power.progress", lang, city=base.profile.id, seeds=len(seeds))
    months = len(seeds) * (base.burn_in + (1 + len(scenarios)) * base.months)
    with progress(title, months, lang) as tick:
        measure = [w.indicator for w in widths if w.indicator]
        pilot = compare(base, scenarios, seeds, measure=measure, tick=tick)
    found = needs(pilot, widths)
    if not found:
        message = phrase("width.nothing", "says nothing of an indicator that has a number here")
        raise SpecError([Fault("--width", message)])
    if as_json:
        emit(_record(found, pilot.seeds))
        return
    show(_table(found, pilot.titles, len(pilot.seeds), lang))
    every = together(found)
    show(text("robust.power.all", lang, **{how: _told(seeds_, lang) for how, seeds_ in every.items()}))
    show(text("robust.power.note", lang, n=len(pilot.seeds)))


def _record(found: Sequence[Need], seeds: Sequence[int]) -> dict[str, Any]:
    return {"pilot_seeds": list(seeds), "needs": [need.record() for need in found], "all": dict(together(found))}


def _table(found: Sequence[Need], titles: dict[str, dict[str, str]], pilot: int, lang: Lang) -> Table:
    table = Table(title=text("robust.power.title", lang, n=pilot), title_justify="left", box=SIMPLE_HEAD)
    for place, key in enumerate(COLUMNS):
        table.add_column(text(f"robust.power.{key}", lang), justify="left" if place < 2 else "right", overflow="fold")
    for need in found:
        ratio = (need.spread_unpaired / need.spread) ** 2 if need.spread > 0.0 else float("inf")
        table.add_row(
            titles[need.scenario][lang],
            indicator(need.indicator).title[lang],
            f"± {half_width(need.wanted, need.unit, lang)}",
            number(need.difference, need.unit, lang, change=True, beside=[-need.spread, need.spread]),
            _told(need.paired, lang),
            _told(need.unpaired, lang),
            text("robust.power.times", lang, ratio=">1,000" if ratio > 1000 else f"{ratio:,.3g}"),
        )
    return table


def _told(seeds: Seeds, lang: Lang) -> str:
    """`24 (12 to 60)`."""
    best, low, high = (f"{n:,}" if n < MOST else f">{MOST:,}" for n in seeds)
    return text("robust.power.seeds", lang, best=best, span=text("number.interval", lang, low=low, high=high))
