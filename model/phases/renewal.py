"""Renewal: people are born into the market, move, retire and leave it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...agents.compiled import kernel, rule, serial
from ...agents.workers import (
    EMPLOYED,
    INACTIVE,
    LOCAL_RURAL,
    NEVER,
    NO_TARGET,
    NOBODY,
    NONLOCAL_RURAL,
    RESIDENT_SCHEME,
    TRAINING,
    UNEMPLOYED,
    Workers,
    age_in_years,
    choice_to_move,
    leaving_age,
    participation,
)
from ..behaviour import Behaviour
from ..city import City
from ..draws import Draws, bits, identity, mix, uniform, uniform_column
from ..grid import VILLAGE
from ..occupations import draw_occupation
from ..rules import Rules
from .events import Events
from .funds import special_fund_free
from .own_business import in_pool
from .projects import finish_on_a_project
from .separation import modesty, private_pay
from .wages import pay_factors

MOVES_EVERY = 4  # months between two thoughts about another home
TRIES = 4  # homes a mover looks at
LONG_WAY = 3  # km to work from which homes near the job are looked at
REACH = 1  # cells around the job that count as near
NEAR = np.uint64(2 * REACH + 1)
MOST_ASKED = 8.0  # wage floors: nobody new to work asks for more
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
    _enter(city, gone, rules)
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
    if not rules.accessible_work.any() or special_fund_free(city, rules) <= 0:
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
    on_staff = rows[((w.status[rows] == EMPLOYED) | (w.status[rows] == INACTIVE)) & (w.employer[rows] >= 0)]
    np.subtract.at(e.staff, w.employer[on_staff], 1)


def _enter(city: City, rows: NDArray[np.uint32], rules: Rules) -> None:
    """Give the rows of leavers to entrants: school leavers of the city and newcomers, at the ages of the closure."""
    w, closure = city.workers, city.closure
    if not len(rows):
        return
    age, month, school, skill, disabled, trade = (
        uniform_column(city.draws.key(f"entrant's {trait}"), rows.astype(np.uint64))
        for trait in ("age", "month of birth", "schooling", "skill", "disability", "trade")
    )
    hukou = w.hukou[rows].astype(np.int64)
    years = np.minimum((age[:, None] > closure.entry_cdf[hukou]).sum(axis=1), closure.entry_cdf.shape[1] - 1)
    w.born[rows] = city.month - 12 * years - np.where(years > 16, np.floor(12 * month), 0)
    levels = (school[:, None] > np.cumsum(closure.entrant_schooling[hukou], axis=1)).sum(axis=1)
    w.schooling[rows] = 1 + np.minimum(levels, 4)
    w.disabled[rows] = disabled < 0.5 * city.profile.disabled
    base = 1_500 + 900 * levels
    for column, shift in ((w.technical, 0), (w.application, 300), (w.management, -500)):
        column[rows] = np.clip(base + shift + 2_400 * (skill - 0.5), 200, 9_500)
    w.literacy[rows] = np.clip(3_400 + 900 * levels + 3_600 * (skill - 0.5), 0, 10_000)
    w.occupation[rows] = draw_occupation(city.occupations, w.schooling[rows], trade)
    if rules.three_plus_one.any():
        finish_on_a_project(city, rules, rows)
    w.certificates[rows] = 0
    w.status[rows], w.employer[rows] = INACTIVE, NOBODY
    w.since[rows] = w.hired[rows] = city.month
    floor = 100.0 * rules.minimum_wage[city.grid.district[w.cell[rows]]]
    hoped = city.behaviour.aspiration * modesty(city, rows) * private_pay(city)[w.occupation[rows]]
    hoped *= pay_factors(city, rows)
    w.wage[rows] = w.reservation[rows] = np.round(np.maximum(floor, np.minimum(hoped, MOST_ASKED * floor)))
    for column in (
        w.income,
        w.earned,
        w.transfers,
        w.points,
        w.falls,
        w.rung,
        w.programme,
        w.months_left,
        w.commute,
        w.suit,
    ):
        column[rows] = 0
    w.rating[rows], w.trust[rows], w.consent[rows] = 6_000, 5_000, 1
    w.insured[rows], w.target[rows], w.hours[rows], w.idle[rows] = RESIDENT_SCHEME, NO_TARGET, 40, 255
    w.gig[rows] = w.trained[rows] = NEVER


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
    w.cell[moved] = home[moved]
    commuters = moved[w.status[moved] == EMPLOYED]
    km = g.distance(w.cell[commuters], city.employers.cell[w.employer[commuters]])
    remote = city.employers.remote[w.employer[commuters]] == 1
    w.commute[commuters] = np.where(remote, 0, np.minimum(255, np.round(km)))
    return len(moved)


def _income_by_place(city: City) -> NDArray[np.float64]:
    """Log of mean income of the employed by class of place, as people know it: last month's."""
    w = city.workers
    every = max(1, len(w) // ASKED)
    place, income = city.grid.klass[w.cell[::every]], w.income[::every]
    earns = income > 0
    total = np.bincount(place[earns], weights=income[earns], minlength=4)
    return np.asarray(np.log(np.maximum(total / np.maximum(np.bincount(place[earns], minlength=4), 1), 1.0)))


@rule
def _wants(w, i, month, b, opened, taste_key):
    """Whether a person wants to work: a lifelong taste against the share of such people who do, times what accessible
    work has `opened` to them."""
    age = age_in_years(month, w.born[i])
    if age < leaving_age(w.schooling[i]):
        return False
    share = participation(
        age,
        w.sex[i],
        w.schooling[i],
        w.hukou[i],
        w.disabled[i],
        b.participation_men,
        b.participation_women,
        b.retire_men,
        b.retire_women,
        b.retire_rural_extra,
    )
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
        rate = MOVES_EVERY * b.move_rate * (4.0 if employed and w.commute[i] > 10 else 1.0)
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
            if uniform(take_key, i) < choice_to_move(gain, commute, km, barred, crowded, b.move_income, b.move_km):
                home[i] = there
                movers[lo + moving] = i
                moving += 1
                break
    moved[part] = moving
