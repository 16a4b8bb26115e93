"""The charts of a brief at its last month: differences, who gains, and cost. One function draws one picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...experiments.compare.comparison import Difference, Gain
from ..view import View
from ..words.amounts import AmountTold
from ..words.groups import group_told
from ..words.texts import scale, term
from .canvas import (
    BETTER,
    FAINT,
    INK,
    NEUTRAL,
    PALE,
    SIZE,
    WORSE,
    Chart,
    below,
    canvas,
    colour,
    finish,
    heading,
    panel,
    ticks,
)
from .over_time import LEFT, RIGHT, WIDTH

NOISE = 1.5  # half-widths
GROUPS = 6  # drawn, those whose income changes most
COST_NAMES = {"zh": 92.0, "en": 122.0}  # points that the names of payers take


def forest(view: View, name: str) -> Chart:
    """The differences of one indicator at the last horizon, one row a scenario, with 95 % intervals."""
    rows = [view.ends[s, name] for s in view.comparison.scenarios if (s, name) in view.ends]
    figure = canvas(WIDTH, 50 + 17 * len(rows))
    axes = panel(figure, LEFT, 34, RIGHT, 6)
    kind = scale([e for d in rows for e in (d.low, d.high)], rows[0].unit, view.lang, change=True)
    axes.axvline(0, color=colour(0), linewidth=1)
    for place, d in enumerate(rows):
        _whisker(axes, place, d.difference, d.low, d.high, colour(view.every.index(d.scenario)), d.clear)
    axes.set_yticks(range(len(rows)), [view.mark(d.scenario) for d in rows], color=INK)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    ticks(axes.xaxis, kind)
    below(axes, kind.unit)
    return finish(figure, f"forest-{name}", view.name(name), _told(view, "alt.forest", name, rows))


def gains(view: View, scenario: str) -> Chart:
    """Who gains and who loses under a scenario: shares of persons, and the mean change of income with its interval."""
    every = [g for g in view.comparison.gains if g.scenario == scenario]
    surest = sorted((g for g in every if g.group != "all" and gain_is_told(g)), key=lambda g: -abs(g.change))
    rows = [g for g in every if g.group == "all" or g in surest[:GROUPS]]
    figure = canvas(350, 56 + 15 * len(rows))
    shares = panel(figure, 102, 34, 120, 20)
    money = panel(figure, 240, 34, 10, 20, sharey=shares)
    places = range(len(rows))
    shares.barh(places, [-g.worse for g in rows], height=0.62, color=WORSE)
    shares.barh(places, [g.better for g in rows], height=0.62, color=BETTER)
    most = max(0.01, *(max(g.better, g.worse) for g in rows)) * 1.08
    shares.set_xlim(-most, most)
    _mirrored(shares, view)
    kind = scale([e for g in rows for e in (g.low, g.high)], "yuan/month", view.lang, change=True)
    for place, g in zip(places, rows, strict=True):
        clear = gain_is_told(g)
        _whisker(money, place, g.change, g.low, g.high, INK if clear else NEUTRAL, clear)
    ticks(money.xaxis, kind, most=2)
    for axes, unit in ((shares, view.say("chart.persons")), (money, kind.unit)):
        axes.axvline(0, color=colour(0), linewidth=1)
        below(axes, unit)
    for key, side, shift in (("chart.worse", "right", -4), ("chart.better", "left", 4)):
        words = {"color": FAINT, "fontsize": SIZE, "ha": side, "textcoords": "offset points"}
        shares.annotate(view.say(key), (0, 1), (shift, 5), shares.get_xaxis_transform(), **words)
    heading(money, view.say("chart.change"))
    shares.set_yticks(places, [group_name(g.group, view) for g in rows], color=INK)
    money.tick_params(labelleft=False)
    shares.set_ylim(len(rows) - 0.4, -0.6)
    title = view.say("chart.gains", scenario=view.title(scenario))
    return finish(figure, f"gains-{view.mark(scenario)}", title, _told_gains(view, title, rows), view.marked(scenario))


def gain_is_told(g: Gain) -> bool:
    """Whether a group's mean change is beyond noise: further from zero than one interval, for many groups are looked
    at."""
    return abs(g.change) > NOISE * (g.high - g.low) / 2.0


def costs(view: View) -> Chart:
    """Public cost of each scenario with its interval, and below it what each payer bears."""
    rows: list[tuple[str, AmountTold, str]] = []
    for m in view.comparison.money:
        place = view.every.index(m.scenario)
        rows.append((f"{view.mark(m.scenario)}  {view.say('chart.public')}", view.cost(m), colour(place)))
        shares = [(payer, view.paid(m, payer)) for payer, cost in m.cost_by_payer.items() if cost]
        rows += [(term("payer", payer, view.lang), amount, PALE) for payer, amount in shares]
    figure = canvas(WIDTH, 56 + 14 * len(rows))
    axes = panel(figure, COST_NAMES[view.lang], 34, 60, 6)
    kind = scale([amount.value for _, amount, _ in rows], "yuan", view.lang)
    for place, (_, amount, shade) in enumerate(rows):
        axes.barh(place, amount.value, height=0.62, color=shade)
        ends = amount.ends if shade != PALE else ()
        if ends:
            axes.plot(ends, (place, place), color=INK, linewidth=1.2, solid_capstyle="butt")
        edge = max(amount.value, *ends, 0.0)
        style = {"textcoords": "offset points", "va": "center", "fontsize": SIZE, "color": INK}
        axes.annotate(amount.size(view.lang), (edge, place), (3, 0), **style)
    axes.axvline(0, color=colour(0), linewidth=1)
    axes.set_yticks(range(len(rows)), [r[0] for r in rows], color=INK)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    ticks(axes.xaxis, kind, most=3)
    below(axes, kind.unit)
    told = [f"{view.marked(m.scenario)}: {view.cost(m).size(view.lang)}" for m in view.comparison.money]
    alt = view.say("alt.costs", costs=view.say("number.semicolon").join(told))
    return finish(figure, "costs", view.say("chart.costs"), alt)


def group_name(group: str, view: View) -> str:
    """`sex=female` in words; `sex=female,hukou=local_rural` is both."""
    return group_told(group, view.lang, view.districts)


def group_within(group: str, view: View) -> str:
    """The same within a sentence: no capital."""
    name = group_name(group, view)
    return name[:1].lower() + name[1:]


def _whisker(axes: Any, place: float, middle: float, low: float, high: float, shade: str, clear: bool) -> None:
    axes.plot((low, high), (place, place), color=shade, linewidth=2, solid_capstyle="butt")
    axes.plot(middle, place, "o", markersize=5, markerfacecolor=shade if clear else "white", markeredgecolor=shade)


def _mirrored(axes: Any, view: View) -> None:
    """Shares count up in both directions from the middle."""
    ticks(axes.xaxis, scale([0.0], "share", view.lang), most=4)
    plain = axes.xaxis.get_major_formatter()
    axes.xaxis.set_major_formatter(lambda value, place: plain(abs(value), place))


def _told(view: View, key: str, name: str, rows: Sequence[Difference]) -> str:
    told = [f"{view.marked(d.scenario)}: {view.size(d)} ({view.span(d)})" for d in rows]
    return view.say(key, name=view.name(name), rows=view.say("number.semicolon").join(told))


def _told_gains(view: View, title: str, rows: Sequence[Gain]) -> str:
    told = [view.say("alt.gain", group=group_name(g.group, view), change=view.gain(g).size(view.lang)) for g in rows]
    return view.say("alt.gains", title=title, rows=view.say("number.semicolon").join(told))
