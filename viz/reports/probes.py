"""Probes as tables: every reading with its effect by dose, and whether sign, monotony and range are as predicted."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table as TerminalTable
from rich.text import Text

from ...experiments.validation.probe_verdicts import RIGHT, UNCLEAR, WRONG, ProbeVerdict, ReadingVerdict
from ..words.glossary import source_told
from ..words.texts import Lang, fixed, fixed_interval, text
from .building import document
from .document import (
    Block,
    Cell,
    DataTable,
    Definition,
    Definitions,
    Fold,
    Listing,
    Paragraph,
    ReportPage,
    RowGroup,
    Section,
)

Verdict = tuple[str, str]  # in words, and as it is kept
COLUMNS = ("effects", "predicted", "sign", "monotone", "value", "range", "inside")
COLOURS = {"right": "blue", "wrong": "bold dark_orange3", "unclear": "dark_orange3", "": "dim"}
SIGNS = {"+": "+", "-": "\u2212", "not +": "\u2264 0", "not -": "\u2265 0", "differs": "\u2260", "": "–"}


def probes_met(found: Sequence[ProbeVerdict], lang: Lang) -> str:
    """How many probes are right, and how many ranges are met."""
    ranges = [r for probe in found for r in probe.readings if r.in_range]
    inside = sum(r.in_range == RIGHT for r in ranges)
    met = sum(probe.passed for probe in found)
    wrong = sum(probe.standing == WRONG for probe in found)
    return text("probe.met", lang, met=met, all=len(found), wrong=wrong, inside=inside, ranges=len(ranges))


def terminal_table(found: Sequence[ProbeVerdict], lang: Lang) -> TerminalTable:
    """Every reading, for the terminal; a probe's title stands above its readings."""
    table = TerminalTable(title=text("probe.title", lang), title_justify="left", box=SIMPLE_HEAD)
    for key in ("reading", *COLUMNS):
        table.add_column(text(f"probe.column.{key}", lang), overflow="fold")
    for probe in found:
        table.add_row(Text(probe.title[lang], "bold"), *[""] * len(COLUMNS))
        for r in probe.readings:
            effects, predicted, sign, monotone, value, range_, inside = figures(r, lang)
            verdicts = [Text(words, COLOURS[kind]) for words, kind in (sign, monotone, inside)]
            table.add_row(f"  {r.title[lang]}", effects, predicted, *verdicts[:2], value, range_, verdicts[2])
    return table


def figures(r: ReadingVerdict, lang: Lang) -> tuple[str, str, Verdict, Verdict, str, str, Verdict]:
    """Effects by dose, predicted sign, the verdicts with their words, what is held to the range, and the range."""
    places = _places(r.values)
    effects = "; ".join(f"{dose:g}: {_signed(value, places)}" for dose, value in zip(r.doses, r.values, strict=True))
    sign, monotone, inside = ((_verdict(kind, lang), kind) for kind in (r.sign, r.monotone, r.in_range))
    value = fixed(r.scaled, max(2, _places((r.scaled,)))) if r.in_range else "–"
    return (
        f"{effects} {_unit(r.unit, lang)}".strip(),
        SIGNS[r.predicted],
        sign,
        monotone,
        value,
        _range(r, lang),
        inside,
    )


def probe_sections(found: Sequence[ProbeVerdict], lang: Lang) -> list[Section]:
    """The table, probes that fail first, and what each changes."""
    if not found:
        return []
    return [Section("probes", text("probe.title", lang), probe_blocks(found, lang))]


def document_of(
    found: Sequence[ProbeVerdict], city: dict[str, str], command: str, version: str, lang: Lang, other: str
) -> ReportPage:
    """The report of `jiuye probe` in one language."""
    result = Section("result", text("probe.result", lang), [Paragraph(probes_met(found, lang), "lead")])
    again = Section("reproduce", text("probe.reproduce", lang), [Listing(command)])
    title = text("probe.report_title", lang, city=city[lang])
    return document(lang, title, (), [result, *probe_sections(found, lang), again], other, version)


def probe_blocks(found: Sequence[ProbeVerdict], lang: Lang) -> list[Block]:
    """The table, probes that fail first, and what each changes."""
    groups = []
    for probe in sorted(found, key=lambda probe: (WRONG, UNCLEAR, RIGHT).index(probe.standing)):
        rows = tuple((r.title[lang], _cells(r, lang)) for r in probe.readings)
        groups.append(RowGroup(f"{probe.title[lang]}: {_verdict(probe.standing, lang)}", rows))
    columns = tuple(text(f"probe.column.{key}", lang) for key in ("reading", *COLUMNS))
    terms = Definitions(tuple(_term(probe, lang) for probe in found))
    return [
        Paragraph(text("probe.reading_note", lang), "note"),
        DataTable(text("probe.title", lang), columns, tuple(groups)),
        Fold(text("probe.definitions", lang), (terms,)),
    ]


def _cells(r: ReadingVerdict, lang: Lang) -> tuple[Cell, ...]:
    effects, predicted, sign, monotone, value, range_, inside = figures(r, lang)
    places = _places(r.values)
    spans = tuple(fixed_interval(low, high, places, lang) for low, high in zip(r.lows, r.highs, strict=True))
    shown = (Cell(effects, notes=spans), Cell(predicted), Cell(sign[0]), Cell(monotone[0]))
    return (*shown, Cell(value), Cell(range_, notes=(source_told(r.source, lang),)), Cell(inside[0]))


def _term(probe: ProbeVerdict, lang: Lang) -> Definition:
    size = text("probe.size", lang, persons=f"{probe.persons:,}", seeds=len(probe.seeds), months=probe.months)
    return Definition(f"probe-{probe.name}", probe.title[lang], probe.about[lang], (size,))


def _verdict(kind: str, lang: Lang) -> str:
    return text(f"probe.verdict.{kind}", lang) if kind else "–"


def _range(r: ReadingVerdict, lang: Lang) -> str:
    if not r.in_range:
        return "–"
    low, high = (f"{end:g}".replace("-", "\u2212") if math.isfinite(end) else "" for end in (r.range_low, r.range_high))
    return text("number.interval", lang, low=low, high=high)


def _signed(value: float, places: int) -> str:
    return f"+{fixed(value, places)}" if value > 0 else fixed(value, places)


def _places(values: Sequence[float]) -> int:
    """Decimals that suit the largest of some numbers."""
    largest = max((abs(v) for v in values if math.isfinite(v)), default=0.0)
    return 0 if largest >= 100.0 else 1 if largest >= 10.0 else 2 if largest >= 0.1 else 3


def _unit(unit: str, lang: Lang) -> str:
    return text(f"probe.unit.{unit}", lang)
