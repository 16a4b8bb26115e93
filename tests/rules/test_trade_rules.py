"""What people and employers conclude from how their trade fares, one decision at a time."""

import math
from dataclasses import replace
from functools import partial
from statistics import NormalDist

import numpy as np
import pytest

from jiuye.agents.compiled import interpreted
from jiuye.agents.trades import HALVINGS, tabulate_means
from jiuye.model.phases.matching import bargained

from .the_rules import B, the


def test_the_normal_distribution_is_near_enough():
    share, exact = the.normal_share, NormalDist()
    for x in np.linspace(-4.0, 4.0, 81):
        assert share(x) == pytest.approx(exact.cdf(x), abs=2e-4)


def test_offers_above_a_wage_are_worth_what_an_integral_says():
    offers = np.exp(0.3 * np.random.default_rng(1).standard_normal(2_000_000) - 0.045)  # mean 1
    for least in (0.6, 0.9, 1.2):
        assert the.mean_above(least, 0.3) == pytest.approx(np.maximum(offers - least, 0.0).mean(), abs=1e-3)


def test_who_can_hope_for_more_asks_for_more():
    b = replace(B, idle_worth=0.5, offer_spread=0.3, impatience=0.15, offers_a_hire=1.5)
    means = np.empty(1 << HALVINGS)
    tabulate_means(0.3, means)
    hope = partial(the.hope, means=means)
    asked = [hope(chance, b=b) for chance in (0.05, 0.1, 0.2, 0.4)]
    assert asked == sorted(asked)
    assert 0.6 < asked[0] < asked[-1] < 1.1
    gain = 0.2 * 1.5 / 0.15 * the.mean_above(asked[2], 0.3)
    assert asked[2] == pytest.approx(0.5 + gain, abs=2e-3)  # McCall's equation
    assert hope(0.2, b=replace(b, idle_worth=0.6)) > asked[2]


def test_odds_of_work_are_drawn_to_those_of_all_where_few_were_seen():
    odds = the.odds_of_work
    assert odds(0.0, 0.0, 0.18, 30.0) == pytest.approx(0.18)
    assert odds(10.0, 70.0, 0.18, 30.0) == pytest.approx((10.0 + 5.4) / 100.0)
    assert odds(1_000.0, 10_000.0, 0.18, 30.0) == pytest.approx(0.1, abs=1e-3)


def test_a_post_waits_as_long_as_the_stock_lasts():
    assert the.wait_of(0.0, 0.0) == 1.0
    assert the.wait_of(399.0, 199.0) == 2.0


def test_a_line_reckons_with_those_it_can_expect_to_hire():
    assert the.match_of_hired(0.0, 0.0, 0.8) == 0.8  # nobody was hired
    assert the.match_of_hired(9.0, 9.0, 0.8) == pytest.approx(0.98)
    assert the.expected_fit(0.9, 0.7, 0.5) == pytest.approx(0.8)
    assert the.expected_fit(0.9, 0.7, 0.0) == 0.9


def test_what_is_known_follows_what_is():
    assert the.smoothed(2.0, 3.0, 0.25) == 2.25


def test_better_staff_makes_output_cheaper_and_open_posts_make_it_dearer():
    b, cost = replace(B, output_match=1.0, empty_post=1.0, replaced=0.02), the.lasting_cost
    assert cost(0.9, 0.9, 1.0, 1.0, b) == 0.0
    assert cost(0.99, 0.9, 1.0, 1.0, b) == pytest.approx(-math.log(1.1))
    assert cost(0.9, 0.9, 3.0, 1.0, b) == pytest.approx(0.04)


def test_posted_pay_shares_rents_follows_what_is_elsewhere_and_bears_part_of_a_charge():
    b = replace(B, rent_share=0.1, outside_share=0.5, charge_passed=0.25)
    aim, as_good, better = the.posting_aim, the.better_elsewhere(0.8, 0.8), the.better_elsewhere(0.88, 0.8)
    assert aim(5_000.0, 0.0, as_good, 0.0, b) == 5_000.0
    assert aim(5_000.0, 0.1, as_good, 0.0, b) == pytest.approx(5_000.0 * math.exp(0.01))
    assert aim(5_000.0, 0.0, better, 0.0, b) == pytest.approx(5_000.0 * 1.1**0.5)
    assert aim(5_000.0, 0.0, as_good, 0.04, b) == pytest.approx(5_000.0 * math.exp(-0.01))


def test_a_second_offer_raises_the_first():
    assert interpreted(bargained)(5_000.0, 0.0, 0.04) == 5_000.0
    assert interpreted(bargained)(5_000.0, 2_500.0, 0.04) == pytest.approx(5_100.0)
    assert interpreted(bargained)(5_000.0, 9_000.0, 0.04) == pytest.approx(5_200.0)
