"""The picture of a run: what its scenario measures, month by month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..view import indicator
from ..words.texts import Lang, month_name, number, scale, text
from .canvas import RULE, Chart, canvas, colour, finish, heading, panel, ticks
from .over_time import Floats, mean_and_half

COLUMNS = 2
WIDTH, HEIGHT = 270.0, 118.0  # of one panel with its margins, points
LEFT, RIGHT, TOP, BOTTOM = 40.0, 14.0, 22.0, 22.0


def run_chart(title: str, curves: Mapping[str, Floats], start: str, lang: Lang) -> Chart:
    """Small curves side by side, `curves` holding one (seed, month) array each; bands where there are several seeds."""
    shown = {name: samples for name, samples in curves.items() if np.isfinite(samples).any()}
    rows = max(1, -(-len(shown) // COLUMNS))
    width, height = COLUMNS * WIDTH, rows * HEIGHT
    figure = canvas(width, height)
    ends = []
    for place, (name, samples) in enumerate(shown.items()):
        row, column = divmod(place, COLUMNS)
        bottom = (rows - 1 - row) * HEIGHT + BOTTOM
        left = column * WIDTH + LEFT
        axes = panel(figure, left, bottom, width - left - WIDTH + LEFT + RIGHT, height - bottom - HEIGHT + BOTTOM + TOP)
        unit = _curve(axes, samples, indicator(name).unit, lang)
        heading(axes, " · ".join(part for part in (indicator(name).title[lang], unit) if part))
        _calendar(axes, start, samples.shape[1], lang)
        last = number(float(samples[:, -1].mean()), indicator(name).unit, lang)
        ends.append(text("cli.run.end", lang, name=indicator(name).title[lang], value=last))
    alt = text("cli.run.alt", lang, title=title, ends=text("number.semicolon", lang).join(ends))
    return finish(figure, "run", title, alt)


def _curve(axes: Any, samples: Floats, unit: str, lang: Lang) -> str:
    """Mean over seeds with its band; returns the unit in words."""
    mean, half = mean_and_half(samples)
    months = np.arange(len(mean))
    axes.set_xlim(0, max(1, len(mean) - 1))
    axes.fill_between(months, mean - half, mean + half, color=colour(1), alpha=0.18, linewidth=0)
    axes.plot(months, mean, color=colour(1), linewidth=1.5)
    kind = scale([float(v) for v in axes.get_ylim()], unit, lang)
    ticks(axes.yaxis, kind, most=3)
    return kind.unit


def _calendar(axes: Any, start: str, months: int, lang: Lang) -> None:
    """Years below a curve where there are several, else a few months."""
    year, first = (int(part) for part in start.split("-"))
    januaries = [m for m in range(months) if (first - 1 + m) % 12 == 0]
    if len(januaries) >= 3:
        axes.set_xticks(januaries, [str(year + (first - 1 + m) // 12) for m in januaries])
    else:
        places = range(0, months, max(1, months // 3))
        axes.set_xticks(places, [month_name(start, m, lang) for m in places])
    axes.tick_params(axis="x", length=3, color=RULE)
