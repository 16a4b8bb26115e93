"""Remedies: suits of wronged platform workers, and the social contributions of those treated as employees."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import bias_factor, suit_chance
from ....agents.compiled import kernel, parts, serial
from ....agents.workers import EMPLOYEE_SCHEME, FULL_TIME, PLATFORM, age_in_years
from ...city import City
from ...draws import identities, mix, uniform, uniform_column
from ...rules import Rules
from .oversight import expected_award

CONTRACTOR = "dependent contractor"  # the lifelong draw that orders workers for reclassification
AWARDS, COSTS, AID = range(3)
# Terms of a suit in each zone: whether people sue there, what it brings and costs (fen), how long it takes.
SUITS = np.dtype(
    (
        np.record,
        [
            *((name, np.int64) for name in ("open", "award", "own", "aid")),
            *((name, np.float64) for name in ("success", "months", "chance")),
        ],
    )
)


def remedy_wrongs(
    city: City, rules: Rules, terms: NDArray[Any], extra: NDArray[np.int64], flows: dict[str, int]
) -> None:
    """Hear suits, and note what rungs (`extra`, fen by market), awards and contributions cost each platform market."""
    m = city.markets
    _hear_suits(city, rules, terms, flows)
    _owe(m.view(), rules.view(), city.behaviour.view(), extra, _social_cost(city, rules))


@serial
def _owe(m, rules, behaviour, extra, social):
    for market in range(len(m.dues)):
        r = rules[market % len(rules)]
        due = extra[market] + 100.0 * m.filed[market] * expected_award(r, behaviour[0]) + social[market]
        revenue = 100.0 * m.orders[market] * m.price[market]
        m.dues[market] = min(due / max(revenue, 1.0), behaviour[0].most_dues) if revenue > 0.0 else 0.0


def _hear_suits(city: City, rules: Rules, terms: NDArray[Any], flows: dict[str, int]) -> None:
    """File and decide suits; government pays its share of their cost, platforms what is awarded."""
    w, m, b, draws = city.workers, city.markets, city.behaviour, city.draws
    flows["suits"], m.filed[:] = 0, 0
    if not (rules.somewhere.court or rules.somewhere.legal_aid or w.suit.any()):
        return
    filed, sums = np.zeros((parts(len(w)), len(m)), np.int64), np.zeros((parts(len(w)), 3), np.int64)
    suits = np.zeros(city.zones, SUITS)
    _set_suits(rules.view(), b.view(), suits)
    _sue(
        len(w),
        w.view(),
        terms,
        suits,
        city.grid.district,
        city.month,
        b.slight,
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


@serial
def _set_suits(rules, behaviour, suits):
    b = behaviour[0]
    for zone in range(len(rules)):
        s, r = suits[zone], rules[zone]
        s.open = (r.court != 0.0) | (r.legal_aid != 0.0)
        s.success = b.suit_success + r.court * (b.court_success - b.suit_success)
        s.months = b.suit_months + r.court * (r.court_months - b.suit_months)
        award = b.suit_award + r.court * (r.court_award - b.suit_award)
        cost = b.suit_cost + r.court * (r.court_cost - b.suit_cost)
        own = cost * (1.0 - r.legal_aid)
        s.award, s.own, s.aid = int(100.0 * award), int(100.0 * own), int(100.0 * (cost - own))
        s.chance = b.sue_thought * suit_chance(s.success, award, own, b.suit_hassle, b.suit_scale)


@kernel
def _sue(lo, hi, part, w, terms, suits, district, month, slight, keys, filed, sums):
    """Decide suits that are due; wronged platform workers file new ones."""
    penalty_key, sue_key, judgment_key = keys
    for n in range(lo, hi):
        i = np.uint32(n)
        zone = district[w.cell[i]]
        s = suits[zone]
        if w.suit[i] > 0:
            w.suit[i] -= 1
            if w.suit[i] == 0 and uniform(judgment_key, i) < s.success:
                w.transfers[i] += s.award
                sums[part, AWARDS] += s.award
            continue
        if w.status[i] != PLATFORM or s.open == 0:
            continue
        t = terms[w.employer[i], zone]
        fairness = bias_factor(age_in_years(month, w.born[i]), w.sex[i], t.age_bias, t.sex_bias)
        if fairness >= slight and uniform(penalty_key, i) >= t.wronged:
            continue
        if uniform(sue_key, i) < s.chance:
            w.suit[i] = max(1, int(s.months + uniform(mix(sue_key), i)))
            filed[part, t.market] += 1
            w.transfers[i] -= s.own
            sums[part, COSTS] += s.own
            sums[part, AID] += s.aid


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
