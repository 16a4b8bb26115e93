"""Takings of businesses of one's own and of farms, and what farmers ask of other work."""

from __future__ import annotations

import numpy as np

from ....agents.compiled import kernel, parts
from ....agents.farmers import asked_by_farmer, farms
from ....agents.maths import exp
from ....agents.workers import BP, SELF_EMPLOYED, YUAN, reservation_next
from ...by_status import by_status
from ...city import City
from ...draws import identity, normal
from ...grid import VILLAGE
from ...seasons import away, journey_home
from ..circle.own_markets import market_terms
from ..places.own_business import business_keys, takings_of_owner


def sell(city: City) -> int:
    """Note what everybody with a business of their own takes this month; fen in all."""
    w, draws = city.workers, city.draws
    sales = np.zeros(parts(len(w)), np.int64)
    keys = draws.key("takings"), business_keys(draws)
    place = city.grid.klass, city.places.terms, market_terms(city), journey_home(city)
    people, b = by_status(city), city.behaviour.view()
    _sell(len(people.first), people, w.view(), place, b, city.month, keys, sales, ranges=len(sales))
    return int(sales.sum())


@kernel
def _sell(lo, hi, part, people, w, places, behaviour, month, keys, sales):
    """Takings by skill, business sense, the market and the help there is at home, and the luck of the month; nothing
    while one is away. What a farmer asks of other work goes to what the farm brings (B 2.3, B 3.33)."""
    b = behaviour[0]
    place, trade, market, journey = places
    takings_key, business = keys
    for block in range(lo, hi):
        for k in range(people.bounds[block, SELF_EMPLOYED], people.bounds[block, SELF_EMPLOYED + 1]):
            i = people.first[block] + people.order[k]
            cell, who = w.cell[i], identity(i, w.born[i])
            farm, village, months = farms(w.status[i], w.employer[i]), place[cell] == VILLAGE, month - w.since[i]
            skills = w.application[i] * BP, w.management[i] * BP, w.literacy[i] * BP
            here = trade[cell], market[cell]
            usual = takings_of_owner(
                who, farm, village, skills[0], skills[1], skills[2], months, here[0], here[1], b, business
            )
            luck = exp(b.takings_spread * normal(takings_key, i) - 0.5 * b.takings_spread**2)
            sold = int(100.0 * usual * luck)
            w.earned[i] = 0 if away(i, w.born[i], w.hukou[i], journey) else sold
            if farm:
                asked = YUAN * asked_by_farmer(usual, b)
                w.reservation[i] = int(reservation_next(w.reservation[i], asked, asked, b))
            sales[part] += w.earned[i]
