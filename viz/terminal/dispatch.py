"""The verdict on a dispatch rule in tables."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from ...experiments.sandbox import Estimate, Gap, RuleVerdict
from ...experiments.sandbox.surfaces import SurfaceCheck
from ...model.dispatch import Surface
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


USES = (0.4, 0.6, 0.8)  # utilisations at which terms are shown


def term_table(surface: Surface, title: str, lang: Lang) -> Table:
    """What moves the logarithm of a worker's orders in a month, at some utilisations."""
    low, high = surface.within
    said = text("sandbox.surface.title", lang, title=title, low=f"{low:.0%}", high=f"{high:.0%}")
    table = Table(title=said, title_justify="left", box=listing("", {}, lang).box)
    table.add_column(text("sandbox.surface.term", lang))
    for use in USES:
        table.add_column(text("sandbox.surface.use", lang, use=f"{use:.0%}"), justify="right")
    for name, (first, second, third) in surface.terms.items():
        values = [first + use * (second + use * third) for use in USES]
        table.add_row(text(f"sandbox.surface.of.{name}", lang), *(f"{value:.3f}" for value in values))
    return table


def check_table(checks: Sequence[SurfaceCheck], lang: Lang) -> Table:
    """Shares and Gini of orders, as played and by the surface, where it was not fitted."""
    table = Table(title=text("sandbox.surface.checks", lang), title_justify="left", box=listing("", {}, lang).box)
    for key in ("utilisation", "gini_played", "gini_surface", "share_off", "most_off"):
        table.add_column(text(f"sandbox.surface.{key}", lang), justify="right")
    for one in checks:
        group = text(f"sandbox.surface.group.{one.worst}", lang)
        table.add_row(f"{one.use:.0%}", f"{one.gini[0]:.3f}", f"{one.gini[1]:.3f}", f"{one.off:.3f}", group)
    return table
