"""One life in two futures: what the person does month by month, and the income of each month."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from ...agents.workers import EMPLOYED, INACTIVE, PLATFORM, SELF_EMPLOYED, TRAINING, UNEMPLOYED
from ..words.texts import Lang, month_name, scale, text
from .canvas import FAINT, INK, RULE, SIZE, Chart, canvas, colour, finish, heading, panel, ticks

WIDTH, HEIGHT, LEFT, RIGHT = 400.0, 250.0, 46.0, 12.0  # points
SHADES = {  # Okabe and Ito; those out of the labour force are grey
    INACTIVE: "#c9d0d6",
    UNEMPLOYED: "#d55e00",
    EMPLOYED: "#0072b2",
    PLATFORM: "#e69f00",
    SELF_EMPLOYED: "#009e73",
    TRAINING: "#cc79a7",
}
DARK = (EMPLOYED, UNEMPLOYED, SELF_EMPLOYED)  # shades on which white is read
ROOM = 5.2  # points that a letter of a label takes, about; Chinese ones take twice as much


def life_chart(
    futures: Sequence[tuple[int, NDArray[np.uint8], NDArray[np.int32]]],
    start: str,
    parted: int,
    title: str,
    told: str,
    lang: Lang,
) -> Chart:
    """Futures are (place, status, income) by month, as far as the person stays; a line marks where they part."""
    months = max(len(status) for _, status, _ in futures)
    figure = canvas(WIDTH, HEIGHT)
    strips = panel(figure, LEFT, HEIGHT - 84, RIGHT, 20)
    money = panel(figure, LEFT, 34, RIGHT, 118, sharex=strips)
    strips.set_xlim(-0.5, max(1, months) - 0.5)
    for row, (place, status, income) in enumerate(futures):
        _strip(strips, row, status, months, lang)
        money.plot(income, color=colour(place), linewidth=1.5, drawstyle="steps-mid")
    strips.set_yticks(range(len(futures)), [_mark(place) for place, _, _ in futures])
    for label, (place, _, _) in zip(strips.get_yticklabels(), futures, strict=True):
        label.set_color(colour(place))
        label.set_fontweight("bold")
    strips.set_ylim(len(futures) - 0.5, -0.5)
    strips.spines["bottom"].set_visible(False)
    strips.tick_params(labelbottom=False)
    kind = scale([0.0, float(max(income.max(initial=1) for _, _, income in futures))], "yuan/month", lang)
    money.set_ylim(bottom=min(0.0, *(float(income.min(initial=0)) for _, _, income in futures)))
    ticks(money.yaxis, kind)
    heading(strips, text("app_people.status_heading", lang))
    heading(money, text("chart.with_unit", lang, what=text("app_people.income_heading", lang), unit=kind.unit))
    if parted >= 0:
        for axes in (strips, money):
            axes.axvline(parted - 0.5, color=INK, linewidth=1, linestyle=(0, (2, 2)))
    first = int(start[5:])
    januaries = [m for m in range(months) if (first - 1 + m) % 12 == 0]
    at = januaries if len(januaries) > 1 else range(0, months, max(1, months // 4))
    money.set_xticks(list(at), [month_name(start, m, lang) if len(januaries) < 2 else _year(start, m) for m in at])
    money.tick_params(axis="x", length=3, color=RULE)
    return finish(figure, "life", title, told)


def _strip(axes: object, row: int, status: NDArray[np.uint8], months: int, lang: Lang) -> None:
    """What a person does, as a bar with words where there is room for them."""
    at = 0
    point = (WIDTH - LEFT - RIGHT) / max(months, 1)  # points a month
    for code, same in groupby(int(s) for s in status):
        length = len(list(same))
        shade = SHADES[code]
        axes.barh(row, length, left=at - 0.5, height=0.72, color=shade, edgecolor="white", linewidth=0.6)  # type: ignore[attr-defined]
        words = text(f"app_people.short.{code}", lang)
        if length * point > ROOM * len(words) * (2 if lang == "zh" else 1):
            ink = "white" if code in DARK else INK
            style = {"color": ink, "fontsize": SIZE, "ha": "center", "va": "center"}
            axes.text(at + length / 2 - 0.5, row, words, **style)  # type: ignore[attr-defined]
        at += length
    if at < months:
        axes.text(at, row, text("app_people.gone_mark", lang), color=FAINT, fontsize=SIZE, va="center")  # type: ignore[attr-defined]


def _mark(place: int) -> str:
    return "0" if place == 0 else chr(ord("A") + place - 1)


def _year(start: str, month: int) -> str:
    return str(int(start[:4]) + (int(start[5:]) - 1 + month) // 12)
