"""What government sees and spends in a month, on ten people whose fate can be worked out by hand."""

import numpy as np
import pytest

from jiuye.model.phases.government import govern
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
    for _month in range(15):
        govern(skip(city), rules, [])
        support.append(g.support)
    steps = np.diff([0.0, *support])
    assert 0.0 < steps.max() <= 0.05 + 1e-12
    assert steps.min() >= 0.0
    assert support[-1] == 0.5  # at most half the premium
    g.fund_income = 0
    govern(skip(city), rules, [])
    assert g.support < 0.5


def test_the_yearly_limit_begins_anew_in_january():
    city = begin(ten_people())
    city.government.special_fund_spent = 77
    govern(skip(city, 5), city.rules, [])
    assert city.government.special_fund_spent == 77
    govern(skip(city, 7), city.rules, [])
    assert city.government.special_fund_spent == 0
