"""Several dispatch rules side by side: Lorenz curves, Gini over time, gaps between groups, and the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...experiments.sandbox import SHARES, Estimate, RuleVerdict
from ...model.sandbox import Setting
from ...model.sandbox.fleet import STEPS_AN_HOUR
from ..charts.canvas import INK, RULE, Chart, below, canvas, colour, finish, heading, panel, ticks
from ..charts.dispatch_rule import lorenz
from ..words.dispatch import UNITS, against, told
from ..words.texts import Lang, number, scale, text
from .document import Cell, DataTable, Figures, Legend, RowGroup

WIDTH, HEIGHT, LEFT, RIGHT, BOTTOM, TOP, NAMES = 318.0, 230.0, 38.0, 12.0, 38.0, 26.0, 92.0  # points
SPREAD = 0.7  # of the room of a group, shared by the rules' intervals


def key_of(verdicts: Sequence[RuleVerdict], lang: Lang) -> Legend:
    """Which letter and colour stand for which rule."""
    return Legend(tuple((k, mark_of(k), v.rule.title[lang]) for k, v in enumerate(verdicts, 1)))


def mark_of(place: int) -> str:
    """A, B, C …"""
    return chr(ord("A") + place - 1)


def charts(verdicts: Sequence[RuleVerdict], setting: Setting, lang: Lang) -> Figures:
    """The three charts."""
    return Figures((_lorenz(verdicts, lang), _over_time(verdicts, setting, lang), _gaps(verdicts, lang)))


def measures_table(verdicts: Sequence[RuleVerdict], lang: Lang) -> DataTable:
    """Inequality and service by rule, with the article's Gini where this is its setting."""
    rows = []
    for name in verdicts[0].measures:
        cells = tuple(_cell(v.measures[name], UNITS.get(name, ""), lang) for v in verdicts)
        rows.append((text(f"sandbox.measure.{name}", lang), cells))
        if name == "gini":
            rows.append((text("app_sandbox.published", lang), tuple(_published(v, lang) for v in verdicts)))
    caption = text("app_sandbox.measures", lang, seeds=len(verdicts[0].seeds))
    return DataTable(caption, _heads("cli.column.quantity", verdicts, lang), (RowGroup("", tuple(rows)),))


def gaps_table(verdicts: Sequence[RuleVerdict], lang: Lang) -> DataTable:
    """Income gaps between groups by rule."""
    rows = tuple(
        (
            text("app_sandbox.group", lang, group=against(gap, lang), drivers=number(gap.drivers, "", lang)),
            tuple(_cell(Estimate(g.value, g.low, g.high), "share", lang) for g in (v.groups[k] for v in verdicts)),
        )
        for k, gap in enumerate(verdicts[0].groups)
    )
    return DataTable(text("sandbox.gaps", lang), _heads("sandbox.group", verdicts, lang), (RowGroup("", rows),))


def _heads(first: str, verdicts: Sequence[RuleVerdict], lang: Lang) -> tuple[str, ...]:
    return (text(first, lang), *(f"{mark_of(k)} {v.rule.title[lang]}" for k, v in enumerate(verdicts, 1)))


def _cell(found: Estimate, unit: str, lang: Lang) -> Cell:
    value, span = told(found, unit, lang)
    return Cell(value, notes=() if span == "–" else (span,))


def _published(verdict: RuleVerdict, lang: Lang) -> Cell:
    if verdict.published is None:
        return Cell("–")
    said = text(f"sandbox.{'met' if verdict.met else 'missed'}", lang)
    return Cell(f"{verdict.published:g}", notes=(said,))


def _axes(left: float = LEFT) -> tuple[Any, Any]:
    figure = canvas(WIDTH, HEIGHT)
    return figure, panel(figure, left, BOTTOM, RIGHT, TOP)


def _lorenz(verdicts: Sequence[RuleVerdict], lang: Lang) -> Chart:
    figure, axes = _axes()
    lorenz(axes, verdicts, lang)
    title = text("app_sandbox.lorenz", lang)
    halves = [f"{v.rule.title[lang]} {number(v.lorenz[len(SHARES) // 2], 'share', lang)}" for v in verdicts]
    alt = text("app_sandbox.lorenz_alt", lang, halves=text("number.semicolon", lang).join(halves))
    return finish(figure, "sandbox-lorenz", title, alt)


def _over_time(verdicts: Sequence[RuleVerdict], setting: Setting, lang: Lang) -> Chart:
    figure, axes = _axes()
    last = setting.steps / STEPS_AN_HOUR
    for k, verdict in enumerate(verdicts, 1):
        hours = [step / STEPS_AN_HOUR for step in verdict.points]
        low, high = [e.low for e in verdict.series], [e.high for e in verdict.series]
        axes.fill_between(hours, low, high, color=colour(k), alpha=0.18, linewidth=0)
        axes.plot(hours, [e.value for e in verdict.series], color=colour(k), linewidth=1.5)
        if verdict.published is not None:
            look = {"markersize": 6, "markerfacecolor": "white", "markeredgecolor": colour(k), "markeredgewidth": 1.6}
            axes.plot(last, verdict.published, "D", clip_on=False, zorder=5, **look)
    axes.set_xlim(0, last)
    axes.set_ylim(0, min(1.0, axes.get_ylim()[1]))
    ticks(axes.yaxis, scale(list(axes.get_ylim()), "", lang))
    heading(axes, text("sandbox.measure.gini", lang))
    below(axes, text("sandbox.hours", lang))
    axes.tick_params(axis="x", length=3, color=RULE)
    ends = [f"{v.rule.title[lang]} {number(v.series[-1].value, '', lang)}" for v in verdicts]
    alt = text("app_sandbox.gini_alt", lang, ends=text("number.semicolon", lang).join(ends))
    return finish(figure, "sandbox-gini", text("app_sandbox.gini", lang), alt)


def _gaps(verdicts: Sequence[RuleVerdict], lang: Lang) -> Chart:
    figure, axes = _axes(NAMES)
    groups = verdicts[0].groups
    for k, verdict in enumerate(verdicts, 1):
        shift = SPREAD * ((k - 0.5) / len(verdicts) - 0.5)
        for place, gap in enumerate(verdict.groups):
            clear = gap.low > 0.0 or gap.high < 0.0
            axes.plot((gap.low, gap.high), (place + shift,) * 2, color=colour(k), linewidth=2, solid_capstyle="butt")
            face = colour(k) if clear else "white"
            axes.plot(gap.value, place + shift, "o", markersize=5, markerfacecolor=face, markeredgecolor=colour(k))
    axes.axvline(0, color=colour(0), linewidth=1)
    axes.set_yticks(range(len(groups)), [text(f"sandbox.who.{gap.group}", lang) for gap in groups], color=INK)
    axes.set_ylim(len(groups) - 0.4, -0.6)
    ticks(axes.xaxis, scale(list(axes.get_xlim()), "share", lang), most=3)
    heading(axes, text("sandbox.gap", lang))
    below(axes, text("sandbox.percent", lang))
    parts = [
        f"{v.rule.title[lang]}, {against(g, lang)} {number(g.value, 'share', lang)}" for v in verdicts for g in v.groups
    ]
    alt = text("app_sandbox.gaps_alt", lang, gaps=text("number.semicolon", lang).join(parts))
    return finish(figure, "sandbox-gaps", text("app_sandbox.gaps", lang), alt)
