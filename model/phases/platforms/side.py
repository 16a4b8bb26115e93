"""Side work: employees, own-account workers and farmers who give a platform some hours beside their work.

Their rows carry the firm and the hours; what they earn is added to the month's transfers, so that it counts as income
whatever else they do. Penalties, premiums, value-added tax and, by the hours, accidents are as for whoever lives on a
platform. Rungs and suits are not: a ladder and a court take months that an evening's work seldom lasts.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import (
    STANDARD_HOURS,
    WEEKS,
    admitted,
    comes_to_mind,
    days_given,
    side_chance,
    side_hours,
    vat_due,
)
from ....agents.compiled import kernel, parts
from ....agents.ground import drawn_here
from ....agents.platforms import (
    SERVICES,
    accident_chance,
    injury_share,
    order_value,
    orders_received,
    pay_with_bonuses,
    service_of,
)
from ....agents.workers import BP, EMPLOYED, FEN, SELF_EMPLOYED, age_in_years
from ...city import City
from ...draws import STRETCH, identity, mix, normal, uniform, uniform_column, uniforms
from ...events import Events
from ...rules import Rules
from ...seasons import away, journey_home
from ..work_choice.terms import platform_terms
from .claims import claim_of
from .clearing import CAPACITY, CONSENTING, HEADS, WEIGHT
from .pay import after_penalty

ORDERS, NET, COSTS, HOURS = range(4)  # the first sums of `pay`
SHORT_DAYS = 0.2  # taste for long ones of those who have worked elsewhere before


def choose_side(city: City, rules: Rules) -> NDArray[np.uint32]:
    """Some begin, go on with or give up work beside their own; rows of those who have some this month."""
    w, g, draws = city.workers, city.grid, city.draws
    thinking, journey = Events.room_for(len(w)), journey_home(city)
    *terms, heard = platform_terms(city, rules)
    key = draws.key("think of side work")
    _think(len(w), w.view(), city.behaviour.consider_side * heard, key, thinking.buffer, thinking.counts)
    rows = thinking.rows()
    _decide(
        len(rows),
        rows,
        w.view(),
        tuple(terms),
        (g.district, city.ground.finds, city.places.bandwidth, journey),
        city.behaviour.view(),
        city.month,
        (draws.lifelong("taste for side work"), draws.lifelong("taste for a platform")),
        (draws.key("which side work"), draws.key("choose side work")),
        ranges=parts(len(w)),
    )
    return rows[w.side[rows] > 0]


@kernel
def _think(lo, hi, part, w, often, key, thinking, counts):
    """Mark those with side work and some of the others at work."""
    found = 0
    luck = np.empty(STRETCH)
    for start in range(lo, hi, STRETCH):
        rows = min(STRETCH, hi - start)
        uniforms(key, start, rows, luck)
        for k in range(rows):
            i = np.uint32(start + k)
            thinking[lo + found] = i
            at_work = (w.status[i] == EMPLOYED) | (w.status[i] == SELF_EMPLOYED)
            found += (w.side[i] > 0) | (at_work & (luck[k] < often))
    counts[part] = found


@kernel
def _decide(lo, hi, part, rows, w, terms, ground, behaviour, month, tastes, keys):
    """Compare what an hour beside one's work brings with what an hour of that work does."""
    b = behaviour[0]
    of_platforms, leanings, firms = terms
    district, finds, bandwidth, journey = ground
    taste_key, favourite_key = tastes
    which_key, choose_key = keys
    for n in range(lo, hi):
        i = rows[n]
        who, zone, luck = identity(i, w.born[i]), district[w.cell[i]], uniform(choose_key, i)
        if w.status[i] != EMPLOYED and w.status[i] != SELF_EMPLOYED:  # the work it was beside has ended
            w.side[i], w.side_hours[i] = 0, 0
            continue
        taste = uniform(taste_key, who)
        if w.side[i] > 0:
            t, here = of_platforms[w.side[i] - 1, zone], finds[service_of(w.side[i] - 1), w.cell[i]]
            if luck < b.side_exit / (t.pull * drawn_here(here, b)) or away(i, w.born[i], w.hukou[i], journey):
                w.side[i], w.side_hours[i] = 0, 0
            else:
                w.side_hours[i] = int(side_hours(taste, w.hours[i], t.pay_ratio * here, b) + 0.5)
            continue
        if taste >= b.side_open or w.programme[i] > 0:
            continue
        k, point = 0, comes_to_mind(uniform(which_key, i), uniform(favourite_key, who), b)
        while k < SERVICES - 1 and point > leanings[zone, w.sex[i], k]:
            k += 1
        rank, known = 0, uniform(mix(which_key), i)
        while rank < firms.shape[2] - 1 and known > firms[zone, k, rank]:
            rank += 1
        if firms[zone, k, rank] <= 0.0:
            continue
        here = finds[k, w.cell[i]]
        k += SERVICES * rank
        t = of_platforms[k, zone]
        fit = admitted(age_in_years(month, w.born[i]), w.schooling[i], w.literacy[i] * BP, t)
        reached = t.online == 0.0 or uniform(mix(choose_key), i) < bandwidth[w.cell[i]]
        hours = side_hours(taste, w.hours[i], t.pay_ratio * here, b)
        if fit and reached and hours >= 1.0:
            own = w.earned[i] * FEN / max(w.hours[i] * WEEKS, 1.0)
            sure = t.hourly * here - b.risk_dread * t.loss / (STANDARD_HOURS * WEEKS)
            if luck < side_chance(sure, own, t.taken * drawn_here(here, b), b):
                w.side[i], w.side_hours[i] = k + 1, int(hours + 0.5)


def add_supply(
    city: City, terms: NDArray[Any], rows: NDArray[np.uint32], supply: NDArray[np.int64], offered: NDArray[np.int32]
) -> None:
    """Add the hours and claims of side workers to those of each market, and their hours to those of each cell."""
    more, g = np.zeros((parts(len(city.workers)), *supply.shape), np.int64), city.grid
    ground = g.district, city.ground.finds, city.ground.far
    tables = city.workers.view(), terms, ground, city.month, city.behaviour.view()
    _add_supply(len(rows), rows, *tables, more, offered, ranges=len(more))
    supply += more.sum(axis=0)


@kernel
def _add_supply(lo, hi, part, rows, w, terms, ground, month, behaviour, more, offered):
    b = behaviour[0]
    district, finds, far = ground
    for n in range(lo, hi):
        i = rows[n]
        t = terms[w.side[i] - 1, district[w.cell[i]]]
        work = w.side_hours[i] * WEEKS * t.pace
        service = service_of(w.side[i] - 1)
        here = finds[service, w.cell[i]]
        claim = claim_of(work, w.rating[i], month, 0, here, far[w.cell[i]], w.born[i], w.sex[i], month, t)
        offered[part, service, w.cell[i]] += w.side_hours[i]
        w.days[i] = int(days_given(w.side_hours[i], SHORT_DAYS, b) + 0.5)
        more[part, t.market, WEIGHT] += int(100.0 * claim)
        more[part, t.market, CAPACITY] += int(100.0 * work)
        more[part, t.market, HEADS] += 1
        more[part, t.market, CONSENTING] += w.consent[i]


def pay_side(
    city: City, terms: NDArray[Any], rows: NDArray[np.uint32], sums: NDArray[np.int64], flows: dict[str, int]
) -> NDArray[np.uint32]:
    """Pay side workers for their orders, and add these to the sums of each market; return the rows of the injured."""
    w, g, draws = city.workers, city.grid, city.draws
    more, taxes = np.zeros((parts(len(w)), len(city.markets), 4), np.int64), np.zeros(parts(len(w)), np.int64)
    hurt, ground = Events.room_for(len(rows), len(taxes)), (g.district, city.ground.finds, city.ground.far)
    keys = draws.key("order luck"), draws.key("wrongful penalty"), draws.key("accident")
    tables = w.view(), city.markets.view(), terms, ground, city.month, city.behaviour.view(), keys
    _pay(len(rows), rows, *tables, more, taxes, hurt.buffer, hurt.counts, ranges=len(more))
    total = more.sum(axis=0)
    city.ledger.pay("households", "government", "vat", int(taxes.sum()))
    sums[:, : HOURS + 1] += total
    flows["side_workers"], flows["side_pay"] = len(rows), int(total[:, NET].sum())
    flows["side_hours"] = int(total[:, HOURS].sum())
    return hurt.rows()


def in_pilot(city: City, rules: Rules, rows: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Who of those hurt beside other work is in the injury pilot: what covers them in a job does not cover this."""
    luck = uniform_column(city.draws.key("side work in the pilot"), rows.astype(np.uint64))
    return np.asarray(luck < rules.injury_pilot[city.grid.district[city.workers.cell[rows]]])


@kernel
def _pay(lo, hi, part, rows, w, m, terms, ground, month, behaviour, keys, more, taxes, injured, counts):
    b = behaviour[0]
    district, finds, far = ground
    luck_key, penalty_key, accident_key = keys
    hurt = 0
    for n in range(lo, hi):
        i = rows[n]
        t = terms[w.side[i] - 1, district[w.cell[i]]]
        work = w.side_hours[i] * WEEKS * t.pace
        here = finds[service_of(w.side[i] - 1), w.cell[i]]
        claim = claim_of(work, w.rating[i], month, 0, here, far[w.cell[i]], w.born[i], w.sex[i], month, t)
        orders = orders_received(claim, m.share[t.market], normal(luck_key, i), t.spread, work, b.least_luck)
        cost = orders * t.cost
        value = after_penalty(
            pay_with_bonuses(order_value(orders, t.price, t.kept), 0, t.rise, t.peak), i, penalty_key, t, b
        )
        value -= injury_share(orders, t.injury_premium, t.injury_pilot, t.injury_by_worker)
        pay = int(100.0 * max(0.0, value - cost))
        before = w.earned[i] if w.status[i] == SELF_EMPLOYED else 0
        due = vat_due((before + pay) * FEN, t.taxed_from * FEN, 1.0 - t.untaxed)
        tax = int(100.0 * (due - vat_due(before * FEN, t.taxed_from * FEN, 1.0 - t.untaxed)))
        taxes[part] += tax
        w.transfers[i] += pay - tax
        busy, monthly = orders / max(1.0, work), t.accidents * w.side_hours[i] / STANDARD_HOURS
        if uniform(accident_key, i) < accident_chance(monthly, b.idle_accidents, busy, t.calmer):
            injured[lo + hurt] = i
            hurt += 1
        more[part, t.market, ORDERS] += int(100.0 * orders)
        more[part, t.market, NET] += pay
        more[part, t.market, COSTS] += int(100.0 * cost)
        more[part, t.market, HOURS] += w.side_hours[i]
    counts[part] = hurt
