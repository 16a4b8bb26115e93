"""Where things change: maps of what is beyond noise, else a sentence."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ..charts.cell_maps import cell_map
from ..view import View
from .document import Block, Figures, Fold, Paragraph, Section

MAPS_FIRST = 1
MAPS_IN_A_ROW = 3  # more are drawn smaller
FEWEST = 30  # cells of a kind of place whose mean says something
SURE = 2.8  # standard errors: four kinds of places are looked at


def on_the_map(view: View) -> Section:
    """Differences by cell, of the indicators and scenarios where a kind of place changes beyond noise."""
    names = sorted(view.comparison.cells, key=lambda name: name not in view.headline)
    shown = {name: [s for s in view.comparison.scenarios if beyond_noise(view, name, s)] for name in names}
    drawn = [name for name in names if shown[name]]
    if not drawn:
        told = [Paragraph(view.say("map.none"))] if names else []
        return Section("map", view.say("map.title"), told)
    most = max(len(shown[name]) for name in drawn)
    shape: Literal["", "narrow"] = "narrow" if most > MAPS_IN_A_ROW else ""
    sets = {name: Figures(tuple(cell_map(view, name, s) for s in shown[name]), shape) for name in drawn}
    blocks: list[Block] = [Paragraph(view.say("map.intro"))]
    for name in drawn[:MAPS_FIRST]:
        blocks += [Paragraph(f"**{view.name(name)}**"), sets[name]]
    blocks += [Fold(view.name(name), (sets[name],)) for name in drawn[MAPS_FIRST:]]
    blocks.append(Paragraph(view.say("map.note"), "note"))
    return Section("map", view.say("map.title"), blocks)


def beyond_noise(view: View, name: str, scenario: str) -> bool:
    """Whether the cells of one kind of place (core, suburbs, county towns, villages) change on average by more than
    their own scatter explains."""
    values = view.comparison.cells[name]
    change = values[view.every.index(scenario)] - values[0]
    for kind in np.unique(view.comparison.cell_class):
        here = change[(view.comparison.cell_class == kind) & np.isfinite(change)]
        if len(here) >= FEWEST and abs(here.mean()) > SURE * here.std(ddof=1) / np.sqrt(len(here)) > 0.0:
            return True
    return False
