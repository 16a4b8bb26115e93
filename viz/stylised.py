"""The sections of a report that tell the stylised facts and the courses on trial."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..experiments.facts import Estimate, Fact, Findings
from .document import Block, Cell, Fold, Paragraph, Rows, Section, Table, Term, Terms
from .texts import MINUS, Lang, text

PLACES = {"persons": 1, "months": 2, "ratio": 2, "share/year": 4, "log/year²": 4}  # decimals of facts
UNITS = {"employment": (100.0, 1), "formal_job": (100.0, 1), "income": (1.0, 0)}  # outcome → factor, decimals


def sections(found: Findings, lang: Lang) -> list[Section]:
    """The facts with their bands and definitions, then the courses with their true and estimated effects."""
    return [_facts(found.facts, lang), _training(found.training, lang)]


def _facts(facts: Sequence[Fact], lang: Lang) -> Section:
    """Facts that fail come first."""
    groups = []
    for held in (False, True):
        rows = tuple((_linked(fact, lang), _figures(fact, lang)) for fact in facts if fact.passed is held)
        if rows:
            groups.append(Rows(text(f"stylised.group.{'holds' if held else 'fails'}", lang, n=len(rows)), rows))
    columns = tuple(text(f"stylised.column.{key}", lang) for key in ("fact", "value", "interval", "band", "statistic"))
    terms = Terms(tuple(_term(fact, lang) for fact in facts))
    title = text("stylised.facts_title", lang)
    note = Paragraph(text("stylised.facts_note", lang), "note")
    blocks: list[Block] = [
        note,
        Table(title, columns, tuple(groups)),
        Fold(text("stylised.definitions", lang), (terms,)),
    ]
    return Section("stylised-facts", title, blocks)


def _linked(fact: Fact, lang: Lang) -> str:
    return f"[{text(f'stylised.{fact.name}.title', lang)}](#fact-{fact.name})"


def _figures(fact: Fact, lang: Lang) -> tuple[Cell, ...]:
    places = PLACES.get(fact.unit, 3)
    plain = next((n for n in range(7) if all(round(end, n) == end for end in (fact.band_low, fact.band_high))), 6)
    places = max(places, plain)
    return (
        Cell(_digits(fact.value, places)),
        Cell(_span(fact.low, fact.high, places, lang)),
        Cell(_span(fact.band_low, fact.band_high, plain, lang)),
        Cell(fact.statistic),
    )


def _term(fact: Fact, lang: Lang) -> Term:
    key = f"stylised.{fact.name}"
    rule = text("stylised.is_sign" if fact.sign else "stylised.is_range", lang)
    source = text("stylised.source", lang, source=fact.source)
    return Term(f"fact-{fact.name}", text(f"{key}.title", lang), text(f"{key}.definition", lang), (rule, source))


def _training(estimates: Sequence[Estimate], lang: Lang) -> Section:
    """One table a course: months since enrolment across, outcomes and estimators down."""
    title = text("stylised.training_title", lang)
    tables = []
    for mode in dict.fromkeys(e.mode for e in estimates):
        rows = [e for e in estimates if e.mode == mode]
        spans = dict.fromkeys((e.first, e.last) for e in rows)
        groups = tuple(
            Rows(
                text(f"stylised.outcome_unit.{outcome}", lang),
                _outcome([e for e in rows if e.outcome == outcome], lang),
            )
            for outcome in dict.fromkeys(e.outcome for e in rows)
        )
        columns = (text("stylised.column.months", lang), *(f"{first}\u2013{last}" for first, last in spans))
        caption = text("stylised.course_caption", lang, course=text(f"stylised.course.{mode}", lang), n=rows[0].trained)
        tables.append(Table(caption, columns, groups))
    names = dict.fromkeys(e.estimator for e in estimates)
    terms = tuple(
        Term(f"estimator-{name}", text(f"stylised.estimator.{name}", lang), words, ())
        for name in names
        if (words := text(f"stylised.estimator_definition.{name}", lang))
    )
    note = Paragraph(text("stylised.training_note", lang), "note")
    return Section("training", title, [note, *tables, Terms(terms)] if tables else [])


def _outcome(rows: Sequence[Estimate], lang: Lang) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    """One line an estimator: the effect, its interval, and the bias with its own."""
    lines = []
    for name in dict.fromkeys(e.estimator for e in rows):
        cells = []
        for e in (e for e in rows if e.estimator == name):
            factor, places = UNITS[e.outcome]
            notes = [_span(factor * e.low, factor * e.high, places, lang)]
            if name != "truth":
                bias = _span(factor * e.bias_low, factor * e.bias_high, places, lang)
                notes.append(text("stylised.bias", lang, bias=_digits(factor * e.bias, places), interval=bias))
            cells.append(Cell(_digits(factor * e.value, places), notes=tuple(notes)))
        lines.append((f"[{text(f'stylised.estimator.{name}', lang)}](#estimator-{name})", tuple(cells)))
    return tuple(lines)


def _digits(value: float, places: int) -> str:
    return f"{value:,.{places}f}".replace("-", MINUS) if math.isfinite(value) else "\u2013"


def _span(low: float, high: float, places: int, lang: Lang) -> str:
    if not math.isfinite(low):
        return "\u2013"
    return text("number.interval", lang, low=_digits(low, places), high=_digits(high, places))
