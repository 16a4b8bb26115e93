"""Insurance, consent to data, courses and tax, one decision at a time, against numbers worked out by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .the_rules import share, the


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
