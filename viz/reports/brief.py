"""The brief of a comparison: a page a deputy mayor reads in three minutes, two more, and an appendix to look things up
in."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from typing import Any

from ...experiments.claims import ClaimsLedger, shipped_ledger
from ...experiments.compare.comparison import Comparison
from ...experiments.validation.validation_file import shipped_validation
from ...scenarios.calibrations import USUAL
from ...scenarios.yaml_reader import SpecError
from ..view import View
from ..words.texts import Lang, month_name, number
from .agreement import agreement
from .building import document
from .document import ReportPage, Section
from .evidence import definitions, precision, reproduce, weak_numbers
from .first_page import at_a_glance, question
from .folder import Report
from .how_compared import doses
from .money import money_over_time, money_section
from .outcomes import gains_in_numbers, headline, more_curves, over_time, who_gains
from .plan_figures import plan_figures
from .reached import those_reached
from .where import every_place, on_the_map


def report_of(comparison: Comparison) -> Report:
    """The brief in both languages, and the comparison as plain data."""
    return Report(partial(document_of, comparison), _finite(comparison.record()), "brief", "brief")


def document_of(comparison: Comparison, lang: Lang, other_file: str) -> ReportPage:
    """The brief in one language, before it is HTML or Markdown: a first page that stands alone, two pages of whom it
    reaches, who gains, where and what it costs over time, and all else as an appendix."""
    view = View(comparison, lang)
    first = at_a_glance(view)
    return document(
        lang,
        first.title,
        (question(view), *_facts(view)),
        [
            *(those_reached(view), who_gains(view, tables=False), on_the_map(view)),
            *(money_over_time(view), over_time(view, others=False, key=False)),
        ],
        other_file,
        comparison.version,
        eyebrow=view.say("brief.eyebrow"),
        footer=view.say("brief.footer", version=comparison.version),
        first=first,
        appendix=_appendix(view),
    )


def _appendix(view: View) -> list[Section]:
    """What is looked up: every table, how sure the numbers are, and how to make them again."""
    city = view.comparison.city
    sections = [headline(view), more_curves(view), gains_in_numbers(view), every_place(view), money_section(view)]
    sections += [plan_figures(view, _tried()), doses(view), precision(view)]
    sections += [agreement(view, shipped_validation(city), shipped_validation(USUAL)), weak_numbers(view)]
    return [*sections, reproduce(view), definitions(view)]


def _tried() -> ClaimsLedger | None:
    """What became of the plan's figures; nothing where their tests have changed so much that it cannot be told."""
    try:
        return shipped_ledger()
    except SpecError:
        return None


def _facts(view: View) -> tuple[str, ...]:
    c, lang = view.comparison, view.lang
    return (
        view.say("brief.horizon", months=c.months, start=month_name(c.start, 0, lang)),
        view.say(
            "brief.people",
            residents=number(c.residents, "persons" if lang == "zh" else "", lang),
            workers=number(c.workers, "persons" if lang == "zh" else "", lang),
            weight=number(c.weight, "persons", lang),
        ),
        view.say("brief.seeds", n=len(c.seeds)),
        *([view.say("ensemble.fact", n=c.ensemble)] if c.ensemble else []),
    )


def _finite(value: Any) -> Any:
    """The same with null for what does not exist, and for what no end holds."""
    if isinstance(value, Mapping):
        return {key: _finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
