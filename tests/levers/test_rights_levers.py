"""Remedies and work of platform workers: rules by numbers worked out by hand, and each lever in its phase."""

import numpy as np
import pytest

from jiuye.agents.platforms import DELIVERY
from jiuye.agents.workers import UNEMPLOYED
from jiuye.model.levers import LEVERS
from jiuye.model.phases.platforms import dispatch_orders
from jiuye.model.phases.platforms.oversight import inspect_rules

from ..ten_people import begin, skip, zoned
from .ten_riders import kept_of, riders, the, under

# Rules.


def test_promotions_stop_when_the_posts_are_full():
    assert the.promotion_chance(0.03, 0.8, True, 0.4, 0.05, 0.15) == pytest.approx(0.016)
    assert the.promotion_chance(0.03, 0.8, False, 0.4, 0.05, 0.15) == pytest.approx(0.0064)
    assert the.promotion_chance(0.03, 0.8, True, 0.4, 0.2, 0.15) == 0.0
    assert the.promotion_chance(0.03, 0.8, True, 0.4, 0.0, 0.0) == 0.0


def test_suits_tax_and_rating():
    assert the.suit_chance(0.5, 3_000.0, 1_200.0, 300.0, 500.0) == pytest.approx(0.5)
    assert the.suit_chance(0.5, 3_000.0, 0.0, 300.0, 500.0) > the.suit_chance(0.5, 3_000.0, 600.0, 300.0, 500.0)
    assert the.vat_due(12_000.0, 10_000.0, 0.01) == pytest.approx(20.0)
    assert the.vat_due(9_000.0, 10_000.0, 0.01) == 0.0
    assert the.carried_rating(8_000, 0.5) == 7_000.0
    assert the.carried_rating(8_000, 0.0) == 6_000.0


# Remedies.


def suits(months=6, **levers):
    """Suits, and money of courts, in some months of certain wrongful penalties under levers."""
    city, market = riders(wrongful_penalty=1.0, sue_thought=1.0, court_success=1.0, suit_success=1.0)
    rules = city.rules
    for name, settings in levers.items():
        rules = LEVERS[name](**settings).amend(rules)
    total = dict.fromkeys(("awards", "legal_costs", "legal_aid", "suits"), 0)
    for _month in range(months):
        total["suits"] += dispatch_orders(city, rules)["suits"]
        for account in ("awards", "legal_costs", "legal_aid"):
            total[account] += city.ledger.total(account)
        skip(city)
    return total, city, market


def test_nobody_sues_without_court_or_aid():
    assert set(suits()[0].values()) == {0}


def test_a_court_decides_after_its_delay_and_the_platform_pays():
    early, city, market = suits(1, labour_court={"months": 4.0})
    assert early["suits"] > 0 == early["awards"]
    assert early["legal_costs"] == early["suits"] * 500 * 100
    assert city.markets.dues[market] > 0.0
    late = suits(7, labour_court={"months": 4.0})[0]
    assert late["awards"] >= early["suits"] * 3_000 * 100


def test_suits_deter_bias():
    _, city, market = suits(1, labour_court={})
    rules, left = under(city, "labour_court"), []
    for filed in (int(city.markets.filed[market]), 0):
        city.markets.bias[:], city.markets.filed[:] = 1.0, filed
        inspect_rules(city, rules, {})
        left.append(city.markets.bias[market])
    assert left[0] < left[1] == 1.0


def test_legal_aid_moves_the_cost_to_government_and_brings_more_suits():
    dear = {"cost": 3_000.0}
    alone, aided = suits(1, labour_court=dear)[0], suits(1, labour_court=dear, legal_aid={})[0]
    assert aided["suits"] > alone["suits"] > 0
    assert (alone["legal_aid"], aided["legal_costs"]) == (0, 0)
    assert aided["legal_aid"] == aided["suits"] * 3_000 * 100


def test_legal_aid_helps_appeals():
    earned = []
    for aid in (0.0, 1.0):
        city, _ = riders(wrongful_penalty=1.0, penalty_size=0.2, appeal_success=0.5, aid_success=1.0, sue_thought=0.0)
        dispatch_orders(city, zoned(city, appeal_days=1.0, legal_aid=aid))
        earned.append(city.workers.earned.sum())
    assert earned[0] < earned[1]


def test_quick_intervention_restores_docked_pay_and_makes_docking_rarer():
    whole, _ = riders()
    dispatch_orders(whole, whole.rules)
    earned = []
    for reach in (0.0, 1.0):
        city, _ = riders(wrongful_penalty=1.0, penalty_size=0.2, report_chance=1.0, report_upheld=1.0)
        dispatch_orders(city, under(city, "rapid_intervention", reach=reach, compensation=0.0))
        earned.append(city.workers.earned.sum())
    lost = whole.workers.earned.sum() - np.array(earned)
    assert 0 <= lost[1] < 0.1 * lost[0]


# Work.


def test_a_ladder_promotes_the_certified_and_pays_by_rung():
    city, market = riders(rung_pay=0.0)
    w = city.workers
    w.since[:], w.certificates[:5], city.month = 0, 1, 8
    rules = under(begin(city), "career_ladder", promotion=1.0, posts=1.0, premium=0.5)
    w.rating[:] = 10_000
    dispatch_orders(city, rules)
    assert (w.rung[:5] == 1).all()
    assert w.rung[5:].sum() < 5
    plain = int(w.earned[0])
    w.rung[:], w.rung[0] = 0, 1
    dispatch_orders(skip(city), under(city, "career_ladder", promotion=0.001, premium=0.5))
    cost = city.platforms.cost[DELIVERY] / (city.platforms.price[DELIVERY] * (1 - city.platforms.commission[DELIVERY]))
    assert w.earned[0] > 1.4 * w.earned[1] * (1 - cost)
    assert plain > 0
    assert city.markets.dues[market] > 0.0
    full = zoned(city, ladder_promotion=1.0, ladder_posts=0.1, ladder_months=0.0)
    w.rung[:] = 1
    dispatch_orders(skip(city), full)
    dispatch_orders(skip(city), full)
    assert (w.rung == 1).all()  # every post is taken


def test_a_passport_keeps_the_rating_on_leaving():
    for name, kept in ((None, 6_000), ("passport", 9_000), ("data_export", 7_200)):
        city, _ = riders(0.0, consider_platform=1.0, platform_exit=1.0, own_account_share=0.0)
        w = city.workers
        w.rating[:] = 9_000
        dispatch_orders(city, under(city, name) if name else city.rules)
        assert (w.rating[w.status == UNEMPLOYED] == kept).all()
        assert (w.status == UNEMPLOYED).sum() >= 5


def test_adopted_proposals_slow_the_pace_and_lower_pressure():
    city, market = riders(1e9, feedback_speed=1.0, pressure_pace=0.1)
    dispatch_orders(city, city.rules)
    fast = city.markets.orders[market]
    dispatch_orders(skip(city), under(city, "worker_feedback", adopted=0.5))
    assert city.markets.relief[market] == 0.5
    assert city.markets.orders[market] == pytest.approx(0.95 * fast, rel=1e-3)
    assert kept_of(city, city.rules, market) == pytest.approx(1.0 + 0.5 * city.behaviour.pressure_quality)
