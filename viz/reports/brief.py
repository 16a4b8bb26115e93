"""The brief of a comparison: one page a deputy mayor reads in three minutes, then the detail."""

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
from .document import ReportPage
from .evidence import definitions, precision, reproduce, weak_numbers
from .folder import Report
from .money import money_section
from .outcomes import at_a_glance, headline, on_the_map, over_time, who_gains
from .plan_figures import plan_figures


def report_of(comparison: Comparison) -> Report:
    """The brief in both languages, and the comparison as plain data."""
    return Report(partial(document_of, comparison), _finite(comparison.record()), "brief", "brief")


def document_of(comparison: Comparison, lang: Lang, other_file: str) -> ReportPage:
    """The brief in one language, before it is HTML or Markdown."""
    view = View(comparison, lang)
    sections = [at_a_glance(view), headline(view), over_time(view), on_the_map(view), who_gains(view)]
    sections += [money_section(view), plan_figures(view, _tried()), precision(view)]
    sections += [agreement(view, shipped_validation(comparison.city), shipped_validation(USUAL)), weak_numbers(view)]
    sections += [reproduce(view), definitions(view)]
    return document(
        lang,
        _title(view),
        _facts(view),
        sections,
        other_file,
        comparison.version,
        eyebrow=view.say("brief.eyebrow"),
        footer=view.say("brief.footer", version=comparison.version),
    )


def _tried() -> ClaimsLedger | None:
    """What became of the plan's figures; nothing where their tests have changed so much that it cannot be told."""
    try:
        return shipped_ledger()
    except SpecError:
        return None


def _title(view: View) -> str:
    c = view.comparison
    key = "brief.title" if len(c.scenarios) > 1 else "brief.title_one"
    first = view.title(c.scenarios[0])
    return view.say(key, city=view.city, scenarios=len(c.scenarios), scenario=first, base=view.title(c.base))


def _facts(view: View) -> tuple[str, ...]:
    c, lang = view.comparison, view.lang
    return (
        view.say("brief.horizon", months=c.months, start=month_name(c.start, 0, lang)),
        view.say(
            "brief.people",
            residents=number(c.residents, "persons" if lang == "zh" else "", lang),
            workers=number(c.workers, "persons" if lang == "zh" else "", lang),
            weight=number(c.weight, "persons" if lang == "zh" else "", lang),
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
