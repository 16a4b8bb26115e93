"""The atlas of levers as tables and pictures: whom each reaches, what that does to them and to the city."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.table import Table as TerminalTable
from rich.text import Text

from ...experiments.compare.answers.outcomes import OUTCOMES
from ...experiments.lever_atlas.atlas_file import LeverAtlas
from ...experiments.lever_atlas.findings import (
    EXPECTED,
    FEW,
    FINDINGS,
    NOBODY,
    NOT_MONOTONE,
    SILENT,
    SMALL,
    UNEXPECTED,
    DoseFinding,
    LeverFinding,
)
from ...model.indicators import INDICATORS
from ...model.levers import LEVERS
from ..charts.canvas import Chart
from ..charts.dose_response import DosePanel, dose_response_chart
from ..terminal.lever_atlas import (
    effects,
    finding_told,
    indicator_told,
    outcome_told,
    round_to,
    whom_told,
)
from ..words.texts import Lang, text
from .building import document, told
from .document import Block, Cell, DataTable, Figures, Fold, Listing, Paragraph, ReportPage, RowGroup, Section
from .lookups import OWN, group_title
from .reference import chapter

COLUMNS = ("persons", "once", "four", "cost")
SHOWN = (
    "unemployment_rate",
    "digital_posts",
    "worker_income",
    "platform_income",
    "insured_share",
    "skilled_share",
    "gini",
)
COLOURS = {EXPECTED: "blue", SMALL: "blue", SILENT: "dark_orange3", FEW: "dark_orange3"}
BAD = "bold dark_orange3"


def findings_met(found: LeverAtlas, lang: Lang) -> str:
    """How many levers have each finding."""
    kinds = {"expected": EXPECTED, "silent": SILENT, "wrong": UNEXPECTED, "falling": NOT_MONOTONE}
    kinds |= {"few": FEW, "nobody": NOBODY, "small": SMALL}
    counts = {key: len(found.of(kind)) for key, kind in kinds.items()}
    return text("atlas.met", lang, all=len(found.levers), **counts)


def terminal_table(found: LeverAtlas, lang: Lang) -> TerminalTable:
    """Every lever, for the terminal."""
    table = TerminalTable(title=text("atlas.title", lang), title_justify="left", box=SIMPLE_HEAD)
    for key in ("lever", *COLUMNS, "finding"):
        table.add_column(text(f"atlas.column.{key}", lang), overflow="fold")
    for lever in found.levers:
        persons, *effects_and_cost = _cells(lever, lang)
        cells = [persons.main, *("\n".join((cell.main, *cell.notes)) for cell in effects_and_cost)]
        finding = Text(finding_told(lever, lang), COLOURS.get(lever.finding, BAD))
        table.add_row(LEVERS[lever.name].title[lang], *cells, finding)
    return table


def document_of(found: LeverAtlas, lang: Lang, other_file: str) -> ReportPage:
    """The report in one language."""
    result = Section("result", text("atlas.result", lang), [Paragraph(findings_met(found, lang), "lead")])
    again = Section("reproduce", text("atlas.reproduce", lang), [Listing(found.command)])
    title = text("atlas.report_title", lang, city=found.city_title[lang])
    sections = [result, *atlas_sections(found, lang), again]
    return document(lang, title, (_size(found, lang),), sections, other_file, found.version)


def atlas_sections(found: LeverAtlas, lang: Lang) -> list[Section]:
    """On those reached, by finding; pictures; on the city."""
    charts = tuple(charts_of(found, lang))
    return [
        Section("reached", text("atlas.on_reached", lang), _reached(found, lang)),
        Section("pictures", text("atlas.pictures", lang), [Figures(charts, "wide")] if charts else []),
        Section("city", text("atlas.on_city", lang), _city(found, lang)),
    ]


def _size(found: LeverAtlas, lang: Lang) -> str:
    return text("atlas.size", lang, persons=f"{found.workers:,}", seeds=len(found.seeds), months=found.months)


def _reached(found: LeverAtlas, lang: Lang) -> list[Block]:
    """The table, levers to look at first."""
    groups = []
    for finding in FINDINGS:
        rows = tuple((_title(lever, lang), _cells(lever, lang)) for lever in found.of(finding))
        if rows:
            groups.append(RowGroup(f"{text(f'atlas.finding.{finding}', lang)} ({len(rows)})", rows))
    heads = tuple(text(f"atlas.column.{key}", lang) for key in ("lever", *COLUMNS))
    note = Paragraph(text("atlas.note", lang), "note")
    return [note, DataTable(text("atlas.on_reached", lang), heads, tuple(groups))]


def _cells(lever: LeverFinding, lang: Lang) -> tuple[Cell, ...]:
    """Persons with those who are meant, the effects at the dose as written and at the largest, and what it costs."""
    usual, largest = lever.usual, lever.doses[-1]
    persons = Cell(f"{round_to(usual.persons):,}", notes=(whom_told(lever, lang),))
    more = largest is not usual
    note = (text("atlas.capped", lang),) if lever.capped else ()
    last = _effects(largest, lever, lang, note) if more else Cell("–", notes=note)
    return persons, _effects(usual, lever, lang), last, told(*usual.cost, "yuan", lang)


def _effects(dose: DoseFinding, lever: LeverFinding, lang: Lang, notes: tuple[str, ...] = ()) -> Cell:
    """What is expected of those reached, one below the other."""
    rows = [(outcome_told(name, lang), *words) for name, words in effects(dose, lever, lang)]
    if not rows:
        return Cell(text("number.none", lang), notes=notes)
    name, value, span = rows[0]
    further = tuple(f"{name} {value} {span}".rstrip() for name, value, span in rows[1:])
    return Cell(f"{name} {value}", notes=tuple(part for part in (span, *further, *notes) if part))


def _city(found: LeverAtlas, lang: Lang) -> list[Block]:
    """Headline indicators at the dose as written, folded, for the table is long."""
    rows = []
    for lever in found.levers:
        city = lever.usual.city
        cells = tuple(told(*city[name], INDICATORS[name].unit, lang, better=INDICATORS[name].better) for name in SHOWN)
        rows.append((_title(lever, lang), cells))
    heads = (text("atlas.column.lever", lang), *(indicator_told(name, lang) for name in SHOWN))
    table = DataTable(text("atlas.on_city", lang), heads, (RowGroup("", tuple(rows)),))
    return [Paragraph(text("atlas.city_note", lang), "note"), Fold(text("atlas.on_city", lang), (table,))]


def charts_of(found: LeverAtlas, lang: Lang) -> list[Chart]:
    """One picture of small multiples for each chapter of the plan."""
    by_chapter: dict[str, list[LeverFinding]] = {}
    for lever in found.levers:
        if panel_of(lever, lang) is not None:
            section = LEVERS[lever.name].section
            by_chapter.setdefault(chapter(section) if section else OWN, []).append(lever)
    return [
        dose_response_chart(
            f"doses-{key}", group_title("levers", key, lang), [p for one in levers if (p := panel_of(one, lang))], lang
        )
        for key, levers in sorted(by_chapter.items())
    ]


def panel_of(lever: LeverFinding, lang: Lang) -> DosePanel | None:
    """The first expectation of those reached, by dose; None where there is none, or nobody is reached."""
    name = next((name for name in lever.expects if name in OUTCOMES), None)
    if name is None or not all(dose.effects for dose in lever.doses):
        return None
    return DosePanel(
        title=_title(lever, lang),
        shown=outcome_told(name, lang),
        unit=OUTCOMES[name].unit,
        factors=tuple(dose.factor for dose in lever.doses),
        stated=tuple(dose.effects[name] for dose in lever.doses),
        hollow=lever.finding not in (EXPECTED, SMALL),
    )


def _title(lever: LeverFinding, lang: Lang) -> str:
    return LEVERS[lever.name].title[lang]
