"""Widths of intervals that are wanted: how far a comparison is from them, and how many seeds they take."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table

from ...experiments.compare.seeds_needed import MOST, Need, Seeds
from ...experiments.compare.widths import WidthState
from ..view import half_width, indicator
from ..words.texts import Lang, number, text

COLUMNS = ("scenario", "indicator", "wanted", "pilot", "paired", "unpaired", "ratio")


def power_table(found: Sequence[Need], titles: dict[str, dict[str, str]], pilot: int, lang: Lang) -> Table:
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
            seeds_words(need.paired, lang),
            seeds_words(need.unpaired, lang),
            text("robust.power.times", lang, ratio=">1,000" if ratio > 1000 else f"{ratio:,.3g}"),
        )
    return table


def seeds_words(seeds: Seeds, lang: Lang) -> str:
    """`24 (12 to 60)`."""
    best, low, high = (f"{n:,}" if n < MOST else f">{MOST:,}" for n in seeds)
    return text("robust.power.seeds", lang, best=best, span=text("number.interval", lang, low=low, high=high))


def width_line(done: int, state: Sequence[WidthState], lang: Lang) -> str:
    """How far a comparison until a width is: the difference furthest from what is wanted."""
    if not state:
        return text("robust.width.none", lang, seeds=done)
    worst = max(state, key=lambda r: r.half / r.wanted)
    return text(
        "robust.width.line",
        lang,
        seeds=done,
        narrow=sum(r.narrow for r in state),
        all=len(state),
        scenario=worst.scenario,
        indicator=worst.indicator,
        half=half_width(worst.half, worst.unit, lang),
        wanted=half_width(worst.wanted, worst.unit, lang),
    )
