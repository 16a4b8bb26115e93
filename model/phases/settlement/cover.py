"""Cover: flexible workers look at insurance once a year, and somebody pays the premiums of those who join."""

from __future__ import annotations

from ....agents.compiled import rule
from ....agents.workers import EMPLOYEE_SCHEME, EVERY_SCHEME, INJURY, RESIDENT_SCHEME, insurance_take_up
from ...draws import identity, mix, uniform
from .sums import BY_PLATFORM, PREMIUMS, SUBSIDY, SUPPORT

LEAST_INCOME = 10_000  # fen: what the premium is measured against at the least


@rule
def review_cover(i, w, age, income, as_employee, t, b, keys):
    """Join the employees' scheme, or the residents' one; the injury pilot is the platform's choice. As reckoned from
    the month's income, fen."""
    take_up_key, informed_key, resident_key, _ = keys
    who = identity(i, w.born[i])
    shift = b.informed if uniform(informed_key, who) < b.informed_share else 0.0
    shift += b.insurance_age * (age - b.insurance_from)
    shift += t.eased
    price = t.asked / max(income, LEAST_INCOME) / b.usual_premium
    means = income / (100.0 * b.usual_flexible_income)
    joins = as_employee or uniform(take_up_key, i) < insurance_take_up(
        b.insurance_intercept, b.insurance_price, price, means, shift
    )
    if joins:
        full = uniform(mix(take_up_key), i) < b.full_cover
        w.insured[i] = EVERY_SCHEME if full else EMPLOYEE_SCHEME
    else:
        w.insured[i] = RESIDENT_SCHEME if uniform(resident_key, who) < b.resident_take_up else 0
    if uniform(mix(informed_key), i) < t.injury_pilot:
        w.insured[i] |= INJURY


@rule
def premium_parts(premium, as_employee, by_platform, by_fund, by_state):
    """The premium, fen, and what platform, protection fund and special fund pay of it: the platform of those treated as
    employees, the funds of what is left."""
    cost = int(premium)
    platform = int(cost * by_platform) if as_employee else 0
    return cost, platform, int((cost - platform) * by_fund), int((cost - platform) * by_state)


@rule
def pay_premium(part, as_employee, t, sums):
    """Book the premium of the month; return what it takes from the insured, fen."""
    cost, platform, fund, state = premium_parts(t.premium, as_employee, t.by_platform, t.helped, t.public)
    sums[part, PREMIUMS] += cost
    sums[part, BY_PLATFORM] += platform
    sums[part, SUPPORT] += fund
    sums[part, SUBSIDY] += state
    return cost - platform - fund - state
