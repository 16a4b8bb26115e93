"""Charts of experiments: rows with intervals, a plane of points, and effect against cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..words.texts import Lang, number, scale, text
from .canvas import INK, NEUTRAL, SIZE, Chart, below, canvas, colour, finish, heading, panel, ticks

WIDTH, ROW = 360.0, 17.0  # points
LETTER = {"zh": 9.0, "en": 4.9}  # points that a character of a name takes
NAMES = 210.0  # at most, for the names of rows


@dataclass(frozen=True)
class EffectRow:
    """A named number with its 95 % interval; `hollow` where nothing is clear about it."""

    name: str
    middle: float
    low: float
    high: float
    place: int = 1  # of its colour
    hollow: bool = False


@dataclass(frozen=True)
class EffectPoint:
    """A point with intervals both ways, and the words beside it."""

    name: str
    x: tuple[float, float, float]
    y: tuple[float, float, float]
    place: int = 1
    hollow: bool = False


def rows_chart(
    name: str, title: str, rows: Sequence[EffectRow], unit: str, lang: Lang, *, change: bool = True
) -> Chart:
    """One row a number: dot and interval, zero marked."""
    left = min(NAMES, 8.0 + max(len(row.name) for row in rows) * LETTER[lang])
    figure = canvas(WIDTH, 46 + ROW * len(rows))
    axes = panel(figure, left, 34, 14, 6)
    ends = [end for row in rows for end in (row.low, row.middle, row.high) if end == end]
    kind = scale([*ends, 0.0], unit, lang, change=change)
    axes.axvline(0, color=colour(0), linewidth=1)
    for place, row in enumerate(rows):
        shade = colour(row.place)
        axes.plot((row.low, row.high), (place, place), color=shade, linewidth=2, solid_capstyle="butt")
        fill = "white" if row.hollow else shade
        axes.plot(row.middle, place, "o", markersize=5, markerfacecolor=fill, markeredgecolor=shade)
    axes.set_yticks(range(len(rows)), [row.name for row in rows], color=INK)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    ticks(axes.xaxis, kind)
    below(axes, kind.unit)
    parts = [f"{row.name}: {number(row.middle, unit, lang, change=change)}" for row in rows]
    alt = text("robust.alt", lang, title=title, rows=text("number.semicolon", lang).join(parts))
    return finish(figure, name, title, alt)


def plane_chart(
    name: str,
    title: str,
    points: Sequence[EffectPoint],
    x: tuple[str, str],
    y: tuple[str, str],
    lang: Lang,
    *,
    lines: Sequence[Sequence[int]] = (),
    change: bool = False,
    named: Literal["points", "none"] = "points",
) -> Chart:
    """Points in a plane with intervals both ways; `x` and `y` are heading and unit, `lines` join points by number."""
    figure = canvas(WIDTH, 270)
    axes = panel(figure, 46, 36, 24, 24)
    kinds = [_scale([value for p in points for value in at(p)], unit, lang, change) for at, unit in _sides(x, y)]
    for numbers in lines:
        chosen = [points[k] for k in numbers]
        shade = colour(chosen[0].place)
        axes.plot([p.x[0] for p in chosen], [p.y[0] for p in chosen], color=shade, linewidth=1.2, alpha=0.6)
    for point in points:
        shade = NEUTRAL if point.hollow else colour(point.place)
        axes.plot(point.x[1:], (point.y[0],) * 2, color=shade, linewidth=1, alpha=0.7)
        axes.plot((point.x[0],) * 2, point.y[1:], color=shade, linewidth=1, alpha=0.7)
        fill = "white" if point.hollow else shade
        axes.plot(point.x[0], point.y[0], "o", markersize=5, markerfacecolor=fill, markeredgecolor=shade)
        if named == "points":
            words = {"fontsize": SIZE, "color": INK, "textcoords": "offset points"}
            axes.annotate(point.name, (point.x[0], point.y[0]), (5, 3), **words)
    for axis, kind in zip((axes.xaxis, axes.yaxis), kinds, strict=True):
        ticks(axis, kind)
    axes.margins(0.08)
    heading(axes, _with_unit(y[0], kinds[1].unit, lang))
    below(axes, _with_unit(x[0], kinds[0].unit, lang))
    parts = [
        f"{p.name}: {number(p.x[0], x[1], lang)}, {number(p.y[0], y[1], lang, change=change)}" for p in points if p.name
    ]
    alt = text("robust.alt", lang, title=title, rows=text("number.semicolon", lang).join(parts))
    return finish(figure, name, title, alt)


def _sides(x: tuple[str, str], y: tuple[str, str]) -> list[tuple[Any, str]]:
    return [(lambda p: p.x, x[1]), (lambda p: p.y, y[1])]


def _scale(values: Sequence[float], unit: str, lang: Lang, change: bool) -> Any:
    return scale([*(v for v in values if v == v), 0.0], unit, lang, change=change)


def _with_unit(what: str, unit: str, lang: Lang) -> str:
    return text("chart.with_unit", lang, what=what, unit=unit) if unit else what
