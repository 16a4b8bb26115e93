"""Government: reads last month's tallies, late and smoothed, and sets what its funds can carry this month."""

from __future__ import annotations

import numpy as np

from ..city import City
from ..rules import Rules

SMOOTHING = 1.0 / 3.0  # a three-month mean
RELEASE = 0.2  # an alarm ends below this gap (B 2.16)
STEP = 0.05  # the support of premiums moves by at most this share in a month


def govern(city: City, rules: Rules) -> None:
    """Observe posts and seekers by occupation, set alarms, and set what the protection fund can pay."""
    g, tally = city.government, city.tally
    if city.calendar.of_year(city.month) == 1:
        g.special_fund_spent = 0
    if tally is None:
        return
    pace = SMOOTHING + (1.0 - SMOOTHING) * float(rules.data_sharing.mean())  # shared records come sooner
    g.vacancies += pace * (tally.vacancies - g.vacancies)
    g.seekers += pace * (tally.seekers - g.seekers)
    gap = g.gap()
    g.alarm[:] = np.where(gap > float(rules.alarm_threshold.mean()), 1, np.where(gap < RELEASE, 0, g.alarm))
    _set_support(city, rules)


def _set_support(city: City, rules: Rules) -> None:
    """Premium support the fund can afford: income after claims and training, and a slow use of reserves above six
    months
    of claims, spread over the premiums of the insured; at most half the premium, as a 1:1 match halves the price (B
    2.17).
    """
    g = city.government
    balance = city.ledger.balances["protection_fund"]
    if g.fund_income <= 0 and balance <= 0:
        g.support, g.cover = 0.0, 0.0
        return
    training = float(rules.fund_training_share.mean()) * g.fund_income
    spare = g.fund_income - training - g.fund_claims + max(0.0, balance - 6.0 * g.fund_claims) / 24.0
    premiums = 100.0 * float(rules.flexible_premium.mean()) * max(g.flexible_insured, 1)
    wanted = min(0.5, max(0.0, spare / premiums))
    g.support = min(wanted, g.support + STEP) if wanted > g.support else max(wanted, g.support - STEP)
    months_covered = (balance + g.fund_income) / max(g.fund_claims, 1.0)
    g.cover = min(1.0, months_covered)
