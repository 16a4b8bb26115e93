"""Rights, oversight and cover of platform workers: rules by numbers worked out by hand, and each lever in its phase."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from jiuye.agents import choices, platforms
from jiuye.agents.compiled import interpreted
from jiuye.agents.platforms import DELIVERY, LIVE
from jiuye.agents.workers import EMPLOYEE_SCHEME, INJURY, PLATFORM, RESIDENT_SCHEME, SELF_EMPLOYED, UNEMPLOYED
from jiuye.model.levers import LEVERS
from jiuye.model.phases.courses import enrol_participants
from jiuye.model.phases.data import share_data
from jiuye.model.phases.platforms import dispatch_orders
from jiuye.model.phases.platforms.oversight import burden_of_policy, inspect_rules, orders_kept
from jiuye.model.phases.settlement import public_outlays, settle_accounts
from jiuye.model.programme import Offer

from ..ten_people import begin, skip, ten_people, zoned

the = SimpleNamespace(
    **{
        name: interpreted(getattr(room, name))
        for room, names in (
            (platforms, "found_chance deterrence penalty_chance obedience slowed promotion_chance damage_left"),
            (choices, "suit_chance vat_due carried_rating"),
        )
        for name in names.split()
    }
)


def under(city, name, **settings):
    """The city's rules with one lever fully in force."""
    return LEVERS[name](**settings).amend(city.rules)


def riders(demand=1_000.0, **behaviour):
    """Ten delivery riders, five of them women, under one dispatch rule without luck or accidents."""
    city = begin(ten_people(**({"hours_elasticity": 0.0} | behaviour)))
    w, p, m = city.workers, city.platforms, city.markets
    w.status[:], w.employer[:], w.insured[:], w.born[:] = PLATFORM, DELIVERY, RESIDENT_SCHEME, -12 * 30
    w.sex[:5], w.sex[5:] = 0, 1
    p.luck[:], p.accident[:], p.age_bias[:], p.sex_bias[:] = 0.0, 0.0, 0.0, 0.0
    market = DELIVERY * city.zones + city.grid.district[w.cell[0]]
    m.demand[:], m.demand[market], m.workers[market] = 0.0, demand, 10
    return city, int(market)


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


def test_promotions_stop_when_the_posts_are_full():
    assert the.promotion_chance(0.03, 0.8, True, 0.4, 0.05, 0.15) == pytest.approx(0.016)
    assert the.promotion_chance(0.03, 0.8, False, 0.4, 0.05, 0.15) == pytest.approx(0.0064)
    assert the.promotion_chance(0.03, 0.8, True, 0.4, 0.2, 0.15) == 0.0
    assert the.promotion_chance(0.03, 0.8, True, 0.4, 0.0, 0.0) == 0.0


def test_a_breach_contained_in_a_day_does_a_third_of_the_damage():
    assert the.damage_left(720.0, 720.0, 0.3) == 1.0
    assert the.damage_left(24.0, 720.0, 0.3) == pytest.approx(1 - 0.7 * 29 / 30)
    assert the.damage_left(900.0, 720.0, 0.3) == 1.0


def test_suits_tax_and_rating():
    assert the.suit_chance(0.5, 3_000.0, 1_200.0, 300.0, 500.0) == pytest.approx(0.5)
    assert the.suit_chance(0.5, 3_000.0, 0.0, 300.0, 500.0) > the.suit_chance(0.5, 3_000.0, 600.0, 300.0, 500.0)
    assert the.vat_due(12_000.0, 10_000.0, 0.01) == pytest.approx(20.0)
    assert the.vat_due(9_000.0, 10_000.0, 0.01) == 0.0
    assert the.carried_rating(8_000, 0.5) == 7_000.0
    assert the.carried_rating(8_000, 0.0) == 6_000.0


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


def kept_of(city, rules, market):
    """Orders of a market relative to those without policy."""
    zone = rules.view()[market % city.zones]
    return interpreted(orders_kept)(market, city.markets.view(), zone, city.behaviour.view()[0])


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


# Cover.


def test_the_injury_premium_is_split_and_the_funds_part_ends_with_the_fund():
    city, market = riders(5_000.0)
    rules = under(city, "injury_insurance", by_worker=0.25, by_government=0.5)
    dispatch_orders(city, rules)
    orders = city.markets.orders[market]
    premium = round(orders * city.rules.injury_premium[0] * 100.0)
    assert city.ledger.flows["special_fund", "social_insurance", "injury_subsidy"] == pytest.approx(premium / 2, abs=1)
    assert city.ledger.total("injury_premiums") == pytest.approx(premium / 2, abs=1)
    plain, _ = riders(5_000.0)
    dispatch_orders(plain, plain.rules)
    withheld = plain.workers.earned.sum() - city.workers.earned.sum()
    assert withheld == pytest.approx(premium / 4, rel=0.01)
    broke = rules.amended(special_fund_per_head=np.zeros(city.zones))
    dispatch_orders(skip(city), broke)
    assert city.ledger.total("injury_subsidy") == 0
    assert city.ledger.total("injury_premiums") == pytest.approx(premium, rel=0.01)
    city.workers.earned[:] = 500_000
    for _month in range(12):
        settle_accounts(skip(city), rules, [])
    assert (city.workers.insured & INJURY > 0).all()


def test_one_click_raises_take_up():
    insured = []
    for reach in (0.0, 1.0):
        joined = 0
        for seed in range(1, 30):
            city = begin(ten_people(seed, enrolment_hassle=2.0))
            city.workers.status[:], city.workers.employer[:] = PLATFORM, DELIVERY
            city.workers.earned[:] = 600_000
            joined += settle_accounts(city, under(city, "insurance_platform", reach=reach), [])["flexible_insured"]
        insured.append(joined)
    assert insured[0] < insured[1]


def test_the_platform_bears_its_share_for_those_treated_as_employees():
    city, market = riders(3_000.0, insurance_intercept=-40.0)
    w = city.workers
    w.hours[:5], w.hours[5:], w.earned[:] = 50, 20, 500_000
    rules = under(city, "classification", reclassified=1.0, platform_share=0.7).amended(
        flexible_premium=np.full(city.zones, 1_000.0)
    )
    settle_accounts(city, rules, [])
    assert (w.insured & EMPLOYEE_SCHEME > 0).tolist() == [True] * 5 + [False] * 5
    assert w.income[0] == 500_000 - 30_000
    assert city.ledger.flows["platforms", "households", "platform_premiums"] == 5 * 70_000
    dispatch_orders(skip(city), rules)
    assert city.markets.dues[market] > 0.0


def test_takings_up_to_the_threshold_are_free_of_tax():
    city = begin(ten_people())
    w = city.workers
    w.status[:2], w.employer[:2], w.earned[:2] = PLATFORM, DELIVERY, (1_500_000, 900_000)
    settle_accounts(city, under(city, "vat_threshold", rate=0.03), [])
    assert city.ledger.flows["households", "government", "vat"] == 15_000
    everything = begin(ten_people())
    w = everything.workers
    w.status[:2], w.employer[:2], w.earned[:2] = PLATFORM, DELIVERY, (1_500_000, 900_000)
    settle_accounts(everything, under(everything, "vat_threshold", rate=0.03, threshold=0.0), [])
    assert everything.ledger.total("vat") == 45_000 + 27_000 + 0


# Data and levy.


def test_reports_stop_misuse_and_fines_make_platforms_careful():
    city = begin(ten_people(report_detects=1.0, care_cost=1e9))
    city.workers.status[:], city.workers.employer[:] = PLATFORM, DELIVERY
    city.platforms.breach[:] = 12.0
    flows = share_data(city, under(city, "data_reports"))
    assert flows["breaches"] == flows["victims"] == 0
    assert city.ledger.flows["platforms", "government", "fines"] == 10 * 100 * 100
    counts = []
    for care in (1e9, 1e-9):
        city = begin(ten_people(report_detects=0.01, care_cost=care))
        city.platforms.breach[:] = 12.0
        counts.append(share_data(city, under(city, "data_reports"))["breaches"])
    assert counts[0] == len(city.platforms) > counts[1] == 0


def test_a_breach_contained_early_has_fewer_victims():
    victims = []
    for name in (None, "incident_response"):
        total = 0
        for seed in range(1, 20):
            city = begin(ten_people(seed, breach_at_once=0.1))
            city.workers.status[:], city.workers.employer[:] = PLATFORM, DELIVERY
            city.platforms.breach[:] = 12.0
            total += share_data(city, under(city, name) if name else city.rules)["victims"]
        victims.append(total)
    assert 0 < victims[1] < 0.5 * victims[0]


def test_use_bound_to_a_purpose_raises_consent_and_lowers_the_gain():
    consenting, paid = [], []
    for share in (0.0, 1.0):
        agreed = dividends = 0
        for seed in range(1, 60):
            city = begin(ten_people(seed, purpose_consent=2.0, purpose_loss=0.5, investment_loss=0.0))
            city.workers.status[:], city.workers.employer[:] = PLATFORM, DELIVERY
            city.platforms.breach[:] = 0.0
            rules = under(city, "data_export", share=share).amended(dividend_share=np.ones(city.zones))
            agreed += share_data(city, rules)["consenting"]
            dividends += city.ledger.total("dividends")
        consenting.append(agreed)
        paid.append(dividends / agreed)
    assert consenting[0] < consenting[1]
    assert paid[1] == pytest.approx(0.5 * paid[0], rel=1e-3)


def test_live_commerce_pays_the_levy_and_passes_it_on():
    city, _ = riders(0.0)
    city.workers.employer[:], city.markets.demand[LIVE * city.zones] = LIVE, 500.0
    rules = under(city, "commerce_levy")
    dispatch_orders(city, rules)
    levy = city.ledger.flows["platforms", "development_fund", "commerce_levy"]
    assert levy == pytest.approx(0.005 * city.ledger.total("orders"), abs=1)
    assert city.markets.pass_through[LIVE * city.zones] > 0.0
    assert city.markets.pass_through[DELIVERY * city.zones] == 0.0


@pytest.mark.parametrize(("months_paid", "places"), [(2.5, 2), (0.0, 0)])
def test_the_levy_opens_no_more_places_than_it_can_pay_to_the_end(months_paid, places):
    city = begin(ten_people(awareness=1.0, training_intercept=40.0, training_reach=1.0))
    programme = replace(LEVERS["commerce_levy"]().programmes()[0], seats=1_200.0, mode="online")
    city.ledger.pay("platforms", "development_fund", "commerce_levy", int(months_paid * 200_100))
    offer = Offer(0, programme, 1.0, np.ones(city.zones))
    assert enrol_participants(city, city.rules, [offer])["places"] == places
    for _month in range(4):
        enrol_participants(skip(city), city.rules, [offer])
        assert city.ledger.balances["development_fund"] >= 0


def test_own_account_workers_pay_the_tax_too():
    city = begin(ten_people(own_account_income=40_000.0, takings_spread=0.0))
    city.workers.status[6], city.workers.employer[6] = SELF_EMPLOYED, -1
    settle_accounts(city, under(city, "vat_threshold", rate=0.03, threshold=0.0), [])
    assert city.ledger.total("vat") == pytest.approx(0.03 * city.workers.earned[[6, 8]].sum(), abs=2)
