"""Orders, accidents and penalties of a platform, on ten people whose fate can be worked out by hand."""

import numpy as np
import pytest

from jiuye.agents.platforms import DELIVERY
from jiuye.agents.workers import EMPLOYED, INJURY, RESIDENT_SCHEME
from jiuye.model.phases.platforms import dispatch_orders

from ..ten_people import skip, zoned
from .scenes import riders

WEEKS = 4.33


def test_orders_are_split_by_weight():
    city, market = riders(1_000.0)
    w, p = city.workers, city.platforms
    flows = dispatch_orders(city, city.rules)
    claim = w.hours * WEEKS * p.pace[DELIVERY] * np.exp(0.4 * np.repeat([0.8, 0.5], 5))
    orders = 1_000.0 * claim / claim.sum()
    net = p.price[DELIVERY] * (1.0 - p.commission[DELIVERY]) - p.cost[DELIVERY]
    assert w.earned == pytest.approx(100.0 * orders * net, rel=1e-3)
    assert city.markets.orders[market] == pytest.approx(1_000.0, rel=1e-3)
    assert flows["orders"] == pytest.approx(1_000, rel=1e-3)
    assert (city.markets.workers[market], city.markets.workers.sum()) == (10, 10)
    assert (w.gig == city.month).all()


def test_nobody_delivers_more_than_the_hours_allow():
    city, market = riders(1e9)
    w, p = city.workers, city.platforms
    for _month in range(12):  # what some could not do is handed to others from the next month on
        dispatch_orders(skip(city), city.rules)
    most = w.hours * WEEKS * p.pace[DELIVERY]
    net = p.price[DELIVERY] * (1.0 - p.commission[DELIVERY]) - p.cost[DELIVERY]
    assert w.earned == pytest.approx(100.0 * most * net, rel=1e-3)
    assert city.markets.orders[market] == pytest.approx(most.sum(), rel=1e-3)


def test_newcomers_deliver_less_in_an_hour_until_they_know_the_ways():
    city, _ = riders(1_000.0, novice_gap=0.2, learning_months=6.0)
    w = city.workers
    w.rating[:] = 5_000
    w.since[:5], w.since[5:] = city.month, city.month - 240
    w.since[4] = city.month - 6
    dispatch_orders(city, city.rules)
    hourly = w.earned / w.hours
    assert hourly[0] / hourly[5] == pytest.approx(0.8, rel=1e-3)
    assert hourly[4] / hourly[5] == pytest.approx(1.0 - 0.2 * np.exp(-1.0), rel=1e-3)


def test_biased_dispatch_gives_women_and_the_old_less():
    city, _ = riders(1_000.0)
    city.platforms.sex_bias[:], city.platforms.age_bias[:] = 0.3, 0.4
    city.workers.rating[:] = 5_000
    city.workers.born[3] = -12 * 60
    dispatch_orders(city, city.rules)
    hourly = city.workers.earned / city.workers.hours
    assert hourly[5] / hourly[4] == pytest.approx(0.7, rel=0.01)
    assert hourly[3] / hourly[4] == pytest.approx(0.6, rel=0.01)


def test_an_online_platform_has_one_market():
    city, market = riders(500.0, online=True)
    dispatch_orders(city, city.rules)
    assert city.markets.workers[market] == 10
    assert market % city.zones == 0


def test_money_of_orders_is_split_between_customer_platform_and_worker():
    city, market = riders(1_000.0)
    dispatch_orders(city, zoned(city, fund_contribution=0.02, injury_pilot=0.0))
    paid = city.ledger.total
    assert paid("orders") == round(city.markets.orders[market] * city.platforms.price[DELIVERY] * 100)
    assert paid("platform_pay") - paid("running_costs") == city.workers.earned.sum()
    assert paid("fund_contributions") == pytest.approx(0.02 * paid("orders"), abs=1)
    assert city.ledger.balances["protection_fund"] == paid("fund_contributions")


def test_an_audit_finds_bias_the_platform_is_fined_and_mends_its_rule():
    city, market = riders(1_000.0, audit_power=1.0, bias_return=0.0, audit_cost=300.0)
    city.markets.bias[:] = 1.0
    strict = zoned(city, audit_rate=1.0, dispatch_openness=1.0, dispatch_fine=200.0)
    dispatch_orders(city, strict)  # counts who works where
    city.ledger.open_month()
    city.markets.bias[:] = 1.0
    flows = dispatch_orders(city, strict)
    assert flows["audits"] == flows["bias_found"] == 1
    assert city.markets.bias[market] == 0.0
    assert city.ledger.total("fines") == 10 * 200 * 100
    assert city.ledger.total("audits") == 300 * 100


def test_an_uninsured_accident_is_paid_by_the_injured():
    city, _ = riders(1_000.0)
    city.platforms.accident[:] = 1e6
    flows = dispatch_orders(city, zoned(city, injury_pilot=0.0))
    cost = -city.workers.transfers.astype(int)
    assert flows["injuries"] == 10
    assert flows["injuries_covered"] == 0
    assert (cost >= 30 * city.behaviour.accident_cost - 1).all()
    assert (cost <= 170 * city.behaviour.accident_cost + 1).all()
    assert city.ledger.total("medical_costs") == cost.sum()


def test_the_injury_pilot_pays_all_and_the_fund_its_share():
    city, _ = riders(1_000.0)
    city.platforms.accident[:] = 1e6
    city.workers.insured[0] = RESIDENT_SCHEME | INJURY
    city.ledger.pay("government", "protection_fund", "grants", 10**12)
    flows = dispatch_orders(city, zoned(city, medical_cover=0.8))
    t = city.workers.transfers
    assert flows["injuries_covered"] == 10
    assert t[0] == 0
    assert (t[1:] < 0).all()
    own = -t[1:].sum()
    assert city.ledger.total("fund_cover") == pytest.approx(4 * own, abs=20)
    covered = city.ledger.total("fund_cover") + city.ledger.total("injury_cover")
    assert city.ledger.total("medical_costs") == own + covered


def test_an_empty_fund_honours_claims_pro_rata():
    city, _ = riders(1_000.0)
    city.platforms.accident[:] = 1e6
    city.ledger.pay("government", "protection_fund", "grants", 1_000_000)
    dispatch_orders(city, zoned(city, medical_cover=0.8, injury_pilot=0.0))
    t = -city.workers.transfers.astype(float)
    cover = city.ledger.total("fund_cover")
    assert 1_000_000 - 10 <= cover <= 1_000_000
    assert 0 <= city.ledger.balances["protection_fund"] <= 10
    share = 1_000_000 / (0.8 * (t.sum() + cover))
    assert 0.0 < share < 1.0
    before = t / (1.0 - 0.8 * share)  # what each accident cost before the fund's part
    assert before.sum() == pytest.approx(t.sum() + cover, rel=1e-4)


def test_claims_expected_fall_in_months_without_accidents():
    city, _ = riders(1_000.0)
    rules = zoned(city, medical_cover=0.8, injury_pilot=0.0)
    city.platforms.accident[:] = 1e6
    dispatch_orders(city, rules)
    claims = city.government.fund_claims
    assert claims > 0
    city.platforms.accident[:] = 0.0
    dispatch_orders(skip(city), rules)
    assert city.government.fund_claims == pytest.approx(0.8 * claims)


def test_wrongful_penalties_cost_less_where_appeals_are_quick():
    earned = []
    for days in (0.0, 90.0, 9.0):
        city, _ = riders(1_000.0, wrongful_penalty=1.0, penalty_size=0.2, appeal_success=1.0)
        dispatch_orders(city, zoned(city, appeal_days=days))
        earned.append(city.workers.earned.sum())
    assert earned[0] == earned[1] < earned[2]


def beside(city, hours=20):
    """All ten deliver some hours a week beside a job."""
    w = city.workers
    w.status[:], w.employer[:], w.hours[:] = EMPLOYED, 0, 40
    w.side[:], w.side_hours[:] = DELIVERY + 1, hours
    w.earned[:], w.transfers[:] = 600_000, 0
    return city


def side_month(rules=None, demand=1_000.0, **behaviour):
    """A month of ten side workers who all go on; the city and what befell them."""
    city, _ = riders(demand, side_exit=0.0, side_hours_most=20.0, side_elasticity=0.0, side_open=1.0, **behaviour)
    beside(city)
    flows = dispatch_orders(city, zoned(city, **(rules or {})))
    return city, flows


def test_side_work_bears_penalties_as_the_main_work_does():
    pay = [side_month(wrongful_penalty=chance, penalty_size=0.5)[1]["side_pay"] for chance in (0.0, 1.0)]
    p = side_month()[0].platforms
    kept = p.price[DELIVERY] * (1.0 - p.commission[DELIVERY])
    gross, net = kept, kept - p.cost[DELIVERY]
    assert pay[1] / pay[0] == pytest.approx((0.5 * gross - p.cost[DELIVERY]) / net, rel=0.01)


def test_side_work_pays_its_part_of_the_injury_premium_and_value_added_tax():
    without, premium = (side_month({"injury_pilot": pilot, "injury_premium": 0.5, "injury_by_worker": 1.0})
                        for pilot in (0.0, 1.0))  # fmt: skip
    orders = without[0].markets.orders.sum()
    assert without[1]["side_pay"] - premium[1]["side_pay"] == pytest.approx(50.0 * orders, rel=0.01)
    city, flows = side_month({"vat_threshold": 100.0, "vat_rate": 0.03})
    taxed = flows["side_pay"] - 10 * 100 * 100
    assert city.ledger.total("vat") == pytest.approx(0.03 * taxed, abs=20)
    assert city.workers.transfers.sum() == flows["side_pay"] - city.ledger.total("vat")


def test_accidents_of_side_work_are_by_the_hours_and_no_job_insures_them():
    city, _ = riders(1_000.0, side_exit=0.0, side_open=1.0)
    city.platforms.accident[:] = 1e6
    beside(city).workers.insured[:] = RESIDENT_SCHEME | INJURY
    flows = dispatch_orders(city, zoned(city, injury_pilot=0.0))
    assert (flows["injuries"], flows["injuries_covered"]) == (10, 0)
    covered, _ = riders(1_000.0, side_exit=0.0, side_open=1.0)
    covered.platforms.accident[:] = 1e6
    assert dispatch_orders(beside(covered), zoned(covered, injury_pilot=1.0))["injuries_covered"] == 10
    hurt = []
    for hours in (4, 40):
        count = 0
        for seed in range(1, 30):
            few, _ = riders(1_000.0, side_exit=0.0, side_open=1.0, side_hours_most=2.0 * hours, side_week=100.0)
            few.platforms.accident[:], few.draws.seed = 3.0, seed
            count += dispatch_orders(beside(few, hours), few.rules)["injuries"]
        hurt.append(count)
    assert hurt[0] < 0.4 * hurt[1]
