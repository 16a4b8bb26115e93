"""A package taken apart, as a table for the terminal and as a document."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table as TerminalTable
from rich.text import Text

from ...experiments.compare.futures import COSTS, better_of, indicator_of
from ...experiments.compare.package import COST, Contribution, Split, Total
from ...model.indicators import INDICATORS
from ..charts.canvas import Chart
from ..charts.effects import EffectRow, rows_chart
from ..words.groups import group_told
from ..words.texts import Lang, listed, month_name, number, text
from ..words.written import as_written
from .building import document, told, words_of
from .document import Block, Bullets, Cell, DataTable, Figures, Fold, Listing, Paragraph, ReportPage, RowGroup, Section

COLUMNS = ("alone", "share", "last")


def quantity_name(quantity: str, lang: Lang) -> str:
    """An indicator or a cost in words."""
    if quantity in COSTS:
        return text(f"robust.{quantity}", lang)
    name, group = indicator_of(quantity)
    title = INDICATORS[name].title[lang]
    return title if group == "all" else text("robust.of_group", lang, title=title, group=group_told(group, lang))


def terminal_table(split: Split, lang: Lang) -> TerminalTable:
    """Shapley shares, a column for each lever; many levers are rows."""
    if not split.exact:
        return _table_by_lever(split, lang)
    title = text("robust.package.title", lang, package=as_written(split.title[lang]), city=split.city_title[lang])
    table = TerminalTable(title=title, title_justify="left", box=SIMPLE_HEAD)
    table.add_column(text("robust.quantity", lang), overflow="fold")
    for heading in (text("robust.package.whole", lang), *(split.title_of(lever, lang) for lever in split.levers)):
        table.add_column(heading, justify="right", overflow="fold")
    table.add_column(text("robust.package.synergy", lang), justify="right", overflow="fold")
    for whole in split.wholes:
        cells = [_cell(whole.effect, whole, lang)]
        cells += [_cell(part.share, whole, lang) for part in split.parts_of(whole.quantity)]
        cells.append(_cell(whole.synergy, whole, lang))
        table.add_row(quantity_name(whole.quantity, lang), *(Text(words_of(cell)) for cell in cells))
    return table


def _table_by_lever(split: Split, lang: Lang) -> TerminalTable:
    """Shapley shares, a row for each lever and a column for each quantity."""
    title = text("robust.package.title", lang, package=as_written(split.title[lang]), city=split.city_title[lang])
    table = TerminalTable(title=title, title_justify="left", box=SIMPLE_HEAD)
    for heading in (text("atlas.column.lever", lang), *(quantity_name(w.quantity, lang) for w in split.wholes)):
        table.add_column(heading, overflow="fold")

    def add(heading: str, cells: list[Cell]) -> None:
        table.add_row(heading, *(Text(words_of(cell)) for cell in cells))

    add(text("robust.package.whole", lang), [_cell(whole.effect, whole, lang) for whole in split.wholes])
    shares = {(part.lever, part.quantity): part.share for part in split.parts}
    for lever in split.levers:
        cells = [_cell(shares[lever, whole.quantity], whole, lang) for whole in split.wholes]
        add(split.title_of(lever, lang), cells)
    add(text("robust.package.synergy", lang), [_cell(whole.synergy, whole, lang) for whole in split.wholes])
    return table


def document_of(split: Split, lang: Lang, other_file: str) -> ReportPage:
    """The report in one language."""
    title = text("robust.package.title", lang, package=as_written(split.title[lang]), city=split.city_title[lang])
    facts = (
        text("brief.horizon", lang, months=split.months, start=month_name(split.start, 0, lang)),
        text("robust.workers", lang, n=f"{split.workers:,}"),
        text("brief.seeds", lang, n=len(split.seeds)),
        text("robust.package.futures", lang, n=split.futures),
    )
    sections = [_shares(split, lang), _pairs(split, lang), _reading(split, lang), _again(split, lang)]
    return document(lang, title, facts, sections, other_file, split.version)


def _shares(split: Split, lang: Lang) -> Section:
    """What each lever contributes: pictures of the clear ones, and every number."""
    blocks: list[Block] = [Paragraph(_lead(split, lang), "lead")]
    if not split.exact:
        blocks.append(Paragraph(text("robust.package.sampled", lang, n=split.orders), "warning"))
    clear = [whole for whole in split.wholes if whole.effect[1] > 0.0 or whole.effect[2] < 0.0]
    if clear:
        blocks += [
            Paragraph(text("robust.package.pictures", lang)),
            Figures(tuple(_chart(split, w, lang) for w in clear)),
        ]
    heads = (text("robust.lever", lang), *(text(f"robust.package.{key}", lang) for key in COLUMNS))
    groups = tuple(_rows(split, whole, lang) for whole in split.wholes)
    blocks += [
        Paragraph(text("robust.package.table", lang)),
        DataTable(text("robust.package.caption", lang), heads, groups),
    ]
    return Section("shares", text("robust.package.shares", lang), blocks)


def _lead(split: Split, lang: Lang) -> str:
    """Cost and who causes it, then how much of the effects is what levers do to one another."""
    cost = next(whole for whole in split.wholes if whole.quantity == COST)
    parts = sorted(split.parts_of(COST), key=lambda part: -abs(part.share[0]))
    told_parts = [
        text(
            "robust.package.of_lever", lang, lever=split.title_of(p.lever, lang), share=number(p.share[0], "yuan", lang)
        )
        for p in parts
    ]
    more = [w for w in split.wholes if w.synergy[1] > 0.0 or w.synergy[2] < 0.0]
    names = listed([quantity_name(w.quantity, lang) for w in more], lang)
    together = text("robust.package.together", lang, names=names) if more else text("robust.package.apart", lang)
    words = text(
        "robust.package.lead",
        lang,
        package=as_written(split.title[lang]),
        levers=len(split.levers),
        cost=number(cost.effect[0], "yuan", lang, beside=cost.effect[1:]),
        parts=listed(told_parts, lang),
    )
    return text("summary.gap", lang).join((words, together))


def _rows(split: Split, whole: Total, lang: Lang) -> RowGroup:
    heading = text(
        "robust.package.heading",
        lang,
        name=quantity_name(whole.quantity, lang),
        base=number(whole.base, whole.level_unit, lang),
    )
    rows = [(split.title_of(part.lever, lang), _cells(part, whole, lang)) for part in split.parts_of(whole.quantity)]
    none = Cell(text("claims.where.none", lang))
    rows.append((f"**{text('robust.package.whole', lang)}**", (none, _cell(whole.effect, whole, lang), none)))
    synergy = _cell(whole.synergy, whole, lang)
    rows.append((text("robust.package.synergy", lang), (none, synergy, none)))
    return RowGroup(heading, tuple(rows))


def _cells(part: Contribution, whole: Total, lang: Lang) -> tuple[Cell, ...]:
    share = _cell(part.share, whole, lang)
    if part.sampling is not None:
        drawn = _cell(part.sampling, whole, lang)
        share = (
            Cell(
                share.main,
                share.arrow,
                share.tone,
                (*share.notes, text("robust.package.drawn", lang, span=drawn.notes[-1])),
            )
            if drawn.notes
            else share
        )
    return _cell(part.alone, whole, lang), share, _cell(part.last, whole, lang)


def _cell(stated: tuple[float, float, float], whole: Total, lang: Lang) -> Cell:
    return told(*stated, whole.unit, lang, better=better_of(whole.quantity))


def _chart(split: Split, whole: Total, lang: Lang) -> Chart:
    rows = [
        EffectRow(split.title_of(p.lever, lang), *p.share, place=k, hollow=not _clear(p.share))
        for k, p in enumerate(split.parts_of(whole.quantity), start=1)
    ]
    rows.append(EffectRow(text("robust.package.whole", lang), *whole.effect, place=0, hollow=not _clear(whole.effect)))
    return rows_chart(f"share-{whole.quantity}", quantity_name(whole.quantity, lang), rows, whole.unit, lang)


def _clear(stated: Sequence[float]) -> bool:
    return stated[1] > 0.0 or stated[2] < 0.0


def _pairs(split: Split, lang: Lang) -> Section:
    """Which levers do more or less together than apart."""
    unit = {whole.quantity: whole for whole in split.wholes}
    clear = [pair for pair in split.pairs if _clear(pair.more)]
    names = {pair: " × ".join(split.title_of(lever, lang) for lever in pair.levers) for pair in split.pairs}
    heads = (text("robust.package.pair", lang), text("robust.quantity", lang), text("robust.package.more", lang))

    def table(pairs: Sequence[object]) -> DataTable:
        rows = tuple(
            (names[p], (Cell(quantity_name(p.quantity, lang)), _cell(p.more, unit[p.quantity], lang)))  # type: ignore[attr-defined,index]
            for p in pairs
        )
        return DataTable(text("robust.package.pairs_caption", lang), heads, (RowGroup("", rows),))

    blocks: list[Block] = [Paragraph(text("robust.package.pairs_intro", lang, n=len(split.pairs), clear=len(clear)))]
    if clear:
        blocks.append(table(clear))
    blocks.append(Fold(text("robust.package.pairs_all", lang), (table(split.pairs),)))
    return Section("pairs", text("robust.package.pairs", lang), blocks if split.pairs else [])


def _reading(split: Split, lang: Lang) -> Section:
    items = [text(f"robust.package.reading_{key}", lang) for key in ("alone", "share", "last", "synergy", "interval")]
    return Section("reading", text("robust.reading", lang), [Bullets(tuple(items))])


def _again(split: Split, lang: Lang) -> Section:
    return Section("reproduce", text("robust.again", lang), [Listing(split.command)])
