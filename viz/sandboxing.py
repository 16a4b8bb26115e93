"""`jiuye sandbox`: what a dispatch rule does to drivers' incomes, as a table, a picture and a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.table import Table

from ..experiments.comparison_file import plain
from ..experiments.sandbox import SHARES, Estimate, Gap, Verdict, check_setting, try_rule
from ..model.fleet import STEPS_AN_HOUR
from ..model.sandbox import SandboxRule, Setting
from .canvas import BETTER, INK, NEUTRAL, RULE, SIZE, WORSE, Chart, below, canvas, colour, finish, heading, panel, ticks
from .terminal import emit, listing, progress, say, show
from .texts import Lang, interval, number, scale, text

PANEL, HEIGHT, LEFT, RIGHT, BOTTOM, TOP = 220.0, 210.0, 38.0, 14.0, 36.0, 24.0  # points
NAMES = 44.0  # more room for the names of groups
UNITS = {"served": "share", "income": "", "waiting": ""}
ARTICLE = "Bokányi & Hannák (2020, Scientific Reports 10:6500)"  # letters that the charts' typeface lacks
NOTES = ("article", "ours", "drivers")


def sandbox_and_show(
    rule: SandboxRule, setting: Setting, seeds: Sequence[int], out: Path | None, *, lang: Lang, as_json: bool
) -> None:
    """Try a rule; print its verdict, and write verdict and picture where told."""
    check_setting(setting)
    with progress(rule.title[lang], setting.steps * len(seeds), lang, unit="steps") as tick:
        verdict = try_rule(rule, setting, seeds, tick)
    record = {**verdict.record(), "notes": notes(lang)}
    if out is not None:
        stem = f"sandbox-{rule.name}"
        _write(out / f"{stem}.svg", sandbox_chart(verdict, lang).svg)
        file = _write(out / f"{stem}.json", json.dumps(plain(record), ensure_ascii=False, indent=1, allow_nan=False))
        say(text("sandbox.written", lang, file=file, chart=file.with_suffix(".svg")))
    if as_json:
        emit(record)
    else:
        show(measure_table(verdict, lang), group_table(verdict.groups, lang), *notes(lang))


def notes(lang: Lang) -> list[str]:
    """Where the setting comes from, and what could not be taken from there."""
    return [text(f"sandbox.note.{name}", lang, article=ARTICLE) for name in NOTES]


def measure_table(verdict: Verdict, lang: Lang) -> Table:
    """Inequality and service, with intervals over seeds and the article's Gini where there is one."""
    setting = verdict.setting
    title = text(
        "sandbox.title",
        lang,
        title=verdict.rule.title[lang],
        drivers=f"{setting.drivers:,}",
        rate=f"{setting.rate:g}",
        requests=f"{setting.requests_a_step:.2f}",
        steps=f"{setting.steps:,}",
        seeds=len(verdict.seeds),
    )
    table = listing(title, {"quantity": "left", "simulated": "right"}, lang)
    table.add_column(text("sandbox.interval", lang), justify="right")
    table.add_column(text("sandbox.published", lang), justify="right")
    for name, found in verdict.measures.items():
        published = ""
        if name == "gini" and verdict.published is not None:
            said = text(f"sandbox.{'met' if verdict.met else 'missed'}", lang)
            published = f"{verdict.published:g} ({said})"
        table.add_row(text(f"sandbox.measure.{name}", lang), *told(found, UNITS.get(name, ""), lang), published)
    return table


def group_table(gaps: Sequence[Gap], lang: Lang) -> Table:
    """Income gaps between groups."""
    table = Table(title=text("sandbox.gaps", lang), title_justify="left", box=listing("", {}, lang).box)
    table.add_column(text("sandbox.group", lang))
    for key in ("drivers", "gap", "interval"):
        table.add_column(text(f"sandbox.{key}", lang), justify="right")
    for gap in gaps:
        numbers = told(Estimate(gap.value, gap.low, gap.high), "share", lang)
        table.add_row(against(gap, lang), f"{gap.drivers:,.0f}", *numbers)
    return table


def sandbox_chart(verdict: Verdict, lang: Lang) -> Chart:
    """Lorenz curve, Gini over time and group gaps, side by side."""
    width = 3 * PANEL + NAMES
    figure = canvas(width, HEIGHT)
    places = [(LEFT, PANEL), (PANEL + LEFT, 2 * PANEL), (2 * PANEL + LEFT + NAMES, width)]
    lines, time, gaps = (panel(figure, left, BOTTOM, width - end + RIGHT, TOP) for left, end in places)
    _lorenz(lines, verdict, lang)
    _over_time(time, verdict, lang)
    _group_gaps(gaps, verdict.groups, lang)
    title = verdict.rule.title[lang]
    parts = [f"{against(gap, lang)} {number(gap.value, 'share', lang)}" for gap in verdict.groups]
    value = number(verdict.measures["gini"].value, "", lang)
    alt = text("sandbox.alt", lang, title=title, gini=value, gaps=text("number.semicolon", lang).join(parts))
    return finish(figure, re.sub(r"\W", "-", f"sandbox-{verdict.rule.name}"), title, alt)


def _lorenz(axes: Any, verdict: Verdict, lang: Lang) -> None:
    axes.plot((0, 1), (0, 1), color=NEUTRAL, linewidth=1)
    axes.plot(SHARES, verdict.lorenz, color=colour(1), linewidth=1.6)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    for axis in (axes.xaxis, axes.yaxis):
        ticks(axis, scale([0.0], "share", lang))
    heading(axes, text("sandbox.lorenz", lang))
    below(axes, text("sandbox.poorest_drivers", lang))


def _over_time(axes: Any, verdict: Verdict, lang: Lang) -> None:
    hours = [step / STEPS_AN_HOUR for step in verdict.points]
    low, high = [e.low for e in verdict.series], [e.high for e in verdict.series]
    axes.fill_between(hours, low, high, color=colour(1), alpha=0.18, linewidth=0)
    axes.plot(hours, [e.value for e in verdict.series], color=colour(1), linewidth=1.5)
    if verdict.published is not None:
        axes.plot(hours[-1], verdict.published, "o", markersize=5, color=WORSE, clip_on=False)
        words = {"va": "top", "ha": "right", "fontsize": SIZE, "color": WORSE}
        axes.annotate(
            text("sandbox.published", lang),
            (hours[-1], verdict.published),
            (-4, -5),
            textcoords="offset points",
            **words,
        )
    axes.set_xlim(0, hours[-1])
    axes.set_ylim(bottom=0)
    ticks(axes.yaxis, scale(list(axes.get_ylim()), "", lang))
    heading(axes, text("sandbox.measure.gini", lang))
    below(axes, text("sandbox.hours", lang))
    axes.tick_params(axis="x", length=3, color=RULE)


def _group_gaps(axes: Any, gaps: Sequence[Gap], lang: Lang) -> None:
    for place, gap in enumerate(gaps):
        clear = gap.low > 0.0 or gap.high < 0.0
        shade = (BETTER if gap.value > 0.0 else WORSE) if clear else NEUTRAL
        axes.plot((gap.low, gap.high), (place, place), color=shade, linewidth=2, solid_capstyle="butt")
        axes.plot(
            gap.value, place, "o", markersize=5, markerfacecolor=shade if clear else "white", markeredgecolor=shade
        )
    axes.axvline(0, color=colour(0), linewidth=1)
    axes.set_yticks(range(len(gaps)), [text(f"sandbox.who.{gap.group}", lang) for gap in gaps], color=INK)
    axes.set_ylim(len(gaps) - 0.4, -0.6)
    ticks(axes.xaxis, scale(list(axes.get_xlim()), "share", lang), most=3)
    heading(axes, text("sandbox.gap", lang))
    below(axes, text("sandbox.percent", lang))


def against(gap: Gap, lang: Lang) -> str:
    """A group and the one it is held against."""
    names = (text(f"sandbox.who.{group}", lang) for group in (gap.group, gap.reference))
    return text("sandbox.against", lang, group=next(names), reference=next(names))


def told(found: Estimate, unit: str, lang: Lang) -> Iterable[str]:
    """A number and its interval, with decimals that suit the interval."""
    beside = (found.low, found.high)
    yield number(found.value, unit, lang, beside=beside)
    yield interval(found.low, found.high, unit, lang) if found.low == found.low else "–"


def _write(file: Path, content: str) -> Path:
    """Whole or not at all."""
    half = file.with_name(f"{file.name}.part")
    half.write_text(content + "\n", encoding="utf-8")
    return half.replace(file)
