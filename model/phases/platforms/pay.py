"""Pay: the orders each worker gets, what they pay, penalties, accidents, rating and rung."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import WEEKS
from ....agents.compiled import kernel, parts, rule
from ....agents.platforms import (
    accident_chance,
    injury_share,
    learnt,
    order_value,
    orders_received,
    pay_with_bonuses,
    penalty_loss,
    promotion_chance,
    rating_gain,
    service_of,
)
from ....agents.workers import BP, PLATFORM, age_in_years
from ...by_status import by_status
from ...city import City
from ...draws import mix, normal, uniform
from ...events import Events
from ...places import in_pool
from .claims import claim_of

NO_CERTIFICATE = np.uint64(0)
TOP_RUNG = 2
# Sums of a market: orders and costs in hundredths of an order and of a yuan, hours a week, heads above the first rung.
ORDERS, NET, COSTS, HOURS, PRESCRIBED, RAISED = range(6)


def pay_orders(city: City, terms: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Split each market's orders over its workers; [market, sum] what that came to, and the rows of the injured."""
    w, g, draws = city.workers, city.grid, city.draws
    totals = np.zeros((parts(len(w)), len(city.markets), 6), np.int64)
    injured, people = Events.room_for(len(w)), by_status(city)
    _pay_orders(
        len(people.first),
        people,
        w.view(),
        city.markets.view(),
        terms,
        (g.district, city.ground.finds, city.ground.far),
        city.month,
        city.behaviour.view(),
        (draws.key("order luck"), draws.key("wrongful penalty"), draws.key("accident"), draws.key("promotion")),
        totals,
        injured.buffer,
        injured.counts,
        ranges=len(totals),
    )
    return totals.sum(axis=0), injured.rows()


@kernel
def _pay_orders(lo, hi, part, people, w, m, terms, ground, month, behaviour, keys, totals, injured, counts):
    """The month of each active worker; totals by market, and who was hurt."""
    b = behaviour[0]
    district, finds, far = ground
    luck_key, penalty_key, accident_key, promotion_key = keys
    hurt = 0
    for block in range(lo, hi):
        for k in range(people.bounds[block, PLATFORM], people.bounds[block, PLATFORM + 1]):
            i = people.first[block] + people.order[k]
            if w.hours[i] == 0:  # away
                w.earned[i] = 0
                continue
            t = terms[w.employer[i], district[w.cell[i]]]
            work = w.hours[i] * WEEKS * t.pace * learnt(month - w.since[i], b)
            here = finds[service_of(w.employer[i]), w.cell[i]]
            claim = claim_of(
                work, w.rating[i], w.since[i], w.earned[i], here, far[w.cell[i]], w.born[i], w.sex[i], month, t
            )
            luck = normal(luck_key, i)
            orders = orders_received(claim, m.share[t.market], luck, t.spread, work, b.least_luck)
            value, cost = order_value(orders, t.price, t.kept), orders * t.cost
            pay = after_penalty(pay_with_bonuses(value, w.rung[i], t.rise, t.peak), i, penalty_key, t, b)
            pay -= injury_share(orders, t.injury_premium, t.injury_pilot, t.injury_by_worker)
            w.earned[i] = int(100.0 * max(0.0, pay - cost))
            if not (t.silver > 0.0 and in_pool(PLATFORM, w.employer[i], age_in_years(month, w.born[i]))):
                w.gig[i] = month
            totals[part, t.market, ORDERS] += int(100.0 * orders)
            totals[part, t.market, NET] += w.earned[i]
            totals[part, t.market, COSTS] += int(100.0 * cost)
            totals[part, t.market, HOURS] += w.hours[i]
            totals[part, t.market, PRESCRIBED] += int(100.0 * value * t.rung_premium * w.rung[i])
            totals[part, t.market, RAISED] += w.rung[i] > 0
            busy = orders / max(1.0, work)
            if uniform(accident_key, i) < accident_chance(t.accidents, b.idle_accidents, busy, t.calmer):
                injured[people.first[lo] + hurt] = i
                hurt += 1
            w.rating[i] += rating_gain(w.rating[i], w.application[i], busy, b)
            if w.rung[i] < TOP_RUNG and month - w.since[i] > t.ladder_months:
                certified = w.certificates[i] != NO_CERTIFICATE
                raised = m.raised[t.market] / max(m.workers[t.market], 1)
                w.rung[i] += uniform(promotion_key, i) < _rise_chance(w.rating[i], certified, raised, t, b)
    counts[part] = hurt


@rule
def after_penalty(pay, i, key, t, b):
    """Pay less what a wrongful penalty takes, which some appeal or report."""
    if uniform(key, i) < t.wronged:
        appealed, reported = uniform(mix(key), i) < t.appeals, uniform(mix(mix(key)), i) < t.reports
        pay -= penalty_loss(pay, b.penalty_size, appealed, t.appeal_left, reported, t.report_left)
    return pay


@rule
def _rise_chance(rating, certified, raised, t, b):
    """Chance of a rung: at the platform's pleasure, and on an open ladder while its posts are free."""
    chance = b.promotion * rating * BP
    if t.ladder_promotion > 0.0:
        chance += promotion_chance(
            t.ladder_promotion, rating * BP, certified, b.ladder_uncertified, raised, t.ladder_posts
        )
    return chance
