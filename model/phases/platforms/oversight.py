"""Oversight of platforms: audits, fines, exclusion, review before launch, proposals of workers, and what all that costs
platforms."""

from __future__ import annotations

import numpy as np

from ....agents.compiled import rule, serial
from ....agents.dispatch import bias_that_passes
from ....agents.platforms import (
    LIVE,
    QUARTER,
    SERVICES,
    audit_power,
    deterrence,
    found_chance,
    obedience,
    service_of,
    slowed,
)
from ...city import City
from ...draws import uniform
from ...rules import Rules
from ...sandbox.trial import gaps_of

AUDITS, FOUND, FINES, REVIEWS = range(4)


def inspect_rules(city: City, rules: Rules, flows: dict[str, int]) -> None:
    """Audits find bias, the more surely the more of the rule is known; found bias is mended and fined, and creeps back
    unless penalties deter it. A committee takes bias out of some new versions before they are launched."""
    b, keys = city.behaviour, ("audit", "quarterly audit", "new version", "review")
    sums = np.zeros(4)
    gaps = gaps_of(city) if rules.somewhere.sandbox_reach else np.zeros(SERVICES)
    _inspect(
        city.markets.view(),
        city.platforms.view(),
        rules.view(),
        gaps,
        city.month,
        b.view(),
        tuple(city.draws.key(name) for name in keys),
        sums,
    )
    flows["audits"], flows["bias_found"] = int(sums[AUDITS]), int(sums[FOUND])
    city.ledger.pay("platforms", "government", "fines", int(sums[FINES]))
    for account, cost, number in (("audits", b.audit_cost, AUDITS), ("reviews", b.review_cost, REVIEWS)):
        city.ledger.pay("government", "providers", account, int(round(100.0 * cost / city.weight * sums[number])))


@serial
def _inspect(m, p, rules, gaps, month, behaviour, keys, sums):
    b = behaviour[0]
    audit_key, quarter_key, version_key, review_key = keys
    for market in range(len(m.bias)):
        r = rules[market % len(rules)]
        published = max(r.dispatch_openness, r.fairness_report)
        power = max(audit_power(b.audit_power, b.audit_blind, published), r.inspection_power)
        quarterly = uniform(quarter_key, market) if month % QUARTER == 0 else 1.0
        audited, caught = _audit(uniform(audit_key, market), quarterly, r.audit_rate, r.quarterly_audit, power)
        active = m.workers[market] > 0
        found = caught and m.bias[market] > b.bias_visible and active
        passing = bias_that_passes(gaps[service_of(market // len(rules))], r.sandbox_gap)
        _move_bias(market, m, p, r, b, power, passing)
        if found:
            m.bias[market] = 0.0
            sums[FINES] += round(100.0 * r.dispatch_fine * m.workers[market])
        m.excluded[market] = max(max(m.excluded[market] - 1.0, 0.0), r.blacklist_months * found)
        sums[AUDITS] += audited and active
        sums[FOUND] += found
        due = uniform(version_key, market) < 1.0 / (b.release_months + r.review_months)
        if due and max(r.review_power, r.sandbox_reach) > 0.0 and active:
            sums[REVIEWS] += 1.0
            luck = uniform(review_key, market)
            if luck < r.review_power:
                m.bias[market] = 0.0
            elif luck < r.sandbox_reach:
                m.bias[market] = min(m.bias[market], passing)
        m.relief[market] += b.feedback_speed * (r.worker_feedback - m.relief[market])


@rule
def _audit(random, scheduled, rate, quarterly_rate, power):
    """Whether a market is audited this month, at random or on schedule, and whether bias would be found."""
    audited = (random < rate) | (scheduled < quarterly_rate)
    return audited, (random < rate * power) | (scheduled < quarterly_rate * power)


@rule
def _move_bias(market, m, p, r, b, power, passing):
    """Bias creeps back between audits, the less the more its penalties deter, and under trial no further than a version
    passes with. A ban, and liability, make platforms give up bias unasked; a ban also the barriers at entry."""
    penalty, liability = _expected_penalty(market, m, p, r, b, power)
    deterred, unasked = deterrence(penalty, b.bias_gain), deterrence(liability, b.bias_gain)
    back = b.bias_return * (1.0 - r.dispatch_openness) * (1.0 - r.review_power) * (1.0 - deterred)
    back *= 1.0 - r.sandbox_reach * (m.bias[market] + back > passing)
    bias = min(1.0, m.bias[market] + back)
    obey = obedience(r.bias_ban, b.lawfulness, deterred)
    m.bias[market] = bias * (1.0 - b.reform_speed * max(obey, unasked))
    m.fair_entry[market] += b.reform_speed * (obey - m.fair_entry[market])


@rule
def _expected_penalty(market, m, p, r, b, power):
    """Yuan a worker and month that a biased platform has to expect: in all (fines, lost public contracts, suits, the
    outcry over bias that everybody can read), and the part it cannot escape by waiting to be found by an auditor who
    knows no more than is published."""
    heads = max(m.workers[market], 1)
    contracts = r.blacklist_months * b.tender_share * m.orders[market] * m.price[market] * m.commission[market] / heads
    suits = m.filed[market] / heads * expected_award(r, b)
    lost = (
        found_chance(r.audit_rate, r.quarterly_audit, power) * contracts + suits + b.bias_outcry * r.dispatch_openness
    )
    penalty = lost + found_chance(r.audit_rate, r.quarterly_audit, power) * r.dispatch_fine
    return penalty, lost + found_chance(r.audit_rate, r.quarterly_audit, r.inspection_power) * r.dispatch_fine


@rule
def expected_award(r, b):
    """What a suit costs a platform on average, yuan."""
    ordinary, own = b.suit_success * b.suit_award, b.court_success * r.court_award
    return ordinary + r.court * (own - ordinary)


@rule
def orders_kept(market, m, r, b):
    """Orders of a market relative to those without policy: later versions, lost contracts, better service."""
    kept = 1.0 - b.renewal_loss * slowed(b.release_months, r.review_months)
    kept *= 1.0 - b.tender_share * (m.excluded[market] > 0.0)
    return kept * (1.0 + b.pressure_quality * m.relief[market])


@rule
def burden_of_policy(market, kind, m, p, r, usual, b):
    """What rights, oversight and cover cost a platform, as a share of revenue; `usual` are the rules without
    policy."""
    burden = b.access_cost * max(r.accessibility, r.fairness_report)
    burden += b.reports_cost * r.data_reports
    burden += b.watch_cost * (1.0 - r.breach_hours / usual.breach_hours)
    burden += r.commerce_levy * (service_of(kind) == LIVE)
    by_platform = 1.0 - r.injury_by_worker - r.injury_by_government
    injury = r.injury_premium * r.injury_pilot * by_platform - usual.injury_premium * usual.injury_pilot
    return burden + max(injury, 0.0) / m.price[market] + m.dues[market]
