"""What a dispatch rule comes to in a month, by hand."""

import math

import pytest

from jiuye.agents.dispatch import FEWEST, USUAL_WEEK
from jiuye.agents.workers import FEMALE, MALE

from .the_rules import acting, record, the

PLAIN = dict.fromkeys(("hours", "curve", "rating", "tenure", "need", "place", "age_bias", "sex_bias"), 0.0)


def terms(**values):
    return record(**(PLAIN | {"usual_work": 400.0} | values))


def test_a_term_is_a_parabola_in_utilisation():
    assert the.term_at((1.0, -2.0, 3.0), 0.5) == pytest.approx(1.0 - 1.0 + 0.75)


def test_utilisation_stays_where_the_surface_was_fitted():
    assert the.use_of_hours(70.0, 100.0, 0.2, 0.9) == 0.7
    assert the.use_of_hours(120.0, 100.0, 0.2, 0.9) == 0.9
    assert the.use_of_hours(5.0, 100.0, 0.2, 0.9) == 0.2
    assert the.use_of_hours(0.0, 0.0, 0.2, 0.9) == 0.8


def test_bias_bites_the_more_the_more_a_rule_can_choose():
    assert the.loss_by_bias(0.2, 1.0) == pytest.approx(0.2)
    assert the.loss_by_bias(0.2, 2.0) == pytest.approx(1.0 - 0.8**2)
    assert the.loss_by_bias(0.0, 3.0) == the.loss_by_bias(0.2, 0.0) == 0.0


def test_a_rule_is_mended_until_it_just_passes():
    left = the.bias_that_passes(0.12, 0.05)
    assert the.loss_by_bias(0.12, left) == pytest.approx(0.05)
    assert the.bias_that_passes(0.05, 0.05) == the.bias_that_passes(0.0, 0.0) == 1.0
    assert the.bias_that_passes(0.12, 0.0) == 0.0


def test_a_published_score_tells_people_apart_less():
    assert the.known_score(0.4, 1.0, acting(gaming=0.25)) == pytest.approx(0.3)
    assert the.known_score(0.4, 0.0, acting(gaming=0.25)) == 0.4


def test_lucks_add_in_squares_and_that_of_dispatch_falls_with_hours():
    assert the.spread_of_month(0.3, math.log(16.0), 100.0) == pytest.approx(0.5)
    assert the.spread_of_month(0.0, math.log(16.0), 400.0) == pytest.approx(0.2)
    assert pytest.approx(203.5, abs=0.1) == USUAL_WEEK * 4.33


def test_a_claim_by_hand():
    assert the.claim_on_month(400.0, 0.9, 9.0, 1.0, 0.5, 3.0, 60, FEMALE, terms()) == 400.0
    by_hand = 400.0 * 1.25 * math.exp(0.5 * 0.4 + 0.1 * 3.0 - 0.02 * 0.5) * 0.8 * 0.9
    t = terms(rating=0.5, tenure=0.1, place=-0.02, age_bias=0.2, sex_bias=0.1)
    assert the.claim_on_month(400.0, 0.9, 9.0, 1.25, 0.5, 3.0, 60, FEMALE, t) == pytest.approx(by_hand)
    assert the.claim_on_month(400.0, 0.5, 0.0, 1.0, 0.0, 3.0, 30, MALE, terms(need=-0.3)) == pytest.approx(
        400.0 * math.exp(-0.3)
    )  # no further than the surface was fitted


def test_a_place_is_as_far_out_as_one_of_the_sandbox_where_orders_are_as_thin():
    assert the.as_far_out(2.0) == the.as_far_out(9.0) == -1.0  # in the middle
    for away in (0.5, 1.0, 2.0):  # over the mean distance, which is the root of pi/2 times the spread
        assert the.as_far_out(2.0 * math.exp(-math.pi / 4.0 * away**2)) == pytest.approx(away - 1.0)
    assert the.as_far_out(1e-9) == 1.3


def test_hours_count_less_than_in_proportion_where_the_poorest_come_first():
    t = terms(hours=-0.4, curve=-0.1)
    few, usual = (the.claim_on_month(work, 0.5, 0.0, 1.0, 0.0, 0.0, 30, MALE, t) for work in (200.0, 400.0))
    x = math.log(0.5)
    assert (few, usual) == (pytest.approx(200.0 * math.exp(-0.4 * x - 0.1 * x * x)), pytest.approx(400.0))
    least, less = (the.claim_on_month(work, 0.5, 0.0, 1.0, 0.0, 0.0, 30, MALE, t) for work in (40.0, 20.0))
    assert least / less == pytest.approx(2.0)  # beyond what was fitted, in proportion
    assert math.log(40.0 / 400.0) < FEWEST
