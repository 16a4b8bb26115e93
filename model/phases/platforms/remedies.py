"""Remedies: suits of wronged platform workers, and the social contributions of those treated as employees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import bias_factor, suit_chance
from ....agents.compiled import kernel, parts, serial
from ....agents.platforms import market_of, penalty_chance
from ....agents.workers import EMPLOYEE_SCHEME, FULL_TIME, PLATFORM, age_in_years
from ...city import City
from ...draws import identities, mix, uniform, uniform_column
from ...rules import Rules
from .oversight import expected_award

SLIGHT = 0.97  # share of equal dispatch below which a worker counts as down-weighted
CONTRACTOR = "dependent contractor"  # the lifelong draw that orders workers for reclassification
AWARDS, COSTS, AID = range(3)


def remedy_wrongs(city: City, rules: Rules, extra: NDArray[np.int64], flows: dict[str, int]) -> None:
    """Hear suits, and note what rungs (`extra`, fen by market), awards and contributions cost each platform market."""
    m, p = city.markets, city.platforms
    _hear_suits(city, rules, flows)
    _owe(m.view(), p.view(), rules.view(), city.behaviour.view(), extra, _social_cost(city, rules))


@serial
def _owe(m, p, rules, behaviour, extra, social):
    for market in range(len(m.dues)):
        kind, r = market // len(rules), rules[market % len(rules)]
        due = extra[market] + 100.0 * m.filed[market] * expected_award(r, behaviour[0]) + social[market]
        revenue = 100.0 * m.orders[market] * p.price[kind]
        m.dues[market] = min(due / max(revenue, 1.0), 0.5) if revenue > 0.0 else 0.0


def _hear_suits(city: City, rules: Rules, flows: dict[str, int]) -> None:
    """File and decide suits; government pays its share of their cost, platforms what is awarded."""
    w, m, draws = city.workers, city.markets, city.draws
    flows["suits"], m.filed[:] = 0, 0
    if not (rules.somewhere.court or rules.somewhere.legal_aid or w.suit.any()):
        return
    filed, sums = np.zeros((parts(len(w)), len(m)), np.int64), np.zeros((parts(len(w)), 3), np.int64)
    _sue(
        len(w),
        w.view(),
        city.platforms.view(),
        m.view(),
        city.grid.district,
        rules.view(),
        city.zones,
        city.month,
        city.behaviour.view(),
        (draws.key("wrongful penalty"), draws.key("sue"), draws.key("judgment")),
        filed,
        sums,
    )
    awards, costs, aid = (int(x) for x in sums.sum(axis=0))
    m.filed[:] = filed.sum(axis=0)
    flows["suits"] = int(m.filed.sum())
    city.ledger.pay("platforms", "households", "awards", awards)
    city.ledger.pay("households", "providers", "legal_costs", costs)
    city.ledger.pay("government", "providers", "legal_aid", aid)


@kernel
def _sue(lo, hi, part, w, p, m, district, rules, zones, month, behaviour, keys, filed, sums):
    """Decide suits that are due; wronged platform workers file new ones."""
    b = behaviour[0]
    penalty_key, sue_key, judgment_key = keys
    for n in range(lo, hi):
        i = np.uint32(n)
        zone = district[w.cell[i]]
        court = rules[zone].court
        if w.suit[i] > 0:
            w.suit[i] -= 1
            if w.suit[i] == 0 and uniform(judgment_key, i) < b.suit_success + court * (
                b.court_success - b.suit_success
            ):
                award = int(100.0 * (b.suit_award + court * (rules[zone].court_award - b.suit_award)))
                w.transfers[i] += award
                sums[part, AWARDS] += award
            continue
        if w.status[i] != PLATFORM or (court == 0.0 and rules[zone].legal_aid == 0.0):
            continue
        k = w.employer[i]
        market = market_of(k, zone, zones, p.online[k])
        age, bias = age_in_years(month, w.born[i]), m.bias[market]
        fairness = bias_factor(age, w.sex[i], p.age_bias[k] * bias, p.sex_bias[k] * bias)
        taken_up = rules[zone].intervention * b.report_chance * b.report_upheld
        wrongful = penalty_chance(b.wrongful_penalty, taken_up, rules[zone].intervention_pay)
        if fairness >= SLIGHT and uniform(penalty_key, i) >= wrongful:
            continue
        cost = b.suit_cost + court * (rules[zone].court_cost - b.suit_cost)
        success = b.suit_success + court * (b.court_success - b.suit_success)
        award = b.suit_award + court * (rules[zone].court_award - b.suit_award)
        own = cost * (1.0 - rules[zone].legal_aid)
        chance = b.sue_thought * suit_chance(success, award, own, b.suit_hassle, b.suit_scale)
        if uniform(sue_key, i) < chance:
            months = b.suit_months + court * (rules[zone].court_months - b.suit_months)
            w.suit[i] = max(1, int(months + uniform(mix(sue_key), i)))
            filed[part, market] += 1
            w.transfers[i] -= int(100.0 * own)
            sums[part, COSTS] += int(100.0 * own)
            sums[part, AID] += int(100.0 * (cost - own))


def _social_cost(city: City, rules: Rules) -> NDArray[np.float64]:
    """[market] contributions that platforms owe for those treated as employees, fen a month."""
    w, p, zones = city.workers, city.platforms, city.zones
    if not rules.somewhere.reclassified:
        return np.zeros(len(city.markets))
    rows = np.flatnonzero((w.status == PLATFORM) & (w.hours >= FULL_TIME) & ((w.insured & EMPLOYEE_SCHEME) > 0))
    zone, kind = city.grid.district[w.cell[rows]], w.employer[rows]
    lot = uniform_column(city.draws.lifelong(CONTRACTOR), identities(rows, w.born[rows]))
    owed = 100.0 * (rules.flexible_premium * rules.platform_social_share)[zone] * (lot < rules.reclassified[zone])
    market = kind * zones + np.where(p.online[kind] > 0.0, 0, zone)
    return np.asarray(np.bincount(market, weights=owed, minlength=len(city.markets)), np.float64)
