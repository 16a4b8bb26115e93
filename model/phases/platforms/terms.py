"""Terms: what a month of work on each platform means for those who live in each zone, under the rules in force.

They are prepared once a month, so that the loops over people only look them up.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import luck_left
from ....agents.compiled import rule, serial
from ....agents.platforms import market_of, penalty_chance, penalty_left, usual_hourly
from ...city import City
from ...rules import Rules

YEAR = 12.0  # months
TERMS = {
    # the dispatch rule, with the fields of a `DispatchRule`; bias as far as it is still in use
    "rating": "weight of the rating",
    "tenure": "weight of a year on the platform",
    "distance": "weight lost with each km",
    "age_bias": "weight lost at 60 against 35",
    "sex_bias": "weight lost by women",
    # hours and orders
    "pay_ratio": "hourly pay known in town over the usual one",
    "taxed_from": "fen of last month's pay from which value-added tax is due",
    "untaxed": "share of pay left by value-added tax",
    "silver": "the zone has a silver pool",
    "pace": "orders an hour",
    "spread": "standard deviation of monthly orders at given hours",
    # pay
    "price": "yuan an order",
    "kept": "share of the price that the platform does not keep",
    "cost": "running cost an order, yuan",
    "rise": "rise of pay for each rung",
    "rung_premium": "part of it that is prescribed",
    "peak": "pay with the peak bonus over pay without",
    "injury_premium": "yuan an order",
    "injury_pilot": "share of workers in the injury pilot",
    "injury_by_worker": "share of its premium borne by the worker",
    # penalties
    "wronged": "chance of a wrongful penalty",
    "appeals": "chance that it is reversed on appeal",
    "appeal_left": "share of it that is felt then",
    "reports": "chance that inspectors reverse it",
    "report_left": "share of it that is felt then, less compensation",
    # accidents and rungs
    "accidents": "chance a month at half of full use",
    "calmer": "share of accidents left when pressure is taken off",
    "ladder_months": "months on the platform before a promotion",
    "ladder_promotion": "chance of a rung on an open ladder",
    "ladder_posts": "posts above the lowest rung over workers",
}
_RECORD = np.dtype((np.record, [("market", np.int64), *((name, np.float64) for name in TERMS)]))


def terms_of(city: City, rules: Rules) -> NDArray[Any]:
    """[platform, zone of home] the month's terms, `TERMS` and the row of the market served."""
    terms = np.zeros((len(city.platforms), city.zones), _RECORD)
    tables = city.platforms.view(), city.markets.view(), rules.view()
    _set_terms(*tables, rules.silver_subsidy, city.behaviour.view(), terms)
    return terms


@serial
def _set_terms(p, m, rules, silver, behaviour, terms):
    b = behaviour[0]
    platforms, zones = terms.shape
    for k in range(platforms):
        for zone in range(zones):
            t, r = terms[k, zone], rules[zone]
            market = market_of(k, zone, zones, p.online[k])
            t.market = market
            _dispatch(t, k, market, p, m)
            t.silver = silver[zone]
            _work(t, k, market, p, m, r, b)
            _pay(t, k, market, p, m, r, b)
            _penalties(t, r, b)
            t.accidents = p.accident[k] / YEAR
            t.calmer = 1.0 - b.pressure_accidents * m.relief[market]
            t.ladder_months, t.ladder_promotion, t.ladder_posts = r.ladder_months, r.ladder_promotion, r.ladder_posts


@rule
def _dispatch(t, k, market, p, m):
    """The platform's dispatch rule, with the bias that is left in the market."""
    t.rating, t.tenure, t.distance = p.rating_weight[k], p.tenure_weight[k], p.distance_weight[k]
    t.age_bias, t.sex_bias = p.age_bias[k] * m.bias[market], p.sex_bias[k] * m.bias[market]


@rule
def _work(t, k, market, p, m, r, b):
    """What hours are worth and how many orders they hold: pressure taken off slows, a published rule steadies."""
    t.pay_ratio = m.hourly[market] / usual_hourly(k, p)
    t.taxed_from, t.untaxed = 100.0 * r.vat_threshold, 1.0 - r.vat_rate
    t.pace = p.pace[k] * (1.0 - b.pressure_pace * m.relief[market])
    t.spread = luck_left(p.luck[k], r.dispatch_openness, b)


@rule
def _pay(t, k, market, p, m, r, b):
    """What an order pays and costs the worker, and what comes on top."""
    t.price, t.kept, t.cost = m.price[market], 1.0 - m.commission[market], p.cost[k]  # until the market clears
    t.rise, t.rung_premium = b.rung_pay + r.rung_premium, r.rung_premium
    t.peak = 1.0 + r.peak_bonus * p.peak_share[k] * p.forced[k]
    t.injury_premium, t.injury_pilot, t.injury_by_worker = r.injury_premium, r.injury_pilot, r.injury_by_worker


@rule
def _penalties(t, r, b):
    """Wrongful penalties and who reverses them: no appeal where no time is set for it (plan §3.2.1, §5.1.3)."""
    t.reports = r.intervention * b.report_chance * b.report_upheld
    t.report_left = penalty_left(r.intervention_days, b.penalty_days) - r.intervention_pay
    t.wronged = penalty_chance(b.wrongful_penalty, t.reports, r.intervention_pay)
    t.appeals = b.appeal_success * (1.0 + b.aid_success * r.legal_aid) if r.appeal_days > 0.0 else 0.0
    t.appeal_left = penalty_left(r.appeal_days, b.penalty_days)
