"""Teaching beside courses: digital literacy by group, helpers at home, neighbours who learn from one another."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import NONLOCAL_RURAL
from ...city import City
from ...draws import uniform_column
from ...profile import Floats
from ...rules import Rules
from .spending import payable

OLD = 60
WEAK = 5_000  # bp of digital literacy below which a person is taught (judged)
Rows = NDArray[np.int64]


def teach(city: City, rules: Rules) -> None:
    """A month of literacy courses, visits and skill exchange, as far as each is in force."""
    w = city.workers
    old = w.born <= city.month - 12 * OLD
    for places, group, name in (
        (rules.elderly_courses, old, "the old"),
        (rules.migrant_courses, w.hukou == NONLOCAL_RURAL, "migrants"),
        (rules.disabled_courses, w.disabled == 1, "the disabled"),
    ):
        if places.any():
            _hold_courses(city, rules, places, group, name)
    if rules.somewhere.helper_visits:
        _visit(city, rules, old)
    if rules.somewhere.exchange_share:
        _exchange(city, rules)


def _hold_courses(city: City, rules: Rules, places: Floats, group: NDArray[np.bool_], name: str) -> None:
    """Those of a group with weak literacy draw lots for its places; what they do not know yet is partly learnt."""
    w = city.workers
    pool = np.flatnonzero(group & (w.literacy < WEAK))
    rows = _drawn(city, places / 12.0, pool, f"literacy course for {name}")
    rows = _paid_for(city, rules, rows, rules.literacy_price)
    w.literacy[rows] += (city.behaviour.literacy_learning * (10_000 - w.literacy[rows])).astype(np.int16)


def _visit(city: City, rules: Rules, old: NDArray[np.bool_]) -> None:
    """Helpers of the residents' committee visit old people with weak literacy, who learn what their neighbours know."""
    w = city.workers
    pool = np.flatnonzero(old & (w.literacy < WEAK))
    rows = _drawn(city, rules.helper_visits / 12.0, pool, "visit of a helper")
    rows = _paid_for(city, rules, rows, rules.visit_price)
    above = np.maximum(0.0, _mean_of_cells(city, w.literacy, np.arange(len(w)))[w.cell[rows]] - w.literacy[rows])
    w.literacy[rows] += (city.behaviour.visit_learning * above).astype(np.int16)


def _exchange(city: City, rules: Rules) -> None:
    """Participants below the mean of their cell's participants come nearer to those above it, in each skill."""
    w, grid = city.workers, city.grid
    luck = uniform_column(city.draws.key("skill exchange"), np.arange(len(w), dtype=np.uint64))
    rows = np.flatnonzero(luck < rules.exchange_share[grid.district[w.cell]])
    rows = _paid_for(city, rules, rows, rules.exchange_price)
    for column in (w.literacy, w.technical, w.application, w.management):
        mean = _mean_of_cells(city, column, rows)[w.cell[rows]]
        able = rows[column[rows] > mean]
        gap = np.maximum(0.0, _mean_of_cells(city, column, able)[w.cell[rows]] - column[rows])
        column[rows] += np.where(column[rows] < mean, city.behaviour.peer_learning * gap, 0.0).astype(np.int16)


def _drawn(city: City, places: Floats, pool: Rows, name: str) -> Rows:
    """Who of a pool gets one of a month's places (whole city, by zone): lots, so that the expected number is met; a
    person draws the same lot in every scenario."""
    zone = city.grid.district[city.workers.cell[pool]]
    chance = places / city.weight / max(1, len(pool))
    luck = uniform_column(city.draws.key(name), pool.astype(np.uint64))
    return pool[luck < chance[zone]]


def _paid_for(city: City, rules: Rules, rows: Rows, price: Floats) -> Rows:
    """The rows whose lesson the special fund can pay; it is paid."""
    return payable(city, rules, rows, price[city.grid.district[city.workers.cell[rows]]], "literacy")


def _mean_of_cells(city: City, column: NDArray[Any], rows: Rows) -> Floats:
    """[cells] mean of a column over some people, 0 where there are none."""
    cell, cells = city.workers.cell[rows], city.grid.cells
    total = np.bincount(cell, weights=column[rows], minlength=cells)
    return np.asarray(total / np.maximum(np.bincount(cell, minlength=cells), 1))
