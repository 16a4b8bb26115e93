"""The picture of a brief's first page: what each policy moves, with its interval, beside what it costs."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from ..view import View
from ..words.amounts import AmountTold
from ..words.texts import Lang, scale
from .canvas import FAINT, INK, NEUTRAL, SIZE, Chart, below, canvas, colour, finish, heading, panel, ticks

WIDTH = 640.0  # points
NAMES: dict[Lang, float] = {"zh": 120.0, "en": 150.0}  # points that the policies' names take
BREAK = {"zh": 11, "en": 27}  # characters of a name in a line
TOP, BOTTOM, ROW, GAP = 26.0, 34.0, 40.0, 26.0  # points
AIR = 0.16  # of an axis, left free at either end
DOT, VALUE = 0.18, -0.12  # how far below its row's middle an interval stands, and above it the number


def finding_chart(view: View, names: Sequence[str]) -> Chart:
    """A panel for each indicator and one for cost where it was counted; a row for each policy."""
    rows = view.comparison.scenarios
    panels = [(view.name(name), [_effect(view, scenario, name) for scenario in rows]) for name in names]
    if view.comparison.money:
        panels.append((view.say("first.public"), [_cost(view, scenario) for scenario in rows]))
    figure = canvas(WIDTH, TOP + BOTTOM + ROW * len(rows))
    wide = (WIDTH - NAMES[view.lang] - GAP * len(panels)) / len(panels)
    for place, (title, cells) in enumerate(panels):
        left = NAMES[view.lang] + place * (wide + GAP)
        axes = panel(figure, left, BOTTOM, WIDTH - left - wide, TOP)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        _draw(axes, view, title, cells)
        axes.set_yticks(range(len(rows)), [_name(view, s) for s in rows] if place == 0 else [""] * len(rows), color=INK)
        if place == 0:
            axes.tick_params(axis="y", pad=10)
    told = [
        view.say("first.alt_panel", title=title, rows=view.say("number.comma").join(_told(view, rows, cells)))
        for title, cells in panels
    ]
    alt = view.say("first.alt", panels=view.say("number.semicolon").join(told))
    return finish(figure, "finding", view.say("first.chart"), alt)


def _effect(view: View, scenario: str, name: str) -> tuple[AmountTold, bool] | None:
    d = view.ends.get((scenario, name))
    return None if d is None else (view.amount(d), d.clear)


def _cost(view: View, scenario: str) -> tuple[AmountTold, bool] | None:
    money = view.money(scenario)
    return None if money is None else (view.cost(money), view.cost(money).clear)


def _draw(axes: Any, view: View, title: str, cells: Sequence[tuple[AmountTold, bool] | None]) -> None:
    """A whisker a row with its number above it; a full dot is clear, an open one is not."""
    there = [(place, *cell) for place, cell in enumerate(cells) if cell is not None]
    every = [0.0, *(end for _, amount, _ in there for end in (amount.value, *amount.ends))]
    low, high = min(every), max(every)
    air = AIR * (high - low or 1.0)
    axes.set_xlim(low - air, high + air)
    axes.axvline(0, color=colour(0), linewidth=1)
    first = there[0][1]
    kind = scale([low, high], first.unit, view.lang, change=first.change)
    for place, amount, clear in there:
        shade = colour(place + 1) if clear else NEUTRAL
        if amount.ends:
            axes.plot(amount.ends, (place + DOT,) * 2, color=shade, linewidth=2.2, solid_capstyle="butt")
        face = shade if clear else "white"
        axes.plot(amount.value, place + DOT, "o", markersize=5.5, markerfacecolor=face, markeredgecolor=shade)
        centred = "center" if low < amount.value < high else "right" if amount.value > 0.0 else "left"
        words = {"ha": centred, "va": "bottom", "fontsize": SIZE, "color": INK if clear else FAINT}
        words["bbox"] = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}  # no axis through a number
        axes.text(amount.value, place + VALUE, amount.size(view.lang), **words)
    ticks(axes.xaxis, kind, most=3)
    below(axes, kind.unit)
    heading(axes, title)


def _name(view: View, scenario: str) -> str:
    mark = f"{view.mark(scenario)} " if len(view.comparison.scenarios) > 1 else ""
    return "\n".join(textwrap.wrap(f"{mark}{view.title(scenario)}", BREAK[view.lang])[:3])


def _told(view: View, rows: Sequence[str], cells: Sequence[tuple[AmountTold, bool] | None]) -> list[str]:
    return [
        f"{view.mark(scenario)} {cell[0].size(view.lang)}"
        for scenario, cell in zip(rows, cells, strict=True)
        if cell is not None
    ]
