"""The verdict on a dispatch rule in tables."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from ...experiments.sandbox import Estimate, Gap, RuleVerdict
from ..words.dispatch import UNITS, against, told
from ..words.texts import Lang, text
from .output import listing


def measure_table(verdict: RuleVerdict, lang: Lang) -> Table:
    """Inequality and service, with intervals over seeds and the article's Gini where there is one."""
    setting = verdict.setting
    title = text(
        "sandbox.title",
        lang,
        title=verdict.rule.title[lang],
        drivers=f"{setting.drivers:,}",
        rate=f"{setting.rate:g}",
        requests=f"{setting.requests_a_step:.2f}",
        steps=f"{setting.steps:,}",
        seeds=len(verdict.seeds),
    )
    table = listing(title, {"quantity": "left", "simulated": "right"}, lang)
    table.add_column(text("sandbox.interval", lang), justify="right")
    table.add_column(text("sandbox.published", lang), justify="right")
    for name, found in verdict.measures.items():
        published = ""
        if name == "gini" and verdict.published is not None:
            said = text(f"sandbox.{'met' if verdict.met else 'missed'}", lang)
            published = f"{verdict.published:g} ({said})"
        table.add_row(text(f"sandbox.measure.{name}", lang), *told(found, UNITS.get(name, ""), lang), published)
    return table


def group_table(gaps: Sequence[Gap], lang: Lang) -> Table:
    """Income gaps between groups."""
    table = Table(title=text("sandbox.gaps", lang), title_justify="left", box=listing("", {}, lang).box)
    table.add_column(text("sandbox.group", lang))
    for key in ("drivers", "gap", "interval"):
        table.add_column(text(f"sandbox.{key}", lang), justify="right")
    for gap in gaps:
        numbers = told(Estimate(gap.value, gap.low, gap.high), "share", lang)
        table.add_row(against(gap, lang), f"{gap.drivers:,.0f}", *numbers)
    return table
