"""Takings of businesses of one's own and farms."""

from __future__ import annotations

import numpy as np

from ....agents.choices import helped_takings, own_account_worth
from ....agents.compiled import kernel, parts
from ....agents.maths import exp
from ....agents.workers import BP, SELF_EMPLOYED
from ...city import City
from ...draws import identity, normal, uniform
from ...grid import VILLAGE
from ..places.own_business import YOUNG, business_keys


def sell(city: City) -> int:
    """Note what everybody with a business of their own takes this month; fen in all."""
    w, g, draws = city.workers, city.grid, city.draws
    sales = np.zeros(parts(len(w)), np.int64)
    farm, selling, borrow, _ = business_keys(draws)
    keys = draws.key("takings"), draws.lifelong("taste for business"), farm, selling, borrow
    ground = g.district, g.klass, city.places.trade
    _sell(len(w), w.view(), ground, city.behaviour.view(), city.month, keys, sales)
    return int(sales.sum())


@kernel
def _sell(lo, hi, part, w, ground, behaviour, month, keys, sales):
    """Takings by skill, business sense and the help there is at home, with the luck of the month."""
    b = behaviour[0]
    district, place, trade = ground
    takings_key, sense_key, farm_key, sell_key, borrow_key = keys
    for n in range(lo, hi):
        i = np.uint32(n)
        if w.status[i] != SELF_EMPLOYED:
            continue
        zone = district[w.cell[i]]
        who = identity(i, w.born[i])
        rural = place[w.cell[i]] == VILLAGE
        luck = normal(takings_key, i)
        usual = own_account_worth(
            b.farm_income if rural else b.own_account_income,
            w.application[i] * BP,
            w.management[i] * BP,
            uniform(sense_key, who),
        )
        if trade.on > 0.0:
            cell = w.cell[i]
            usual = helped_takings(
                usual,
                w.literacy[i] * BP,
                trade.web[cell],
                trade.smart[cell],
                b.smart_farming_gain,
                trade.margin[cell],
                trade.traffic[cell],
                uniform(farm_key, who),
                uniform(sell_key, who),
            )
            if month - w.since[i] < YOUNG and uniform(borrow_key, who) < trade.borrows[zone]:
                usual += trade.credit[zone]
        w.earned[i] = int(100.0 * usual * exp(b.takings_spread * luck - 0.5 * b.takings_spread**2))
        sales[part] += w.earned[i]
