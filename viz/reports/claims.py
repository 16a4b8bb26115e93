"""The report of the plan's figures: each beside what is simulated, as a table for the terminal and as a document."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table as TerminalTable
from rich.text import Text

from ...experiments.claims import ClaimsLedger, Finding
from ...scenarios.claims import TESTED, Test
from ..words.texts import Lang, number, text
from .building import document
from .claims_words import described, figures, levers_told, measured, region_told, simulated_as, uses_told
from .document import (
    Block,
    Bullets,
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

PROMISED = ("supported", "not supported", "open", "not testable")
COLOURS = {"supported": "blue", "not supported": "bold dark_orange3", "open": "yellow"}
COLUMNS = ("claimed", "simulated", "without", "with", "region")


def summary(found: ClaimsLedger, lang: Lang) -> str:
    """How many figures came out how, in a sentence."""
    counts = {name.replace(" ", "_"): len(found.of(name)) for name in PROMISED}
    others = {"inputs": len(found.of("input used")), "context": len(found.of("context"))}
    promised = sum(counts.values())
    return text("claims.summary", lang, all=len(found.findings), promised=promised, **counts, **others)


def terminal_table(found: ClaimsLedger, lang: Lang) -> TerminalTable:
    """Every figure, for the terminal."""
    title = text("claims.title", lang, city=found.city_title[lang])
    table = TerminalTable(title=title, title_justify="left", box=SIMPLE_HEAD)
    for key in ("id", "figure", *COLUMNS[:-1], "verdict"):
        table.add_column(text(f"claims.column.{key}", lang), overflow="fold")
    for finding in found.findings:
        verdict = Text(text(f"claims.verdict.{finding.verdict}", lang), COLOURS.get(finding.verdict, ""))
        cells = [" ".join((cell.main, *cell.notes)) for cell in _cells(finding, lang)[:-1]]
        table.add_row(finding.claim.id, finding.claim.title[lang], *cells, verdict)
    return table


def document_of(found: ClaimsLedger, lang: Lang, other_file: str) -> ReportPage:
    """The report in one language, before it is HTML or Markdown."""
    sections = [_result(found, lang), *(_verdict(found, name, lang) for name in PROMISED)]
    sections += [_inputs(found, lang), _context(found, lang), _definitions(found, lang), _again(found, lang)]
    facts = (
        text("claims.persons", lang, workers=number(found.workers, "", lang), weight=f"{found.weight:,.0f}"),
        text("claims.seeds", lang, n=len(found.seeds)),
        text("claims.burn_in", lang, n=found.burn_in),
        text("claims.wall", lang, minutes=f"{found.wall_s / 60.0:.1f}"),
    )
    return document(
        lang,
        text("claims.title", lang, city=found.city_title[lang]),
        facts,
        sections,
        other_file,
        found.version,
        eyebrow=text("claims.eyebrow", lang),
        footer=text("claims.footer", lang, version=found.version),
    )


def _result(found: ClaimsLedger, lang: Lang) -> Section:
    blocks: list[Block] = [Paragraph(summary(found, lang), "lead"), Paragraph(text("claims.reading", lang))]
    blocks.append(Paragraph(text("claims.beside", lang)))
    if found.sweep_seeds:
        blocks.append(Paragraph(text("claims.region", lang, seeds=len(found.sweep_seeds))))
    blocks.append(Paragraph(text("claims.small", lang, weight=f"{found.weight:,.0f}"), "note"))
    if found.unfinished:
        blocks.append(Paragraph(text("claims.unfinished", lang, n=len(found.unfinished)), "warning"))
    return Section("result", text("claims.result", lang), blocks)


def _verdict(found: ClaimsLedger, verdict: str, lang: Lang) -> Section:
    """The promised figures with one verdict."""
    title = text(f"claims.verdict.{verdict}", lang)
    rows = tuple((_linked(finding, lang), _cells(finding, lang)) for finding in found.of(verdict))
    caption = text("claims.table", lang, verdict=title)
    table = DataTable(caption, _heads(("figure", *COLUMNS), lang), (RowGroup("", rows),))
    heading = f"{title[0].upper()}{title[1:]} ({len(rows)})"
    return Section(verdict.replace(" ", "-"), heading, [table] if rows else [])


def _inputs(found: ClaimsLedger, lang: Lang) -> Section:
    rows = tuple((_linked(f, lang), (Cell(f.claim.figure[lang]), _used(f, lang))) for f in found.of("input used"))
    title = text("claims.inputs", lang)
    table = DataTable(title, _heads(("figure", "claimed", "used_at"), lang), (RowGroup("", rows),))
    return Section("inputs", title, [Fold(text("claims.inputs_note", lang), (table,))] if rows else [])


def _context(found: ClaimsLedger, lang: Lang) -> Section:
    rows = tuple(
        (_linked(f, lang), (Cell(f.claim.figure[lang]), Cell(f.claim.note[lang]))) for f in found.of("context")
    )
    title = text("claims.context", lang)
    table = DataTable(title, _heads(("figure", "claimed", "note"), lang), (RowGroup("", rows),))
    return Section("context", title, [table] if rows else [])


def _definitions(found: ClaimsLedger, lang: Lang) -> Section:
    terms = tuple(_term(finding, lang) for finding in found.findings)
    return Section("definitions", text("claims.definitions", lang), [Definitions(terms)] if terms else [])


def _again(found: ClaimsLedger, lang: Lang) -> Section:
    seeds, sweep = (", ".join(map(str, which)) or "–" for which in (found.seeds, found.sweep_seeds))
    items = (text("claims.seed_list", lang, seeds=seeds, sweep=sweep), text("claims.record", lang))
    return Section("reproduce", text("claims.reproduce", lang), [Listing(found.command), Bullets(items)])


def _linked(finding: Finding, lang: Lang) -> str:
    claim = finding.claim
    return text("claims.name", lang, id=f"[{claim.id}](#{claim.id})", title=claim.title[lang])


def _used(finding: Finding, lang: Lang) -> Cell:
    lines = uses_told(finding.claim, lang)
    return Cell(lines[0] if lines else "–", notes=lines[1:])


def _cells(finding: Finding, lang: Lang) -> tuple[Cell, ...]:
    """What the plan says, what is simulated, what before and after would show, and where the figure would hold."""
    claimed = Cell(finding.claim.figure[lang])
    none = Cell(text("claims.where.none", lang))
    if finding.computed is not None:
        return claimed, Cell(number(finding.computed, "yuan", lang)), none, none, none
    if not finding.readings or finding.verdict == "not testable":
        why = text(f"claims.reason.{finding.reason}", lang) if finding.reason else none.main
        return claimed, Cell(why), none, none, none
    first, *others = finding.readings
    value, span, off, on = figures(first, lang)
    if others:  # several meanings of one figure: each says which it is
        span = text("claims.of_measure", lang, number=span, measure=measured(first.test, lang))
    further = tuple(
        text("claims.of_measure", lang, number=" ".join(figures(r, lang)[:2]), measure=measured(r.test, lang))
        for r in others
    )
    region = none if finding.region is None else Cell(region_told(finding.region, first.test, lang))
    anyway = (text("claims.anyway", lang),) if first.anyway else ()
    return claimed, Cell(value, notes=(span, *further, *anyway)), Cell(off), Cell(on), region


def _term(finding: Finding, lang: Lang) -> Definition:
    """One figure with its note and how it was tested."""
    claim = finding.claim
    facts = [
        text("claims.fact_figure", lang, section=claim.section, figure=claim.figure[lang]),
        text("claims.fact_role", lang, role=text(f"claims.role.{claim.role}", lang)),
    ]
    if claim.role in TESTED:
        facts += [_tested(test, lang) for test in claim.tests]
    if finding.missing:
        facts.append(text("claims.fact_missing", lang, levers=", ".join(finding.missing)))
    followed = [reading.persons for reading in finding.readings if reading.persons]
    if followed:
        facts.append(text("claims.fact_persons", lang, n=f"{followed[0]:,.0f}"))
    if finding.region is not None:
        facts += [described(name, lang) for name in dict.fromkeys(point.name for point in finding.region.behaviour)]
    title = text("claims.name", lang, id=claim.id, title=claim.title[lang])
    return Definition(claim.id, title, claim.note[lang], tuple(facts))


def _tested(test: Test, lang: Lang) -> str:
    """A test in a line."""
    return text(
        "claims.fact_test",
        lang,
        levers=levers_told(test, lang),
        measure=measured(test, lang),
        compare=text(f"claims.compare.{test.compare}", lang),
        months=test.months,
        claimed=simulated_as(test.claimed, test, lang),
    )


def _heads(keys: Sequence[str], lang: Lang) -> tuple[str, ...]:
    return tuple(text(f"claims.column.{key}", lang) for key in keys)
