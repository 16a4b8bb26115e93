"""One dispatch rule in a picture: Lorenz curve, Gini over time, gaps between groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ...experiments.sandbox import SHARES, Gap, RuleVerdict
from ...model.sandbox.fleet import STEPS_AN_HOUR
from ..words.dispatch import against
from ..words.texts import Lang, number, scale, text
from .canvas import BETTER, INK, NEUTRAL, RULE, SIZE, WORSE, Chart, below, canvas, colour, finish, heading, panel, ticks

PANEL, HEIGHT, LEFT, RIGHT, BOTTOM, TOP = 220.0, 210.0, 38.0, 14.0, 36.0, 24.0  # points
NAMES = 44.0  # more room for the names of groups


def sandbox_chart(verdict: RuleVerdict, lang: Lang) -> Chart:
    """Lorenz curve, Gini over time and group gaps, side by side."""
    width = 3 * PANEL + NAMES
    figure = canvas(width, HEIGHT)
    places = [(LEFT, PANEL), (PANEL + LEFT, 2 * PANEL), (2 * PANEL + LEFT + NAMES, width)]
    lines, time, gaps = (panel(figure, left, BOTTOM, width - end + RIGHT, TOP) for left, end in places)
    lorenz(lines, [verdict], lang)
    _over_time(time, verdict, lang)
    _group_gaps(gaps, verdict.groups, lang)
    title = verdict.rule.title[lang]
    parts = [f"{against(gap, lang)} {number(gap.value, 'share', lang)}" for gap in verdict.groups]
    value = number(verdict.measures["gini"].value, "", lang)
    alt = text("sandbox.alt", lang, title=title, gini=value, gaps=text("number.semicolon", lang).join(parts))
    return finish(figure, re.sub(r"\W", "-", f"sandbox-{verdict.rule.name}"), title, alt)


def lorenz(axes: Any, verdicts: Sequence[RuleVerdict], lang: Lang) -> None:
    """The curves of rules that are tried together, in the colours of their places."""
    axes.plot((0, 1), (0, 1), color=NEUTRAL, linewidth=1)
    for place, verdict in enumerate(verdicts, 1):
        axes.plot(SHARES, verdict.lorenz, color=colour(place), linewidth=1.6)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    for axis in (axes.xaxis, axes.yaxis):
        ticks(axis, scale([0.0], "share", lang))
    heading(axes, text("sandbox.lorenz", lang))
    below(axes, text("sandbox.poorest_drivers", lang))


def _over_time(axes: Any, verdict: RuleVerdict, lang: Lang) -> None:
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
