"""Cover: flexible workers look at insurance once a year, and somebody pays the premiums of those who join."""

from __future__ import annotations

from ....agents.choices import LEAST_HOURS, WEEKS
from ....agents.compiled import rule
from ....agents.workers import EMPLOYEE_SCHEME, EVERY_SCHEME, INJURY, RESIDENT_SCHEME, insurance_take_up
from ...draws import mix, uniform

LEAST_INCOME = 10_000  # fen: what the premium is measured against at the least


@rule
def chosen_cover(i, who, age, situation, t, b, keys):
    """Schemes of a flexible worker after a look at insurance: the employees' scheme, or the residents' one, as reckoned
    from the month's income, fen, and for whoever is not enrolled yet from the hours of work that it takes; the injury
    pilot is the platform's choice."""
    take_up_key, informed_key, resident_key = keys
    income, hours, enrolled, as_employee = situation
    shift = b.informed if uniform(informed_key, who) < b.informed_share else 0.0
    shift += b.insurance_age * (age - b.insurance_from)
    trouble = 0.0 if enrolled else t.paperwork * income / (WEEKS * max(hours, LEAST_HOURS))
    price = (t.asked + trouble) / max(income, LEAST_INCOME) / b.usual_premium
    means = income / (100.0 * b.usual_flexible_income)
    joins = as_employee or uniform(take_up_key, i) < insurance_take_up(
        b.insurance_intercept, b.insurance_price, price, means, shift
    )
    if joins:
        cover = EVERY_SCHEME if uniform(mix(take_up_key), i) < b.full_cover else EMPLOYEE_SCHEME
    else:
        cover = RESIDENT_SCHEME if uniform(resident_key, who) < b.resident_take_up else 0
    return cover | INJURY if uniform(mix(informed_key), i) < t.injury_pilot else cover


@rule
def premium_parts(as_employee, t):
    """The premium, fen, and what platform, protection fund and special fund pay of it: the platform of those treated as
    employees, the funds of what is left."""
    cost = int(t.premium)
    platform = int(cost * t.by_platform) if as_employee else 0
    return cost, platform, int((cost - platform) * t.helped), int((cost - platform) * t.public)
