"""Terms: what a month of work on each platform means for those who live in each zone, under the rules in force.

They are prepared once a month, so that the loops over people only look them up.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import WEEKS, luck_left
from ....agents.compiled import rule, serial
from ....agents.dispatch import (
    BIAS,
    CURVE,
    HOURS,
    LUCK,
    NEED,
    PLACE,
    RATING,
    TENURE,
    USUAL_WEEK,
    known_score,
    loss_by_bias,
    spread_of_month,
    term_at,
    use_of_hours,
)
from ....agents.platforms import market_of, penalty_chance, penalty_left, service_of, usual_hourly
from ...city import City
from ...rules import Rules

YEAR = 12.0  # months
TERMS = {
    # what the dispatch rule comes to (`agents/dispatch.py`); bias as far as it is still in use
    "hours": "log-claim by log hours, beyond proportion",
    "curve": "the same by their square",
    "usual_work": "orders at full pace of the hours about which these are reckoned",
    "rating": "log-claim by rating",
    "tenure": "log-claim by years on the platform",
    "need": "log-claim by last month's pay over the usual, less one",
    "usual_pay": "usual pay of a month, fen",
    "place": "log-claim by distance from the middle of orders over the mean, less one",
    "age_bias": "share of orders lost at 60 against 35",
    "sex_bias": "share of orders lost by women",
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
    dispatch = city.dispatch.terms, city.dispatch.within
    _set_terms(*tables, dispatch, rules.silver_subsidy, city.behaviour.view(), terms)
    return terms


@serial
def _set_terms(p, m, rules, dispatch, silver, behaviour, terms):
    b = behaviour[0]
    surfaces, within = dispatch
    platforms, zones = terms.shape
    for k in range(platforms):
        for zone in range(zones):
            t, r = terms[k, zone], rules[zone]
            market = market_of(k, zone, zones, p.online[k])
            t.market = market
            t.silver = silver[zone]
            _work(t, k, market, p, m, r, b)
            surface, bounds = surfaces[service_of(k)], within[service_of(k)]
            use = use_of_hours(m.orders[market], m.capacity[market], bounds[0], bounds[1])
            _dispatch(t, k, market, use, surface, p, m, r, b)
            _pay_terms(t, k, market, p, m, r, b)
            _penalties(t, r, b)
            t.accidents = p.accident[k] / YEAR
            t.calmer = 1.0 - b.pressure_accidents * m.relief[market]
            t.ladder_months, t.ladder_promotion, t.ladder_posts = r.ladder_months, r.ladder_promotion, r.ladder_posts


@rule
def _dispatch(t, k, market, use, surface, p, m, r, b):
    """The platform's dispatch rule at the use made of its workers' hours, with the bias that is left in the market; a
    published rule is gamed, and steadies what people get."""
    t.hours, t.curve = term_at(surface[HOURS], use), term_at(surface[CURVE], use)
    t.rating = known_score(term_at(surface[RATING], use), r.dispatch_openness, b)
    t.tenure = known_score(term_at(surface[TENURE], use), r.dispatch_openness, b)
    t.need = term_at(surface[NEED], use)
    t.place = 0.0 if p.online[k] > 0.0 else term_at(surface[PLACE], use)
    t.usual_work = USUAL_WEEK * WEEKS * t.pace
    t.usual_pay = 100.0 * USUAL_WEEK * WEEKS * m.hourly[market]
    elasticity = term_at(surface[BIAS], use)
    t.age_bias = loss_by_bias(p.age_bias[k] * m.bias[market], elasticity)
    t.sex_bias = loss_by_bias(p.sex_bias[k] * m.bias[market], elasticity)
    spread = spread_of_month(p.luck[k], term_at(surface[LUCK], use), USUAL_WEEK * WEEKS)
    t.spread = luck_left(spread, r.dispatch_openness, b)


@rule
def _work(t, k, market, p, m, r, b):
    """What hours are worth and how many orders they hold: pressure taken off slows."""
    t.pay_ratio = m.hourly[market] / usual_hourly(k, p)
    t.taxed_from, t.untaxed = 100.0 * r.vat_threshold, 1.0 - r.vat_rate
    t.pace = p.pace[k] * (1.0 - b.pressure_pace * m.relief[market])


@rule
def _pay_terms(t, k, market, p, m, r, b):
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
