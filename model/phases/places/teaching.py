"""Teaching beside courses: digital literacy by group, helpers at home, neighbours who learn from one another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, parts, rule, serial
from ....agents.workers import NONLOCAL_RURAL
from ...city import City
from ...draws import STRETCH, uniform, uniforms
from ...events import Events
from ...profile import Floats
from ...rules import Rules
from .spending import payable

OLD = 60
WEAK = 5_000  # bp of digital literacy below which a person is taught (judged)
THE_OLD, MIGRANTS, THE_DISABLED = range(3)  # groups that are taught
Rows = NDArray[np.uint32]


def teach(city: City, rules: Rules) -> None:
    """A month of literacy courses, visits and skill exchange, as far as each is in force."""
    for places, group, name in (
        (rules.elderly_courses, THE_OLD, "the old"),
        (rules.migrant_courses, MIGRANTS, "migrants"),
        (rules.disabled_courses, THE_DISABLED, "the disabled"),
    ):
        if places.any():
            _hold_courses(city, rules, places, group, name)
    if rules.somewhere.helper_visits:
        _visit(city, rules)
    if rules.somewhere.exchange_share:
        _exchange(city, rules)


def _hold_courses(city: City, rules: Rules, places: Floats, group: int, name: str) -> None:
    """Those of a group with weak literacy draw lots for its places; what they do not know yet is partly learnt."""
    w = city.workers
    rows = _drawn(city, places / 12.0, group, f"literacy course for {name}")
    rows = _paid_for(city, rules, rows, rules.literacy_price)
    w.literacy[rows] += (city.behaviour.literacy_learning * (10_000 - w.literacy[rows])).astype(np.int16)


def _visit(city: City, rules: Rules) -> None:
    """Helpers of the residents' committee visit old people with weak literacy, who learn what their neighbours know."""
    w = city.workers
    rows = _drawn(city, rules.helper_visits / 12.0, THE_OLD, "visit of a helper")
    rows = _paid_for(city, rules, rows, rules.visit_price)
    sums = np.zeros((parts(len(w)), city.grid.cells, 2), np.int64)
    _sum_literacy(len(w), w.view(), sums)
    known, heads = sums.sum(axis=0).T
    above = np.maximum(0.0, (known / np.maximum(heads, 1))[w.cell[rows]] - w.literacy[rows])
    w.literacy[rows] += (city.behaviour.visit_learning * above).astype(np.int16)


def _exchange(city: City, rules: Rules) -> None:
    """Participants below the mean of their cell's participants come nearer to those above it, in each skill."""
    w, grid, taking = city.workers, city.grid, Events.room_for(len(city.workers))
    key = city.draws.key("skill exchange")
    _take_part(len(w), w.view(), rules.exchange_share[grid.district], key, taking.buffer, taking.counts)
    rows = _paid_for(city, rules, taking.rows(), rules.exchange_price)
    for column in (w.literacy, w.technical, w.application, w.management):
        _learn_from_peers(rows, w.cell, column, city.behaviour.peer_learning, np.zeros((2, grid.cells, 2)))


def _drawn(city: City, places: Floats, group: int, name: str) -> Rows:
    """Who of a group with weak literacy gets one of a month's places (whole city, by zone): lots, so that the expected
    number is met; a person draws the same lot in every scenario."""
    w = city.workers
    weak = Events.room_for(len(w))
    _find_weak(len(w), w.view(), group, city.month - 12 * OLD, weak.buffer, weak.counts)
    pool = weak.rows()
    chance = (places / city.weight / max(1, len(pool)))[city.grid.district]
    drawn = Events.room_for(len(pool))
    _draw(len(pool), pool, w.view(), chance, city.draws.key(name), drawn.buffer, drawn.counts)
    return drawn.rows()


def _paid_for(city: City, rules: Rules, rows: Rows, price: Floats) -> Rows:
    """The rows whose lesson the special fund can pay; it is paid."""
    return payable(city, rules, rows, price[city.grid.district[city.workers.cell[rows]]], "literacy")


@rule
def belongs(group, born, hukou, disabled, latest):
    """Whether a person is of the group; the old were born in month `latest` or before."""
    if group == THE_OLD:
        return born <= latest
    return hukou == NONLOCAL_RURAL if group == MIGRANTS else disabled == 1


@kernel
def _find_weak(lo, hi, part, w, group, latest, weak, counts):
    """List those of a group whose literacy is weak."""
    found = 0
    for n in range(lo, hi):
        i = np.uint32(n)
        weak[lo + found] = i
        found += (w.literacy[i] < WEAK) & belongs(group, w.born[i], w.hukou[i], w.disabled[i], latest)
    counts[part] = found


@kernel
def _draw(lo, hi, part, pool, w, chance, key, drawn, counts):
    """List whose lot is below the chance where they live, [cells]."""
    found = 0
    for k in range(lo, hi):
        i = pool[k]
        drawn[lo + found] = i
        found += uniform(key, i) < chance[w.cell[i]]
    counts[part] = found


@kernel
def _sum_literacy(lo, hi, part, w, sums):
    """[part, cells] literacy, bp, and heads of everybody."""
    for n in range(lo, hi):
        i = np.uint32(n)
        sums[part, w.cell[i], 0] += w.literacy[i]
        sums[part, w.cell[i], 1] += 1


@kernel
def _take_part(lo, hi, part, w, share, key, taking, counts):
    """List the share of people, [cells], who take part."""
    found = 0
    luck = np.empty(STRETCH)
    for start in range(lo, hi, STRETCH):
        rows = min(STRETCH, hi - start)
        uniforms(key, start, rows, luck)
        for k in range(rows):
            taking[lo + found] = start + k
            found += luck[k] < share[w.cell[np.uint32(start + k)]]
    counts[part] = found


@serial
def _learn_from_peers(rows, cell, column, learning, sums):
    """`sums`: zeros, [all or those above the mean, cells, sum of the skill and heads]."""
    everybody, above = sums
    for i in rows:
        _add(everybody[cell[i]], column[i])
    for i in rows:
        if column[i] > _mean(everybody[cell[i]]):
            _add(above[cell[i]], column[i])
    for i in rows:
        if column[i] < _mean(everybody[cell[i]]):
            column[i] += int(learning * max(0.0, _mean(above[cell[i]]) - column[i]))


@rule
def _add(told, value):
    told[0] += value
    told[1] += 1.0


@rule
def _mean(told):
    """Of nobody it is nothing."""
    return told[0] / max(told[1], 1.0)
