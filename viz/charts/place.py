"""One place in one or two futures, period by period, with bands over the seeds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...experiments.lives_and_maps.atlas_measures import over_seeds
from ..words.texts import Lang, month_name, number, scale, text
from .canvas import Chart, canvas, colour, finish, heading, panel, ticks
from .over_time import LEFT, RIGHT, Floats

WIDTH, HEIGHT = 340.0, 190.0  # points
BAND = 0.15  # opacity


def place_chart(
    name: str,
    title: str,
    lines: Sequence[tuple[int, str, Floats]],
    unit: str,
    time: tuple[str, int],
    shown: int,
    lang: Lang,
) -> Chart:
    """Lines are (place of the future, its title, values [seed, period]); time is the start and months in a period;
    `shown` is the period that the map shows."""
    start, every = time
    figure = canvas(WIDTH, HEIGHT)
    axes = panel(figure, LEFT + 6, 32, RIGHT, 22)
    periods = lines[0][2].shape[1]
    axes.set_xlim(0, max(1, periods - 1))
    told = []
    for place, future, values in lines:
        mean, low, high = over_seeds(values)
        if np.isfinite(low).any():
            axes.fill_between(np.arange(periods), low, high, color=colour(place), alpha=BAND, linewidth=0)
        axes.plot(mean, color=colour(place), linewidth=1.6)
        told.append(f"{future}: {number(float(mean[shown]), unit, lang)}")
    axes.axvline(shown, color=colour(0), linewidth=0.8, linestyle=(0, (2, 2)))
    kind = scale([float(end) for end in axes.get_ylim()], unit, lang)
    ticks(axes.yaxis, kind)
    heading(axes, text("chart.with_unit", lang, what=title, unit=kind.unit) if kind.unit else title)
    years = [p for p in range(periods) if (int(start[5:]) - 1 + p * every) % 12 < every]
    at = years if len(years) > 1 else list(range(0, periods, max(1, periods // 3)))
    names = [month_name(start, p * every, lang) if len(years) <= 1 else _year(start, p * every) for p in at]
    axes.set_xticks(at, names)
    when = month_name(start, shown * every, lang)
    alt = text("app_map.chart_alt", lang, name=title, when=when, values=text("number.semicolon", lang).join(told))
    return finish(figure, name, title, alt)


def _year(start: str, month: int) -> str:
    return str(int(start[:4]) + (int(start[5:]) - 1 + month) // 12)
