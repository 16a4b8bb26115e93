"""Where the districts of a city lie on its square map.

Each district has a seat. Given seats keep their direction and relative distance from each other and are fitted into the
square; a district without one is placed on a spiral, core districts inmost. Districts are the cells nearest to each
seat, distance being the power distance d² − w (a weighted Voronoi or power diagram, Aurenhammer 1987); the weights are
moved until each district has its share of the area. Since real cities are not square, a seat may come to lie outside
its own district: seats are moved step by step toward the middle of their district (Lloyd 1982) before the last map.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..profile import District, Floats

Cells = NDArray[np.int64]

MARGIN = 0.12  # of the square's side, kept free of seats
MOVES, STEP = 6, 0.4  # moves of each seat, and the part of the way to the middle of its district
TURNS, ROUGH_TURNS = 300, 60  # moves of the weights, for the last map and for those before


class Regions(NamedTuple):
    """A divided map; positions are in sides of the square, x to the east and y to the south."""

    district: Cells  # [cell] index of the district
    seat_cell: Cells  # [district] cell of its seat
    centre: Floats  # [2] the city centre: mean of the seats of core districts, weighted with their residents


def divide(districts: tuple[District, ...], x: Floats, y: Floats) -> Regions:
    """Divide the cells with centres (x, y) among the districts."""
    points, area = _seats(districts), np.array([d.area_km2 for d in districts])
    for _ in range(MOVES):
        owner = _power_diagram(x, y, points, area, ROUGH_TURNS)
        held = np.bincount(owner)
        middle = np.stack([np.bincount(owner, weights=x), np.bincount(owner, weights=y)], axis=1) / held[:, None]
        points = points + STEP * (middle - points)
    core = np.array([d.residents * (d.klass == "core") for d in districts])
    owner = _power_diagram(x, y, points, area, TURNS)
    return Regions(owner, _seat_cells(x, y, points, owner), core @ points / core.sum())


def _seats(districts: tuple[District, ...]) -> Floats:
    """Seats [district, 2] as given, in sides of the square, x to the east and y to the south."""
    turn = np.pi * (3.0 - np.sqrt(5.0))  # golden angle: neighbours on the spiral never line up
    rank = np.argsort(np.argsort([("core", "suburb", "county").index(d.klass) for d in districts], kind="stable"))
    reach = max([np.hypot(*d.seat) for d in districts if d.seat is not None], default=1.0)
    km = np.zeros((len(districts), 2))
    for i, d in enumerate(districts):
        spiral = reach * np.sqrt(rank[i] / max(len(districts) - 1, 1))
        km[i] = d.seat if d.seat is not None else (spiral * np.cos(rank[i] * turn), spiral * np.sin(rank[i] * turn))
    km[:, 1] *= -1.0  # files give km north; rows count southward
    low, high = km.min(axis=0), km.max(axis=0)
    scale = (1.0 - 2.0 * MARGIN) / max(float((high - low).max()), 1e-9)
    fitted: Floats = 0.5 + (km - 0.5 * (low + high)) * scale
    return fitted


def _power_diagram(x: Floats, y: Floats, points: Floats, area: Floats, turns: int) -> Cells:
    """District of each cell: nearest seat by power distance, weights moved until areas match; the best map is kept."""
    target = area / area.sum() * len(x)
    squared = (x[:, None] - points[:, 0]) ** 2 + (y[:, None] - points[:, 1]) ** 2
    weight, best, least = np.zeros(len(area)), np.zeros(len(x), dtype=np.int64), np.inf
    for turn in range(turns):
        owner = (squared - weight).argmin(axis=1)
        held = np.bincount(owner, minlength=len(area))
        miss = float(np.abs(held - target).sum()) + len(x) * np.count_nonzero(held == 0)
        if miss < least:
            best, least = owner, miss
        weight += (target - held) / len(x) * 0.5 / (1.0 + turn / 30.0)
    return _no_empty_district(best, squared)


def _no_empty_district(owner: Cells, squared: Floats) -> Cells:
    """On a coarse map a small district may own no cell: it gets the nearest one of a district that has several."""
    for i in range(squared.shape[1]):
        if not (owner == i).any():
            spare = np.bincount(owner, minlength=squared.shape[1])[owner] > 1
            owner[np.where(spare, squared[:, i], np.inf).argmin()] = i
    return owner


def _seat_cells(x: Floats, y: Floats, points: Floats, district: Cells) -> Cells:
    """The cell of each seat: the nearest one inside its district."""
    far = (x[:, None] - points[:, 0]) ** 2 + (y[:, None] - points[:, 1]) ** 2
    cells: Cells = np.where(district[:, None] == np.arange(len(points)), far, np.inf).argmin(axis=0)
    return cells
