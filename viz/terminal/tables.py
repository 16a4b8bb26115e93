"""Short tables for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from ...experiments.compare.comparison import Comparison, Difference, Gain
from ...experiments.runs.intervals import possible
from ..charts.over_time import Floats, mean_and_half
from ..view import STILL, View, arrow, by_aim, indicator, tone_of
from ..words.groups import group_told
from ..words.texts import Lang, interval, number, text

STYLES = {"better": "bold blue", "worse": "bold dark_orange3", "changed": "bold", "unclear": "dim"}
STYLES |= dict.fromkeys(STILL, "dim")
YEAR = 12  # months
NAMES_WIDE, COLUMN_WIDE = 40, 20  # columns that names and base take, and one scenario
TINY = 0.01  # of what matters: a smaller difference is told without digits
PRECISE = "unemployment_rate"  # the indicator by which the gain of pairing is told


def comparison_tables(comparison: Comparison, lang: Lang, width: int) -> list[Table]:
    """Headline differences, in as many tables as it takes for every column to have room."""
    return [comparison_table(comparison, lang, few) for few in _at_once(comparison.scenarios, width)]


def unavailable_lines(comparison: Comparison, lang: Lang) -> list[str]:
    """The headline figures that nobody can be counted for, in a line; none where all have a number."""
    view = View(comparison, lang)
    names = view.say("number.comma").join(map(view.name_within, view.unavailable))
    return [view.say("headline.unavailable", names=names), ""] if names else []


def _at_once(every: Sequence[str], width: int) -> list[Sequence[str]]:
    """Scenarios that have room beside each other."""
    most = max(1, (width - NAMES_WIDE) // COLUMN_WIDE)
    return [every[first : first + most] for first in range(0, len(every), most)]


def comparison_table(comparison: Comparison, lang: Lang, scenarios: Sequence[str] = ()) -> Table:
    """Headline differences with their intervals, a column for each scenario (all where none are named); arrows where
    an interval excludes zero and what it holds matters."""
    view, scenarios = View(comparison, lang), scenarios or comparison.scenarios
    title = view.say(
        "table.headline",
        city=view.city,
        months=comparison.months,
        seeds=len(comparison.seeds),
        base=view.title(comparison.base),
    )
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    table.add_column(view.say("table.indicator"), overflow="fold")
    table.add_column(view.say("table.base"), justify="right", overflow="fold")
    for scenario in scenarios:
        table.add_column(view.title(scenario), justify="right", overflow="fold")
    for aim, names in by_aim(view.headline).items():
        table.add_row(Text(view.say(f"aim.{aim}"), "bold"))
        for name in names:
            found = [view.ends.get((s, name)) for s in scenarios]
            base = next(d for (_, known), d in view.ends.items() if known == name)
            cells = [Text("") if d is None else _difference(view, d) for d in found]
            table.add_row(view.name(name), number(base.base, base.unit, lang), *cells)
    return table


def groups_tables(comparison: Comparison, lang: Lang, width: int) -> list[Table]:
    """The groups asked for: what every scenario changes for each at the last horizon, and who of them is better or
    worse off; in as many tables as it takes."""
    return [_groups_table(comparison, lang, few) for few in _at_once(comparison.scenarios, width)]


def _groups_table(comparison: Comparison, lang: Lang, scenarios: Sequence[str]) -> Table:
    view = View(comparison, lang)
    table = Table(title=view.say("table.groups"), title_justify="left", box=SIMPLE_HEAD)
    table.add_column(view.say("table.indicator"), overflow="fold")
    table.add_column(view.say("table.base"), justify="right", overflow="fold")
    for scenario in scenarios:
        table.add_column(view.title(scenario), justify="right", overflow="fold")
    for group in comparison.groups:
        table.add_row(Text(group_told(group, lang, view.districts), "bold"))
        for name, found in view.of_group(group).items():
            cells = [_difference(view, found[s]) if s in found else Text("") for s in scenarios]
            one = next(iter(found.values()))
            table.add_row(view.name(name), number(one.base, one.unit, lang), *cells)
        gained = {g.scenario: g for g in comparison.gains if g.group == group}
        sides = [_gained(view, gained[s]) if s in gained else Text("") for s in scenarios]
        table.add_row(view.say("table.gains"), "", *sides)
    return table


def _gained(view: View, g: Gain) -> Text:
    """Shares better and worse off beyond luck."""
    shares = {side: number(round(getattr(g, side), 3), "share", view.lang) for side in ("better", "worse", "noise")}
    return Text(view.say("table.sides", **shares))


def precision_line(comparison: Comparison, lang: Lang) -> str:
    """What pairing bought; empty where it cannot be told."""
    ratios = [p.ratio for p in comparison.precision if p.indicator == PRECISE]
    if not ratios:
        return ""
    return text("cli.compare.precision", lang, ratio=number(median(ratios), "", lang))


def run_table(title: str, curves: Mapping[str, Floats], lang: Lang) -> Table:
    """Indicators of one run: means of the first and the last twelve months; `curves` has one (seed, month) array each.

    With two seeds or more the last year has a 95 % interval over seeds.
    """
    table = Table(title=text("table.run", lang, title=title), title_justify="left", box=SIMPLE_HEAD)
    for key in ("indicator", "first", "last", "interval"):
        table.add_column(text(f"table.{key}", lang), justify="left" if key == "indicator" else "right")
    for name, samples in curves.items():
        about = indicator(name)
        mean, half = mean_and_half(samples[:, -YEAR:].mean(axis=1))
        first, last, margin = float(samples[:, :YEAR].mean()), float(mean), float(half)
        least, most = possible(about.unit)
        ends = max(least, last - margin), min(most, last + margin)
        span = interval(*ends, about.unit, lang) if margin == margin else ""
        values = (number(first, about.unit, lang), number(last, about.unit, lang))
        table.add_row(about.title[lang], *values, span)
    return table


def _difference(view: View, d: Difference) -> Text:
    tone = tone_of(d)
    if tone == "none":
        return Text(view.say("tone.none"), STYLES[tone])
    if tone == "small" and max(abs(d.low), abs(d.high)) < TINY * d.threshold:
        return Text(view.say("tone.small"), STYLES[tone])
    words = " ".join(part for part in (arrow(d), view.size(d), view.say(f"tone.{tone}")) if part)
    return Text(words, STYLES[tone]).append(f"\n{view.span(d)}", "dim")
