"""What changed: the headline table, curves, maps, and who gains and who loses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import numpy as np

from ...experiments.compare.comparison import Difference, Gain, LocalEffect
from ...experiments.compare.where import local_map
from ...model.groups import LEAST
from ..charts.cell_maps import cell_map
from ..charts.comparison import forest, gains, group_name
from ..charts.over_time import curves
from ..view import Tone, View, arrow, by_aim, clear_count, indicator, tone_of
from ..words.texts import interval, listed, number, term
from .document import Block, Bullets, Cards, Cell, DataTable, Figures, Fold, Legend, Paragraph, RowGroup, Section
from .how_compared import budget_blocks
from .outlook import demand_blocks
from .summary import cards, lead

Found = Mapping[tuple[str, str], Difference]  # (scenario, indicator) → difference
CURVES_FIRST = 6  # curves shown before the reader asks for more
MAPS_FIRST = 1
MAPS_IN_A_ROW = 3  # more are drawn smaller


def at_a_glance(view: View) -> Section:
    """What a reader takes away in three minutes."""
    blocks: list[Block] = [lead(view), Cards(cards(view)), Paragraph(_caveat(view), "note")]
    if view.comparison.unfinished:
        n = len(view.comparison.unfinished)
        asked = n + len(view.comparison.seeds)
        blocks.insert(1, Paragraph(view.say("glance.unfinished", n=n, asked=asked), "warning"))
    blocks[1:1] = [*budget_blocks(view), *demand_blocks(view)]
    return Section("glance", view.say("glance.title"), blocks)


def _caveat(view: View) -> str:
    """What the intervals hold."""
    sets = view.comparison.ensemble
    return view.say("ensemble.caveat", n=sets) if sets else view.say("glance.caveat")


def headline(view: View, *, pictures: bool = True) -> Section:
    """Every indicator at the last horizon, in the plan's three dimensions, with differences and intervals."""
    horizon = max((d.horizon for d in view.ends.values()), default=view.comparison.months)
    span = min(12, horizon)
    columns = (
        view.say("headline.indicator"),
        view.marked(view.comparison.base),
        *(view.marked(s) for s in view.comparison.scenarios),
    )
    shown = [d for (_, name), d in view.ends.items() if name in view.headline]
    intervals, clear = len(shown), clear_count(shown)
    note = view.say("headline.chance", intervals=intervals, clear=clear, chance=max(1, round(intervals * 0.05)))
    caption = view.say("headline.caption", horizon=horizon, span=span, city=view.city)
    blocks: list[Block] = [
        Paragraph(view.say("headline.intro", horizon=horizon, span=span)),
        DataTable(caption, columns, _rows(view, view.headline, view.ends)),
        Paragraph(note, "note"),
        Fold(view.say("headline.groups"), tuple(_by_group(view))),
    ]
    if pictures:
        forests = Figures(tuple(forest(view, name) for name in view.headline))
        blocks += [Paragraph(view.say("headline.forest")), key_to(view), forests]
    if view.further:
        further = DataTable(view.say("headline.further"), columns, _rows(view, view.further, view.ends))
        blocks.insert(4, Fold(view.say("headline.further"), (further,)))
    if view.earlier:
        blocks.insert(3, Fold(view.say("headline.earlier"), tuple(_earlier(view, columns))))
    return Section("headline", view.say("headline.title"), blocks)


def over_time(view: View, *, most: int = CURVES_FIRST, others: bool = True) -> Section:
    """Curves of the indicators that moved most surely, the others on demand."""
    drawn = [name for name in view.headline if name in view.comparison.curves]
    sure = dict.fromkeys(d.indicator for d in sorted(_all_clear(view), key=_sure, reverse=True))
    first = sorted(drawn, key=lambda name: list(sure).index(name) if name in sure else len(sure))[:most]
    shown, more = ([name for name in drawn if (name in first) is early] for early in (True, False))
    blocks: list[Block] = [
        Paragraph(view.say("curves.intro", seeds=len(view.comparison.seeds))),
        key_to(view),
        Figures(tuple(curves(view, name) for name in shown)),
    ]
    if more and others:
        blocks.append(Fold(view.say("curves.more"), (Figures(tuple(curves(view, name) for name in more)),)))
    return Section("curves", view.say("curves.title"), blocks)


def on_the_map(view: View) -> Section:
    """Differences by district, then on the map where there is something to see."""
    names = sorted(view.comparison.cells, key=lambda name: name not in view.headline)
    shown = view.comparison.scenarios
    shape: Literal["", "narrow"] = "narrow" if len(shown) > MAPS_IN_A_ROW else ""
    tables = [table for name in names if (table := districts_table(view, name)) is not None]
    blocks: list[Block] = [Paragraph(view.say("map.intro"))] if names else []
    blocks += tables[:MAPS_FIRST]
    blocks += [Fold(view.say("map.other_districts"), tuple(tables[MAPS_FIRST:]))] if tables[MAPS_FIRST:] else []
    seen = [
        name for name in names if any(np.nan_to_num(local_map(view.comparison, name, s).change).any() for s in shown)
    ]
    maps = {name: Figures(tuple(cell_map(view, name, s) for s in shown), shape) for name in seen}
    for name in seen[:MAPS_FIRST]:
        blocks += [Paragraph(f"**{view.name(name)}**"), maps[name]]
    blocks += [Fold(view.name(name), (maps[name],)) for name in seen[MAPS_FIRST:]]
    if len(seen) < len(names):
        unseen = listed([view.name(name) for name in names if name not in seen], view.lang)
        blocks.append(Paragraph(view.say("map.nothing", names=unseen)))
    blocks += [Paragraph(view.say("map.note", least=LEAST), "note")] if seen else []
    return Section("map", view.say("map.title"), blocks)


def districts_table(view: View, name: str) -> DataTable | None:
    """What every scenario changes in every district, by name."""
    rows = [one for one in view.comparison.where if one.indicator == name]
    if not rows:
        return None
    columns = (
        view.say("map.district"),
        view.say("map.residents"),
        view.marked(view.comparison.base),
        *(view.marked(s) for s in view.comparison.scenarios),
    )
    places = {one.district: [other for other in rows if other.district == one.district] for one in rows}
    cells = tuple(
        (
            found[0].title[view.lang],
            (
                Cell(number(found[0].residents, "persons", view.lang)),
                Cell(number(found[0].base, found[0].unit, view.lang)),
                *(_local_cell(view, one) for one in found),
            ),
        )
        for found in places.values()
    )
    return DataTable(view.say("map.districts", name=view.name(name)), columns, (RowGroup("", cells),))


def _local_cell(view: View, one: LocalEffect) -> Cell:
    """A difference with its interval, or why there is none."""
    if one.standing in ("nobody", "few"):
        return Cell(view.say(f"map.{one.standing}", least=LEAST))
    span = interval(one.low, one.high, one.unit, view.lang, change=True, beside=[one.difference])
    told = number(one.difference, one.unit, view.lang, change=True, beside=[one.low, one.high])
    better = indicator(one.indicator).better * one.difference
    tone: Tone = (
        "unclear" if one.standing == "unclear" else "better" if better > 0 else "worse" if better < 0 else "changed"
    )
    return Cell(told, "", tone, (span,))


def who_gains(view: View) -> Section:
    """The groups asked for; then the same persons under the same luck in two futures."""
    followed = [s for s in view.comparison.scenarios if any(g.scenario == s for g in view.comparison.gains)]
    blocks: list[Block] = [
        *(groups_table(view, group) for group in view.comparison.groups),
        Paragraph(view.say("gains.intro")),
        Bullets(tuple(_hit_hardest(view, s) for s in followed)),
        Figures(tuple(gains(view, s) for s in followed), "wide"),
        Fold(view.say("gains.table"), tuple(_gains_table(view, s) for s in followed)),
    ]
    return Section("gains", view.say("gains.title"), blocks if followed else [])


def groups_table(view: View, group: str) -> DataTable:
    """What every scenario changes for a group that was asked for."""
    columns = (
        view.say("headline.indicator"),
        view.marked(view.comparison.base),
        *(view.marked(s) for s in view.comparison.scenarios),
    )
    rows = []
    for name, found in view.of_group(group).items():
        one = next(iter(found.values()))
        cells = [difference_cell(view, found[s]) if s in found else Cell("") for s in view.comparison.scenarios]
        rows.append((linked(view, name), (Cell(number(one.base, one.unit, view.lang)), *cells)))
    return DataTable(group_name(group, view), columns, (RowGroup("", tuple(rows)),))


def key_to(view: View) -> Legend:
    """The letters and colours of this comparison."""
    return Legend(tuple((place, view.mark(s), view.title(s)) for place, s in enumerate(view.every)))


def linked(view: View, name: str) -> str:
    """An indicator's title, leading to its definition."""
    return f"[{view.name(name)}](#def-{name})"


def difference_cell(view: View, d: Difference) -> Cell:
    """Difference, interval and the level it leads to."""
    level = view.say("headline.level", value=number(d.value, d.unit, view.lang))
    judged = (view.say("definitions.judged", numbers=d.judged.replace(",", ", ")),) if d.clear and d.judged else ()
    return Cell(view.size(d), arrow(d), tone_of(d), (view.span(d), level, *judged))


def _earlier(view: View, columns: tuple[str, ...]) -> Iterator[Block]:
    """The headline table at the horizons before the last."""
    for horizon in view.earlier:
        caption = view.say("headline.caption", horizon=horizon, span=min(12, horizon), city=view.city)
        yield DataTable(caption, columns, _rows(view, view.headline, view.at(horizon)))


def _rows(view: View, names: Sequence[str], found: Found) -> tuple[RowGroup, ...]:
    there = [name for name in names if any((s, name) in found for s in view.comparison.scenarios)]
    return tuple(
        RowGroup(view.say(f"aim.{aim}"), tuple((linked(view, name), _row(view, name, found)) for name in group))
        for aim, group in by_aim(there).items()
    )


def _row(view: View, name: str, at: Found) -> tuple[Cell, ...]:
    found = [at.get((s, name)) for s in view.comparison.scenarios]
    base = next(d for d in found if d is not None)
    none = Cell(view.say("number.none"))
    return (
        Cell(number(base.base, base.unit, view.lang)),
        *(difference_cell(view, d) if d is not None else none for d in found),
    )


def _by_group(view: View) -> Iterator[Block]:
    """The groups of which at least one difference is clear, dimension by dimension."""
    horizon = max((d.horizon for d in view.comparison.differences), default=0)
    found: dict[str, dict[tuple[str, str], dict[str, Difference]]] = {}
    for d in view.comparison.differences:
        if d.group not in ("all", *view.comparison.groups) and d.horizon == horizon:
            found.setdefault(d.group.split("=")[0], {}).setdefault((d.indicator, d.group), {})[d.scenario] = d
    yield Paragraph(view.say("headline.groups_intro" if found else "headline.no_groups"))
    columns = (view.say("headline.group"), *(view.marked(s) for s in view.comparison.scenarios))
    for dimension, rows in found.items():
        clear = {key: row for key, row in rows.items() if clear_count(row.values())}
        caption = term("dimension", dimension, view.lang)
        by_indicator: dict[str, list[tuple[str, tuple[Cell, ...]]]] = {}
        for (name, group), row in clear.items():
            cells = tuple(difference_cell(view, row[s]) if s in row else Cell("") for s in view.comparison.scenarios)
            by_indicator.setdefault(name, []).append((group_name(group, view), cells))
        if by_indicator:
            groups = tuple(RowGroup(view.name(name), tuple(rows)) for name, rows in by_indicator.items())
            yield DataTable(view.say("headline.group_caption", dimension=caption), columns, groups)


def _hit_hardest(view: View, scenario: str) -> str:
    """One sentence: shares over all, and the groups that gain most and lose most, where that is clear."""
    rows = [g for g in view.comparison.gains if g.scenario == scenario]
    everybody = next((g for g in rows if g.group == "all"), rows[0])
    words = [
        view.say(
            "gains.everybody",
            scenario=view.marked(scenario),
            better=_share(view, everybody.better),
            worse=_share(view, everybody.worse),
            noise=_share(view, everybody.noise),
        )
    ]
    winners = sorted((g for g in rows if g.group != "all" and g.low > 0), key=lambda g: -g.change)
    losers = sorted((g for g in rows if g.group != "all" and g.high < 0), key=lambda g: g.change)
    for key, groups in (("gains.most", winners), ("gains.least", losers)):
        if groups:
            words.append(view.say(key, group=group_name(groups[0].group, view), change=_yuan(view, groups[0])))
    if not winners and not losers:
        words.append(view.say("gains.none_clear"))
    return view.say("summary.gap").join(words)


def _gains_table(view: View, scenario: str) -> DataTable:
    rows = [g for g in view.comparison.gains if g.scenario == scenario]
    columns = tuple(
        view.say(f"gains.{c}") for c in ("group", "persons", "better", "worse", "noise", "change", "interval")
    )
    cells = tuple(
        (
            group_name(g.group, view),
            (
                Cell(f"{g.persons:,}"),
                Cell(_share(view, g.better)),
                Cell(_share(view, g.worse)),
                Cell(_share(view, g.noise)),
                Cell(_yuan(view, g)),
                Cell(interval(g.low, g.high, "yuan/month", view.lang, change=True, beside=[g.change])),
            ),
        )
        for g in rows
    )
    return DataTable(view.say("chart.gains", scenario=view.marked(scenario)), columns, (RowGroup("", cells),))


def _share(view: View, value: float) -> str:
    return number(round(value, 3), "share", view.lang)


def _yuan(view: View, g: Gain) -> str:
    return number(g.change, "yuan/month", view.lang, change=True, beside=[g.low, g.high])


def _all_clear(view: View) -> list[Difference]:
    return [d for s in view.comparison.scenarios for tone in ("better", "worse") for d in view.moved(s, tone)]


def _sure(d: Difference) -> float:
    return abs(d.difference) / max(d.high - d.low, 1e-300)
