"""Teaching beside courses: digital literacy by group, helpers at home, neighbours who learn from one another."""

from __future__ import annotations

import numpy as np

from ....agents.compiled import kernel, parts, rule, serial
from ...city import City
from ...draws import uniform
from ...profile import Floats
from ...rules import Rules
from .people import WEAK, People, Rows
from .spending import payable


def teach(city: City, rules: Rules, people: People) -> None:
    """A month of literacy courses, visits and skill exchange, as far as each is in force."""
    for places, group, name in (
        (rules.elderly_courses, people.old, "the old"),
        (rules.migrant_courses, people.migrants, "migrants"),
        (rules.disabled_courses, people.disabled, "the disabled"),
    ):
        if places.any():
            _hold_courses(city, rules, places, group, name)
    if rules.somewhere.helper_visits:
        _visit(city, rules, people.old)
    if rules.somewhere.exchange_share:
        _exchange(city, rules, people.exchanging)


def _hold_courses(city: City, rules: Rules, places: Floats, group: Rows, name: str) -> None:
    """Those of a group with weak literacy draw lots for its places; what they do not know yet is partly learnt."""
    w = city.workers
    rows = _drawn(city, places / 12.0, group, f"literacy course for {name}")
    rows = _paid_for(city, rules, rows, rules.literacy_price)
    w.literacy[rows] += (city.behaviour.literacy_learning * (10_000 - w.literacy[rows])).astype(np.int16)


def _visit(city: City, rules: Rules, old: Rows) -> None:
    """Helpers of the residents' committee visit old people with weak literacy, who learn what their neighbours know."""
    w = city.workers
    rows = _drawn(city, rules.helper_visits / 12.0, old, "visit of a helper")
    rows = _paid_for(city, rules, rows, rules.visit_price)
    sums = np.zeros((parts(len(w)), city.grid.cells, 2), np.int64)
    _sum_literacy(len(w), w.view(), sums)
    known, heads = sums.sum(axis=0).T
    above = np.maximum(0.0, (known / np.maximum(heads, 1))[w.cell[rows]] - w.literacy[rows])
    w.literacy[rows] += (city.behaviour.visit_learning * above).astype(np.int16)


def _exchange(city: City, rules: Rules, rows: Rows) -> None:
    """Participants below the mean of their cell's participants come nearer to those above it, in each skill."""
    w, cells = city.workers, city.grid.cells
    skills = w.literacy, w.technical, w.application, w.management
    rows = _paid_for(city, rules, rows, rules.exchange_price)
    _learn_from_peers(rows, w.cell, skills, city.behaviour.peer_learning, np.empty((2, cells, 2)))


def _drawn(city: City, places: Floats, group: Rows, name: str) -> Rows:
    """Who of a group with weak literacy gets one of a month's places (whole city, by zone): lots, so that the expected
    number is met; a person draws the same lot in every scenario."""
    w, drawn = city.workers, np.empty(len(group), np.uint32)
    places = places / city.weight
    return drawn[: _draw(group, w.literacy, w.cell, city.grid.district, places, city.draws.key(name), drawn)]


def _paid_for(city: City, rules: Rules, rows: Rows, price: Floats) -> Rows:
    """The rows whose lesson the special fund can pay; it is paid."""
    return payable(city, rules, rows, price[city.grid.district[city.workers.cell[rows]]], "literacy")


@serial
def _draw(group, literacy, cell, district, places, key, drawn):
    """List those of the group who draw a place and return how many: some have learnt enough since they were found."""
    weak = found = 0
    for i in group:
        weak += literacy[i] < WEAK
    for i in group:
        drawn[found] = i
        chance = places[district[cell[i]]] / max(1, weak)
        found += (literacy[i] < WEAK) & (uniform(key, i) < chance)
    return found


@kernel
def _sum_literacy(lo, hi, part, w, sums):
    """[part, cells] literacy, bp, and heads of everybody."""
    for n in range(lo, hi):
        i = np.uint32(n)
        sums[part, w.cell[i], 0] += w.literacy[i]
        sums[part, w.cell[i], 1] += 1


@serial
def _learn_from_peers(rows, cell, skills, learning, sums):
    """`sums`: room for [all or those above the mean, cells, sum of a skill and heads]."""
    everybody, above = sums
    for skill in range(len(skills)):
        column, sums[:] = skills[skill], 0.0
        for i in rows:
            everybody[cell[i], 0] += column[i]
            everybody[cell[i], 1] += 1.0
        for i in rows:
            if column[i] > _mean(everybody[cell[i], 0], everybody[cell[i], 1]):
                above[cell[i], 0] += column[i]
                above[cell[i], 1] += 1.0
        for i in rows:
            behind = _mean(everybody[cell[i], 0], everybody[cell[i], 1]) - column[i]
            if behind > 0.0:
                gap = _mean(above[cell[i], 0], above[cell[i], 1]) - column[i]
                column[i] += int(learning * max(0.0, gap))


@rule
def _mean(total, heads):
    """Of nobody it is nothing."""
    return total / max(heads, 1.0)
