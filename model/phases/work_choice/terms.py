"""Terms of platforms: what a month there holds for a worker of each zone, by platform, market and policy.

They are worked out once a month, before anybody weighs them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import WEEKS, free_entry, spread_of_pay, uncovered_loss
from ....agents.compiled import serial
from ....agents.dispatch import BIAS, LUCK, USUAL_WEEK, loss_by_bias, spread_of_month, term_at, use_of_hours
from ....agents.maths import exp, log
from ....agents.platforms import SERVICES, market_of, service_of, usual_hourly
from ....agents.workers import FEMALE, SEXES
from ...city import City
from ...profile import Floats
from ...rules import Rules

LEAST_PAY = 0.1  # over pay in normal times, below which pay tells firms apart no more
TERMS = {
    "hourly": "usual net pay an hour as known in town, yuan",
    "pay_ratio": "the same over pay in normal times",
    "openness": "share of the dispatch rule that is published",
    "spread": "standard deviation of a month's pay over its mean, with the error in beliefs",
    "age_bias": "share of orders lost at 60 against 35",
    "sex_bias": "share of orders lost by women",
    "rung_premium": "prescribed pay for each rung, share of pay",
    "vat_threshold": "takings of a month free of value-added tax, yuan",
    "vat_rate": "value-added tax on takings above",
    "loss": "expected accident cost that nobody else meets, yuan a month",
    "support": "premium support a newcomer counts on, yuan a month",
    "contractor": "worth of contributions the platform bears for those full-time, yuan a month",
    "dividend": "data dividend for whoever consents, yuan a month",
    "monitoring": "disutility of being monitored, yuan a month",
    "leaving": "chance a month of giving the platform up for no reason of pay",
    "pull": "how much more often than usual people come, and less often leave, for what an hour pays now",
    "taken": "the same of those who came to think of it, over what all platforms make people think of them",
    "carried": "share of the rating that counts elsewhere",
    "oldest": "highest age admitted, years",
    "schooling": "lowest schooling admitted, code",
    "literacy": "digital literacy needed, share",
    "online": "1: work from anywhere with bandwidth; 0: local",
}
KIND = np.dtype((np.record, [(name, np.float64) for name in TERMS]))


def platform_terms(city: City, rules: Rules) -> tuple[NDArray[Any], Floats, Floats, float]:
    """Records of `TERMS` [platform, zone where the worker lives]; [zone, sex, service] the cumulative frequency with
    which a service is the one thought of; [zone, service, rank] that of its firms; and how much more often than usual
    people think of platforms at all."""
    terms = np.empty((len(city.platforms), city.zones), KIND)
    tastes = np.empty((city.zones, len(SEXES), SERVICES))
    firms = np.empty((city.zones, SERVICES, len(city.platforms) // SERVICES))
    fund, dispatch = (city.government.support, city.government.cover), (city.dispatch.terms, city.dispatch.within)
    of_city = city.platforms.view(), city.markets.view(), rules.view(), fund, dispatch
    of_terms = terms, tastes, firms
    heard = _prepare(*of_city, city.behaviour.view(), city.profile.district_shares, *of_terms)
    return *of_terms, float(heard)


@serial
def _prepare(p, m, rules, fund, dispatch, behaviour, people, terms, tastes, firms):
    _state(p, m, rules, fund, dispatch, behaviour, terms)
    _choose_firm(p, terms, behaviour[0].worker_switching, firms)
    _lean(p, m.fair_entry, behaviour[0].taste_screened, tastes)
    return _attract(people, tastes, firms, terms)


@serial
def _attract(people, tastes, firms, terms):
    """How much more often than usual platforms are thought of: what they pay now gets about, and who hears of it weighs
    them. Whoever thinks of one that pays better or worse than most takes it so much more or less often."""
    heard = 0.0
    for zone in range(len(people)):
        for sex in range(2):
            service_before = 0.0
            for service in range(tastes.shape[2]):
                often, firm_before = tastes[zone, sex, service] - service_before, 0.0
                service_before = tastes[zone, sex, service]
                for rank in range(firms.shape[2]):
                    known = firms[zone, service, rank] - firm_before
                    firm_before = firms[zone, service, rank]
                    pull = terms[service + tastes.shape[2] * rank, zone].pull
                    heard += people[zone] / 2.0 * often * known * pull
    heard = heard if heard > 0.0 else 1.0  # no platform anywhere
    for k in range(terms.shape[0]):
        for zone in range(terms.shape[1]):
            terms[k, zone].taken = terms[k, zone].pull / heard
    return heard


@serial
def _state(p, m, rules, fund, dispatch, behaviour, terms):
    """Work out the terms of each platform in each zone; `fund`: premium support and cover that it announced."""
    b = behaviour[0]
    support, cover = fund
    surfaces, within = dispatch
    platforms, zones = terms.shape
    for k in range(platforms):
        for zone in range(zones):
            r, t = rules[zone], terms[k, zone]
            market = market_of(k, zone, zones, p.online[k])
            openness, relief, premium = r.dispatch_openness, m.relief[market], b.cover_worth * r.flexible_premium
            t.hourly = m.hourly[market]
            t.pay_ratio = m.hourly[market] / usual_hourly(k, p)
            t.openness = openness
            surface, bounds = surfaces[service_of(k)], within[service_of(k)]
            use = use_of_hours(m.orders[market], m.capacity[market], bounds[0], bounds[1])
            luck = spread_of_month(p.luck[k], term_at(surface[LUCK], use), USUAL_WEEK * WEEKS)
            t.spread, elasticity = spread_of_pay(luck, openness, b), term_at(surface[BIAS], use)
            t.age_bias = loss_by_bias(m.bias[market] * p.age_bias[k], elasticity)
            t.sex_bias = loss_by_bias(m.bias[market] * p.sex_bias[k], elasticity)
            t.rung_premium = r.rung_premium
            t.vat_threshold, t.vat_rate = r.vat_threshold, r.vat_rate
            t.loss = uncovered_loss(p.accident[k], b.accident_cost, r.injury_pilot, r.medical_cover * cover)
            t.support = premium * (support if r.fund_contribution > 0.0 else 0.0) * b.flexible_take_up
            t.contractor = premium * r.reclassified * r.platform_social_share
            t.dividend = r.dividend_share * p.data_gain[k]
            felt = 1.0 - b.openness_monitoring * openness
            t.monitoring = b.monitoring_cost * felt * (1.0 - b.pressure_monitoring * relief)
            t.leaving = b.platform_exit * (1.0 - b.pressure_exit * relief)
            t.pull = free_entry(t.pay_ratio, b)
            t.carried = max(p.portable[k], r.passport, b.export_portable * r.data_export)
            t.oldest = p.oldest[k] + m.fair_entry[market] * (b.last_start - p.oldest[k])
            t.literacy = p.literacy[k] * (1.0 - b.access_relief * r.accessibility)
            t.schooling, t.online = p.schooling[k], p.online[k]


@serial
def _lean(p, fair_entry, screened, tastes):
    """How often men and women think of each platform: women more often where entry is fair."""
    zones, _, services = tastes.shape
    for zone in range(zones):
        for sex in range(2):
            total = 0.0
            for k in range(services):
                fair = fair_entry[market_of(k, zone, zones, p.online[k])]
                gap = screened * max(p.male_taste[k] - p.female_taste[k], 0.0)
                taste = p.female_taste[k] + gap * fair if sex == FEMALE else p.male_taste[k]
                total += taste * (p.running[k::services].sum() > 0.0)
                tastes[zone, sex, k] = total
            for k in range(services):
                tastes[zone, sex, k] /= max(total, 1e-9)


@serial
def _choose_firm(p, terms, switching, firms):
    """How often each firm of a service is the one thought of: the well-known, and those that pay better."""
    zones, services, ranks = firms.shape
    for zone in range(zones):
        for service in range(services):
            total = 0.0
            for rank in range(ranks):
                k = service + services * rank
                pay = log(max(terms[k, zone].pay_ratio, LEAST_PAY))
                total += p.running[k] * p.brand[k] * exp(switching * pay)
                firms[zone, service, rank] = total
            for rank in range(ranks):
                firms[zone, service, rank] /= max(total, 1e-9)
