"""Oversight of platforms: audits, fines, exclusion, review before launch, proposals of workers, and what all that costs
platforms."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...agents.compiled import interpreted
from ...agents.platforms import LIVE, deterrence, found_chance, obedience, slowed
from ..city import City
from ..draws import uniform_column
from ..rules import Rules

BIASED = 0.2  # share of the bias still in use from which an audit can find it
QUARTER = 3


def inspect_rules(city: City, rules: Rules, flows: dict[str, int]) -> None:
    """Audits find bias, the more surely the more of the rule is known; found bias is mended and fined, and creeps back
    unless penalties deter it."""
    m, zones, b = city.markets, city.zones, city.behaviour
    rows = np.arange(len(m))
    zone = rows % zones
    power = b.audit_power * (0.4 + 0.6 * np.maximum(rules.dispatch_openness, rules.fairness_report)[zone])
    power = np.maximum(power, rules.inspection_power[zone])
    luck = uniform_column(city.draws.key("audit"), rows.astype(np.uint64))
    audited = luck < rules.audit_rate[zone]
    caught = luck < rules.audit_rate[zone] * power
    if city.month % QUARTER == 0 and rules.quarterly_audit.any():
        luck = uniform_column(city.draws.key("quarterly audit"), rows.astype(np.uint64))
        audited |= luck < rules.quarterly_audit[zone]
        caught |= luck < rules.quarterly_audit[zone] * power
    found = caught & (m.bias > BIASED) & (m.workers > 0)
    _move_bias(city, rules, power)
    m.bias[found] = 0.0
    m.excluded[:] = np.maximum(np.maximum(m.excluded - 1.0, 0.0), rules.blacklist_months[zone] * found)
    fines = np.round(100.0 * rules.dispatch_fine[zone] * m.workers * found).sum()
    flows["audits"] = int((audited & (m.workers > 0)).sum())
    flows["bias_found"] = int(found.sum())
    city.ledger.pay("platforms", "government", "fines", int(fines))
    cost = 100.0 * b.audit_cost / city.weight * flows["audits"]
    city.ledger.pay("government", "providers", "audits", int(round(cost)))
    _review_releases(city, rules)
    if rules.worker_feedback.any() or m.relief.any():
        m.relief += b.feedback_speed * (rules.worker_feedback[zone] - m.relief)


def _move_bias(city: City, rules: Rules, power: NDArray[np.float64]) -> None:
    """Bias creeps back between audits, the less the more its penalties deter. A ban, and liability, make platforms give
    up bias unasked; a ban also the barriers at entry."""
    m, b = city.markets, city.behaviour
    zone = np.arange(len(m)) % city.zones
    openness, reviewed = rules.dispatch_openness[zone], rules.review_power[zone]
    penalty, liability = _expected_penalty(city, rules, power)
    deterred, unasked = (interpreted(deterrence)(x, b.bias_gain) for x in (penalty, liability))
    back = b.bias_return * (1.0 - openness) * (1.0 - reviewed) * (1.0 - deterred)
    m.bias[:] = np.minimum(1.0, m.bias + back)
    m.bias[:] = np.minimum(m.bias, 1.0 - 0.5 * openness)
    obey = interpreted(obedience)(rules.bias_ban[zone], b.lawfulness, deterred)
    m.bias *= 1.0 - b.reform_speed * np.maximum(obey, unasked)
    m.fair_entry += b.reform_speed * (obey - m.fair_entry)


def _expected_penalty(city: City, rules: Rules, power: NDArray[np.float64]) -> tuple[Any, Any]:
    """[market] yuan a worker and month that a biased platform has to expect: in all (fines, lost public contracts,
    suits), and the part it cannot escape by waiting to be found by an auditor who knows no more than is published."""
    m, p, b, zones = city.markets, city.platforms, city.behaviour, city.zones
    kind, zone = np.divmod(np.arange(len(m)), zones)
    heads = np.maximum(m.workers, 1)
    contracts = rules.blacklist_months[zone] * b.tender_share * m.orders * p.price[kind] * p.commission[kind] / heads
    suits = m.filed / heads * expected_award(city, rules)[zone]
    found = interpreted(found_chance)
    rates = rules.audit_rate[zone], rules.quarterly_audit[zone]
    lost = found(*rates, power) * contracts + suits
    fine = rules.dispatch_fine[zone]
    return lost + found(*rates, power) * fine, lost + found(*rates, rules.inspection_power[zone]) * fine


def expected_award(city: City, rules: Rules) -> NDArray[np.float64]:
    """[zone] what a suit costs a platform on average, yuan."""
    b = city.behaviour
    ordinary, own = b.suit_success * b.suit_award, b.court_success * rules.court_award
    return np.asarray(ordinary + rules.court * (own - ordinary))


def _review_releases(city: City, rules: Rules) -> None:
    """A committee looks at each new version of a dispatch rule and takes bias out of some before they are launched."""
    if not rules.review_power.any():
        return
    m, b = city.markets, city.behaviour
    rows = np.arange(len(m))
    zone, who = rows % city.zones, rows.astype(np.uint64)
    due = uniform_column(city.draws.key("new version"), who) < 1.0 / (b.release_months + rules.review_months[zone])
    due &= (rules.review_power[zone] > 0.0) & (m.workers > 0)
    mended = due & (uniform_column(city.draws.key("review"), who) < rules.review_power[zone])
    m.bias[mended] = 0.0
    cost = 100.0 * b.review_cost / city.weight * due.sum()
    city.ledger.pay("government", "providers", "reviews", int(round(cost)))


def orders_kept(city: City, rules: Rules) -> NDArray[np.float64]:
    """[market] orders relative to those without policy: later versions, lost contracts, data bound to a purpose,
    better service."""
    m, b = city.markets, city.behaviour
    zone = np.arange(len(m)) % city.zones
    kept = 1.0 - b.renewal_loss * interpreted(slowed)(b.release_months, rules.review_months[zone])
    kept = kept * (1.0 - b.tender_share * (m.excluded > 0.0))
    kept = kept * (1.0 - b.algorithm_loss * b.purpose_loss * rules.data_export[zone])
    return np.asarray(kept * (1.0 + b.pressure_quality * m.relief))


def burden_of_policy(city: City, rules: Rules) -> NDArray[np.float64]:
    """[market] what rights, oversight and cover cost the platform, as a share of revenue; it is passed on step by
    step."""
    m, p, b, base = city.markets, city.platforms, city.behaviour, city.rules
    kind, zone = np.divmod(np.arange(len(m)), city.zones)
    burden = b.access_cost * np.maximum(rules.accessibility, rules.fairness_report)[zone]
    burden = burden + b.reports_cost * rules.data_reports[zone]
    burden = burden + b.watch_cost * (1.0 - rules.breach_hours[zone] / base.breach_hours[zone])
    burden = burden + rules.commerce_levy[zone] * (kind == LIVE)
    by_platform = 1.0 - rules.injury_by_worker - rules.injury_by_government
    injury = rules.injury_premium * rules.injury_pilot * by_platform - base.injury_premium * base.injury_pilot
    return np.asarray(burden + np.maximum(injury, 0.0)[zone] / p.price[kind] + m.dues)
