"""Effect against cost, as a table for the terminal and as a document; and the best mix under a budget."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.table import Table as TerminalTable
from rich.text import Text

from ...experiments.compare.frontier import Frontier, Spot, label
from ...experiments.compare.optimise import Mix, Optimum
from ..charts.canvas import Chart
from ..charts.effects import EffectPoint, EffectRow, plane_chart, rows_chart
from ..words.doses import doses_told
from ..words.texts import Lang, listed, month_name, number, text
from ..words.written import as_written
from .building import document, told, words_of
from .document import (
    Block,
    Bullets,
    Cell,
    DataTable,
    Figures,
    Legend,
    Listing,
    Paragraph,
    ReportPage,
    RowGroup,
    Section,
)
from .package import quantity_name

COLUMNS = ("option", "doses", "cost", "effect", "verdict")


def frontier_table(found: Frontier, lang: Lang) -> TerminalTable:
    """Every option at every dose, for the first quantity."""
    quantity = found.quantities[0]
    title = text("robust.frontier.of", lang, name=quantity_name(quantity, lang), city=found.city_title[lang])
    table = TerminalTable(title=title, title_justify="left", box=SIMPLE_HEAD)
    for place, key in enumerate(COLUMNS):
        table.add_column(
            text(f"robust.frontier.{key}", lang), justify="left" if place < 2 else "right", overflow="fold"
        )
    for spot in _by_cost(found):
        name, cells = _row(found, spot, quantity, lang)
        table.add_row(name, *(Text(words_of(cell).replace("`", "")) for cell in cells))
    return table


def frontier_document(found: Frontier, lang: Lang, other_file: str) -> ReportPage:
    """The report in one language."""
    title = text("robust.frontier.title", lang, city=found.city_title[lang], options=len(found.titles))
    facts = (
        text("brief.horizon", lang, months=found.months, start=month_name(found.start, 0, lang)),
        text("robust.workers", lang, n=f"{found.workers:,}"),
        text("brief.seeds", lang, n=len(found.seeds)),
    )
    sections = [_quantity(found, quantity, lang) for quantity in found.quantities]
    items = tuple(text(f"robust.frontier.reading_{key}", lang) for key in ("plane", "beaten", "interval"))
    sections.append(Section("reading", text("robust.reading", lang), [Bullets(items)]))
    sections.append(Section("reproduce", text("robust.again", lang), [Listing(found.command)]))
    return document(lang, title, facts, sections, other_file, found.version)


def _quantity(found: Frontier, quantity: str, lang: Lang) -> Section:
    """The plane of effect and cost, and every number."""
    efficient = [spot for spot in _by_cost(found) if quantity not in spot.beaten_by]
    names = [_name(found, spot.option, spot.factor, lang) for spot in efficient]
    blocks: list[Block] = []
    if found.better[quantity]:
        lead = text("robust.frontier.lead", lang, n=len(efficient), all=len(found.spots), names=listed(names, lang))
        blocks.append(Paragraph(lead, "lead"))
    key = Legend(tuple((k, "", title[lang]) for k, title in enumerate(found.titles.values(), start=1)))
    caption = text("robust.frontier.caption", lang, name=quantity_name(quantity, lang))
    heads = tuple(text(f"robust.frontier.{column}", lang) for column in COLUMNS)
    rows = tuple(_row(found, spot, quantity, lang) for spot in _by_cost(found))
    blocks += [key, Figures((_plane(found, quantity, lang),), "wide"), DataTable(caption, heads, (RowGroup("", rows),))]
    return Section(f"frontier-{quantity}", quantity_name(quantity, lang), blocks)


def _plane(found: Frontier, quantity: str, lang: Lang) -> Chart:
    options = list(found.titles)
    points = [
        EffectPoint(
            f"×{spot.factor:g}",
            spot.cost,
            spot.effects[quantity],
            options.index(spot.option) + 1,
            spot.clearly.get(quantity, False),
        )
        for spot in found.spots
    ]
    lines = [[k for k, spot in enumerate(found.spots) if spot.option == option] for option in options]
    lines = [line for line in lines if line]
    x = (quantity_name(found.payers, lang), "yuan")
    y = (text("robust.difference", lang, name=quantity_name(quantity, lang)), found.units[quantity])
    title = text("robust.frontier.of", lang, name=quantity_name(quantity, lang), city=found.city_title[lang])
    return plane_chart(f"frontier-{quantity}", title, points, x, y, lang, lines=lines, change=True)


def _row(found: Frontier, spot: Spot, quantity: str, lang: Lang) -> tuple[str, tuple[Cell, ...]]:
    doses = doses_told(spot.doses, lang)
    effect = told(*spot.effects[quantity], found.units[quantity], lang, better=found.better[quantity])
    verdict = Cell(_verdict(found, spot, quantity, lang))
    cost = told(*spot.cost, "yuan", lang)
    return _name(found, spot.option, spot.factor, lang), (Cell(doses), cost, effect, verdict)


def _verdict(found: Frontier, spot: Spot, quantity: str, lang: Lang) -> str:
    if not found.better[quantity]:
        return text("claims.where.none", lang)
    if quantity not in spot.beaten_by:
        return text("robust.frontier.efficient", lang)
    rival = next(s for s in found.spots if label(s.option, s.factor) == spot.beaten_by[quantity])
    key = "clearly_beaten" if spot.clearly[quantity] else "beaten"
    return text(f"robust.frontier.{key}", lang, by=_name(found, rival.option, rival.factor, lang))


def _name(found: Frontier, option: str, factor: float, lang: Lang) -> str:
    return text("robust.frontier.name", lang, option=as_written(found.titles[option][lang]), factor=f"{factor:,.4g}")


def _by_cost(found: Frontier) -> list[Spot]:
    return sorted(found.spots, key=lambda spot: spot.cost[0])


# The best mix.


def optimum_table(found: Optimum, lang: Lang) -> TerminalTable:
    """The best mix, those next to it, and each option alone."""
    table = TerminalTable(title=_optimum_title(found, lang), title_justify="left", box=SIMPLE_HEAD)
    for place, heading in enumerate(_heads(found, lang)):
        table.add_column(heading, justify="left" if place < 2 else "right", overflow="fold")
    for mix in found.mixes:
        name, cells = _mix(found, mix, lang)
        table.add_row(name.replace("*", ""), *(Text(words_of(cell).replace("`", "")) for cell in cells))
    return table


def optimum_document(found: Optimum, lang: Lang, other_file: str) -> ReportPage:
    """The report in one language."""
    facts = (
        text("brief.horizon", lang, months=found.months, start=month_name(found.start, 0, lang)),
        text("robust.workers", lang, n=f"{found.workers:,}"),
        text("robust.optimise.seeds", lang, n=len(found.seeds), fresh=len(found.fresh_seeds)),
        text("robust.optimise.evaluated", lang, n=found.evaluated, feasible=found.feasible),
    )
    best = found.mixes[0]
    blocks: list[Block] = [
        Paragraph(optimum_lead(found, lang), "lead"),
        Paragraph(curse_words(found, lang)),
        Figures((_mixes_chart(found, lang),)),
        DataTable(
            text("robust.optimise.caption", lang), _heads(found, lang), (RowGroup("", tuple(_mixes(found, lang))),)
        ),
    ]
    if best.fresh_cost[0] > found.budget:
        over = number(best.fresh_cost[0] - found.budget, "yuan", lang)
        blocks.insert(1, Paragraph(text("robust.optimise.over", lang, over=over), "warning"))
    items = tuple(text(f"robust.optimise.reading_{key}", lang) for key in ("search", "fresh", "bounds"))
    sections = [
        Section("mix", text("robust.optimise.result", lang), blocks),
        Section("reading", text("robust.reading", lang), [Bullets(items)]),
        Section("reproduce", text("robust.again", lang), [Listing(found.command)]),
    ]
    return document(lang, _optimum_title(found, lang), facts, sections, other_file, found.version)


def optimum_lead(found: Optimum, lang: Lang) -> str:
    """The best mix in a sentence."""
    best = found.mixes[0]
    parts = [
        text("robust.frontier.name", lang, option=as_written(found.titles[name][lang]), factor=f"{factor:,.3g}")
        for name, factor in best.factors.items()
        if factor > 0.0
    ]
    return text(
        "robust.optimise.lead",
        lang,
        budget=number(found.budget, "yuan", lang),
        mix=listed(parts, lang),
        name=quantity_name(found.quantity, lang),
        effect=words_of(told(*best.fresh_effect, found.unit, lang)).replace("\n", text("robust.optimise.gap", lang)),
        cost=number(best.fresh_cost[0], "yuan", lang),
    )


def curse_words(found: Optimum, lang: Lang) -> str:
    """What the search promised and what fresh seeds leave of it."""
    best = found.mixes[0]
    return text(
        "robust.optimise.curse",
        lang,
        promised=number(best.effect[0], found.unit, lang, change=True),
        left=number(best.fresh_effect[0], found.unit, lang, change=True),
        curse=number(found.curse, found.unit, lang, change=True),
    )


def _optimum_title(found: Optimum, lang: Lang) -> str:
    names = listed([as_written(found.titles[option][lang]) for option in found.options], lang)
    return text(
        "robust.optimise.title",
        lang,
        names=names,
        city=found.city_title[lang],
        budget=number(found.budget, "yuan", lang),
        name=quantity_name(found.quantity, lang),
    )


def _heads(found: Optimum, lang: Lang) -> tuple[str, ...]:
    return tuple(text(f"robust.optimise.{key}", lang) for key in ("mix", "doses", "promised", "fresh", "fresh_cost"))


def _mixes(found: Optimum, lang: Lang) -> list[tuple[str, tuple[Cell, ...]]]:
    return [_mix(found, mix, lang) for mix in found.mixes]


def _mix(found: Optimum, mix: Mix, lang: Lang) -> tuple[str, tuple[Cell, ...]]:
    doses = doses_told(mix.doses, lang)
    effects = [told(*effect, found.unit, lang, better=found.better) for effect in (mix.effect, mix.fresh_effect)]
    return _mix_name(found, mix, lang), (Cell(doses), *effects, told(*mix.fresh_cost, "yuan", lang))


def _mix_name(found: Optimum, mix: Mix, lang: Lang) -> str:
    if mix.kind == "alone":
        option = next(name for name, factor in mix.factors.items() if factor > 0.0)
        return text("robust.optimise.alone", lang, option=as_written(found.titles[option][lang]))
    if mix.kind == "best":
        return text("robust.optimise.best", lang)
    place = [m for m in found.mixes if m.kind == "runner_up"].index(mix) + 2
    return text("robust.optimise.runner_up", lang, n=place)


def _mixes_chart(found: Optimum, lang: Lang) -> Chart:
    rows = []
    for mix in found.mixes:
        alone = next(name for name, factor in mix.factors.items() if factor > 0.0 or mix.kind != "alone")
        name = (
            as_written(found.titles[alone][lang])
            if mix.kind == "alone"
            else _mix_name(found, mix, lang).replace("*", "")
        )
        rows.append(EffectRow(text("robust.optimise.seen", lang, name=name), *mix.effect, place=0, hollow=True))
        rows.append(EffectRow(name, *mix.fresh_effect, place=1))
    title = text("robust.difference", lang, name=quantity_name(found.quantity, lang))
    return rows_chart("mixes", title, rows, found.unit, lang)
