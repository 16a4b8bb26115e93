"""The report of the plan's figures: each beside what is simulated, as a table for the terminal and as a document."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table as TerminalTable
from rich.text import Text

from ...experiments.claims import ClaimsLedger, Finding
from ...scenarios.claims import CAUSED, COUNTED, READINGS, TESTED, Test
from ..words.texts import Lang, number, text
from .building import document
from .claims_words import (
    beside,
    described,
    figures,
    levers_told,
    measured,
    region_told,
    simulated_as,
    uses_told,
    verdict_told,
)
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
COLUMNS = ("claimed", "counted", "caused", "region")


def summary(found: ClaimsLedger, lang: Lang) -> str:
    """How many figures came out how in each reading, in a sentence."""
    counts = {
        f"{reading}_{name.replace(' ', '_')}": len(found.of(name, reading)) for reading in READINGS for name in PROMISED
    }
    others = {"inputs": len(found.of("input used")), "context": len(found.of("context"))}
    promised = sum(len(found.of(name)) for name in PROMISED)
    return text("claims.summary", lang, all=len(found.findings), promised=promised, **counts, **others)


def terminal_table(found: ClaimsLedger, lang: Lang) -> TerminalTable:
    """Every figure with both readings, for the terminal."""
    title = text("claims.title", lang, city=found.city_title[lang])
    table = TerminalTable(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for key in ("id", "figure", *COLUMNS[:-1]):
        table.add_column(text(f"claims.column.{key}", lang), overflow="fold", no_wrap=key == "id")
    for finding in found.findings:
        claim = finding.claim
        read = [_for_terminal(finding, reading, lang) for reading in READINGS]
        table.add_row(claim.id, claim.title[lang], claim.figure[lang], *read)
    return table


def _for_terminal(finding: Finding, reading: str, lang: Lang) -> Text:
    """The verdict in its colour, and below it the number with its interval."""
    verdict = finding.verdict(reading)
    said = Text(verdict_told(finding, reading, lang), COLOURS.get(verdict, ""))
    if finding.computed is not None:
        return Text("\n").join((said, Text(number(finding.computed, "yuan", lang))))
    tried = finding.read(reading)[:1] if verdict in COLOURS else ()
    return Text("\n").join((said, *(Text(" ".join(figures(one, lang, finding.readings)[:2]), "") for one in tried)))


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
    blocks: list[Block] = [Paragraph(summary(found, lang), "lead"), Paragraph(text("claims.two", lang))]
    blocks.append(Paragraph(text("claims.reading", lang)))
    blocks.append(Paragraph(text("claims.beside", lang)))
    if found.sweep_seeds:
        blocks.append(Paragraph(text("claims.region", lang, seeds=len(found.sweep_seeds))))
    blocks.append(Paragraph(text("claims.small", lang, weight=f"{found.weight:,.0f}"), "note"))
    if found.unfinished:
        blocks.append(Paragraph(text("claims.unfinished", lang, n=len(found.unfinished)), "warning"))
    return Section("result", text("claims.result", lang), blocks)


def _verdict(found: ClaimsLedger, verdict: str, lang: Lang) -> Section:
    """The promised figures with one verdict on the effect caused."""
    title = text(f"claims.verdict.{verdict}", lang)
    rows = tuple((_linked(finding, lang), _cells(finding, lang)) for finding in found.of(verdict))
    caption = text("claims.table", lang, verdict=title)
    table = DataTable(caption, _heads(("figure", *COLUMNS), lang), (RowGroup("", rows),))
    heading = text("claims.by_effect", lang, verdict=title, n=len(rows))
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
    """What the plan says, what comes out in each reading, and where either would hold."""
    none = text("claims.where.none", lang)
    regions = tuple(
        text("claims.of_reading", lang, reading=text(f"claims.column.{reading}", lang), where=told)
        for reading in READINGS
        if (told := _region(finding, reading, lang))
    )
    region = Cell(regions[0], notes=regions[1:]) if regions else Cell(none)
    return (
        Cell(finding.claim.figure[lang]),
        _read(finding, COUNTED, lang),
        _read(finding, CAUSED, lang),
        region,
    )


def _region(finding: Finding, reading: str, lang: Lang) -> str:
    region, tried = finding.regions.get(reading), finding.read(reading)
    return region_told(region, tried[0].test, lang) if region and tried else ""


def _read(finding: Finding, reading: str, lang: Lang) -> Cell:
    """The verdict of a reading with the number, its interval, and what has to be said beside it."""
    verdict = verdict_told(finding, reading, lang)
    if finding.computed is not None:
        return Cell(number(finding.computed, "yuan", lang), notes=(verdict,))
    if reason := finding.reason(reading):
        return Cell(text(f"claims.reason.{reason}", lang))
    tried = finding.read(reading)
    if not tried:
        return Cell(text("claims.where.none", lang))
    first, *others = tried
    value, span, off, on = figures(first, lang, finding.readings)
    if others:  # several meanings of one figure: each says which it is
        span = text("claims.of_measure", lang, number=span, measure=measured(first.test, lang))
    further = tuple(
        text(
            "claims.of_measure",
            lang,
            number=" ".join(figures(r, lang, finding.readings)[:2]),
            measure=measured(r.test, lang),
        )
        for r in others
    )
    before: tuple[str, ...] = ()
    if first.test.compare in ("since", "since_percent", "change", "relative"):
        before = (text("claims.before_after", lang, off=off, on=on),)
    return Cell(value, notes=(span, verdict, *further, *beside(first, lang, finding.readings), *before))


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
    followed = [reading.persons for reading in finding.read(CAUSED) if reading.persons]
    if followed:
        facts.append(text("claims.fact_persons", lang, n=f"{followed[0]:,.0f}"))
    swept = [point.name for region in finding.regions.values() for point in region.behaviour]
    facts += [described(name, lang) for name in dict.fromkeys(swept)]
    title = text("claims.name", lang, id=claim.id, title=claim.title[lang])
    return Definition(claim.id, title, claim.note[lang], tuple(facts))


def _tested(test: Test, lang: Lang) -> str:
    """A test in a line."""
    return text(
        "claims.fact_test",
        lang,
        reading=text(f"claims.column.{test.reading}", lang),
        levers=levers_told(test, lang),
        measure=measured(test, lang),
        compare=text(f"claims.compare.{test.compare}", lang),
        months=test.months,
        claimed=simulated_as(test.claimed, test, lang),
    )


def _heads(keys: Sequence[str], lang: Lang) -> tuple[str, ...]:
    return tuple(text(f"claims.column.{key}", lang) for key in keys)
