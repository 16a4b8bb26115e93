"""Orders, pay, ratings and checks on platforms, one decision at a time, against numbers worked out by hand."""

import math
from types import SimpleNamespace

import pytest

from jiuye.agents.platforms import DispatchRule
from jiuye.agents.workers import FEMALE, MALE

from .the_rules import B, the


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


def test_the_usual_pay_and_the_market_of_a_platform():
    p = SimpleNamespace(pace=[2.0, 3.0], price=[10.0, 20.0], commission=[0.2, 0.25], cost=[1.0, 5.0])
    assert the.usual_hourly(1, p) == pytest.approx(0.8 * 3.0 * 10.0)
    assert the.market_of(2, 3, 5, 0.0) == 13
    assert the.market_of(2, 3, 5, 1.0) == 10  # online: one market for the whole city
