"""Oversight of platforms: rules by numbers worked out by hand, and each lever in its phase."""

import numpy as np
import pytest

from jiuye.agents.compiled import interpreted
from jiuye.model.levers import LEVERS
from jiuye.model.phases.platforms import dispatch_orders
from jiuye.model.phases.platforms.oversight import burden_of_policy, inspect_rules
from jiuye.model.phases.settlement import public_outlays

from ..ten_people import begin, skip, ten_people, zoned
from .ten_riders import kept_of, riders, the, under

# Rules.


def test_audits_at_random_and_on_schedule_find_more_than_either():
    assert the.found_chance(0.1, 0.0, 0.6) == pytest.approx(0.06)
    assert the.found_chance(0.1, 1.0, 0.6) == pytest.approx(1 - 0.94 * 0.8)


def test_half_is_deterred_where_penalty_equals_gain():
    assert the.deterrence(30.0, 30.0) == 0.5
    assert the.deterrence(0.0, 30.0) == 0.0
    assert the.obedience(1.0, 0.2, 0.5) == pytest.approx(0.6)
    assert the.obedience(0.0, 0.2, 0.5) == 0.0
    assert the.penalty_chance(0.06, 0.0, 0.5) == 0.06
    assert the.penalty_chance(0.06, 0.2, 1.5) == pytest.approx(0.06 / 1.5)


def test_a_review_of_two_months_delays_a_quarter_of_releases():
    assert the.slowed(6.0, 2.0) == 0.25
    assert the.slowed(6.0, 0.0) == 0.0


# Oversight.


def bias_after(name, months=12, with_rules=None, market_bias=1.0, **settings):
    """Bias in the riders' market after some months of audits under a lever, and what flowed to government."""
    city, market = riders()
    city.markets.bias[:], fines = market_bias, 0
    rules = under(city, name, **settings) if name else city.rules
    for _month in range(months):
        inspect_rules(city, with_rules(rules) if with_rules else rules, {})
        fines += city.ledger.total("fines")
        skip(city)
    return city.markets.bias[market], fines


def test_a_quarterly_audit_comes_every_third_month():
    city, market = riders(audit_cost=300.0)
    rules, seen = under(city, "inspections", random=0.0, power=1.0), []
    for _month in range(7):
        city.markets.bias[:] = 1.0
        flows = {}
        inspect_rules(city, rules, flows)
        seen.append((flows["audits"], city.markets.bias[market] == 0.0, public_outlays(city)))
        skip(city)
    assert [audits for audits, _, _ in seen] == [1, 0, 0, 1, 0, 0, 1]
    assert [mended for _, mended, _ in seen] == [True, False, False, True, False, False, True]
    assert [cost for _, _, cost in seen] == [30_000 * audits for audits, _, _ in seen]


def test_inspections_mend_fine_and_can_be_blind():
    assert bias_after("inspections", power=1.0)[0] < bias_after(None)[0] == 1.0
    assert bias_after("inspections", power=1.0)[1] >= 10 * 200 * 100
    assert bias_after("inspections", fine=0.0)[1] == 0


def test_a_ban_bites_as_far_as_it_is_enforced():
    alone = bias_after("discrimination_ban", 36)[0]
    fined = bias_after(
        "discrimination_ban", 36, lambda r: LEVERS["inspections"](random=0.3, quarterly=0, fine=1_000.0).amend(r)
    )[0]
    assert fined < alone < 1.0


def test_inspectors_who_find_by_themselves_deter_and_auditors_of_secret_rules_do_not():
    blind = zoned(ten_people(), audit_rate=1e-9, dispatch_fine=1e12)
    left = []
    for rules in (blind, blind.amended(inspection_power=np.ones_like(blind.audit_rate))):
        city, market = riders()
        inspect_rules(city, rules, {})
        left.append(city.markets.bias[market])
    assert left[1] < left[0] == 1.0


def test_a_ban_opens_entry_to_those_above_the_age_limit():
    entries = []
    for fair in (0.0, 1.0):
        joined = 0
        for seed in range(1, 40):
            city = begin(ten_people(seed, consider_unemployed=1.0, own_account_share=0.0, choice_scale=0.5))
            city.workers.born[6:8] = -12 * 62
            city.platforms.oldest[:] = 55.0
            city.markets.fair_entry[:] = fair
            joined += dispatch_orders(city, city.rules)["platform_entries"]
        entries.append(joined)
    assert entries[0] == 0 < entries[1]


def test_a_blacklisted_platform_loses_public_orders_and_gets_them_back():
    city, market = riders(audit_power=1.0)
    rules = under(city, "blacklist", months=2, check_rate=1.0)
    rules = rules.amended(inspection_power=np.ones(city.zones))
    inspect_rules(city, rules, {})
    assert city.markets.excluded[market] == 2.0
    assert kept_of(city, city.rules, market) == pytest.approx(1.0 - city.behaviour.tender_share)
    for _month in range(2):
        inspect_rules(skip(city), city.rules, {})
    assert kept_of(city, city.rules, market) == 1.0


def test_the_threat_of_lost_contracts_slows_the_return_of_bias():
    back = []
    for name in (None, "blacklist"):
        city, market = riders()
        city.markets.bias[:], city.markets.orders[market] = 0.0, 50_000.0
        rules = under(city, name, check_rate=0.3) if name else city.rules
        inspect_rules(city, rules.amended(inspection_power=np.ones(city.zones)), {})
        back.append(city.markets.bias[market])
    assert 0.0 < back[1] < back[0]


def test_review_before_launch_takes_bias_out_and_delays_renewal():
    city, market = riders(release_months=1.0, review_cost=500.0)
    rules = under(city, "ethics_review", power=1.0, months=0.0)
    inspect_rules(city, rules, {})
    assert city.markets.bias[market] == 0.0
    assert city.ledger.flows["government", "providers", "reviews"] == 50_000
    assert public_outlays(city) == 50_000
    slow = under(city, "ethics_review", months=3.0)
    assert kept_of(city, slow, market) == pytest.approx(1.0 - 0.75 * city.behaviour.renewal_loss)


def test_accessible_platforms_admit_people_of_little_literacy():
    entries = []
    for reach in (0.0, 1.0):
        joined = 0
        for seed in range(1, 40):
            city = begin(ten_people(seed, consider_unemployed=1.0, own_account_share=0.0, choice_scale=0.5))
            city.workers.literacy[:] = 1_800  # below the quarter that delivery asks for, above three fifths of it
            city.platforms.literacy[:] = 0.25
            joined += dispatch_orders(city, under(city, "impact_assessment", accessibility=reach))["platform_entries"]
        entries.append(joined)
    assert entries[0] == 0 < entries[1]
    rules, usual = under(city, "impact_assessment").view()[0], city.rules.view()[0]
    views = city.markets.view(), city.platforms.view()
    burden = interpreted(burden_of_policy)(0, 0, *views, rules, usual, city.behaviour.view()[0])
    assert burden == pytest.approx(city.behaviour.access_cost)
