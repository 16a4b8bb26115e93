"""Short tables for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from ...experiments.compare.comparison import Comparison, Difference
from ..charts.over_time import Floats, mean_and_half
from ..view import STILL, View, arrow, by_aim, indicator, tone_of
from ..words.texts import Lang, interval, number, text

STYLES = {"better": "bold blue", "worse": "bold dark_orange3", "changed": "bold", "unclear": "dim"}
STYLES |= dict.fromkeys(STILL, "dim")
YEAR = 12  # months
PRECISE = "unemployment_rate"  # the indicator by which the gain of pairing is told


def comparison_table(comparison: Comparison, lang: Lang) -> Table:
    """Headline differences with their intervals, a column for each scenario; arrows where an interval excludes zero."""
    view = View(comparison, lang)
    title = view.say(
        "table.headline",
        city=view.city,
        months=comparison.months,
        seeds=len(comparison.seeds),
        base=view.title(comparison.base),
    )
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    table.add_column(view.say("table.indicator"))
    table.add_column(view.say("table.base"), justify="right")
    for scenario in comparison.scenarios:
        table.add_column(view.title(scenario), justify="right")
    for aim, names in by_aim(view.headline).items():
        table.add_row(Text(view.say(f"aim.{aim}"), "bold"))
        for name in names:
            found = [view.ends.get((s, name)) for s in comparison.scenarios]
            base = next(d for d in found if d is not None)
            cells = [Text("") if d is None else _difference(view, d) for d in found]
            table.add_row(view.name(name), number(base.base, base.unit, lang), *cells)
    return table


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
        span = interval(last - margin, last + margin, about.unit, lang) if margin == margin else ""
        values = (number(first, about.unit, lang), number(last, about.unit, lang))
        table.add_row(about.title[lang], *values, span)
    return table


def _difference(view: View, d: Difference) -> Text:
    tone = tone_of(d)
    words = " ".join(part for part in (arrow(d), view.size(d), view.say(f"tone.{tone}")) if part)
    return Text(words, STYLES[tone]).append(f"\n{view.span(d)}", "dim")
