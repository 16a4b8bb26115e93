"""The wish for a course, firms' reasons to train, and what government decides, by hand."""

import math

import pytest

from jiuye.agents.compiled import interpreted
from jiuye.agents.government import (
    alarm_after,
    carried_support,
    eased,
    joining,
    rate_needed,
    share_after_target,
)
from jiuye.agents.training import (
    ANYWAY,
    BY_TAX,
    IF_PAID,
    UNTRAINED,
    course_fits,
    expected_gain,
    mean_shortfall,
    pull_of_points,
    reason_to_train,
)
from jiuye.agents.workers import BACHELOR, COLLEGE, JUNIOR, SENIOR, SKILL_SPREAD
from jiuye.model.behaviour import Behaviour

from .the_rules import acting, the

B = Behaviour()


def test_a_shortfall_is_the_mean_of_what_is_missing_in_each_layer():
    rule = interpreted(mean_shortfall)
    assert rule(0.2, 0.5, 0.9, 0.5, 0.5, 0.6) == pytest.approx(0.1)  # what one has too much of does not count
    assert rule(0.5, 0.5, 0.5, 0.5, 0.5, 0.5) == 0.0


def test_a_course_in_ones_own_trade_needs_a_gap_one_in_another_must_be_within_reach():
    rule = interpreted(course_fits)
    assert rule(0.01, True, False, 0.3, 1, 5)
    assert not rule(0.0, True, False, 0.3, 1, 5)
    assert rule(0.3, False, True, 0.3, 2, 3)  # a level of schooling short is no bar
    assert not rule(0.31, False, True, 0.3, 2, 3)
    assert not rule(0.3, False, True, 0.3, 1, 3)
    assert rule(0.3, False, False, 0.3, 2, 3)  # one's own occupation, where skill is short
    assert not rule(0.0, False, False, 0.3, 2, 3)
    assert rule(0.0, False, True, 0.3, 2, 3)  # another one for which only the certificate is missing


@pytest.mark.parametrize(("there", "now", "gain"), [(110, 100, 0.1), (900, 100, 0.5), (10, 100, -0.3), (5, 0, 0.5)])
def test_the_gain_expected_of_a_course_is_bounded(there, now, gain):
    assert interpreted(expected_gain)(float(there), float(now), 1.0, 0.0, B) == pytest.approx(gain)


def test_the_gain_expected_of_a_course_is_ones_own():
    rule = interpreted(expected_gain)
    assert rule(1.0, 1.0, 0.9, 0.0, B) == pytest.approx(-0.1)  # posts there are harder to get
    assert rule(1.0, 1.0, 1.0, SKILL_SPREAD, B) == pytest.approx(math.exp(B.skill_return) - 1.0)
    assert rule(1.1, 1.0, 1.0, 0.0, B) < rule(1.1, 1.0, 1.0, 0.05, B)


def test_points_pull_by_the_thousand_yuan():
    assert interpreted(pull_of_points)(0.8, 500.0) == pytest.approx(0.4)


@pytest.mark.parametrize(("luck", "why"), [(0.05, ANYWAY), (0.11, BY_TAX), (0.14, IF_PAID), (0.2, UNTRAINED)])
def test_firms_train_anyway_or_by_the_tax_or_for_the_grant(luck, why):
    assert interpreted(reason_to_train)(luck, 0.1, 0.2, 0.5) == why


def test_an_alarm_sounds_above_the_threshold_and_lasts_until_the_release():
    rule = interpreted(alarm_after)
    assert [rule(on, 0.31, 0.3, 0.2) for on in (0, 1)] == [1, 1]
    assert [rule(on, 0.25, 0.3, 0.2) for on in (0, 1)] == [0, 1]
    assert [rule(on, 0.19, 0.3, 0.2) for on in (0, 1)] == [0, 0]
    assert rule(1, 0.25, 0.3, 0.9) == 0  # the release is never above the threshold


def test_a_district_loses_budget_in_proportion_to_what_is_missing():
    rule = interpreted(share_after_target)
    assert rule(0, 100.0, 0.3) == pytest.approx(0.7)
    assert rule(50, 100.0, 0.3) == pytest.approx(0.85)
    assert rule(150, 100.0, 0.3) == 1.0


def test_the_fund_supports_premiums_by_what_it_can_spare():
    rule, joined = interpreted(carried_support), interpreted(joining)
    for spare in (5.0, 40.0, 200.0):
        support = rule(spare, 1_000.0, 0.25, 0.1, B)
        heads = joined(0.25, 0.1, support, B.insurance_price)
        assert support * 1_000.0 * heads == pytest.approx(spare, rel=1e-3)  # with those who join because of it
    assert rule(-10.0, 1_000.0, 0.25, 0.1, B) == 0.0
    assert rule(1e9, 1_000.0, 0.25, 0.1, B) == pytest.approx(B.most_support, abs=1e-5)
    assert joined(0.25, 0.1, 0.1, -1.0) == pytest.approx(0.25)
    assert joined(0.25, 0.0, 0.5, -1.0) == pytest.approx(0.4)  # half the price doubles the odds


def test_a_fund_asks_for_what_it_needs():
    rule = interpreted(rate_needed)
    assert rule(100.0, 40.0) == pytest.approx(0.4)
    assert rule(100.0, 400.0) == 1.0
    assert rule(0.0, 40.0) == 1.0
    assert 0.0 < rule(100.0, -40.0) < 0.1


def test_support_moves_five_points_a_month_at_most():
    rule = interpreted(eased)
    assert rule(0.1, 0.5, 0.05) == pytest.approx(0.15)
    assert rule(0.1, 0.12, 0.05) == 0.12
    assert rule(0.3, 0.0, 0.05) == pytest.approx(0.25)
    assert rule(0.3, 0.28, 0.05) == 0.28


def test_a_usual_course_of_a_firm_teaches_as_much_as_it_lasts():
    assert the.usual_course(0.4, 0.25) == pytest.approx(0.1)
    assert the.usual_course(0.4, 0.0) == 0.0


def test_vocational_schools_certify_their_leavers():
    b = acting(vocational_senior=0.4, vocational_college=0.9, school_certified=0.8)
    certified = [the.certified_at_school(level, b) for level in (JUNIOR, SENIOR, COLLEGE, BACHELOR)]
    assert certified == pytest.approx([0.0, 0.32, 0.72, 0.0])


# What people say when they are asked.


def test_discontent_comes_of_pay_hours_falling_income_and_distrust():
    moods = {"discontent_pay": 2.0, "discontent_hours": 0.3, "discontent_falls": 0.5, "discontent_trust": 1.5}
    b = acting(discontent=-1.0, usual_trust=0.6, **moods)
    assert the.discontent(1.0, 40.0, False, 0.6, b) == pytest.approx(-1.0)
    assert the.discontent(1.0, 30.0, False, 0.6, b) == pytest.approx(-1.0)  # short hours please nobody more
    assert the.discontent(0.5, 40.0, False, 0.6, b) == pytest.approx(-1.0 + 2.0 * math.log(2.0))
    assert the.discontent(1.0, 60.0, False, 0.6, b) == pytest.approx(-1.0 + 0.6)
    assert the.discontent(1.0, 40.0, True, 0.6, b) == pytest.approx(-0.5)
    assert the.discontent(1.0, 40.0, False, 1.0, b) == pytest.approx(-1.6)


def test_cheaper_cover_is_wanted_by_those_who_pay_and_to_whom_it_is_dear():
    b = acting(voice_own=0.7, voice_price=1.0, usual_premium=0.2)
    assert the.wants_cheaper_cover(-1.0, False, 1_000.0, 5_000.0, b) == pytest.approx(-1.0)
    assert the.wants_cheaper_cover(-1.0, True, 1_000.0, 5_000.0, b) == pytest.approx(-0.3)
    assert the.wants_cheaper_cover(-1.0, False, 1_000.0, 2_500.0, b) == pytest.approx(-1.0 + math.log(2.0))


def test_a_slower_pace_pays_where_hours_are_to_spare():
    assert the.worth_adopting(0.8, 0.05, 0.1)
    assert not the.worth_adopting(1.0, 0.05, 0.1)  # what better service brings nobody could do
    assert the.worth_adopting(0.86, 0.05, 0.1)  # not all of it is done, yet more than before
    assert not the.worth_adopting(0.95, 0.05, 0.1)
    assert not the.worth_adopting(0.8, 0.0, 0.1)
