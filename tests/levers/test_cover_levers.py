"""Cover, tax, data and levy of platform work: rules by numbers worked out by hand, and each lever in its phase."""

from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.platforms import DELIVERY, LIVE
from jiuye.agents.workers import EMPLOYEE_SCHEME, INJURY, PLATFORM, SELF_EMPLOYED
from jiuye.model.levers import LEVERS
from jiuye.model.phases.courses import enrol_participants
from jiuye.model.phases.data import share_data
from jiuye.model.phases.platforms import dispatch_orders
from jiuye.model.phases.settlement import settle_accounts
from jiuye.model.programme import Offer

from ..ten_people import begin, skip, ten_people
from .ten_riders import riders, the, under

# Rules.


def test_a_breach_contained_in_a_day_does_a_third_of_the_damage():
    assert the.damage_left(720.0, 720.0, 0.3) == 1.0
    assert the.damage_left(24.0, 720.0, 0.3) == pytest.approx(1 - 0.7 * 29 / 30)
    assert the.damage_left(900.0, 720.0, 0.3) == 1.0


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
            city = begin(ten_people(seed, enrolment_hours=60.0))
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
    settle_accounts(city, under(city, "vat_threshold", rate=0.03, law=0.0), [])
    assert city.ledger.flows["households", "government", "vat"] == 15_000
    everything = begin(ten_people())
    w = everything.workers
    w.status[:2], w.employer[:2], w.earned[:2] = PLATFORM, DELIVERY, (1_500_000, 900_000)
    settle_accounts(everything, under(everything, "vat_threshold", rate=0.03, threshold=0.0, law=0.0), [])
    assert everything.ledger.total("vat") == 45_000 + 27_000 + 0


def test_an_exemption_is_never_a_new_tax():
    city = begin(ten_people())
    w = city.workers
    w.status[:2], w.employer[:2], w.earned[:2] = PLATFORM, DELIVERY, (9_900_000, 900_000)
    rules = under(city, "vat_threshold")
    settle_accounts(city, rules, [])
    assert city.ledger.total("vat") == 0
    for takings in (0.0, 9_999.0, 10_001.0, 100_000.0):
        assert the.vat_due(takings, float(rules.vat_threshold[0]), float(rules.vat_rate[0])) == 0.0


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
    assert counts[0] == city.platforms.running.sum() > counts[1] == 0


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
            city.workers.status[:], city.workers.employer[:], city.workers.consent[:] = PLATFORM, DELIVERY, 1
            city.platforms.breach[:] = 0.0
            rules = under(city, "data_export", share=share).amended(dividend_share=np.full(city.zones, 1e-3))
            city.markets.demand[DELIVERY * city.zones : (DELIVERY + 1) * city.zones] = 4_000.0
            dispatch_orders(city, rules)
            city.ledger.open_month()
            agreed += share_data(city, rules)["consenting"]
            dividends += city.ledger.total("dividends")
        consenting.append(agreed)
        paid.append(dividends / agreed)
    assert consenting[0] < consenting[1]
    assert 0.4 < paid[1] / paid[0] < 0.6


def test_live_commerce_pays_the_levy_and_passes_it_on():
    city, _ = riders(0.0, firm_step=1.0, firm_band=0.0)
    city.workers.employer[:], city.markets.demand[LIVE * city.zones] = LIVE, 500.0
    rules = under(city, "commerce_levy")
    dispatch_orders(city, rules)
    levy = city.ledger.flows["platforms", "development_fund", "commerce_levy"]
    assert levy == pytest.approx(0.005 * city.ledger.total("orders"), abs=1)
    m, p = city.markets, city.platforms
    assert m.commission[LIVE * city.zones] > p.commission[LIVE]
    assert (m.burden[LIVE * city.zones], m.burden[DELIVERY * city.zones]) == (0.005, 0.0)


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
    settle_accounts(city, under(city, "vat_threshold", rate=0.03, threshold=0.0, law=0.0), [])
    assert city.ledger.total("vat") == pytest.approx(0.03 * city.workers.earned[[6, 8]].sum(), abs=2)
