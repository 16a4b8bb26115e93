"""Supply: the hours that platform workers offer, their claims on orders, and what a claim is worth in each market."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import WEEKS, hours_wanted
from ....agents.compiled import kernel, parts, rule
from ....agents.platforms import claim_on_orders
from ....agents.workers import BP, PLATFORM, age_in_years
from ...by_status import by_status
from ...city import City
from ...draws import identity, uniform
from ...rules import Rules
from ...seasons import away, journey_home
from ..circle.demand import order_demand
from ..places.own_business import SILVER_HOURS, in_pool
from .clearing import CAPACITY, CONSENTING, HEADS, WEIGHT, clear_markets
from .terms import YEAR


def share_out(city: City, rules: Rules, terms: NDArray[Any]) -> None:
    """Set everybody's hours; settle price, wait and the worth of a claim on orders in each market."""
    w, g, draws = city.workers, city.grid, city.draws
    supply = np.zeros((parts(len(w)), len(city.markets), 4), np.int64)
    people = by_status(city)
    _sum_supply(
        len(people.first),
        people,
        w.view(),
        terms,
        (g.district, g.demand_km),
        (city.month, journey_home(city)),
        city.behaviour.view(),
        draws.lifelong("taste for long hours"),
        supply,
        ranges=len(supply),
    )
    level = float(city.calendar.demand(city.month, city.start, ["orders"])[0])
    clear_markets(city, rules, terms, (level * order_demand(city), level), supply.sum(axis=0))


@rule
def claim_of(work, rating, since, km, born, sex, month, t):
    """What a worker who offers so much work (orders at full pace) can claim, by the dispatch rule in the terms."""
    return claim_on_orders(work, rating * BP, (month - since) / YEAR, km, age_in_years(month, born), sex, t)


@kernel
def _sum_supply(lo, hi, part, people, w, terms, ground, time, behaviour, long_key, supply):
    """Hours of each worker, none while away; dispatch weight, order capacity and heads of each market."""
    b = behaviour[0]
    district, km = ground
    month, journey = time
    for block in range(lo, hi):
        for k in range(people.bounds[block, PLATFORM], people.bounds[block, PLATFORM + 1]):
            i = people.first[block] + people.order[k]
            if away(i, w.born[i], w.hukou[i], journey):
                w.hours[i] = 0
                continue
            platform = w.employer[i]
            t = terms[platform, district[w.cell[i]]]
            ratio = t.pay_ratio
            if w.earned[i] > t.taxed_from:
                ratio *= t.untaxed
            w.hours[i] = int(hours_wanted(uniform(long_key, identity(i, w.born[i])), ratio, b) + 0.5)
            if t.silver > 0.0 and in_pool(PLATFORM, platform, age_in_years(month, w.born[i])):
                w.hours[i] = min(w.hours[i], SILVER_HOURS)
            hours = w.hours[i] * WEEKS
            claim = claim_of(hours * t.pace, w.rating[i], w.since[i], km[w.cell[i]], w.born[i], w.sex[i], month, t)
            supply[part, t.market, WEIGHT] += int(100.0 * claim)
            supply[part, t.market, CAPACITY] += int(100.0 * hours * t.pace)
            supply[part, t.market, HEADS] += 1
            supply[part, t.market, CONSENTING] += w.consent[i]
