"""Takings of businesses of one's own and farms."""

from __future__ import annotations

import numpy as np

from ....agents.compiled import kernel, parts
from ....agents.maths import exp
from ....agents.workers import BP, SELF_EMPLOYED
from ...city import City
from ...draws import identity, normal
from ...grid import VILLAGE
from ..circle.demand import takings_demand
from ..places.own_business import business_keys, takings_of_owner


def sell(city: City) -> int:
    """Note what everybody with a business of their own takes this month; fen in all."""
    w, draws = city.workers, city.draws
    sales = np.zeros(parts(len(w)), np.int64)
    keys = draws.key("takings"), business_keys(draws)
    _sell(
        len(w),
        w.view(),
        city.grid.klass,
        city.places.terms,
        takings_demand(city),
        city.behaviour.view(),
        city.month,
        keys,
        sales,
    )
    return int(sales.sum())


@kernel
def _sell(lo, hi, part, w, place, trade, demand, behaviour, month, keys, sales):
    """Takings by skill, business sense and the help there is at home, what residents spend, and the luck of the
    month."""
    b = behaviour[0]
    in_town, in_village = demand
    takings_key, business = keys
    for n in range(lo, hi):
        i = np.uint32(n)
        if w.status[i] != SELF_EMPLOYED:
            continue
        cell, who = w.cell[i], identity(i, w.born[i])
        rural, months = place[cell] == VILLAGE, month - w.since[i]
        skills = w.application[i] * BP, w.management[i] * BP, w.literacy[i] * BP
        usual = takings_of_owner(who, rural, skills[0], skills[1], skills[2], months, trade[cell], b, business)
        luck = exp(b.takings_spread * normal(takings_key, i) - 0.5 * b.takings_spread**2)
        w.earned[i] = int(100.0 * usual * luck * (in_village if rural else in_town))
        sales[part] += w.earned[i]
