"""A city at rest, as tables: what each headline indicator moves in five years, and levels by size."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table as TerminalTable
from rich.text import Text

from ...experiments.validation.rest import Drift, Level, Rest
from ..words.texts import Lang, fixed, fixed_interval, text
from .building import document
from .document import Bullets, Cell, DataTable, Listing, Paragraph, ReportPage, RowGroup, Section

Rows = Sequence[tuple[Drift | Level, tuple[str, ...]]]
GOOD, BAD = "blue", "bold dark_orange3"
DRIFTS = ("first", "last", "change", "interval", "span", "bound", "verdict")
LEVELS = ("sizes", "small", "large", "difference", "interval", "allowed", "verdict")
PLACES = {"ratio": 4, "pp": 2, "years": 2}  # decimals by unit


def summary(found: Rest, lang: Lang) -> str:
    """How many bounds hold."""
    words = text("rest.drifts_met", lang, met=sum(d.passed for d in found.drifts), all=len(found.drifts))
    if not found.levels:
        return words
    met = text("rest.levels_met", lang, met=sum(row.passed for row in found.levels), all=len(found.levels))
    return text("number.semicolon", lang).join((words, met))


def terminal_tables(found: Rest, lang: Lang) -> list[TerminalTable]:
    """Both tables, for the terminal."""
    title = text("rest.title", lang, city=found.city_title[lang])
    drifts = _terminal(title, DRIFTS, lang)
    for drift in found.drifts:
        drifts.add_row(_name(drift, lang), *drift_figures(drift, lang), _coloured(drift.passed, lang))
    if not found.levels:
        return [drifts]
    levels = _terminal(text("rest.levels", lang), LEVELS, lang)
    for level in found.levels:
        levels.add_row(_name(level, lang), *level_figures(level, lang), _coloured(level.passed, lang))
    return [drifts, levels]


def document_of(found: Rest, lang: Lang, other_file: str) -> ReportPage:
    """The report in one language."""
    rows = [(d, drift_figures(d, lang)) for d in found.drifts]
    beside = [(level, level_figures(level, lang)) for level in found.levels]
    sections = [
        Section("result", text("rest.result", lang), [Paragraph(summary(found, lang), "lead")]),
        Section(
            "drifts", text("rest.drifts", lang), [_table("rest.drifts", DRIFTS, rows, lang), _note("drifts", lang)]
        ),
        Section(
            "levels",
            text("rest.levels", lang),
            [_table("rest.levels", LEVELS, beside, lang), _note("levels", lang)] if beside else [],
        ),
        Section("reproduce", text("rest.reproduce", lang), [Listing(found.command), Bullets((_seeds(found, lang),))]),
    ]
    facts = (
        text("rest.persons", lang, persons=f"{found.persons:,}"),
        text("rest.months", lang, burn_in=found.burn_in, months=found.months),
    )
    title = text("rest.title", lang, city=found.city_title[lang])
    return document(lang, title, facts, sections, other_file, found.version)


def drift_figures(d: Drift, lang: Lang) -> tuple[str, ...]:
    """First and last year, the largest change over five years with its interval and years, and the bound."""
    k, places = d.worst, PLACES[d.unit]
    years = tuple(month // 12 + 1 for month in d.spans[k])
    change, span = fixed(d.changes[k], places), fixed_interval(d.lows[k], d.highs[k], places, lang)
    told = text("rest.years", lang, first=years[0], last=years[1])
    return fixed(d.first, places), fixed(d.last, places), change, span, told, f"± {d.bound:g}"


def level_figures(level: Level, lang: Lang) -> tuple[str, ...]:
    """Sizes, the value of each, the difference with its interval, and what is allowed."""
    places = PLACES[level.unit]
    sizes = text("rest.sizes", lang, small=f"{level.sizes[0]:,}", large=f"{level.sizes[1]:,}")
    span = fixed_interval(level.low, level.high, places, lang)
    values = (fixed(value, places) for value in level.values)
    return sizes, *values, fixed(level.difference, places), span, f"± {level.allowed:g}"


def _table(caption: str, keys: tuple[str, ...], rows: Rows, lang: Lang) -> DataTable:
    columns = ("", *(text(f"rest.column.{key}", lang) for key in keys))
    told = tuple((_name(row, lang), (*map(Cell, found), Cell(_met(row.passed, lang)))) for row, found in rows)
    return DataTable(text(caption, lang), columns, (RowGroup("", told),))


def _note(part: str, lang: Lang) -> Paragraph:
    return Paragraph(text(f"rest.note.{part}", lang), "note")


def _seeds(found: Rest, lang: Lang) -> str:
    return text("rest.seed_list", lang, seeds=", ".join(map(str, found.seeds)))


def _name(row: Drift | Level, lang: Lang) -> str:
    return text(f"rest.headline.{row.name}", lang)


def _met(passed: bool, lang: Lang) -> str:
    return text(f"rest.{'holds' if passed else 'broken'}", lang)


def _coloured(passed: bool, lang: Lang) -> Text:
    return Text(_met(passed, lang), GOOD if passed else BAD)


def _terminal(title: str, keys: tuple[str, ...], lang: Lang) -> TerminalTable:
    table = TerminalTable(title=title, title_justify="left", box=SIMPLE_HEAD)
    table.add_column("")
    for key in keys:
        table.add_column(text(f"rest.column.{key}", lang), justify="right", overflow="fold")
    return table
