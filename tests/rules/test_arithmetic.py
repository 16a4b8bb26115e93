"""The arithmetic of kernels against that of mathematics."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .the_rules import the


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
