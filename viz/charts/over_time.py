"""Charts month by month: an indicator with its paired differences, and the balance of the fund."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...experiments.runs.distributions import stdtrit
from ..view import View, indicator
from ..words.texts import month_name, number, scale
from .canvas import (
    RULE,
    SIZE,
    Chart,
    apart,
    below,
    canvas,
    colour,
    finish,
    heading,
    panel,
    ticks,
)

Floats = NDArray[np.float64]
WIDTH = 300.0  # points; legible when a phone shows it at full width
LEFT, RIGHT = 34.0, 22.0


def mean_and_half(samples: Floats) -> tuple[Floats, Floats]:
    """Mean over seeds and half-width of its 95 % interval; shape (seed, …) → (…). One seed has no interval; seeds
    without a number do not count."""
    if not np.isfinite(samples).all():
        return _mean_and_half_of_known(samples)
    seeds = samples.shape[0]
    mean = samples.mean(axis=0)
    if seeds < 2:
        return mean, np.full_like(mean, np.nan)
    spread = samples.std(axis=0, ddof=1) / np.sqrt(seeds)
    return mean, spread * float(stdtrit(seeds - 1, 0.975))


def _mean_and_half_of_known(samples: Floats) -> tuple[Floats, Floats]:
    known = np.isfinite(samples)
    count = known.sum(axis=0)
    n = np.where(count > 0, count, np.nan)
    mean = np.where(known, samples, 0.0).sum(axis=0) / n
    squares = np.where(known, samples - mean, 0.0) ** 2
    several = np.where(count > 1, count, np.nan)
    return mean, np.sqrt(squares.sum(axis=0) / (several - 1.0) / several) * stdtrit(several - 1.0, 0.975)


def curves(view: View, name: str) -> Chart:
    """An indicator month by month, base and scenarios, and below it the paired differences; bands over seeds."""
    samples = view.comparison.curves[name]
    unit = indicator(name).unit
    figure = canvas(WIDTH, 276)
    above = panel(figure, LEFT, 132, RIGHT, 20)
    under = panel(figure, LEFT, 34, RIGHT, 170, sharex=above)
    above.tick_params(labelbottom=False)
    levels = [mean_and_half(sample) for sample in samples]
    changes = [mean_and_half(sample - samples[0]) for sample in samples]
    kind = _lines(above, levels, unit, view)
    heading(above, _with_unit(view, "chart.level", kind))
    under.axhline(0, color=colour(0), linewidth=1)
    kind = _lines(under, changes, unit, view, change=True)
    heading(under, _with_unit(view, "chart.difference", kind))
    _months(under, view, samples.shape[2])
    ends = [
        f"{view.mark(s)}: {number(float(m[-1]), unit, view.lang)}" for s, (m, _) in zip(view.every, levels, strict=True)
    ]
    alt = view.say("alt.curves", name=view.name(name), ends=view.say("number.semicolon").join(ends))
    return finish(figure, f"curve-{name}", view.name(name), alt)


def fund(view: View) -> Chart:
    """Balance of the protection fund at each month's end, scenarios that have one."""
    held = [m for m in view.comparison.money if any(m.fund_balance)]
    figure = canvas(WIDTH, 190)
    axes = panel(figure, LEFT + 8, 32, RIGHT, 20)
    lines = {view.every.index(m.scenario): np.asarray(m.fund_balance) for m in held}
    kind = scale([float(v) for line in lines.values() for v in (line.min(), line.max())], "yuan", view.lang)
    axes.axhline(0, color=colour(0), linewidth=1)
    months = max(map(len, lines.values()))
    axes.set_xlim(0, max(1, months - 1))
    for place, line in lines.items():
        m = next(m for m in held if view.every.index(m.scenario) == place)
        shade = {"color": colour(place), "alpha": 0.18, "linewidth": 0}
        axes.fill_between(np.arange(len(line)), np.asarray(m.fund_low), np.asarray(m.fund_high), **shade)
        axes.plot(line, color=colour(place), linewidth=1.6)
    ticks(axes.yaxis, kind)
    heading(axes, kind.unit)
    _months(axes, view, months)
    _end_marks(axes, {place: float(line[-1]) for place, line in lines.items()}, view)
    ends = [f"{view.marked(m.scenario)}: {number(m.fund_balance[-1], 'yuan', view.lang)}" for m in held]
    alt = view.say("alt.fund", ends=view.say("number.semicolon").join(ends))
    return finish(figure, "fund", view.say("chart.fund"), alt)


def _lines(axes: Any, bands: Sequence[tuple[Floats, Floats]], unit: str, view: View, change: bool = False) -> str:
    """Curves with bands and letters, without the base where they are changes; returns the unit in words. Bands of
    levels overlap, since all futures share their luck, and are paler."""
    first = 1 if change else 0
    axes.set_xlim(0, max(1, len(bands[0][0]) - 1))
    for place, (mean, half) in enumerate(bands[first:], start=first):
        months = np.arange(len(mean))
        shade = {"color": colour(place), "alpha": 0.18 if change else 0.08, "linewidth": 0}
        axes.fill_between(months, mean - half, mean + half, **shade)
        axes.plot(months, mean, color=colour(place), linewidth=1.5, zorder=3 - 0.1 * place)
    _end_marks(axes, {place: float(mean[-1]) for place, (mean, _) in enumerate(bands) if place >= first}, view)
    kind = scale([float(v) for v in axes.get_ylim()], unit, view.lang, change=change)
    ticks(axes.yaxis, kind, most=4 if not change else 3)
    return kind.unit


def _with_unit(view: View, key: str, unit: str) -> str:
    what = view.say(key)
    return view.say("chart.with_unit", what=what, unit=unit) if unit else what


def _end_marks(axes: Any, ends: dict[int, float], view: View) -> None:
    """The letter of each curve at its right end, moved apart where curves meet."""
    low, high = axes.get_ylim()
    height = axes.get_window_extent().height
    gap = (high - low) * 1.1 * SIZE / height
    ends = {place: y for place, y in ends.items() if np.isfinite(y)}
    places = apart(list(ends.values()), gap, low, high)
    right = axes.get_xlim()[1]
    for place, y in zip(ends, places, strict=True):
        style = {"color": colour(place), "fontsize": SIZE, "weight": "bold", "va": "center"}
        axes.text(right, y, f" {view.mark(view.every[place])}", **style)


def _months(axes: Any, view: View, months: int) -> None:
    """Calendar time below a chart: years where there are several, else every few months."""
    start = view.comparison.start
    first = int(start.split("-")[1])
    januaries = [m for m in range(months) if (first - 1 + m) % 12 == 0]
    if len(januaries) >= 3:
        axes.set_xticks(januaries, [str(int(start.split("-")[0]) + (first - 1 + m) // 12) for m in januaries])
    else:
        step = max(1, months // 4)
        axes.set_xticks(range(0, months, step), [month_name(start, m, view.lang) for m in range(0, months, step)])
    below(axes, view.say("chart.year" if len(januaries) >= 3 else "chart.month"))
    axes.tick_params(axis="x", length=3, color=RULE)
