"""What employers decide about posts, pay and applicants, one decision at a time, against numbers worked out by hand."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuye.agents.workers import FEMALE, LOCAL_RURAL, LOCAL_URBAN, MALE, NONLOCAL_RURAL, NONLOCAL_URBAN

from .the_rules import B, share, the


def test_desired_staff_falls_with_cost_at_a_constant_elasticity():
    assert the.desired_staff(10.0, 1.0, 0.0, 0.0, 0.5) == pytest.approx(10.0)
    assert the.desired_staff(10.0, 1.2, 0.0, 0.0, 0.5) == pytest.approx(12.0)
    assert the.desired_staff(10.0, 1.0, 0.1, 0.0, 0.5) == pytest.approx(10.0 * math.exp(0.1), rel=1e-7)
    assert the.desired_staff(10.0, 1.0, 0.0, math.log(1.21), 0.5) == pytest.approx(10.0 / 1.1, rel=1e-7)
    assert the.desired_staff(10.0, 1.0, 0.0, 2.0, 0.0) == pytest.approx(10.0)


def test_a_line_that_gives_up_posts_shrinks_by_their_part():
    assert the.capacity_kept(20.0, 0.0, 10) == 20.0
    assert the.capacity_kept(20.0, 2.0, 10) == pytest.approx(16.0)
    assert the.capacity_kept(20.0, 0.0, 0) == 20.0


def test_lines_that_round_want_together_what_they_want():
    turns = [(k + 0.5) / 1_000 for k in range(1_000)]
    whole = [the.whole_staff(2.3, turn) for turn in turns]
    assert set(whole) == {2, 3}
    assert sum(whole) / 1_000 == pytest.approx(2.3, abs=1e-3)
    assert [the.whole_staff(2.0, turn) for turn in turns] == [2] * 1_000


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


def test_posted_wages_rise_while_nobody_comes_and_fall_for_no_queue():
    def next_wage(posted=5_000.0, aim=5_000.0, least=2_000.0, age=0.0, applicants=1, vacancies=1):
        return the.revised_posting(posted, aim, least, age, applicants, vacancies, replace(B, posting_step=0.01))

    drawn = (6_000.0 - next_wage(posted=6_000.0)) / 1_000.0  # share of the way to what the line would post
    assert 0.0 < drawn < 0.1
    assert next_wage() == next_wage(applicants=50) == 5_000.0
    assert next_wage(age=3.0, applicants=0) == pytest.approx(5_050.0 - drawn * 50.0)
    assert next_wage(least=5_500.0) == 5_500.0


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

    b = replace(B, certificate_bonus=0.12, experience_bonus=0.1).view()[0]
    assert seen(False, 0.0, 0.0) == pytest.approx(0.7)
    assert seen(False, 1.0, 1.0) == pytest.approx(0.7 + 0.1 + 0.15)
    assert seen(True, 1.0, 0.0) == pytest.approx(0.92)
    low, high = (seen(True, 0.0, noise) for noise in (-1.0, 1.0))
    assert high - low == pytest.approx(0.6 * 2 * 0.15)


def test_a_certificate_that_can_be_verified_counts_for_more():
    b = replace(B, certificate_bonus=0.12, experience_bonus=0.1, trusted_certificate=0.5, precise_certificate=0.5)
    b = replace(b, match_spread=0.1, expected_match=0.9).view()[0]
    further = (0.1**2 + 0.09**2) / (0.1**2 + 0.045**2) - 1.0
    assert the.perceived_productivity(0.8, True, 1.0, -1.0, 0.15, 0.0, b) == pytest.approx(
        0.8 + 0.12 + 0.1 - 0.6 * 0.15
    )
    assert the.perceived_productivity(0.8, True, 1.0, -1.0, 0.15, 1.0, b) == pytest.approx(
        0.8 + 0.18 + 0.1 - 0.3 * 0.15 + further * (0.8 - 0.3 * 0.15 - 0.9)
    )
    for credit in (0.0, 1.0):  # there is nothing to verify
        assert the.perceived_productivity(0.8, False, 0.0, 0.0, 0.15, credit, b) == 0.8


def test_a_clearer_sign_is_gone_by_and_a_dim_one_discounted():
    b = replace(B, impression_noise=0.15, match_spread=0.1, expected_match=0.9, experience_bonus=0.0).view()[0]

    def seen(match, noise, spread):
        return the.perceived_productivity(match, False, 0.0, noise, spread, 0.0, b)

    assert seen(1.0, 1.0, 0.15) == 1.0 + 0.15  # to the bit as it was
    assert the.further_reliance(0.15, 0.15, b) == 0.0
    assert the.further_reliance(0.15, 0.0, b) == pytest.approx(0.15**2 / 0.1**2)
    assert seen(1.0, 0.0, 0.05) > 1.0 > seen(1.0, 0.0, 0.3) > 0.9
    assert seen(0.8, 0.0, 0.05) < 0.8 < seen(0.8, 0.0, 0.3) < 0.9
    # What is believed spreads the more the clearer it is, so that those seen clearly come first more often.
    spread = {s: math.hypot(seen(1.0, 0.0, s) - seen(0.9, 0.0, s), seen(0.9, 1.0, s) - 0.9) for s in (0.05, 0.15, 0.3)}
    assert spread[0.05] > spread[0.15] > spread[0.3]


def test_what_blurs_and_what_clears_an_impression():
    assert the.impression_spread(0.15, 1.0, 0.0, 1.0, 0.0) == 0.15
    assert the.impression_spread(0.15, 1.2, 0.5, 0.7, 0.2) == pytest.approx(0.15 * 1.2 * 0.5 * 0.7 * 0.8)
    assert the.impression_spread(0.15, 1.0, 1.0, 1.0, 0.0) == 0.0


def test_one_number_for_three_layers_of_skill():
    assert the.mean_skill(0.3, 0.6, 0.9) == pytest.approx(0.6)


def test_no_relief_makes_work_free():
    assert the.reckoned_cost(6_000.0, 500.0) == 5_500.0
    assert the.reckoned_cost(6_000.0, 9_000.0) == pytest.approx(600.0)


def test_callbacks_by_years_since_school():
    called = [the.novice_callback(years, 0.6) for years in range(12)]
    assert called[0] == pytest.approx(0.6)
    assert called[4] == pytest.approx(0.8)
    assert called[8:] == [1.0] * 4
    assert called == sorted(called)


def test_callbacks_by_age():
    def called(age, sex=MALE):
        return the.age_callback(age, sex, replace(B, callback_at_40=0.75))

    assert called(16) == called(28) == called(35) == 1.0
    assert called(40) == pytest.approx(0.75)
    assert called(40, FEMALE) == pytest.approx(0.70)
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

    def called(age=30, sex=MALE, hukou=LOCAL_URBAN, worked=10, idle=0, non_private=0, unseen=0.0, mended=0.0):
        return the.callback(age, sex, hukou, worked, idle, 0.8, True, non_private, unseen, mended, b)

    assert called() == pytest.approx(0.9)
    assert called(idle=8) == pytest.approx(0.9 * 0.6)
    assert called(worked=0) == pytest.approx(0.9 * b.callback_novice)
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


def test_a_line_bears_a_lack_of_less_than_half_a_post():
    b = replace(B, idle_borne=0.02)
    assert the.work_left(3, 2.5, b) == 1.0
    assert the.work_left(3, 2.4, b) == pytest.approx(2.9 / 3.0)
    assert the.work_left(100, 98.0, b) == 1.0
    assert the.work_left(100, 90.0, b) == pytest.approx(0.92)
    assert the.work_left(0, 0.0, b) == the.work_left(5, 9.0, b) == 1.0
    assert the.work_left(1, -3.0, b) == 0.5


def test_hours_are_cut_with_the_lack_of_work_and_then_some_go_on_leave():
    b = replace(B, hours_first=0.5, hours_least=0.8, leave_first=0.5)
    assert (the.hours_cut(1.0, b), the.leave_share(1.0, b)) == (0.0, 0.0)
    assert the.hours_cut(0.9, b) == pytest.approx(0.05)
    assert the.leave_share(0.8, b) == 0.0
    assert the.hours_cut(0.4, b) == pytest.approx(0.2)  # not 0.3: there are shortest hours
    assert the.leave_share(0.4, b) == pytest.approx(0.5 * 0.5)


@given(st.integers(0, 500), st.floats(-5.0, 600.0))
def test_nobody_works_less_than_the_shortest_hours(staff, work):
    left = the.work_left(staff, work, B)
    short, leave = the.hours_cut(left, B), the.leave_share(left, B)
    assert 0.0 <= short <= 1.0 - B.hours_least + 1e-12
    assert 0.0 <= leave <= B.leave_first
    assert (short == leave == 0.0) or staff - work > 0.5
