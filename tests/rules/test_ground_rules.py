"""What an hour finds on the ground, by hand."""

import math

import pytest

from .the_rules import acting, the


def test_part_of_an_hour_is_spent_where_orders_are():
    b = acting(roaming=0.25)
    assert the.found_in_hour(0.6, 1.4, b) == pytest.approx(0.75 * 0.6 + 0.25 * 1.4)
    assert the.found_in_hour(0.6, 1.4, acting(roaming=1.0)) == pytest.approx(1.4)


def test_hours_for_orders_come_from_near_and_far():
    assert the.hours_for_orders(0.5, acting(roaming=0.4)) == pytest.approx(0.7)
    assert the.hours_for_orders(0.0, acting(roaming=1.0)) == 1.0


def test_the_spread_of_logs_of_what_is_spread_about_one():
    assert the.spread_of_logs(0.0) == 0.0
    assert the.spread_of_logs(math.expm1(0.09)) == pytest.approx(0.09)


@pytest.mark.parametrize("tightness", [0.6, 0.8, 1.0, 1.3])
@pytest.mark.parametrize("spread", [0.1, 0.2, 0.35])
def test_orders_done_in_a_district_are_those_of_its_cells_together(tightness, spread):
    """The blunter curve stands for the mean of the sharp one over cells whose hours find more and less."""
    points = [-1.7320508, 0.0, 1.7320508]  # the normal as three points
    finds = [math.exp(spread * x - spread * spread / 2.0) for x in points]
    weights = [1 / 6, 2 / 3, 1 / 6]
    b = acting(patience=8.0)
    done = sum(w * tightness * f * the.served_share(tightness * f, 8.0) for w, f in zip(weights, finds, strict=True))
    blunt = tightness * the.served_share(tightness, the.sharpness(spread * spread, b))
    assert blunt == pytest.approx(done, abs=0.015)
    assert the.sharpness(0.0, b) == 8.0


def test_orders_meet_fewer_free_hours_than_the_mean_hour_has():
    assert the.tighter_at_orders(0.0, 1.0) == the.tighter_at_orders(0.0, -1.0) == 1.0
    short, easy = (math.log(the.tighter_at_orders(0.04, side)) for side in (1.0, -1.0))
    assert (short - easy) / 2.0 == pytest.approx(0.2)  # the spread of logs
    assert (short + easy) / 2.0 == pytest.approx(0.02)  # of hours -s²/2, of orders s² more


def test_people_come_where_an_hour_finds_more():
    b = acting(entry_elasticity=4.0, pull_most=4.0)
    assert the.drawn_here(1.0, b) == 1.0
    assert the.drawn_here(1.1, b) == pytest.approx(1.1**4)
    assert the.drawn_here(0.5, b) == pytest.approx(0.25)
