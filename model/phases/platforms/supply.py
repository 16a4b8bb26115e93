"""Supply: the hours that platform workers offer, their claims on orders, and what a claim is worth in each market."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import WEEKS, days_given, hours_wanted
from ....agents.compiled import kernel, parts
from ....agents.platforms import learnt, service_of
from ....agents.workers import PLATFORM, age_in_years
from ...by_status import by_status
from ...city import City
from ...draws import identity, uniform
from ...places import in_pool
from ...rules import Rules
from ...seasons import away, journey_home
from ..circle.demand import order_demand
from ..places.own_business import SILVER_HOURS
from .claims import claim_of
from .clearing import CAPACITY, CONSENTING, HEADS, WEIGHT, clear_markets
from .side import add_supply


def share_out(city: City, rules: Rules, terms: NDArray[Any], side: NDArray[np.uint32]) -> NDArray[np.int32]:
    """Set everybody's hours; settle price, wait and the worth of a claim on orders in each market. [service, cell]
    hours a week that those at home there offer."""
    w, g, draws = city.workers, city.grid, city.draws
    supply = np.zeros((parts(len(w)), len(city.markets), 4), np.int64)
    offered = np.zeros((len(supply), *city.ground.hours.shape), np.int32)
    people = by_status(city)
    _sum_supply(
        len(people.first),
        people,
        w.view(),
        terms,
        (g.district, city.ground.finds, city.ground.far),
        (city.month, journey_home(city)),
        city.behaviour.view(),
        draws.lifelong("taste for long hours"),
        supply,
        offered,
        ranges=len(supply),
    )
    level = float(city.calendar.demand(city.month, city.start, ["orders"])[0])
    total = supply.sum(axis=0)
    add_supply(city, terms, side, total, offered)
    clear_markets(city, rules, terms, (level * order_demand(city), level), total)
    return np.asarray(offered.sum(axis=0, dtype=np.int32))


@kernel
def _sum_supply(lo, hi, part, people, w, terms, ground, time, behaviour, long_key, supply, offered):
    """Hours of each worker, none while away; dispatch weight, order capacity and heads of each market; hours of each
    cell."""
    b = behaviour[0]
    district, finds, far = ground
    month, journey = time
    for block in range(lo, hi):
        for k in range(people.bounds[block, PLATFORM], people.bounds[block, PLATFORM + 1]):
            i = people.first[block] + people.order[k]
            if away(i, w.born[i], w.hukou[i], journey):
                w.hours[i], w.days[i] = 0, 0
                continue
            platform = w.employer[i]
            t = terms[platform, district[w.cell[i]]]
            ratio = t.pay_ratio
            if w.earned[i] > t.taxed_from:
                ratio *= t.untaxed
            taste = uniform(long_key, identity(i, w.born[i]))
            service = service_of(platform)
            here = finds[service, w.cell[i]]
            w.hours[i] = int(hours_wanted(taste, ratio * here, b) + 0.5)
            if t.silver > 0.0 and in_pool(PLATFORM, platform, age_in_years(month, w.born[i])):
                w.hours[i] = min(w.hours[i], SILVER_HOURS)
            w.days[i] = int(days_given(w.hours[i], taste, b) + 0.5)
            work = w.hours[i] * WEEKS * t.pace * learnt(month - w.since[i], b)
            claim = claim_of(
                work, w.rating[i], w.since[i], w.earned[i], here, far[w.cell[i]], w.born[i], w.sex[i], month, t
            )
            offered[part, service, w.cell[i]] += w.hours[i]
            supply[part, t.market, WEIGHT] += int(100.0 * claim)
            supply[part, t.market, CAPACITY] += int(100.0 * work)
            supply[part, t.market, HEADS] += 1
            supply[part, t.market, CONSENTING] += w.consent[i]
