"""Renewal: people are born into the market, move, retire and leave it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, rule, serial
from ....agents.workers import (
    EMPLOYED,
    INACTIVE,
    LOCAL_RURAL,
    NOBODY,
    NONLOCAL_RURAL,
    TRAINING,
    UNEMPLOYED,
    Workers,
    age_in_years,
    choice_to_move,
    leaving_age,
    participation,
)
from ...behaviour import Behaviour
from ...city import City
from ...draws import Draws, bits, identity, mix, uniform
from ...events import Events
from ...funds import special_fund_free
from ...grid import PLACES, VILLAGE, way_to_work
from ...rules import Rules
from ..places.own_business import in_pool
from .entrants import admit_entrants

MOVES_EVERY = 4  # months between two thoughts about another home
TRIES = 4  # homes a mover looks at
FAR = 10  # km to work from which people look for a home more often
LONG_WAY = 3  # km to work from which homes near the job are looked at
REACH = 1  # cells around the job that count as near
NEAR = np.uint64(2 * REACH + 1)
ASKED = 5_000  # people whose incomes tell what a place pays


def renew_population(city: City, rules: Rules) -> dict[str, int]:
    """Let a month pass in people's lives; return how many left (each row is given to an entrant), joined, retired,
    moved.

    Leavers die or go away; by the closure of the profile the city keeps its size and ages. Joiners start to look for
    work, retirees stop. Movers change home inside the city.
    """
    w, draws = city.workers, city.draws
    leavers, changed = Events.room_for(len(w)), Events.room_for(len(w))
    _live(
        len(w),
        w.view(),
        city.month,
        city.behaviour.view(),
        city.closure.exit_hazard,
        (city.grid.district, rules.silver_subsidy),
        _accessible(city, rules),
        draws.key("leave the city, or think about work"),
        draws.lifelong("wish to work"),
        leavers.buffer,
        leavers.counts,
        changed.buffer,
        changed.counts,
    )
    gone = leavers.rows()
    _release(city, gone)
    admit_entrants(city, rules, gone)
    switched = changed.rows()
    retired = switched[city.workers.status[switched] == INACTIVE]
    _release(city, retired)
    w.employer[retired] = NOBODY
    return {
        "leavers": len(gone),
        "retirees": len(retired),
        "joiners": len(switched) - len(retired),
        "movers": _move_house(city),
    }


def _accessible(city: City, rules: Rules) -> NDArray[np.float64]:
    """[cell] rise of the participation of the disabled, where accessible work can be paid for (plan §3.3.2)."""
    if not rules.somewhere.accessible_work or special_fund_free(city, rules) <= 0:
        return np.zeros(len(city.grid.district))
    return np.asarray((city.behaviour.disabled_shut_out * rules.accessible_work)[city.grid.district])


def wanting_work(w: Workers, month: int, draws: Draws, b: Behaviour) -> NDArray[np.bool_]:
    """Who wants to work in a month, by the rule `renew_population` uses, shape (persons,)."""
    result = np.zeros(len(w), np.bool_)
    nowhere = np.zeros(int(w.cell.max(initial=0)) + 1)
    _wishes(len(w), w.view(), month, b.view(), nowhere, draws.lifelong("wish to work"), result)
    return result


def _release(city: City, rows: NDArray[np.uint32]) -> None:
    """People who leave or retire no longer count as staff. (A retiree's status is already INACTIVE, the line still
    known.)"""
    w, e = city.workers, city.employers
    _leave_staff(rows, w.status, w.employer, e.staff)


def _move_house(city: City) -> int:
    """A few people look at other homes and take one that is worth the move; return how many did."""
    w, g = city.workers, city.grid
    people = np.zeros(len(g.people))
    _count_people(w.cell, people)
    crowding = people / np.maximum(g.people * len(w), 1.0) - 1.0
    income = _income_by_place(city)
    movers, home = Events.room_for(len(w)), np.empty(len(w), w.cell.dtype)
    _look_at_homes(
        len(w),
        w.view(),
        city.employers.cell,
        (g.x_km, g.y_km, g.klass, g.people, crowding, income),
        city.behaviour.view(),
        city.month,
        tuple(city.draws.key(decision) for decision in ("think of moving", "homes on offer", "take the home")),
        home,
        movers.buffer,
        movers.counts,
    )
    moved = movers.rows()
    e = city.employers
    _take_homes(moved, home, w.cell, w.status, w.employer, w.commute, e.cell, e.remote, g.plane)
    return len(moved)


def _income_by_place(city: City) -> NDArray[np.float64]:
    """Log of mean income of the employed by class of place, as people know it: last month's."""
    w = city.workers
    total, earners = np.zeros(len(PLACES)), np.zeros(len(PLACES))
    _sum_incomes(max(1, len(w) // ASKED), w.cell, w.income, city.grid.klass, total, earners)
    return np.asarray(np.log(np.maximum(total / np.maximum(earners, 1.0), 1.0)))


@rule
def _wants(w, i, month, b, opened, taste_key):
    """Whether a person wants to work: a lifelong taste against the share of such people who do, times what accessible
    work has `opened` to them."""
    age = age_in_years(month, w.born[i])
    if age < leaving_age(w.schooling[i]):
        return False
    share = participation(age, w.sex[i], w.schooling[i], w.hukou[i], w.disabled[i], b)
    return uniform(taste_key, identity(i, w.born[i])) < share * opened


@kernel
def _wishes(lo, hi, part, w, month, behaviour, accessible, taste_key, result):
    b = behaviour[0]
    for n in range(lo, hi):
        i = np.uint32(n)
        opened = 1.0 + accessible[w.cell[i]] if w.disabled[i] else 1.0
        result[i] = _wants(w, i, month, b, opened, taste_key)


@kernel
def _live(
    lo,
    hi,
    part,
    w,
    month,
    behaviour,
    exit_hazard,
    pool,
    accessible,
    life_key,
    taste_key,
    leavers,
    left,
    changed,
    switched,
):
    """Mark leavers; let those who think about it join or leave the labour force."""
    b = behaviour[0]
    district, silver = pool
    leaving = changing = 0
    for n in range(lo, hi):
        i = np.uint32(n)
        age = age_in_years(month, w.born[i])
        luck = uniform(life_key, i)  # leaving stands at its lower end, thinking about work at its upper end
        if luck < exit_hazard[w.hukou[i], min(age, 119)]:
            leavers[lo + leaving] = i
            leaving += 1
            continue
        status = w.status[i]
        if luck < 1.0 - b.review_of_work or status == TRAINING:
            continue
        opened = 1.0 + accessible[w.cell[i]] if w.disabled[i] else 1.0
        wants = _wants(w, i, month, b, opened, taste_key)
        if wants == (status != INACTIVE):
            continue
        if silver[district[w.cell[i]]] > 0.0 and in_pool(status, w.employer[i], age):
            continue
        w.status[i] = UNEMPLOYED if wants else INACTIVE
        if status != EMPLOYED:
            w.employer[i] = NOBODY
        w.since[i] = month
        w.idle[i] = 0 if wants else 255
        changed[lo + changing] = i
        changing += 1
    left[part] = leaving
    switched[part] = changing


@serial
def _leave_staff(rows, status, employer, staff):
    for i in rows:
        if (status[i] == EMPLOYED or status[i] == INACTIVE) and employer[i] >= 0:
            staff[employer[i]] -= 1


@serial
def _take_homes(rows, home, cell, status, employer, commute, workplace, remote, ground):
    """Movers are at home elsewhere, and their way to work is another."""
    for i in rows:
        cell[i] = home[i]
        if status[i] == EMPLOYED:
            commute[i] = way_to_work(cell[i], workplace[employer[i]], remote[employer[i]], ground)


@serial
def _sum_incomes(every, cell, income, klass, total, earners):
    for i in range(0, len(cell), every):
        if income[i] > 0:
            total[klass[cell[i]]] += income[i]
            earners[klass[cell[i]]] += 1.0


@serial
def _count_people(cell, people):
    for i in range(len(cell)):
        people[cell[i]] += 1.0


@kernel
def _look_at_homes(lo, hi, part, w, workplace, ground, behaviour, month, keys, home, movers, moved):
    """Homes on offer are those of people drawn at random, and for commuters every other one is near the job; the first
    that is worth the move is taken."""
    b = behaviour[0]
    x_km, y_km, place, people, crowding, income = ground
    across = int(len(x_km) ** 0.5 + 0.5)
    think_key, offer_key, take_key = keys
    moving = 0
    for n in range(lo, hi):
        i = np.uint32(n)
        if (i + month) % MOVES_EVERY != 0 or w.status[i] == INACTIVE:
            continue
        employed = w.status[i] == EMPLOYED
        rate = MOVES_EVERY * b.move_rate * (b.move_far if employed and w.commute[i] > FAR else 1.0)
        if uniform(think_key, i) >= rate:
            continue
        here = w.cell[i]
        word = bits(offer_key, i)
        job = workplace[w.employer[i]] if employed else here
        for k in range(TRIES):
            word = mix(word)
            there = w.cell[np.int64(word >> np.uint64(11)) % len(w.cell)]
            if employed and w.commute[i] > LONG_WAY and k % 2 == 0:
                row = job // across + np.int64(word % NEAR) - REACH
                column = job % across + np.int64((word >> np.uint64(8)) % NEAR) - REACH
                there = min(max(row, 0), across - 1) * across + min(max(column, 0), across - 1)
                if people[there] <= 0.0:
                    continue
            commute = 0.0
            if employed and w.commute[i] > 0:
                new = ((x_km[there] - x_km[job]) ** 2 + (y_km[there] - y_km[job]) ** 2) ** 0.5
                commute = new - w.commute[i]
            km = ((x_km[there] - x_km[here]) ** 2 + (y_km[there] - y_km[here]) ** 2) ** 0.5
            barred = (w.hukou[i] == LOCAL_RURAL or w.hukou[i] == NONLOCAL_RURAL) and place[there] != VILLAGE
            gain = income[place[there]] - income[place[here]]
            crowded = crowding[there] - crowding[here]
            if uniform(take_key, i) < choice_to_move(gain, commute, km, barred, crowded, b):
                home[i] = there
                movers[lo + moving] = i
                moving += 1
                break
    moved[part] = moving
