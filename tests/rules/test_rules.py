"""The decisions of agents, one by one, against numbers worked out by hand and against what they must never do."""

import ast
import math
import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuye.agents.platforms import DispatchRule
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
from jiuye.model.behaviour import Behaviour
from jiuye.model.params import records
from jiuye.model.tally import AGE_BANDS

AGENTS = Path(__file__).resolve().parents[2] / "agents"
B = Behaviour()
FIFTH = replace(B, choice_scale=0.2)


def record(**values):
    """Numbers as kernels read them: rules that hand them on to other rules take nothing else."""
    return records({name: [value] for name, value in values.items()})[0]


def acting(**behaviour):
    """Behaviour as kernels read it, with single numbers changed."""
    return replace(B, **behaviour).view()[0]


share = st.floats(0.0, 1.0)
money = st.floats(0.0, 1e6)


def rules_of(source):
    """Names of the functions marked as rules."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and "rule" in [ast.unparse(d) for d in node.decorator_list]
    ]


# Every rule of agents/ by name, as the plain function it was written as.
the = SimpleNamespace()
for _file in sorted(AGENTS.glob("*.py")):
    for _name in rules_of(_file.read_text(encoding="utf-8")):
        _rule = getattr(import_module(f"jiuye.agents.{_file.stem}"), _name)
        setattr(the, _name, getattr(_rule, "py_func", _rule))


def test_every_rule_is_tried_here():
    here = Path(__file__)
    files = (here, *here.parents[1].glob("*/test_*.py"))
    tried = {name for file in files for name in re.findall(r"\bthe\.(\w+)", file.read_text(encoding="utf-8"))}
    tried |= {
        name for file in files[1:] for name in re.findall(r"interpreted\((\w+)\)", file.read_text(encoding="utf-8"))
    }
    assert len(vars(the)) > 30
    assert set(vars(the)) - tried == set()


# Arithmetic.


@given(st.floats(-44.0, 44.0))
def test_exp_is_within_its_stated_error(x):
    assert the.exp(x) == pytest.approx(math.exp(x), rel=2e-8)


def test_exp_is_cut_off_beyond_44():
    assert the.exp(1e9) == the.exp(44.0) == pytest.approx(math.exp(44.0), rel=2e-8)
    assert the.exp(-1e9) == the.exp(-44.0) > 0.0


@given(st.floats(1e-300, 1e300))
def test_log_is_within_its_stated_error(x):
    assert the.log(x) == pytest.approx(math.log(x), rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("x", [0.70710678118654746, 0.70710678118654757, 0.999999, 1.0, 1.000001, 2.0, 0.5])
def test_log_near_the_seams_of_its_range(x):
    assert the.log(x) == pytest.approx(math.log(x), rel=1e-9, abs=1e-15)


@given(st.floats(-60.0, 60.0))
def test_logistic_is_a_probability_and_symmetric(x):
    p = the.logistic(x)
    assert 0.0 <= p <= 1.0
    assert p + the.logistic(-x) == pytest.approx(1.0, abs=2e-8)
    if abs(x) <= 44.0:
        assert p == pytest.approx(1.0 / (1.0 + math.exp(-x)), rel=4e-8)


@given(st.floats(0.01, 100.0), st.floats(-3.0, 3.0))
def test_power_agrees_with_mathematics(x, exponent):
    assert the.power(x, exponent) == pytest.approx(x**exponent, rel=1e-7)


@given(st.floats(0.0, 1_000.0))
def test_whole_keeps_the_mean(x):
    steps = 2_000
    rounded = [the.rounded_by_luck(x, (k + 0.5) / steps) for k in range(steps)]
    assert set(rounded) <= {math.floor(x), math.floor(x) + 1}
    assert sum(rounded) / steps == pytest.approx(x, abs=1.0 / steps)


def test_whole_leaves_whole_numbers_alone():
    assert [the.rounded_by_luck(3.0, luck) for luck in (0.0, 0.5, 0.999999)] == [3, 3, 3]


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


@given(st.integers(16, 100), st.integers(0, 1), st.integers(1, 5), st.integers(0, 3), st.integers(0, 1))
def test_participation_is_a_share(age, sex, schooling, hukou, disabled):
    assert 0.0 <= participation(age, sex, schooling, hukou, disabled) <= 1.0


def move(gain=0.0, commute=0.0, km=0.0, barred=False, crowded=0.0):
    return the.choice_to_move(gain, commute, km, barred, crowded, replace(B, move_income=2.0, move_km=0.02))


def test_a_home_without_gain_is_rarely_taken():
    assert move() == pytest.approx(1.0 / (1.0 + math.exp(1.5)), rel=1e-7)
    assert move(gain=0.25) == pytest.approx(1.0 / (1.0 + math.exp(1.0)), rel=1e-7)
    assert move(gain=0.1) > move() > max(move(commute=5.0), move(km=20.0), move(barred=True), move(crowded=0.5))
    assert move(commute=-5.0) > move()


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


def test_the_young_quit_more_often_until_thirty():
    assert the.youth_factor(20, 2.0) == the.youth_factor(17, 2.0) == 2.0
    assert the.youth_factor(25, 2.0) == pytest.approx(1.5)
    assert the.youth_factor(30, 2.0) == the.youth_factor(60, 2.0) == 1.0


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
        assert factor == pytest.approx(math.exp(-6.0 * B.school_return), rel=1e-7)


@given(share, share, st.floats(-3.0, 3.0), st.floats(0.0, 40.0), st.floats(0.0, 40.0))
def test_pay_rises_with_skill_and_tenure(skill, more, ability, years, later):
    low, high = sorted((skill, more))
    early, late = sorted((years, later))
    assert 0.0 < pay(skill=low, ability=ability, years=early) <= pay(skill=high, ability=ability, years=late)


def test_the_reservation_wage_falls_to_its_floor():
    assert the.reservation_next(5_000.0, 0.004, 1_000.0) == pytest.approx(4_980.0)
    assert the.reservation_next(1_001.0, 0.004, 1_000.0) == 1_000.0
    wage = 5_000.0
    for _ in range(1_000):
        wage = the.reservation_next(wage, 0.004, 1_000.0)
    assert wage == 1_000.0


def test_the_worth_of_a_job_by_hand():
    assert the.job_value(6_000.0, 0.1, False, 500.0, 0.0, 20.0, 0.0) == 6_000.0
    assert the.job_value(6_000.0, 0.1, True, 500.0, 10.0, 20.0, 300.0) == pytest.approx(5_400 + 500 - 200 - 300)


def test_who_searches():
    b = replace(B, search_unemployed=0.9, discouragement=0.02, search_employed=0.2, lock_in=0.5)
    assert the.search_chance(UNEMPLOYED, 0, 0, b) == pytest.approx(0.9)
    assert the.search_chance(UNEMPLOYED, 50, 0, b) == pytest.approx(0.9 * math.exp(-1.0), rel=1e-7)
    assert the.search_chance(EMPLOYED, 50, 0, b) == 0.2
    assert the.search_chance(EMPLOYED, 50, 2, b) == 0.1  # a course beside work leaves half the time
    assert the.search_chance(PLATFORM, 0, 0, b) == b.search_platform
    assert the.search_chance(SELF_EMPLOYED, 0, 0, b) == b.search_self_employed
    assert the.search_chance(INACTIVE, 0, 0, b) == the.search_chance(TRAINING, 0, 1, b) == 0.0


def test_schooling_beyond_the_posts_pays_for_three_years_and_no_more():
    assert the.schooling_premium(3, 3, 0.07) == pytest.approx(1.0)
    assert the.schooling_premium(4, 3, 0.07) == the.schooling_premium(5, 3, 0.07)
    assert the.schooling_premium(5, 3, 0.07) == pytest.approx(math.exp(0.21), rel=1e-7)
    assert the.schooling_premium(1, 3, 0.07) == pytest.approx(math.exp(-0.42), rel=1e-7)


@pytest.mark.parametrize("x", [0.0, 0.01, 0.5, 1.0, 3.0, 30.0])
def test_outlasting_is_a_comparison_with_the_exponential(x):
    for luck in (0.0, 0.04, 0.3, 0.6, 0.989, 0.991, 0.999999):
        assert the.outlasts(luck, x) == (luck < math.exp(-x))


def test_the_least_wage_applied_for():
    b = replace(B, mobility_premium=0.05)
    b = replace(b, km_cost=20.0)
    assert the.least_wage(EMPLOYED, 1.0, 6_000.0, 0.0, 0, b) == pytest.approx(6_300.0)
    assert the.least_wage(EMPLOYED, 100.0, 600_000.0, 0.0, 15, b) == pytest.approx(600_000.0)  # a nearer job, in fen
    assert the.least_wage(UNEMPLOYED, 4_000.0, 6_000.0, 0.0, 0, b) == 4_000.0
    assert the.least_wage(PLATFORM, 4_000.0, 0.0, 5_000.0, 0, b) == 5_000.0
    assert the.least_wage(PLATFORM, 4_000.0, 0.0, 1_000.0, 0, b) == pytest.approx(3_600.0)


# Employers.


def test_desired_staff_falls_with_cost_at_a_constant_elasticity():
    assert the.desired_staff(10.0, 1.0, 0.0, 1.0, 0.5) == pytest.approx(10.0)
    assert the.desired_staff(10.0, 1.2, 0.0, 1.0, 0.5) == pytest.approx(12.0)
    assert the.desired_staff(10.0, 1.0, 0.1, 1.0, 0.5) == pytest.approx(10.0 * math.exp(0.1), rel=1e-7)
    assert the.desired_staff(10.0, 1.0, 0.0, 1.21, 0.5) == pytest.approx(10.0 / 1.1, rel=1e-7)
    assert the.desired_staff(10.0, 1.0, 0.0, 5.0, 0.0) == pytest.approx(10.0)


def test_a_line_sheds_a_share_of_its_excess():
    assert the.excess_shed(10, 0, 8.0, 0.5) == pytest.approx(0.1)  # half of two, out of ten
    assert the.excess_shed(10, 2, 8.0, 0.5) == pytest.approx(0.2)  # open posts count as staff to come
    assert the.excess_shed(10, 0, 12.0, 0.5) == 0.0
    assert the.excess_shed(0, 3, 0.0, 0.5) == 0.0
    assert the.excess_shed(1, 50, 0.0, 0.5) == 1.0


def test_openings_fill_a_share_of_the_gap():
    assert the.openings(10, 0, 10.0, 0.01, 0.16) == pytest.approx(0.1)
    assert the.openings(10, 0, 15.0, 0.0, 0.16) == pytest.approx(0.8)
    assert the.openings(10, 5, 15.0, 0.0, 0.16) == 0.0
    assert the.openings(10, 0, 15.0, 0.01, 0.16) == pytest.approx(0.1 + 0.99 * 0.8)


@given(st.integers(0, 500), st.integers(0, 50), st.floats(0.0, 600.0), share, share)
def test_a_line_never_sheds_and_fills_a_gap_at_once(staff, vacancies, desired, spontaneous, adjustment):
    shed = the.excess_shed(staff, vacancies, desired, adjustment)
    opened = the.openings(staff, vacancies, desired, spontaneous, adjustment)
    assert 0.0 <= shed <= 1.0
    assert opened >= spontaneous * staff
    assert shed == 0.0 or opened == pytest.approx(spontaneous * staff)


def test_posted_wages_answer_to_the_queue():
    def next_wage(posted=5_000.0, usual=5_000.0, floor=2_000.0, age=0.0, applicants=1, vacancies=1):
        return the.revised_posting(posted, usual, floor, age, applicants, vacancies, replace(B, posting_step=0.01))

    drawn = (6_000.0 - next_wage(posted=6_000.0)) / 1_000.0  # share of the way back to the usual wage
    assert 0.0 < drawn < 0.1
    assert next_wage() == 5_000.0
    assert next_wage(age=3.0, applicants=0) == pytest.approx(5_050.0 - drawn * 50.0)
    assert next_wage(applicants=5) == pytest.approx(4_975.0 + drawn * 25.0)
    assert next_wage(floor=5_500.0) == 5_500.0


def test_skill_match_by_hand():
    assert the.skill_match(0.5, 0.5, 0.5, 0.5, 0.4, 0.3) == 1.0
    assert the.skill_match(0.0, 0.0, 0.0, 0.5, 0.3, 0.2) == pytest.approx(0.0)
    assert the.skill_match(0.25, 0.9, 0.9, 0.5, 0.3, 0.2) == pytest.approx(0.75)  # layers do not make up for each other


@given(share, share, share, st.floats(0.05, 1.0), st.floats(0.05, 1.0), st.floats(0.05, 1.0), share)
def test_skill_match_is_a_share_and_rises_with_skill(t, a, m, need_t, need_a, need_m, more):
    match = the.skill_match(t, a, m, need_t, need_a, need_m)
    assert -1e-12 <= match <= 1.0
    assert the.skill_match(min(1.0, t + more), a, m, need_t, need_a, need_m) >= match - 1e-12


def test_a_certificate_raises_and_sharpens_the_impression():
    def seen(certified, experienced, noise):
        return the.perceived_productivity(0.7, certified, experienced, noise, 0.15, 0.0, b)

    b = replace(B, certificate_bonus=0.12, experience_bonus=0.1)
    assert seen(False, 0.0, 0.0) == pytest.approx(0.7)
    assert seen(False, 1.0, 1.0) == pytest.approx(0.7 + 0.1 + 0.15)
    assert seen(True, 1.0, 0.0) == pytest.approx(0.92)
    low, high = (seen(True, 0.0, noise) for noise in (-1.0, 1.0))
    assert high - low == pytest.approx(0.6 * 2 * 0.15)


def test_a_certificate_that_can_be_verified_counts_for_more():
    b = replace(B, certificate_bonus=0.12, experience_bonus=0.1, trusted_certificate=0.5, precise_certificate=0.5)
    assert the.perceived_productivity(0.8, True, 1.0, -1.0, 0.15, 0.0, b) == pytest.approx(
        0.8 + 0.12 + 0.1 - 0.6 * 0.15
    )
    assert the.perceived_productivity(0.8, True, 1.0, -1.0, 0.15, 1.0, b) == pytest.approx(
        0.8 + 0.18 + 0.1 - 0.3 * 0.15
    )
    for credit in (0.0, 1.0):  # there is nothing to verify
        assert the.perceived_productivity(0.8, False, 0.0, 0.0, 0.15, credit, b) == 0.8


def test_what_blurs_and_what_clears_an_impression():
    assert the.impression_spread(0.15, 1.0, 0.0, 1.0, 0.0) == 0.15
    assert the.impression_spread(0.15, 1.2, 0.5, 0.7, 0.2) == pytest.approx(0.15 * 1.2 * 0.5 * 0.7 * 0.8)
    assert the.impression_spread(0.15, 1.0, 1.0, 1.0, 0.0) == 0.0


def test_one_number_for_three_layers_of_skill():
    assert the.mean_skill(0.3, 0.6, 0.9) == pytest.approx(0.6)


def test_no_relief_makes_work_free():
    assert the.reckoned_cost(6_000.0, 500.0) == 5_500.0
    assert the.reckoned_cost(6_000.0, 9_000.0) == pytest.approx(600.0)


def test_callbacks_by_age():
    def called(age, sex=MALE):
        return the.age_callback(age, sex, replace(B, callback_at_20=0.7, callback_at_40=0.75))

    assert called(28) == called(35) == 1.0
    assert called(20) == pytest.approx(0.7)
    assert called(40) == pytest.approx(0.75)
    assert called(40, FEMALE) == pytest.approx(0.70)
    assert [called(age) for age in range(16, 29)] == sorted(called(age) for age in range(16, 29))
    for sex in (MALE, FEMALE):
        falling = [called(age, sex) for age in range(35, 75)]
        assert falling == sorted(falling, reverse=True)
        assert min(falling) == 0.35


def test_callbacks_by_months_without_work():
    assert the.duration_callback(0, 0.6) == 1.0
    assert the.duration_callback(4, 0.6) == pytest.approx(0.8)
    assert the.duration_callback(8, 0.6) == the.duration_callback(40, 0.6) == pytest.approx(0.6)


def test_callbacks_by_sex():
    assert the.sex_callback(MALE, 0.8, 1.0) == 1.0
    assert the.sex_callback(FEMALE, 0.8, 1.0) == pytest.approx(0.8)
    assert the.sex_callback(FEMALE, 0.8, 0.0) == 1.0


def test_whoever_an_employer_likes_is_called_back_and_others_less():
    b = replace(B, callback=0.9, callback_at_8_months=0.6, callback_migrant=1.05, callback_public=0.6).view()[0]

    def called(age=30, sex=MALE, hukou=LOCAL_URBAN, idle=0, non_private=0, unseen=0.0, mended=0.0):
        return the.callback(age, sex, hukou, idle, 0.8, True, non_private, unseen, mended, b)

    assert called() == pytest.approx(0.9)
    assert called(idle=8) == pytest.approx(0.9 * 0.6)
    assert called(sex=FEMALE) == pytest.approx(0.9 * (1.0 - 0.2 * b.screening_bias))
    assert called(hukou=NONLOCAL_RURAL) == pytest.approx(0.9 * 1.05)
    assert called(hukou=NONLOCAL_RURAL, non_private=1) == pytest.approx(0.9 * 0.6)
    assert called(age=60, sex=FEMALE, unseen=1.0) == pytest.approx(0.9)
    assert called(hukou=NONLOCAL_RURAL, non_private=1, mended=1.0) == pytest.approx(0.9)


def test_what_cannot_be_seen_and_what_is_forbidden_add_up():
    assert the.unseen_share(0.0, 0.0) == 0.0
    assert the.unseen_share(0.5, 0.0) == the.unseen_share(0.0, 0.5) == 0.5
    assert the.unseen_share(0.5, 0.5) == 0.75


@pytest.mark.parametrize("low_skill", [True, False])
@pytest.mark.parametrize("non_private", [0, 1])
def test_callbacks_by_hukou(low_skill, non_private):
    locals_ = [the.hukou_callback(h, low_skill, non_private, 1.05, 0.6) for h in (LOCAL_URBAN, LOCAL_RURAL)]
    migrants = [the.hukou_callback(h, low_skill, non_private, 1.05, 0.6) for h in (NONLOCAL_RURAL, NONLOCAL_URBAN)]
    assert locals_ == [1.0, 1.0]
    assert migrants == [0.6 if non_private else 1.05 if low_skill else 1.0] * 2


# Platforms and choices between kinds of work.


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
    jobs = [the.contract_hours(luck, 8.7) for luck in lucks]
    assert min(jobs) == 40.0
    assert max(jobs) < 66.0
    assert sum(jobs) / 1_000.0 == pytest.approx(48.7, abs=0.05)
    assert sum(the.own_account_hours(luck, B) > 60.0 for luck in lucks) == 455


def test_published_rules_end_the_error_of_belief():
    assert the.believed_pay(20.0, 0.1, 1.0, 2.5) == 20.0
    assert the.believed_pay(20.0, 0.1, 0.0, 1.0) == pytest.approx(22.0)
    assert the.believed_pay(20.0, 0.1, 0.5, -1.0) == pytest.approx(19.0)


def test_bias_of_dispatch_by_hand():
    assert the.bias_factor(35, MALE, 0.2, 0.05) == 1.0
    assert the.bias_factor(60, MALE, 0.2, 0.05) == the.bias_factor(70, MALE, 0.2, 0.05) == pytest.approx(0.8)
    assert the.bias_factor(47.5, FEMALE, 0.2, 0.05) == pytest.approx(0.9 * 0.95)
    assert the.bias_factor(60, FEMALE, 0.0, 0.0) == 1.0


def test_dispatch_weight_by_hand():
    assert the.dispatch_weight(300.0, 0.5, 0.0, 0.0, 1.0, 0.4, 0.03, 0.01) == pytest.approx(300.0)
    assert the.dispatch_weight(300.0, 1.0, 0.0, 0.0, 1.0, 0.4, 0.03, 0.01) == pytest.approx(360.0)
    assert the.dispatch_weight(300.0, 0.5, 10.0, 0.0, 0.5, 0.4, 0.03, 0.01) == pytest.approx(163.5)
    assert the.dispatch_weight(300.0, 0.5, 0.0, 10.0, 1.0, 0.4, 0.03, 0.01) == pytest.approx(300.0 * math.exp(-0.1))


def test_a_dispatch_rule_can_be_tried_alone():
    rule = DispatchRule(rating=0.4, tenure=0.03, distance=0.0, age_bias=0.2, sex_bias=0.1)
    assert rule.weight(100.0, 0.5, 0.0, 0.0, 30, 0) == pytest.approx(100.0)
    assert rule.weight(100.0, 0.5, 0.0, 0.0, 60, 1) == pytest.approx(100.0 * 0.8 * 0.9)


def test_orders_never_exceed_what_the_hours_allow():
    assert the.orders_received(300.0, 0.5, 0.0, 0.2, 400.0, 0.2) == 150.0
    assert the.orders_received(300.0, 0.5, 1.0, 0.2, 400.0, 0.2) == pytest.approx(180.0)
    assert the.orders_received(300.0, 5.0, 0.0, 0.2, 400.0, 0.2) == 400.0
    worst = the.orders_received(300.0, 0.5, -3.4, 0.5, 400.0, 0.2)
    assert worst == pytest.approx(30.0)  # a fifth of the claim at the least


def test_a_claim_is_told_once_for_people_and_for_synthetic_drivers():
    shared = DispatchRule(rating=0.4, tenure=0.03, distance=0.01, age_bias=0.2, sex_bias=0.1)
    fairness = the.bias_factor(60, FEMALE, 0.2, 0.1)
    by_hand = the.dispatch_weight(100.0, 0.7, 2.0, 5.0, fairness, 0.4, 0.03, 0.01)
    assert the.claim_on_orders(100.0, 0.7, 2.0, 5.0, 60, FEMALE, shared) == by_hand
    assert shared.weight(100.0, 0.7, 2.0, 5.0, 60, FEMALE) == by_hand
    mended = shared._replace(age_bias=0.0, sex_bias=0.0)
    assert the.claim_on_orders(100.0, 0.7, 2.0, 5.0, 60, FEMALE, mended) == pytest.approx(by_hand / (0.8 * 0.9))


def test_pay_for_orders_by_hand():
    assert the.order_value(100.0, 8.0, 0.75) == 600.0
    assert the.pay_with_bonuses(600.0, 2, 0.1, 1.5) == pytest.approx(1_080.0)
    assert the.injury_share(100.0, 0.1, 0.5, 0.4) == pytest.approx(2.0)


def test_a_penalty_is_felt_until_it_is_reversed():
    assert the.penalty_left(30.0, 90.0) == pytest.approx(1 / 3)
    assert the.penalty_left(120.0, 90.0) == 1.0
    assert the.penalty_loss(1_000.0, 0.08, False, 0.5, False, 0.1) == pytest.approx(80.0)
    assert the.penalty_loss(1_000.0, 0.08, True, 0.5, True, 0.1) == pytest.approx(40.0)  # the appeal comes first
    assert the.penalty_loss(1_000.0, 0.08, False, 0.5, True, -0.5) == pytest.approx(-40.0)  # with compensation


def test_accidents_rise_with_use_and_fall_with_pressure():
    assert the.accident_chance(0.02, 0.5, 0.5, 1.0) == pytest.approx(0.02)
    assert the.accident_chance(0.02, 0.5, 1.0, 0.8) == pytest.approx(0.024)


def test_a_rating_moves_towards_what_is_earned():
    earned = 4_000 + 0.4 * 5_000 + 1_500 * 0.8
    assert the.rating_gain(6_000, 5_000, 0.8, B) == int(0.05 * (earned - 6_000))
    assert the.rating_gain(earned, 5_000, 0.8, B) == 0


def test_trust_recovers_further_where_data_are_paid_for():
    assert the.trust_gain(5_000, 0.0, B) == 0
    assert the.trust_gain(5_000, 100.0, B) == int(0.11 * 300.0)
    assert the.trust_gain(2_000, 0.0, B) == int(0.11 * 3_000.0)


def test_an_audit_of_a_hidden_rule_finds_less():
    assert the.audit_power(0.7, 0.4, 1.0) == pytest.approx(0.7)
    assert the.audit_power(0.7, 0.4, 0.0) == pytest.approx(0.28)


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
}


def test_what_a_month_on_a_platform_is_expected_to_pay():
    b, terms = acting(belief_error=0.1, rating_pay=0.2), record(**TERMS)
    usual = 25.0 * 40.0 * 4.33
    assert the.expected_pay(30, MALE, 5_000, 0, 40.0, 0.0, terms, b) == pytest.approx(usual)
    assert the.expected_pay(30, MALE, 10_000, 0, 40.0, 0.0, terms, b) == pytest.approx(1.1 * usual)
    assert the.expected_pay(60, FEMALE, 5_000, 2, 40.0, 1.0, terms, b) == pytest.approx(1.1 * 0.8 * 0.9 * 1.1 * usual)
    taxed = record(**TERMS | {"vat_rate": 0.03})
    assert the.expected_pay(30, MALE, 5_000, 0, 40.0, 0.0, taxed, b) == pytest.approx(usual - 0.03 * (usual - 4_000.0))


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
    assert the.leaving_chance(4_000.0, 4_000.0, terms, b) == pytest.approx(0.05 + 0.4 * 0.5)
    assert the.leaving_chance(4_000.0, 0.0, terms, b) < 0.06
    assert the.leaving_chance(4_000.0, 8_000.0, terms, b) > 0.4


def test_the_usual_takings_of_town_and_country():
    b = acting(farm_income=2_000.0, own_account_income=5_000.0)
    assert the.usual_takings(True, 0.4, 1.0 / 3.0, 0.5, b) == pytest.approx(2_000.0)
    assert the.usual_takings(False, 0.4, 1.0 / 3.0, 0.5, b) == pytest.approx(5_000.0)
    assert the.able_online(0.25, replace(B, selling_literacy=0.5)) == 0.5
    assert the.able_online(0.7, replace(B, selling_literacy=0.5)) == 1.0


def test_the_usual_pay_and_the_market_of_a_platform():
    p = SimpleNamespace(pace=[2.0, 3.0], price=[10.0, 20.0], commission=[0.2, 0.25], cost=[1.0, 5.0])
    assert the.usual_hourly(1, p) == pytest.approx(0.8 * 3.0 * 10.0)
    assert the.market_of(2, 3, 5, 0.0) == 13
    assert the.market_of(2, 3, 5, 1.0) == 10  # online: one market for the whole city


# Insurance, data, training, tax.


def test_insurance_answers_to_price_and_income():
    def joins(price=1.0, income=1.0, informed=0.0):
        return the.insurance_take_up(-0.5, -1.0, price, income, informed)

    assert joins() == pytest.approx(1.0 / (1.0 + math.exp(0.5)), rel=1e-7)
    assert joins(price=0.5) == pytest.approx(1.0 / (1.0 + math.exp(0.5 - math.log(2.0))), rel=1e-7)
    assert joins(income=1.5) > joins() < joins(informed=0.3)
    assert joins(price=0.0) == joins(price=0.02) < 1.0


def test_consent_answers_to_trust_dividend_and_cover():
    def consents(trust=0.5, dividend=0.0, payout=0.0):
        return the.consent_probability(0.0, trust, dividend, payout)

    assert consents() == pytest.approx(0.5)
    assert consents(trust=1.0) == pytest.approx(1.0 / (1.0 + math.exp(-1.0)), rel=1e-7)
    assert consents(dividend=5.0) == pytest.approx(1.0 / (1.0 + math.exp(-0.1)), rel=1e-7)
    assert consents(payout=500.0) == pytest.approx(1.0 / (1.0 + math.exp(-0.3)), rel=1e-7)


def test_courses_are_taken_for_gain_near_home_by_those_with_time():
    def applies(gain=0.0, km=0.0, jobless=0.0, hours=40):
        return the.training_take_up(-1.0, gain, km, 0.05, 35.0, 0.05, jobless, hours)

    assert applies() == pytest.approx(1.0 / (1.0 + math.exp(1.0)), rel=1e-7)
    assert applies(gain=0.5, km=20.0) == pytest.approx(1.0 / (1.0 + math.exp(-1.0)), rel=1e-7)
    assert applies(jobless=1.0) > applies() > applies(hours=60)
    assert applies(hours=20) == applies()


def test_a_course_closes_part_of_the_gap():
    assert the.skill_after_course(0.2, 0.6, 0.5, 1.0) == pytest.approx(0.4)
    assert the.skill_after_course(0.2, 0.6, 0.5, 0.5) == pytest.approx(0.3)  # a stale course teaches half
    assert the.skill_after_course(0.8, 0.6, 0.5, 1.0) == 0.8


@given(share, share, share, share)
def test_a_course_never_takes_away_nor_overshoots(skill, need, learning, fresh):
    after = the.skill_after_course(skill, need, learning, fresh)
    assert skill <= after <= max(skill, need) + 1e-12


@pytest.mark.parametrize(
    ("pay", "tax"), [(5_000, 0), (8_000, 90), (17_000, 990), (30_000, 3_590), (40_000, 6_090), (10_000, 290)]
)
def test_income_tax_by_hand(pay, tax):
    assert the.income_tax(float(pay), 0.0) == pytest.approx(tax)
    assert the.income_tax(float(pay) + 1_000.0, 1_000.0) == pytest.approx(tax)


@given(st.floats(0.0, 80_000.0), st.floats(0.0, 80_000.0))
def test_income_tax_is_continuous_and_leaves_more_to_those_who_earn_more(pay, other):
    low, high = sorted((pay, other))
    assert 0.0 <= the.income_tax(high, 0.0) - the.income_tax(low, 0.0) <= 0.45 * (high - low) + 1e-6


@pytest.mark.parametrize("edge", [5_000.0, 8_000.0, 17_000.0, 30_000.0, 40_000.0, 60_000.0])
def test_income_tax_has_no_jump_at_a_bracket(edge):
    assert the.income_tax(edge + 1e-6, 0.0) == pytest.approx(the.income_tax(edge, 0.0), abs=1e-5)
