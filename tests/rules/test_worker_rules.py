"""Ages, homes, pay and search of people, one decision at a time, against numbers worked out by hand."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuye.agents.maths import OPEN, YES
from jiuye.agents.workers import (
    AGE_ENDS,
    BACHELOR,
    COLLEGE,
    EMPLOYED,
    FEMALE,
    INACTIVE,
    JUNIOR,
    LOCAL_RURAL,
    LOCAL_URBAN,
    MALE,
    NONLOCAL_RURAL,
    NONLOCAL_URBAN,
    PLATFORM,
    PRIMARY,
    SELF_EMPLOYED,
    SENIOR,
    TRAINING,
    UNEMPLOYED,
    pay_factor,
)
from jiuye.model.groups import AGE_BANDS

from .the_rules import B, share, the

# Life course.


def test_age_in_completed_years():
    assert the.age_in_years(0, -12 * 30) == 30
    assert the.age_in_years(0, -12 * 30 + 1) == 29
    assert the.age_in_years(11, -12 * 30) == 30
    assert the.age_in_years(12, -12 * 30) == 31


def test_bands_of_age_are_those_of_statistics():
    assert [the.band_of_age(age) for age in (16, 24, 25, 29, 30, 59, 60, 99)] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert tuple(int(band[:2]) for band in AGE_BANDS[1:]) == AGE_ENDS


def test_school_is_left_later_by_those_who_learn_more():
    assert [the.leaving_age(s) for s in (PRIMARY, JUNIOR, SENIOR, COLLEGE, BACHELOR)] == [16, 16, 19, 21, 22]


CENSUS = replace(
    B, participation_men=0.95, participation_women=0.83, retire_men=60.0, retire_women=54.0, retire_rural_extra=9.0
)


def participation(age=35, sex=MALE, schooling=SENIOR, hukou=LOCAL_URBAN, disabled=0):
    return the.participation(age, sex, schooling, hukou, disabled, CENSUS)


def test_participation_halves_at_the_age_of_retirement():
    assert participation() == pytest.approx(0.95, abs=0.001)
    assert participation(age=60) == pytest.approx(0.95 / 2)
    assert participation(age=54, sex=FEMALE) == pytest.approx(0.83 / 2)
    assert participation(age=69, hukou=LOCAL_RURAL) == pytest.approx(0.95 / 2)
    assert participation(age=69, hukou=NONLOCAL_RURAL) == participation(age=69, hukou=LOCAL_RURAL)
    assert participation(age=60, hukou=NONLOCAL_URBAN) == participation(age=60)


def test_participation_of_the_young_and_the_disabled():
    assert participation(age=19) == pytest.approx(0.85 * 0.95, abs=1e-4)
    assert participation(disabled=1) == pytest.approx(0.55 * participation())
    assert participation(sex=FEMALE, schooling=BACHELOR) == pytest.approx(participation(sex=FEMALE) * 0.87 / 0.83)


def test_those_want_work_whose_taste_is_among_the_share_that_does_once_they_have_left_school():
    def wants(taste, age=35, schooling=SENIOR, opened=1.0):
        return the.wants_work(age, MALE, schooling, LOCAL_URBAN, 0, opened, taste, CENSUS.view()[0])

    assert [wants(taste) for taste in (0.0, 0.94, 0.96)] == [True, True, False]
    assert [wants(0.0, age, BACHELOR) for age in (21, 22)] == [False, True]
    assert [wants(0.96, opened=opened) for opened in (1.0, 1.1)] == [False, True]


def test_literacy_beyond_access_fades_in_proportion_and_access_slowly():
    b = replace(B, literacy_fading=0.1, access_fading=20.0)
    assert the.older_literacy(8_000, b) == 8_000 - 500 - 20
    assert the.older_literacy(3_000, b) == 2_980  # nothing beyond access, which is lost
    assert the.older_literacy(2_000, b) == 1_800
    assert the.older_literacy(0, b) == 0


def test_groups_of_the_alike_have_a_number_each():
    kinds = [(x, h, s, wants) for x in (MALE, FEMALE) for h in range(4) for s in range(1, 6) for wants in (False, True)]
    assert [the.group_of(*kind) for kind in kinds] == list(range(len(kinds)))


@given(st.integers(16, 100), st.integers(0, 1), st.integers(1, 5), st.integers(0, 3), st.integers(0, 1))
def test_participation_is_a_share(age, sex, schooling, hukou, disabled):
    assert 0.0 <= participation(age, sex, schooling, hukou, disabled) <= 1.0


def move(gain=0.0, commute=0.0, km=0.0, barred=False, crowded=0.0, dearer=0.0):
    return the.choice_to_move(gain, commute, km, barred, crowded, dearer, replace(B, move_income=2.0, move_km=0.02))


def test_a_home_without_gain_is_rarely_taken():
    assert move() == pytest.approx(1.0 / (1.0 + math.exp(1.5)), rel=1e-7)
    assert move(gain=0.25) == pytest.approx(1.0 / (1.0 + math.exp(1.0)), rel=1e-7)
    assert move(gain=0.1) > move() > max(move(commute=5.0), move(km=20.0), move(barred=True), move(crowded=0.5))
    assert move(commute=-5.0) > move()
    assert move(dearer=-0.5) > move() > move(dearer=0.5)


# Jobs.


def test_hazards_of_leaving_fall_with_tenure():
    assert the.tenure_factor(0, 24.0) == 1.0
    assert the.tenure_factor(24, 24.0) == 0.5
    assert the.tenure_factor(72, 24.0) == 0.25
    assert the.dismissal_factor(35, 1.3) == 1.0
    assert the.dismissal_factor(36, 1.3) == 1.3


def test_quits_by_hand():
    assert the.quit_hazard(0.01, 0, 24.0, 1.0, 1.0, 0.0) == pytest.approx(0.01)
    assert the.quit_hazard(0.01, 24, 24.0, 1.0, 1.0, 0.0) == pytest.approx(0.005)
    assert the.quit_hazard(0.01, 0, 24.0, 2.0, 1.0, 0.0) == pytest.approx(0.005)  # paid twice what the line posts
    assert the.quit_hazard(0.01, 0, 24.0, 0.1, 1.0, 0.0) == pytest.approx(
        0.02
    )  # at most twice as often, however badly paid
    assert the.quit_hazard(0.01, 0, 24.0, 1.0, 1.0, 0.5) == pytest.approx(0.015)
    assert the.quit_hazard(0.01, 0, 24.0, 1.0, 2.0, 0.0) == pytest.approx(0.02)  # the young try jobs out


@given(share, st.integers(0, 400), st.floats(0.0, 5.0), st.floats(0.0, 5.0))
def test_quits_fall_with_pay(base, tenure, ratio, other):
    low, high = sorted((ratio, other))
    assert (
        the.quit_hazard(base, tenure, 24.0, low, 1.0, 0.0) >= the.quit_hazard(base, tenure, 24.0, high, 1.0, 0.0) >= 0.0
    )


def test_beginners_quit_more_often_and_hope_for_more_until_ten_years_after_school():
    assert [the.beginner(years) for years in (0, 5, 10, 40)] == [1.0, 0.5, 0.0, 0.0]
    assert the.youth_factor(0, 2.0) == 2.0
    assert the.youth_factor(5, 2.0) == pytest.approx(1.5)
    assert the.youth_factor(10, 2.0) == the.youth_factor(40, 2.0) == 1.0
    assert the.first_reservation(0, 1.1, 0.85) == pytest.approx(1.1)
    assert the.first_reservation(0, 1.1, 0.85) > the.first_reservation(4, 1.1, 0.85) > 0.85
    assert the.first_reservation(12, 1.1, 0.85) == the.first_reservation(30, 1.1, 0.85) == 0.85
    assert the.experience(30, BACHELOR) == 8
    assert the.experience(30, JUNIOR) == 14
    assert the.experience(17, BACHELOR) == 0


def pay(schooling=SENIOR, posted=SENIOR, skill=0.35, ability=0.0, sex=MALE, years=0.0):
    return the.pay_factor(schooling, posted, skill, ability, sex, years, B)


def test_the_standard_worker_is_paid_what_is_posted():
    assert pay() == pytest.approx(1.0)
    assert pay(sex=FEMALE) == pytest.approx(B.women_bargain)
    assert pay(skill=0.53) == pytest.approx(math.exp(B.skill_return), rel=1e-7)
    assert pay(ability=1.0) == pytest.approx(math.exp(B.ability_spread), rel=1e-7)
    assert pay(years=10.0) == pay(years=30.0) == pytest.approx(math.exp(10.0 * B.tenure_return), rel=1e-7)


def test_schooling_beyond_one_level_above_the_post_is_not_paid():
    assert pay(schooling=COLLEGE) == pay(schooling=BACHELOR) == pytest.approx(math.exp(3.0 * B.school_return), rel=1e-7)
    assert pay(schooling=JUNIOR) < 1.0


def test_schooling_below_the_post_is_paid_less_when_columns_hold_small_unsigned_numbers():
    for rule in (the.pay_factor, pay_factor):  # as written, and as compiled
        factor = rule(np.uint8(JUNIOR), np.uint8(COLLEGE), 0.35, 0.0, MALE, 0.0, B.view()[0])
        assert factor == pytest.approx(math.exp(-3.0 * B.school_return), rel=1e-7)


@given(share, share, st.floats(-3.0, 3.0), st.floats(0.0, 40.0), st.floats(0.0, 40.0))
def test_pay_rises_with_skill_and_tenure(skill, more, ability, years, later):
    low, high = sorted((skill, more))
    early, late = sorted((years, later))
    assert 0.0 < pay(skill=low, ability=ability, years=early) <= pay(skill=high, ability=ability, years=late)


def test_the_reservation_wage_goes_from_the_last_wage_to_the_prospects():
    b = replace(B, reservation_learning=0.1, benefit_counts=0.2)
    assert the.reservation_next(5_000.0, 4_000.0, 1_000.0, b) == pytest.approx(4_900.0)
    assert the.reservation_next(5_000.0, 6_000.0, 1_000.0, b) == pytest.approx(5_100.0)
    assert the.reservation_next(1_050.0, 0.0, 1_000.0, b) == 1_000.0
    assert the.prospect_of(400_000.0, 0.8, 0.0, b) == pytest.approx(320_000.0)
    assert the.prospect_of(400_000.0, 0.8, 1_500.0, b) == pytest.approx(350_000.0)  # a benefit in yuan


def test_who_searches():
    b = replace(B, search_unemployed=0.9, discouragement=0.02, search_employed=0.2, lock_in=0.5)
    assert the.search_chance(UNEMPLOYED, 0, 0, b) == pytest.approx(0.9)
    assert the.search_chance(UNEMPLOYED, 50, 0, b) == pytest.approx(0.9 * math.exp(-1.0), rel=1e-7)
    assert the.search_chance(EMPLOYED, 50, 0, b) == 0.2
    assert the.search_chance(EMPLOYED, 50, 2, b) == 0.1  # a course beside work leaves half the time
    assert the.search_chance(PLATFORM, 0, 0, b) == b.search_platform
    assert the.search_chance(SELF_EMPLOYED, 0, 0, b) == b.search_self_employed
    assert the.search_chance(INACTIVE, 0, 0, b) == the.search_chance(TRAINING, 0, 1, b) == 0.0


def test_schooling_beyond_or_below_the_posts_counts_for_three_years_and_no_more():
    assert the.schooling_premium(3, 3, 0.07) == pytest.approx(1.0)
    assert the.schooling_premium(4, 3, 0.07) == the.schooling_premium(5, 3, 0.07)
    assert the.schooling_premium(5, 3, 0.07) == pytest.approx(math.exp(0.21), rel=1e-7)
    assert the.schooling_premium(1, 3, 0.07) == the.schooling_premium(2, 3, 0.07)
    assert the.schooling_premium(1, 3, 0.07) == pytest.approx(math.exp(-0.21), rel=1e-7)


@pytest.mark.parametrize("x", [0.0, 0.01, 0.5, 1.0, 3.0, 30.0])
def test_luck_is_compared_with_the_exponential_and_mostly_by_bounds_alone(x):
    edge = math.exp(-x)
    for luck in (0.0, 0.04, 0.3, 0.6, 0.989, 0.991, 0.999999, edge * (1.0 - 1e-6), edge * (1.0 + 1e-6)):
        verdict = the.bounded(luck, x)
        assert the.settled(verdict, luck, x) == (luck < edge)
        assert verdict == OPEN or (verdict == YES) == (luck < edge)


def test_the_least_wage_applied_for():
    b = replace(B, mobility_premium=0.05)
    b = replace(b, km_cost=20.0)
    assert the.least_wage(EMPLOYED, 1.0, 6_000.0, 0.0, 0, b) == pytest.approx(6_300.0)
    assert the.least_wage(EMPLOYED, 100.0, 600_000.0, 0.0, 15, b) == pytest.approx(600_000.0)  # a nearer job, in fen
    assert the.least_wage(UNEMPLOYED, 4_000.0, 6_000.0, 0.0, 0, b) == 4_000.0
    assert the.least_wage(PLATFORM, 4_000.0, 0.0, 5_000.0, 0, b) == 5_000.0
    assert the.least_wage(PLATFORM, 4_000.0, 0.0, 1_000.0, 0, b) == pytest.approx(3_600.0)
