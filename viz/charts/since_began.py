"""The picture of what changes for those a policy reaches, by months since each of them began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..view import View
from ..words.amounts import AmountTold
from ..words.texts import scale, text
from .canvas import BASE_COLOUR, FAINT, INK, NEUTRAL, SIZE, Chart, below, canvas, colour, finish, heading, panel, ticks

UNIT = "yuan/month"
WIDTH, HEIGHT = 640.0, 190.0  # points
LEFT, RIGHT, TOP, BOTTOM, GAP = 44.0, 12.0, 30.0, 36.0, 30.0  # points
AIR, LIFT = 0.16, 0.03  # of the axis: left free above, between an interval's end and the number


@dataclass(frozen=True)
class Course:
    """How the income of one circle of people goes, window by window."""

    scenario: str
    title: str
    windows: tuple[tuple[int, int, AmountTold], ...]  # first and last month since they began, change of income


def since_chart(view: View, courses: Sequence[Course]) -> Chart:
    """A panel for each course: change of income a month with its interval, window by window."""
    figure = canvas(WIDTH, HEIGHT)
    wide = (WIDTH - LEFT - RIGHT - (GAP + LEFT) * (len(courses) - 1)) / len(courses)
    every = [0.0, *(end for one in courses for *_, amount in one.windows for end in (amount.value, *amount.ends))]
    for place, one in enumerate(courses):
        left = LEFT + place * (wide + GAP + LEFT)
        axes = panel(figure, left, BOTTOM, WIDTH - left - wide, TOP)
        air = AIR * (max(every) - min(every))
        axes.set_ylim(min(every) - air, max(every) + air)
        _draw(axes, view, one)
    rows = view.say("number.semicolon").join(_told(view, one) for one in courses)
    return finish(figure, "since", view.say("first.since"), view.say("first.alt", panels=rows))


def _draw(axes: Any, view: View, one: Course) -> None:
    """A whisker a window; a full dot is clear, an open one is not."""
    axes.axhline(0, color=BASE_COLOUR, linewidth=1)
    axes.set_xlim(-0.5, len(one.windows) - 0.5)
    low, high = axes.get_ylim()
    kind = scale([low, high], UNIT, view.lang, change=True)
    unit = text("number.with_unit", view.lang, digits="", unit=kind.unit)
    number = view.every.index(one.scenario)
    for place, (*_, amount) in enumerate(one.windows):
        shade = colour(number) if amount.clear else NEUTRAL
        if amount.ends:
            axes.plot((place, place), amount.ends, color=shade, linewidth=2.2, solid_capstyle="butt")
        face = shade if amount.clear else "white"
        axes.plot(place, amount.value, "o", markersize=5.5, markerfacecolor=face, markeredgecolor=shade)
        ends, down = (amount.value, *amount.ends), amount.value < 0.0  # away from zero, so that no line crosses it
        edge = min(ends) - LIFT * (high - low) if down else max(ends) + LIFT * (high - low)
        told = amount.size(view.lang).removesuffix(unit).strip()
        ink, below_it = INK if amount.clear else FAINT, "top" if down else "bottom"
        axes.text(place, edge, told, ha="center", va=below_it, fontsize=SIZE, color=ink)
    ticks(axes.yaxis, kind, most=4)
    axes.set_xticks(range(len(one.windows)), [_window(first, last) for first, last, _ in one.windows])
    below(axes, view.say("first.since_axis"))
    heading(axes, view.say("chart.with_unit", what=one.title, unit=kind.unit))


def _window(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}–{last}"


def _told(view: View, one: Course) -> str:
    cells = [f"{_window(first, last)} {amount.size(view.lang)}" for first, last, amount in one.windows]
    return view.say("first.alt_panel", title=one.title, rows=view.say("number.comma").join(cells))
