"""A month on a platform's market and what a firm then charges, one decision at a time, against numbers by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuye.agents.platforms import ONLINE, SERVICES

from .the_rules import acting, the

tightness = st.floats(0.01, 10.0)


def test_the_service_of_a_firm():
    assert [the.service_of(ONLINE + SERVICES * rank) for rank in range(3)] == [ONLINE] * 3


def test_orders_go_unserved_as_hours_run_out():
    assert the.served_share(0.3, 8.0) == pytest.approx(1.0, abs=1e-4)
    assert the.served_share(1.0, 8.0) == pytest.approx(0.5**0.125)
    assert the.served_share(4.0, 8.0) == pytest.approx(0.25, rel=1e-5)


@given(tightness)
def test_no_more_orders_are_served_than_asked_for_or_than_there_are_hours(asked):
    for patience in (1.0, 8.0, 20.0):
        served = the.served_share(asked, patience)
        assert 0.0 < served <= 1.0
        assert served * asked <= 1.0 + 1e-9


def test_hours_go_where_orders_pay():
    assert the.hours_at_peak(0.6, 0.3, 1.0, acting(peak_follow=0.0)) == pytest.approx(0.3)  # as people like it
    assert the.hours_at_peak(0.6, 0.3, 1.0, acting(peak_follow=1e6)) == pytest.approx(0.6, abs=1e-4)  # as orders come
    b = acting(peak_follow=1.0)
    odds = math.sqrt(0.3 / 0.7 * 0.6 / 0.4)
    assert the.hours_at_peak(0.6, 0.3, 1.0, b) == pytest.approx(odds / (1.0 + odds))
    assert the.hours_at_peak(0.6, 0.3, 1.2, b) > the.hours_at_peak(0.6, 0.3, 1.0, b)


def test_the_price_follows_tightness_within_bounds():
    b = acting(surge_strength=0.5, surge_most=0.4, discount_most=0.15)
    assert the.surge(0.8, 0.8, b) == 0.0
    assert the.surge(0.96, 0.8, b) == pytest.approx(0.5 * math.log(1.2))
    assert (the.surge(100.0, 0.8, b), the.surge(0.0, 0.8, b)) == (0.4, -0.15)


def test_the_wait_grows_as_free_workers_are_thin_on_the_ground():
    b = acting(wait_density=0.5, wait_most=1.5)
    assert the.longer_wait(20.0, 20.0, b) == 0.0
    assert the.longer_wait(5.0, 20.0, b) == pytest.approx(math.log(2.0))  # a quarter as many, twice as far
    assert the.longer_wait(80.0, 20.0, b) == pytest.approx(-math.log(2.0))
    assert (the.longer_wait(0.0, 20.0, b), the.longer_wait(1e9, 20.0, b)) == (1.5, -1.5)


def test_customers_weigh_price_and_wait():
    b = acting(switching=2.0, wait_elasticity=0.3, wait_worth=0.6)
    assert the.attraction(0.0, 0.0, b) == the.orders_left(0.0, 0.0, 0.9, b) == 1.0
    assert the.attraction(0.1, 0.0, b) == pytest.approx(math.exp(-0.2))
    assert the.attraction(0.0, 0.2, b) == pytest.approx(the.attraction(0.1, 0.0, b))  # twice the wait for the price
    assert the.orders_left(0.1, 0.0, 0.9, b) == pytest.approx(math.exp(-0.09))
    assert the.orders_left(0.0, 0.1, 0.9, b) == pytest.approx(math.exp(-0.03))


def test_data_find_the_right_worker_sooner():
    b = acting(data_wait=0.2, usual_consent=0.6)
    assert the.better_known(0.6, b) == 0.0
    assert the.better_known(0.0, b) - the.better_known(1.0, b) == pytest.approx(0.2)


RIVALRY = {"switching": 2.0, "hours_elasticity": 0.5, "entry_elasticity": 0.5, "worker_switching": 3.0}


def test_a_firm_has_power_over_customers_and_workers():
    b = acting(**RIVALRY)
    assert the.market_power(1.0, 0.8, 1.0, b) == pytest.approx(1.0 / 1.0 + 0.8 / 1.0)  # alone: demand and supply
    assert the.market_power(0.0, 0.8, 1.0, b) == pytest.approx(1.0 / 3.0 + 0.8 / 4.0)  # one of very many
    power = [the.market_power(share, 0.8, 1.0, b) for share in (0.1, 0.5, 0.9)]
    assert power == sorted(power)


def test_a_firm_seeks_the_commission_it_takes_until_its_costs_rise():
    b = acting(own_cost=0.6, **RIVALRY)
    used = the.power_used(0.7, 0.2, 1.0, b)
    assert used == pytest.approx(0.2 * 0.4 / (1.0 / 1.6 + 0.8 / 1.9))
    assert the.commission_sought(0.6 * 0.2, 0.0, used, 0.7, 0.2, 1.0, b) == pytest.approx(0.2)
    assert the.commission_sought(0.6 * 0.2, 0.03, used, 0.7, 0.2, 1.0, b) == pytest.approx(0.23)
    assert the.commission_sought(0.6 * 0.2, 0.0, used, 0.3, 0.2, 1.0, b) < 0.2  # with more rivals


def test_commissions_move_step_by_step_and_never_beyond_a_cap():
    b = acting(firm_step=0.25, firm_band=0.003)
    assert the.step_towards(0.2, 0.24, 1.0, b) == pytest.approx(0.21)
    assert the.step_towards(0.2, 0.16, 1.0, b) == pytest.approx(0.19)
    assert the.step_towards(0.2, 0.202, 1.0, b) == 0.2  # not worth it
    assert the.step_towards(0.2, 0.24, 0.15, b) == 0.15  # a cap holds at once
    assert the.step_towards(0.01, -1.0, 1.0, b) == 0.0


def test_list_prices_follow_tightness_beyond_a_band_and_within_a_range():
    b = acting(price_speed=0.5, price_band=0.01, price_range=2.0)
    assert the.price_step(10.0, 10.0, 0.005, b) == the.price_step(10.0, 10.0, -0.01, b) == 10.0
    assert the.price_step(10.0, 10.0, 0.11, b) == pytest.approx(10.0 * math.exp(0.05))
    assert the.price_step(10.0, 10.0, -0.11, b) == pytest.approx(10.0 * math.exp(-0.05))
    assert the.price_step(19.9, 10.0, 0.4, b) == 20.0
    assert the.price_step(5.01, 10.0, -0.4, b) == 5.0


def test_newcomers_learn_the_ways_of_a_platform():
    b = acting(novice_gap=0.12, learning_months=6.0)
    assert the.learnt(0, b) == pytest.approx(0.88)
    assert the.learnt(6, b) == pytest.approx(1.0 - 0.12 / math.e)
    assert the.learnt(600, b) == 1.0
