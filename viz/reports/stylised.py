"""The sections of a report that tell the stylised facts and the courses on trial."""

from __future__ import annotations

from collections.abc import Sequence

from ...experiments.validation.facts import EffectEstimate, Fact, Findings
from ...model.levers.course import USUAL_MONTHS
from ..words.glossary import source_told, told
from ..words.texts import Lang, fixed, fixed_interval, text, texts
from .document import Block, Cell, DataTable, Definition, Definitions, Fold, Paragraph, RowGroup, Section

PLACES = {"persons": 1, "months": 2, "ratio": 2, "share/year": 4, "log/year²": 4}  # decimals of facts
UNITS = {"employment": (100.0, 1), "formal_job": (100.0, 1), "income": (1.0, 0)}  # outcome → factor, decimals


def sections(found: Findings, lang: Lang) -> list[Section]:
    """The facts with their bands and definitions, then the courses with their true and estimated effects."""
    return [_facts(found.facts, lang), _training(found.training, lang)]


def _facts(facts: Sequence[Fact], lang: Lang) -> Section:
    return Section("stylised-facts", text("stylised.facts_title", lang), fact_blocks(facts, lang))


def fact_blocks(facts: Sequence[Fact], lang: Lang) -> list[Block]:
    """The table, facts that fail first, and what each means."""
    groups = []
    for held in (False, True):
        rows = tuple((_linked(fact, lang), _figures(fact, lang)) for fact in facts if fact.passed is held)
        if rows:
            groups.append(RowGroup(text(f"stylised.group.{'holds' if held else 'fails'}", lang, n=len(rows)), rows))
    columns = tuple(text(f"stylised.column.{key}", lang) for key in ("fact", "value", "interval", "band", "statistic"))
    return [
        Paragraph(text("stylised.facts_note", lang), "note"),
        DataTable(text("stylised.facts_title", lang), columns, tuple(groups)),
        Fold(text("stylised.definitions", lang), (Definitions(tuple(_term(fact, lang) for fact in facts)),)),
    ]


def title_of(fact: Fact, lang: Lang) -> str:
    """A fact's title; its name, should a stored validation hold one that is no longer tested."""
    return texts(lang).get(f"stylised.{fact.name}.title", fact.name)


def _linked(fact: Fact, lang: Lang) -> str:
    return f"[{title_of(fact, lang)}](#fact-{fact.name})"


def _figures(fact: Fact, lang: Lang) -> tuple[Cell, ...]:
    return (
        *(Cell(figure) for figure in figures(fact, lang)),
        Cell(told("statistic", fact.statistic, fact.statistic, lang)),
    )


def figures(fact: Fact, lang: Lang) -> tuple[str, str, str]:
    """Value, interval and band of a fact."""
    places = PLACES.get(fact.unit, 3)
    plain = next((n for n in range(7) if all(round(end, n) == end for end in (fact.band_low, fact.band_high))), 6)
    places = max(places, plain)
    band = fixed_interval(fact.band_low, fact.band_high, plain, lang)
    return fixed(fact.value, places), fixed_interval(fact.low, fact.high, places, lang), band


def _term(fact: Fact, lang: Lang) -> Definition:
    words = texts(lang).get(f"stylised.{fact.name}.definition", fact.statistic)
    rule = text("stylised.is_range" if fact.no_effect is None else "stylised.is_sign", lang)
    source = text("stylised.source", lang, source=source_told(fact.source, lang))
    return Definition(f"fact-{fact.name}", title_of(fact, lang), words, (rule, source))


def _training(estimates: Sequence[EffectEstimate], lang: Lang) -> Section:
    return Section("training", text("stylised.training_title", lang), training_blocks(estimates, lang))


def training_blocks(estimates: Sequence[EffectEstimate], lang: Lang) -> list[Block]:
    """One table a course: months since enrolment across, outcomes and estimators down."""
    tables = []
    for mode in dict.fromkeys(e.mode for e in estimates):
        rows = [e for e in estimates if e.mode == mode]
        spans = dict.fromkeys((e.first, e.last) for e in rows)
        groups = tuple(
            RowGroup(
                text(f"stylised.outcome_unit.{outcome}", lang),
                _outcome([e for e in rows if e.outcome == outcome], lang),
            )
            for outcome in dict.fromkeys(e.outcome for e in rows)
        )
        columns = (text("stylised.column.months", lang), *(_span(*span, lang) for span in spans))
        caption = text("stylised.course_caption", lang, course=text(f"stylised.course.{mode}", lang), n=rows[0].trained)
        tables.append(DataTable(caption, columns, groups))
    names = dict.fromkeys(e.estimator for e in estimates)
    terms = tuple(
        Definition(f"estimator-{name}", text(f"stylised.estimator.{name}", lang), words, ())
        for name in names
        if (words := text(f"stylised.estimator_definition.{name}", lang))
    )
    note = Paragraph(text("stylised.training_note", lang), "note")
    return [note, *tables, Definitions(terms)] if tables else []


def _span(first: int, last: int, lang: Lang) -> str:
    """Months since enrolment as months since the end of a course of the usual length."""
    if last <= USUAL_MONTHS:
        return text("stylised.column.on_course", lang)
    return f"{max(1, first - USUAL_MONTHS)}\u2013{last - USUAL_MONTHS}"


def _outcome(rows: Sequence[EffectEstimate], lang: Lang) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    """One line an estimator: the effect, its interval, and the bias with its own."""
    lines = []
    for name in dict.fromkeys(e.estimator for e in rows):
        cells = []
        for e in (e for e in rows if e.estimator == name):
            factor, places = UNITS[e.outcome]
            notes = [fixed_interval(factor * e.low, factor * e.high, places, lang)]
            if name != "truth":
                bias = fixed_interval(factor * e.bias_low, factor * e.bias_high, places, lang)
                notes.append(text("stylised.bias", lang, bias=fixed(factor * e.bias, places), interval=bias))
            cells.append(Cell(fixed(factor * e.value, places), notes=tuple(notes)))
        lines.append((f"[{text(f'stylised.estimator.{name}', lang)}](#estimator-{name})", tuple(cells)))
    return tuple(lines)
