"""Markets of businesses of one's own: in each district, town and villages apart, the custom of residents is shared
among those who sell there; beyond them lie customers outside the city, who are reached by the net.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import serial
from ....agents.workers import NOBODY, SELF_EMPLOYED
from ...by_status import by_status
from ...circle import Circle
from ...city import City
from ...grid import SIDES, VILLAGE
from ..places.farming import web_of

Floats = NDArray[np.float64]
TERMS = np.dtype((np.record, [(name, np.float64) for name in ("sold", "farmed", "beyond", "further")]))
FEW = 10.0  # simulated sellers who tell little of how crowded a market is (judged)


def market_terms(city: City) -> NDArray[Any]:
    """[cells] what a business finds there, over its usual takings: custom of residents for a business and for a farm,
    custom from outside, and how much further the net reaches than it did."""
    c, b, grid = city.circle, city.behaviour, city.grid
    local = np.where(grid.klass == VILLAGE, b.farm_local, b.takings_local)
    terms, farmed = np.zeros(grid.cells, TERMS), local * c.level
    terms["sold"], terms["farmed"], terms["beyond"] = farmed * _share_of_each(city)[grid.sides], farmed, 1.0 - local
    if city.places.bandwidth is not grid.bandwidth:
        more = np.maximum(web_of(city.places.bandwidth) - web_of(grid.bandwidth), 0.0)
        terms["further"] = b.outside_customers * more
    return terms


def watch_sellers(city: City, c: Circle, months: float, follows: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """[markets] sellers as a mean of some months, and what is usual, which follows at a pace of its own, 0 for not."""
    now = _sellers(city)
    mean = np.array(c.sellers) if c.sellers else now
    mean = mean + (now - mean) / months
    usual = np.array(c.usual_sellers) if c.usual_sellers else mean
    return tuple(mean.tolist()), tuple((usual + follows * (mean - usual)).tolist())


def _share_of_each(city: City) -> Floats:
    """[markets] what residents leave with each seller, over usual: the more sellers there are, the less (B 3.13)."""
    c = city.circle
    if not c.sellers:
        return np.ones(SIDES * city.zones)
    usual, now = np.array(c.usual_sellers), np.array(c.sellers)
    return np.asarray(((usual + FEW) / (now + FEW)) ** city.behaviour.own_crowding)


def _sellers(city: City) -> Floats:
    """[markets] businesses of people's own, farms aside."""
    count = np.zeros(SIDES * city.zones, np.int64)
    w = city.workers
    _count(by_status(city), w.employer, w.cell, city.grid.sides, count)
    return count.astype(np.float64)


@serial
def _count(people, employer, cell, market, count):
    for block in range(len(people.first)):
        for k in range(people.bounds[block, SELF_EMPLOYED], people.bounds[block, SELF_EMPLOYED + 1]):
            i = people.first[block] + people.order[k]
            count[market[cell[i]]] += employer[i] == NOBODY
