"""What government sees and spends in a month, on ten people whose fate can be worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiuye.agents.workers import PLATFORM
from jiuye.model.phases.government import govern
from jiuye.model.phases.protection_fund import set_support
from jiuye.model.tally import tally_city

from ..ten_people import SLOTS, begin, skip, ten_people, zoned


def test_government_sees_last_month_smoothed_and_raises_the_alarm():
    city = begin(ten_people())
    city.employers.vacancies[2] = 3
    city.workers.application[:] = 0  # nobody is fit for sales
    trade = city.employers.occupation[2]
    strict = zoned(city, alarm_threshold=0.5)
    govern(city, strict, [])  # nothing has been counted yet
    assert not city.government.vacancies.any()
    city.tally = tally_city(city)
    for month in range(1, 4):
        govern(skip(city), strict, [])
        assert city.government.vacancies[trade] == pytest.approx(3.0 * (1.0 - (2.0 / 3.0) ** month))
    assert city.government.alarm[trade] == 1
    assert city.government.alarm.sum() == 1
    city.employers.vacancies[2] = 0
    city.tally = tally_city(city)
    for _month in range(12):
        govern(skip(city), strict, [])
    assert not city.government.alarm.any()


def test_without_a_threshold_there_is_no_alarm():
    city = begin(ten_people())
    city.employers.vacancies[:], city.workers.technical[:] = SLOTS, 0
    city.tally = tally_city(city)
    for _month in range(12):
        govern(skip(city), city.rules, [])
    assert not city.government.alarm.any()


def test_premium_support_rises_step_by_step_to_what_the_fund_can_pay():
    city = begin(ten_people())
    city.tally = tally_city(city)
    g = city.government
    g.fund_income, g.flexible_insured = 10**7, 1
    rules = zoned(city, fund_training_share=0.0)
    support = []
    for _month in range(24):
        govern(skip(city), rules, [])
        support.append(g.support)
    steps = np.diff([0.0, *support])
    assert 0.0 < steps.max() <= 0.05 + 1e-12
    assert steps.min() >= 0.0
    most = city.behaviour.most_support
    assert most - 1e-5 < support[-1] <= most
    assert g.levied < 1.0  # what it does not need it does not ask for
    g.fund_income = 0
    govern(skip(city), rules, [])
    assert g.support < most - 1e-5


@settings(deadline=None, max_examples=60)
@given(
    income=st.integers(0, 10**9),
    balance=st.integers(0, 10**11),
    claims=st.floats(0.0, 1e8),
    support=st.floats(0.0, 0.9),
    insured=st.integers(0, 10),
)
def test_support_never_falls_while_money_lies_idle(income, balance, claims, support, insured):
    city = begin(ten_people())
    g, b, rules = city.government, city.behaviour, zoned(city, fund_training_share=0.2)
    g.fund_income, g.fund_claims, g.support, g.flexible_insured = income, claims, support, insured
    city.ledger.pay("platforms", "protection_fund", "fund_contributions", balance)
    set_support(city, rules)
    people = max(1, int((city.workers.status == PLATFORM).sum()))
    share = min(insured / people, 1.0)
    outgo = claims + support * 100.0 * rules.average.flexible_premium * people * share
    if balance - g.for_training - b.fund_reserve * outgo >= 0.0 and income + balance > 0:
        assert g.support >= support - 1e-12


def test_the_yearly_limit_begins_anew_in_january():
    city = begin(ten_people())
    city.government.special_fund_spent = 77
    govern(skip(city, 5), city.rules, [])
    assert city.government.special_fund_spent == 77
    govern(skip(city, 7), city.rules, [])
    assert city.government.special_fund_spent == 0
