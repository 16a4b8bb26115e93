"""The report of a validation: what is in band and what is not, as a table for the terminal and as a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table as TerminalTable
from rich.text import Text

from ...experiments.validation.facts import Fact
from ...experiments.validation.oracle import QUANTITIES
from ...experiments.validation.validate import Validation
from ..words.texts import Lang, text
from . import stylised
from .building import document
from .document import Block, Bullets, Cell, DataTable, Fold, Listing, Paragraph, ReportPage, RowGroup, Section
from .probes import probe_sections, probes_met, terminal_table
from .public_moments import COLUMNS, definitions, figures, heads, linked, moments_table, unit_of, verdict_of

GOOD, BAD = "blue", "bold dark_orange3"


def moments_met(found: Validation, lang: Lang) -> str:
    """How many moments are in band."""
    met = text("validation.moments_met", lang, met=found.met, all=len(found.verdicts))
    missing = len(found.verdicts) - found.measured
    return met + (text("validation.moments_unmeasured", lang, n=missing) if missing else "")


def facts_met(facts: Sequence[Fact], lang: Lang) -> str:
    """How many stylised facts hold."""
    return text("validation.facts_met", lang, met=sum(f.passed for f in facts), all=len(facts))


def summary(found: Validation, lang: Lang) -> str:
    """How much is met, in a sentence."""
    parts = [moments_met(found, lang)]
    if found.facts:
        parts.append(facts_met(found.facts, lang))
    if found.probes:
        parts.append(probes_met(found.probes, lang))
    if found.oracle:
        met = sum(point["pass"] for point in found.oracle)
        parts.append(text("validation.oracle_met", lang, met=met, all=len(found.oracle)))
    return text("number.semicolon", lang).join(parts)


def terminal_tables(found: Validation, lang: Lang) -> list[TerminalTable]:
    """Every moment, every fact and every point of the published model, for the terminal."""
    title = text("validation.title", lang, city=found.city_title[lang])
    moments = _terminal(title, ("id", "moment", *COLUMNS), lang)
    for v in (v for v in found.verdicts if v.measured):
        verdict = Text(text(f"validation.verdict.{verdict_of(v)}", lang), GOOD if v.passed else BAD)
        moments.add_row(v.target.id, v.target.name[lang], *figures(v, lang), verdict)
    unmeasured = [v.target.id for v in found.verdicts if not v.measured]
    if unmeasured:
        heading = text("validation.unmeasured", lang, n=len(unmeasured))
        moments.caption = f"{heading}: {', '.join(unmeasured)}"
        moments.caption_justify = "left"
    tables = [moments]
    if found.facts:
        facts = _terminal(text("validation.facts", lang), ("fact", "value", "interval", "band", "verdict"), lang)
        for f in found.facts:
            value, span, band = stylised.figures(f, lang)
            facts.add_row(stylised.title_of(f, lang), value, span, band, _coloured(f.passed, lang))
        tables.append(facts)
    if found.probes:
        tables.append(terminal_table(found.probes, lang))
    if found.oracle:
        points = _terminal(text("validation.oracle", lang), ("point", *QUANTITIES, "verdict"), lang)
        for point in found.oracle:
            values = [" ".join((cell.main, *cell.notes)) for cell in _point(point, lang)[:-1]]
            points.add_row(_rates(point), *values, _coloured(point["pass"], lang))
        tables.append(points)
    return tables


def document_of(found: Validation, lang: Lang, other_file: str) -> ReportPage:
    """The report in one language, before it is HTML or Markdown."""
    sections = [_result(found, lang), _moments(found, lang)]
    sections += stylised.sections(found.findings, lang) if found.findings else []
    sections += probe_sections(found.probes, lang)
    sections += [_oracle(found, lang), _inputs(found, lang), _definitions(found, lang), _again(found, lang)]
    facts = (
        text("validation.persons", lang, workers=f"{found.workers:,}"),
        text("validation.seeds", lang, n=len(found.seeds)),
        text("validation.months", lang, burn_in=found.burn_in, months=found.months),
    )
    return document(
        lang,
        text("validation.title", lang, city=found.city_title[lang]),
        facts,
        sections,
        other_file,
        found.version,
        eyebrow=text("validation.eyebrow", lang),
        footer=text("validation.footer", lang, version=found.version),
    )


# ---- sections -------------------------------------------------------------------------------------------------------


def _result(found: Validation, lang: Lang) -> Section:
    blocks: list[Block] = [Paragraph(summary(found, lang), "lead"), Paragraph(text("validation.reading", lang))]
    if found.unfinished:
        blocks.append(Paragraph(text("validation.unfinished", lang, n=len(found.unfinished)), "warning"))
    return Section("result", text("validation.result", lang), blocks)


def _moments(found: Validation, lang: Lang) -> Section:
    table = moments_table(found.verdicts, lang)
    return Section("moments", text("validation.moments", lang), [table] if found.verdicts else [])


def _oracle(found: Validation, lang: Lang) -> Section:
    rows = tuple((_rates(point), _point(point, lang)) for point in found.oracle)
    columns = heads(("point", *QUANTITIES, "verdict"), lang)
    title = text("validation.oracle", lang)
    note = Paragraph(text("validation.oracle_note", lang), "note")
    return Section("oracle", title, [DataTable(title, columns, (RowGroup("", rows),)), note] if rows else [])


def _inputs(found: Validation, lang: Lang) -> Section:
    rows = tuple((linked(t, lang), (Cell(t.value), Cell(unit_of(t, lang)))) for t in found.inputs)
    title = text("validation.inputs", lang)
    table = DataTable(title, heads(("input", "published", "unit"), lang), (RowGroup("", rows),))
    return Section("inputs", title, [Fold(text("validation.inputs_note", lang), (table,))] if rows else [])


def _definitions(found: Validation, lang: Lang) -> Section:
    terms = definitions([*(v.target for v in found.verdicts), *found.inputs], lang)
    return Section("definitions", text("validation.definitions", lang), [terms] if terms.terms else [])


def _again(found: Validation, lang: Lang) -> Section:
    seeds = ", ".join(map(str, found.seeds))
    items = (text("validation.seed_list", lang, seeds=seeds), text("validation.record", lang))
    return Section("reproduce", text("validation.reproduce", lang), [Listing(found.command), Bullets(items)])


# ---- parts ----------------------------------------------------------------------------------------------------------


def _rates(point: dict[str, Any]) -> str:
    return f"δu {point['separation']:g}, δv {point['opening']:g}, γ {point['adjustment']:g}"


def _point(point: dict[str, Any], lang: Lang) -> tuple[Cell, ...]:
    """Simulated values with the published ones below, and the verdict."""
    cells = []
    for name in QUANTITIES:
        value, error, published = point[name]["value"], point[name]["se"], point["mean_field"][name]
        cells.append(Cell(f"{value:.4f} ± {error:.4f}", notes=(f"({published:.4f})",)))
    return (*cells, Cell(_met(point["pass"], lang)))


def _met(passed: bool, lang: Lang) -> str:
    return text(f"validation.{'met' if passed else 'missed'}", lang)


def _terminal(title: str, keys: Sequence[str], lang: Lang) -> TerminalTable:
    table = TerminalTable(title=title, title_justify="left", box=SIMPLE_HEAD)
    right = ("value", "interval", "band", *QUANTITIES)
    for key, head in zip(keys, heads(keys, lang), strict=True):
        table.add_column(head, justify="right" if key in right else "left", overflow="fold")
    return table


def _coloured(passed: bool, lang: Lang) -> Text:
    return Text(_met(passed, lang), GOOD if passed else BAD)
