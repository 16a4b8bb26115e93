"""Where things change: districts by name and maps of what is beyond noise, else a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...experiments.compare.comparison import LocalEffect
from ...experiments.compare.where import CLEAR, local_map
from ...model.groups import LEAST
from ..charts.cell_maps import cell_map
from ..view import Tone, View, indicator
from ..words.amounts import AmountTold
from ..words.texts import listed, number
from .document import Block, Cell, DataTable, Figures, Fold, Paragraph, RowGroup, Section

MAPS_IN_A_ROW = 2  # more are drawn smaller
NOISE = 1.5  # half-widths from which a district's difference is told: many districts are looked at


def on_the_map(view: View) -> Section:
    """The indicator that changes most surely somewhere: districts by name, then the map."""
    names = _seen(view)
    if not names:
        told = [Paragraph(view.say("map.none"))] if view.comparison.where else []
        return Section("map", view.say("map.title"), told)
    blocks: list[Block] = [Paragraph(view.say("map.intro")), *_districts(view, names[0]), _maps(view, names[0])]
    return Section("map", view.say("map.title"), [*blocks, Paragraph(view.say("map.colours"), "note")])


def every_place(view: View) -> Section:
    """All districts, indicator by indicator, and the maps for which the first pages have no room."""
    names = _seen(view)
    blocks: list[Block] = []
    for name in sorted(view.comparison.cells, key=lambda name: name not in names):
        maps = (_maps(view, name),) if name in names[1:] else ()
        if (table := districts_table(view, name)) is not None:
            blocks.append(Fold(view.name(name), (table, *maps)))
    note = [Paragraph(view.say("map.note", least=LEAST), "note")] if blocks else []
    return Section("places", view.say("map.in_numbers"), [*note, *blocks])


def districts_table(view: View, name: str, districts: Sequence[str] = ()) -> DataTable | None:
    """What every scenario changes in every district, by name; in those named, where some are."""
    rows = [one for one in view.comparison.where if one.indicator == name]
    if not rows:
        return None
    columns = (
        *(view.say("map.district"), view.say("map.residents"), view.marked(view.comparison.base)),
        *(view.marked(s) for s in view.comparison.scenarios),
    )
    places = {one.district: [other for other in rows if other.district == one.district] for one in rows}
    cells = tuple(
        (found[0].title[view.lang], _local_cells(view, found))
        for district, found in places.items()
        if not districts or district in districts
    )
    return DataTable(view.say("map.districts", name=view.name(name)), columns, (RowGroup("", cells),))


def _seen(view: View) -> list[str]:
    """Indicators that change beyond noise in a district or in single cells; those with most such places first."""
    places = {name: len(_sure(view, name)) + _cells(view, name) for name in view.comparison.cells}
    return sorted((name for name, n in places.items() if n), key=lambda name: -places[name])


def _sure(view: View, name: str) -> list[LocalEffect]:
    rows = [one for one in view.comparison.where if one.indicator == name and one.standing == "clear"]
    return [one for one in rows if abs(one.difference) > NOISE * (one.high - one.low) / 2.0]


def _cells(view: View, name: str) -> int:
    """Whether there are cells whose own difference is no chance."""
    standing = view.comparison.cell_standing.get(name)
    return int(standing is not None and bool((np.asarray(standing) == CLEAR).any()))


def _districts(view: View, name: str) -> list[Block]:
    """The districts that change, as a table, the others in one line."""
    moved = {one.district for one in view.comparison.where if one.indicator == name and one.standing == "clear"}
    table = districts_table(view, name, sorted(moved)) if moved else None
    titles = {one.district: one.title[view.lang] for one in view.comparison.where}
    rest = [title for district, title in titles.items() if district not in moved]
    line = Paragraph(view.say("map.rest", names=listed(rest, view.lang)))
    return [*([table] if table else []), *([line] if rest else [])]


def _maps(view: View, name: str) -> Figures:
    """A map for each scenario that changes something beyond noise, two in a row, since districts are named beside it;
    three where there are more, so that they stay on the page."""
    shown = [s for s in view.comparison.scenarios if _drawn(view, name, s)]
    return Figures(tuple(cell_map(view, name, s) for s in shown), "wide" if len(shown) <= MAPS_IN_A_ROW else "")


def _drawn(view: View, name: str, scenario: str) -> bool:
    return bool(np.nan_to_num(local_map(view.comparison, name, scenario).change).any())


def _local_cells(view: View, found: Sequence[LocalEffect]) -> tuple[Cell, ...]:
    residents = Cell(number(found[0].residents, "persons", view.lang))
    return (
        residents,
        Cell(number(found[0].base, found[0].unit, view.lang)),
        *(_local_cell(view, one) for one in found),
    )


def _local_cell(view: View, one: LocalEffect) -> Cell:
    """A difference with its interval, or why there is none."""
    if one.standing in ("nobody", "few"):
        return Cell(view.say(f"map.{one.standing}", least=LEAST))
    amount = AmountTold(one.difference, one.low, one.high, one.unit, change=True)
    better = indicator(one.indicator).better * one.difference
    tone: Tone = "better" if better > 0 else "worse" if better < 0 else "changed"
    span = amount.span(view.lang)
    return Cell(amount.size(view.lang), "", tone if one.standing == "clear" else "unclear", (span,) if span else ())
