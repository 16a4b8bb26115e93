"""The protection fund at four rates: money does not lie idle, and more of it insures more people."""

from functools import cache

import numpy as np
import pytest

from jiuye.model.ledger import PROTECTION_FUND
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.month import step
from jiuye.model.quantities import Q

from .futures_of_levers import EXISTING, past

RATES = (0.001, 0.01, 0.05, 0.1)
ROWS, LONG = 4_000, 48
TRAINING = LEVERS["protection_fund"]().training_share


@cache
def fund_at(rate):
    """Month by month: support, part of the rate asked, fen beyond what is set aside and kept in reserve when support
    was set, share of platform workers insured, balance, income."""
    city, told = past(ROWS).fork(), []
    policy = Policy((Dated(lever=LEVERS["protection_fund"](contribution=rate)),), EXISTING)
    g, b = city.government, city.behaviour
    for _ in range(LONG):
        due = 100.0 * city.rules.flexible_premium.mean() * g.flexible_insured * g.support
        aside = TRAINING * g.fund_income
        aside = min(g.for_training + aside, b.training_purse * aside)
        beyond = city.ledger.balances[PROTECTION_FUND] - aside - b.fund_reserve * (g.fund_claims + due)
        sums = step(city, policy).tally.sums[0]
        insured = sums[Q["platform_insured"]] / sums[Q["platform"]]
        told.append((g.support, g.levied, beyond, insured, city.ledger.balances[PROTECTION_FUND], g.fund_income))
        assert city.ledger.balances[PROTECTION_FUND] >= 0
    return np.array(told).T


@pytest.mark.parametrize("rate", RATES)
def test_support_never_falls_while_money_lies_idle(rate):
    support, _, beyond, *_ = fund_at(rate)
    falls = np.flatnonzero(np.diff(support) < 0.0) + 1
    assert (beyond[falls] < 0.0).all()
    assert (beyond[1:] >= 0.0).any()
    assert support[-1] > 0.0


@pytest.mark.parametrize("rate", RATES)
def test_it_holds_no_more_than_two_years_of_income(rate):
    """Idle money raises support; where support is at its most, platforms are asked for less, in some months for hardly
    anything, so that the income is that of a year."""
    support, levied, _, _, balance, income = fund_at(rate)
    assert balance[-12:].mean() < 2.0 * income[-12:].sum()
    if rate <= 0.01:
        assert (levied == 1.0).all()
    if rate >= 0.05:
        assert support[-12:].min() > 0.85
        assert levied.min() < 0.9


def test_a_higher_rate_insures_no_fewer():
    insured = [fund_at(rate)[3][-24:].mean() for rate in RATES]
    assert insured[0] + 0.05 < insured[1] < insured[2] - 0.05
    assert insured[3] == pytest.approx(insured[2], abs=0.04)  # support is at its most with both


def test_a_higher_rate_supports_no_less():
    support = [fund_at(rate)[0][-24:].mean() for rate in RATES]
    assert support == sorted(support)
