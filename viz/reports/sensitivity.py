"""Sensitivities as a table for the terminal and as a document: tornado, Morris plane, every number."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.table import Table as TerminalTable
from rich.text import Text

from ...experiments.studies.sensitivity import Factor, Index, Measured, Screened, Sensitivity
from ..charts.canvas import Chart
from ..charts.effects import EffectPoint, EffectRow, plane_chart, rows_chart
from ..words.glossary import axis_name, parameter_told
from ..words.groups import group_told
from ..words.texts import Lang, listed, number, text, unit_word
from .building import document, told, words_of
from .document import (
    Block,
    Bullets,
    Cell,
    DataTable,
    Definition,
    Definitions,
    Figures,
    Listing,
    Paragraph,
    ReportPage,
    RowGroup,
    Section,
)
from .package import quantity_name

NAMED = 3  # factors named in the first paragraph
DRAWN = 12  # factors in a picture
NOISY = 0.2  # share of luck in the variance from which a warning is given


def outcome_name(outcome: Measured, lang: Lang) -> str:
    """An outcome in words, with its group, and whether it is a difference."""
    name = quantity_name(outcome.indicator, lang)
    if outcome.group != "all":
        name = text("robust.in_group", lang, name=name, group=group_told(outcome.group, lang))
    return text("robust.difference", lang, name=name) if outcome.difference else name


def terminal_table(found: Sensitivity, outcome: Measured, lang: Lang) -> TerminalTable:
    """One outcome: every factor, the most important first."""
    table = TerminalTable(title=_heading(outcome, lang), title_justify="left", box=SIMPLE_HEAD)
    for place, key in enumerate(_columns(found)):
        table.add_column(text(f"robust.sensitivity.{key}", lang), justify="right" if place else "left")
    for name, cells in _rows(found, outcome, lang):
        table.add_row(name, *(Text(words_of(cell)) for cell in cells))
    return table


def document_of(found: Sensitivity, lang: Lang, other_file: str) -> ReportPage:
    """The report in one language."""
    title = text("robust.sensitivity.title", lang, study=found.title[lang], city=found.city_title[lang])
    facts = (
        text("robust.workers", lang, n=f"{found.workers:,}"),
        text("robust.months", lang, n=found.months),
        text(f"robust.sensitivity.samples_{found.kind}", lang, n=f"{found.samples:,}", runs=f"{found.runs:,}"),
        text("robust.common_seeds", lang, n=len(found.seeds)),
    )
    sections = [_outcome(found, outcome, lang) for outcome in found.outcomes]
    sections += [_factors(found, lang), _reading(found, lang)]
    sections.append(Section("reproduce", text("robust.again", lang), [Listing(found.command)]))
    return document(lang, title, facts, sections, other_file, found.version)


def _outcome(found: Sensitivity, outcome: Measured, lang: Lang) -> Section:
    blocks: list[Block] = [Paragraph(_lead(found, outcome, lang), "lead")]
    if found.dropped:
        blocks.append(Paragraph(text("robust.sensitivity.dropped", lang, n=found.dropped), "warning"))
    if outcome.noise is not None and outcome.noise > NOISY:
        share = number(outcome.noise, "share", lang)
        blocks.append(Paragraph(text("robust.sensitivity.noisy", lang, share=share), "warning"))
    blocks.append(Figures(tuple(_charts(found, outcome, lang))))
    heads = tuple(text(f"robust.sensitivity.{key}", lang) for key in _columns(found))
    blocks.append(DataTable(_heading(outcome, lang), heads, (RowGroup("", tuple(_rows(found, outcome, lang))),)))
    pairs = [pair for pair in found.together if pair.outcome == outcome.name]
    if pairs:
        rows = tuple(
            (
                " × ".join(axis_name(path, lang) for path in pair.factors),
                (told(*pair.share, "share", lang, change=False),),
            )
            for pair in sorted(pairs, key=lambda pair: -pair.share[0])
        )
        columns = (text("robust.sensitivity.pair", lang), text("robust.sensitivity.second", lang))
        blocks.append(DataTable(text("robust.sensitivity.pairs", lang), columns, (RowGroup("", rows),)))
    return Section(f"outcome-{outcome.name}", outcome_name(outcome, lang), blocks)


def _lead(found: Sensitivity, outcome: Measured, lang: Lang) -> str:
    """What matters most, and what that means for the outcome."""
    rows = _ordered(found, outcome)
    named = [
        text(
            "robust.sensitivity.named",
            lang,
            factor=axis_name(row.factor, lang),
            size=_size_words(row, outcome, lang),
        )
        for row in rows[:NAMED]
    ]
    return text(
        f"robust.sensitivity.lead_{found.kind}",
        lang,
        mean=number(outcome.mean, outcome.unit, lang, change=outcome.difference),
        spread=number(outcome.spread, outcome.unit, lang, change=True).removeprefix("+"),
        factors=listed(named, lang),
    )


def _size_words(row: Screened | Index, outcome: Measured, lang: Lang) -> str:
    if isinstance(row, Screened):
        return number(row.size[0], outcome.unit, lang, change=True, beside=row.size[1:]).removeprefix("+")
    return number(row.total[0], "share", lang, beside=row.total[1:])


def _ordered(found: Sensitivity, outcome: Measured) -> list[Screened] | list[Index]:
    """The factors of one outcome, the most important first."""
    if found.kind == "morris":
        return sorted((r for r in found.screened if r.outcome == outcome.name), key=lambda r: -r.size[0])
    return sorted((r for r in found.indices if r.outcome == outcome.name), key=lambda r: -r.total[0])


def _columns(found: Sensitivity) -> tuple[str, ...]:
    return ("factor", "size", "mean", "spread") if found.kind == "morris" else ("factor", "first", "total")


def _rows(found: Sensitivity, outcome: Measured, lang: Lang) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    for row in _ordered(found, outcome):
        name = axis_name(row.factor, lang)
        if isinstance(row, Screened):
            mean = Cell(number(row.mean, outcome.unit, lang, change=True, beside=[row.size[0]]))
            yield name, (_size(row.size, outcome, lang), mean, _size(row.spread, outcome, lang))
        else:
            yield name, (told(*row.first, "share", lang, change=False), told(*row.total, "share", lang, change=False))


def _size(stated: tuple[float, float, float], outcome: Measured, lang: Lang) -> Cell:
    """The size of a change: no sign, but points where the unit is a share."""
    cell = told(*stated, outcome.unit, lang)
    return Cell(cell.main.replace("+", ""), notes=tuple(note.replace("+", "") for note in cell.notes))


def _charts(found: Sensitivity, outcome: Measured, lang: Lang) -> Iterator[Chart]:
    rows = _ordered(found, outcome)[:DRAWN]
    if found.kind == "morris":
        screened = [row for row in rows if isinstance(row, Screened)]
        bars = [
            EffectRow(f"{k} {axis_name(row.factor, lang)}", *row.size, hollow=row.size[1] <= 0.0)
            for k, row in enumerate(screened, start=1)
        ]
        title = text("robust.sensitivity.size", lang)
        yield rows_chart(f"sizes-{outcome.name}", title, bars, outcome.unit, lang)
        points = [EffectPoint(str(k), row.size, row.spread) for k, row in enumerate(screened, start=1)]
        sides = [(text(f"robust.sensitivity.{key}", lang), outcome.unit) for key in ("size", "spread")]
        title = text("robust.sensitivity.plane", lang)
        yield plane_chart(f"plane-{outcome.name}", title, points, sides[0], sides[1], lang, change=True)
        return
    for key, place in (("total", 1), ("first", 2)):
        stated = [(row, row.total if key == "total" else row.first) for row in rows if isinstance(row, Index)]
        bars = [
            EffectRow(axis_name(row.factor, lang), value, low, high, place, hollow=low <= 0.0)
            for row, (value, low, high) in stated
        ]
        title = text(f"robust.sensitivity.{key}", lang)
        yield rows_chart(f"{key}-{outcome.name}", title, bars, "share", lang, change=False)


def _factors(found: Sensitivity, lang: Lang) -> Section:
    terms = tuple(_term(factor, lang) for factor in found.factors)
    return Section("factors", text("robust.sensitivity.factors", lang), [Definitions(terms)])


def _term(factor: Factor, lang: Lang) -> Definition:
    """A setting that was varied: meaning, range, unit."""
    head, _, setting = factor.path.partition(".")
    meaning = parameter_told(setting if head == "behaviour" else factor.path, factor.meaning, lang)
    span = text("robust.span", lang, values=_span(factor, lang), unit=unit_word(factor.unit, lang))
    facts = (f"`{factor.path}`", span.strip(), text(f"robust.role.{factor.role}", lang))
    return Definition(f"factor-{factor.path.replace('.', '-')}", axis_name(factor.path, lang), meaning, facts)


def _span(factor: Factor, lang: Lang) -> str:
    ends = [f"{value:,g}" if isinstance(value, int | float) else value for value in factor.span]
    return text("number.interval", lang, low=ends[0], high=ends[1]) if len(ends) == 2 else ", ".join(ends)


def _reading(found: Sensitivity, lang: Lang) -> Section:
    keys = (found.kind, "interval", "luck", "range")
    items = tuple(text(f"robust.sensitivity.reading_{key}", lang) for key in keys)
    return Section("reading", text("robust.reading", lang), [Bullets(items)])


def _heading(outcome: Measured, lang: Lang) -> str:
    mean = number(outcome.mean, outcome.unit, lang, change=outcome.difference)
    return text("robust.sensitivity.heading", lang, name=outcome_name(outcome, lang), mean=mean)
