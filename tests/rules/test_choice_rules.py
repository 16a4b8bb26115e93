"""Choices between kinds of work and what each is worth, against numbers worked out by hand."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuye.agents.workers import EMPLOYED, FEMALE, INACTIVE, JUNIOR, MALE, PLATFORM, PRIMARY, SELF_EMPLOYED, UNEMPLOYED

from .the_rules import B, acting, record, share, the

FIFTH = replace(B, choice_scale=0.2)
money = st.floats(0.0, 1e6)


def test_the_worth_of_a_job_by_hand():
    assert the.job_value(6_000.0, 0.1, False, 500.0, 0.0, 20.0, 0.0) == 6_000.0
    assert the.job_value(6_000.0, 0.1, True, 500.0, 10.0, 20.0, 300.0) == pytest.approx(5_400 + 500 - 200 - 300)


def test_a_spread_of_pay_is_worth_less_to_the_cautious():
    assert the.certainty_equivalent(5_000.0, 0.0, 2.0) == 5_000.0
    assert the.certainty_equivalent(5_000.0, 0.2, 0.0) == 5_000.0
    assert the.certainty_equivalent(5_000.0, 0.2, 2.0) == pytest.approx(4_800.0)


@given(money, share, share, st.floats(0.0, 8.0))
def test_certainty_equivalent_falls_with_spread(mean, spread, more, aversion):
    low, high = sorted((spread, more))
    assert the.certainty_equivalent(mean, low, aversion) >= the.certainty_equivalent(mean, high, aversion)


def test_equal_worth_is_a_toss_up():
    assert the.choice(4_000.0, 4_000.0, FIFTH) == pytest.approx(0.5)
    assert the.choice(4_800.0, 4_000.0, FIFTH) == pytest.approx(1.0 / (1.0 + math.exp(-1.0)), rel=1e-7)
    assert the.choice(0.0, 0.0, FIFTH) == pytest.approx(0.5)  # no division by nothing


@given(money, money, st.floats(1.0, 1e6), st.floats(0.05, 2.0))
def test_choice_is_a_probability_that_rises_with_the_worth(value, other, alternative, scale):
    low, high = sorted((value, other))
    b = replace(B, choice_scale=scale)
    assert 0.0 <= the.choice(low, alternative, b) <= the.choice(high, alternative, b) <= 1.0


def test_free_hours_are_worth_more_to_some():
    b = replace(B, free_hours=0.3, free_hours_women=0.1, free_hours_old=0.2)
    assert the.flexibility_value(30, MALE, 0.5, b) == pytest.approx(0.15)
    assert the.flexibility_value(25, FEMALE, 0.5, b) == pytest.approx(0.25)
    assert the.flexibility_value(46, FEMALE, 0.5, b) == pytest.approx(0.15)
    assert the.flexibility_value(55, FEMALE, 0.0, b) == pytest.approx(0.2)


@given(share, st.floats(0.0, 5.0), st.floats(0.0, 3.0))
def test_hours_stay_within_a_week(taste, pay_ratio, elasticity):
    assert 6.0 <= the.hours_wanted(taste, pay_ratio, replace(B, hours_elasticity=elasticity)) <= 84.0


def test_hours_answer_to_pay_within_limits():
    b = replace(B, hours_elasticity=1.2)
    usual = the.hours_wanted(0.5, 1.0, b)
    assert the.hours_wanted(0.5, 1.1, b) == pytest.approx(1.12 * usual)
    assert the.hours_wanted(0.5, 9.0, b) == pytest.approx(1.3 * usual)
    assert the.hours_wanted(0.5, 0.0, b) == pytest.approx(0.6 * usual)
    third = [the.hours_wanted(k / 100.0, 1.0, b) for k in range(38)]
    rest = [the.hours_wanted(k / 100.0, 1.0, b) for k in range(38, 101)]
    assert third == sorted(third)
    assert rest == sorted(rest)
    assert max(third) <= min(rest) + 1.0


def test_hours_of_jobs_and_of_own_businesses():
    lucks = [(k + 0.5) / 1_000.0 for k in range(1_000)]
    jobs = [the.contract_hours(luck, 8.7, 2.5) for luck in lucks]
    assert min(jobs) == 40.0
    assert 62.0 < max(jobs) < 62.5
    assert sum(jobs) / 1_000.0 == pytest.approx(48.7, abs=0.05)
    office = [the.contract_hours(luck, 2.5, 2.5) for luck in lucks]
    assert sum(office) / 1_000.0 == pytest.approx(42.5, abs=0.05)
    assert sum(hours > 48.0 for hours in office) == 100
    assert sum(hours > 48.0 for hours in jobs) > 490
    assert sum(the.own_account_hours(luck, B) > 60.0 for luck in lucks) == 455


def test_published_rules_end_the_error_of_belief():
    assert the.believed_pay(20.0, 0.1, 1.0, 2.5) == 20.0
    assert the.believed_pay(20.0, 0.1, 0.0, 1.0) == pytest.approx(22.0)
    assert the.believed_pay(20.0, 0.1, 0.5, -1.0) == pytest.approx(19.0)


def test_cover_ends_the_uncovered_loss():
    assert the.uncovered_loss(0.12, 50_000.0, 0.0, 0.0) == pytest.approx(500.0)
    assert the.uncovered_loss(0.12, 50_000.0, 0.3, 0.0) == pytest.approx(350.0)
    assert the.uncovered_loss(0.12, 50_000.0, 0.3, 0.5) == pytest.approx(500.0 * 0.7 * 0.5)
    assert the.uncovered_loss(0.12, 50_000.0, 1.0, 0.8) == 0.0


def test_the_worth_of_platform_work_by_hand():
    b = replace(B, risk_dread=3.0, trust_worth=0.3)
    assert the.platform_worth(5_000.0, 0.2, 0.0, 0.0, 0.0, 0.0, 0.5, b) == pytest.approx(6_000.0)
    worth = the.platform_worth(5_000.0, 0.2, 100.0, 200.0, 10.0, 400.0, 0.5, b)
    assert worth == pytest.approx(6_000.0 - 300.0 + 200.0 + 10.0 - 400.0)
    assert the.platform_worth(5_000.0, 0.2, 100.0, 200.0, 10.0, 400.0, 1.0, b) == pytest.approx(1.15 * worth)


def test_the_worth_of_own_work_and_of_home():
    assert the.own_account_worth(5_000.0, 0.4, 1.0 / 3.0, 0.5, B) == pytest.approx(5_000.0)
    assert the.own_account_worth(5_000.0, 0.4, 0.9, 0.5, B) > 5_000.0
    assert the.own_account_worth(5_000.0, 0.4, 1.0 / 3.0, 1.0, B) == pytest.approx(7_500.0)
    assert the.home_worth(0.5, replace(B, home_worth=4_000.0)) == 4_000.0
    assert the.home_worth(0.0, replace(B, home_worth=4_000.0)) == 2_000.0


def test_what_a_person_has_by_status():
    rules = record(employee_contribution=0.1, flexible_premium=1_000.0)
    b = acting(cover_worth=0.5, km_cost=20.0, monitoring_cost=300.0, hope=0.8, home_worth=4_000.0)
    worth = {s: the.present_worth(s, 6_000.0, True, 10, 5_000.0, 3_000.0, 0.5, rules, b) for s in range(5)}
    assert worth[EMPLOYED] == pytest.approx(5_400.0 + 500.0 - 200.0 - 300.0)
    assert worth[UNEMPLOYED] == pytest.approx(4_000.0)
    assert worth[INACTIVE] == pytest.approx(4_000.0)
    assert worth[PLATFORM] == worth[SELF_EMPLOYED] == 3_000.0
    uncovered = the.present_worth(EMPLOYED, 6_000.0, False, 10, 5_000.0, 3_000.0, 0.5, rules, b)
    assert uncovered == pytest.approx(6_000.0 - 200.0 - 300.0)


def test_the_favourite_platform_comes_to_mind_most_often():
    b = replace(B, favourite_platform=0.6)
    assert the.comes_to_mind(0.3, 0.77, b) == the.comes_to_mind(0.59, 0.77, b) == 0.77
    assert the.comes_to_mind(0.6, 0.77, b) == 0.0
    assert the.comes_to_mind(0.9, 0.77, b) == pytest.approx(0.75)


def test_a_platform_takes_whoever_meets_all_its_terms():
    terms = record(oldest=50.0, schooling=2.0, literacy=0.3)
    assert the.admitted(50, JUNIOR, 0.3, terms)
    assert not the.admitted(51, JUNIOR, 0.3, terms)
    assert not the.admitted(50, PRIMARY, 0.3, terms)
    assert not the.admitted(50, JUNIOR, 0.29, terms)


TERMS = {
    "hourly": 25.0,
    "openness": 0.0,
    "spread": 0.2,
    "age_bias": 0.2,
    "sex_bias": 0.1,
    "rung_premium": 0.05,
    "vat_threshold": 4_000.0,
    "vat_rate": 0.0,
    "loss": 100.0,
    "support": 50.0,
    "contractor": 300.0,
    "dividend": 10.0,
    "monitoring": 80.0,
    "leaving": 0.05,
    "pull": 1.0,
}


def test_what_a_month_on_a_platform_is_expected_to_pay():
    b, terms = acting(belief_error=0.1, rating_pay=0.2), record(**TERMS)
    usual = 25.0 * 40.0 * 4.33
    assert the.expected_pay(30, MALE, 5_000, 0, 40.0, 0.0, 1.0, terms, b) == pytest.approx(usual)
    assert the.expected_pay(30, MALE, 10_000, 0, 40.0, 0.0, 1.0, terms, b) == pytest.approx(1.1 * usual)
    assert the.expected_pay(60, FEMALE, 5_000, 2, 40.0, 1.0, 1.0, terms, b) == pytest.approx(
        1.1 * 0.8 * 0.9 * 1.1 * usual
    )
    assert the.expected_pay(30, MALE, 5_000, 0, 40.0, 0.0, 0.8, terms, b) == pytest.approx(0.8 * usual)
    taxed = record(**TERMS | {"vat_rate": 0.03})
    assert the.expected_pay(30, MALE, 5_000, 0, 40.0, 0.0, 1.0, taxed, b) == pytest.approx(
        usual - 0.03 * (usual - 4_000.0)
    )


def test_what_a_month_on_a_platform_is_worth():
    b, terms = acting(risk_aversion=2.0, risk_dread=3.0, free_hours=0.3, trust_worth=0.3), record(**TERMS)
    sure, rest = 5_000.0 * 0.96, 50.0 - 300.0 - 80.0
    month = the.month_on_platform
    assert month(30, MALE, 5_000.0, 39.0, 0.0, 0, 0.5, terms, b) == pytest.approx(sure + rest)
    assert month(30, MALE, 5_000.0, 40.0, 0.0, 0, 0.5, terms, b) == pytest.approx(sure + rest + 300.0)
    assert month(30, MALE, 5_000.0, 39.0, 1.0, 1, 0.5, terms, b) == pytest.approx(1.3 * sure + rest + 10.0)
    assert month(30, MALE, 5_000.0, 39.0, 0.0, 0, 1.0, terms, b) == pytest.approx(1.15 * (sure + rest))


def test_platforms_are_left_for_no_reason_and_for_better_prospects():
    b, terms = acting(platform_regret=0.4), record(**TERMS)
    assert the.leaving_chance(4_000.0, 4_000.0, 1.0, terms, b) == pytest.approx(0.05 + 0.4 * 0.5)
    assert the.leaving_chance(4_000.0, 0.0, 1.0, terms, b) < 0.06
    assert the.leaving_chance(4_000.0, 8_000.0, 1.0, terms, b) > 0.4
    busy = record(**TERMS | {"pull": 2.0})  # an hour pays more than usual
    assert the.leaving_chance(4_000.0, 4_000.0, 1.0, busy, b) == pytest.approx(0.5 * (0.05 + 0.4 * 0.5))
    assert the.leaving_chance(4_000.0, 4_000.0, 2.0, terms, b) == pytest.approx(0.5 * (0.05 + 0.4 * 0.5))


def test_what_an_hour_pays_now_draws_people_to_a_platform():
    b = acting(entry_elasticity=2.0, pull_most=4.0)
    assert the.free_entry(1.0, b) == 1.0
    assert the.free_entry(1.1, b) == pytest.approx(1.21)
    assert the.free_entry(0.5, b) == pytest.approx(0.25)
    assert (the.free_entry(10.0, b), the.free_entry(0.0, b)) == (4.0, 0.25)


def test_some_hours_beside_one_s_own_work():
    b = acting(side_hours_most=16.0, side_open=0.2, side_elasticity=1.5, side_week=72.0)
    assert the.side_hours(0.0, 40.0, 1.0, b) == 16.0
    assert the.side_hours(0.2, 40.0, 1.0, b) == 8.0  # who would hardly do any, of those who do
    assert the.side_hours(0.0, 40.0, 1.2, b) == pytest.approx(16.0 * 1.3)
    assert the.side_hours(0.0, 40.0, 0.0, b) == 0.0
    assert (the.side_hours(0.0, 66.0, 1.0, b), the.side_hours(0.0, 80.0, 1.0, b)) == (6.0, 0.0)


def test_an_hour_beside_is_weighed_against_an_hour_of_one_s_own_work():
    b = acting(side_worth=1.2, choice_scale=0.2)
    assert the.side_chance(30.0, 25.0, 1.0, b) == pytest.approx(0.5)
    assert the.side_chance(36.0, 25.0, 1.0, b) == pytest.approx(1.0 / (1.0 + math.exp(-1.0)))
    assert the.side_chance(30.0, 25.0, 1.5, b) == pytest.approx(0.75)
    assert the.side_chance(60.0, 25.0, 4.0, b) == 1.0


def test_the_usual_takings_of_town_and_country():
    b = acting(farm_income=2_000.0, own_account_income=5_000.0, village_business=0.6)
    assert the.usual_takings(True, True, 0.4, 1.0 / 3.0, 0.5, b) == pytest.approx(2_000.0)
    assert the.usual_takings(False, True, 0.4, 1.0 / 3.0, 0.5, b) == pytest.approx(3_000.0)
    assert the.usual_takings(False, False, 0.4, 1.0 / 3.0, 0.5, b) == pytest.approx(5_000.0)
    assert the.able_online(0.25, replace(B, selling_literacy=0.5)) == 0.5
    assert the.able_online(0.7, replace(B, selling_literacy=0.5)) == 1.0


def test_luck_and_misjudged_pay_add_up_in_squares():
    b = acting(belief_error=0.4, openness_calms=0.36)
    assert the.spread_of_pay(0.3, 0.0, b) == pytest.approx(0.5)  # 3, 4, 5
    assert the.luck_left(0.3, 1.0, b) == pytest.approx(0.3 * 0.8)  # the variance falls by 36 %
    assert the.spread_of_pay(0.3, 1.0, b) == the.luck_left(0.3, 1.0, b)


@given(share, share, share)
def test_no_spread_of_pay_is_below_either_or_above_their_sum(luck, error, openness):
    b, misjudged = acting(belief_error=error), error * (1.0 - openness)
    spread, left = the.spread_of_pay(luck, openness, b), the.luck_left(luck, openness, b)
    assert max(left, misjudged) - 1e-12 <= spread <= left + misjudged + 1e-12
