"""The circle of income: what residents spend moves demand, and what policies cost is raised to the fen."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from jiuye.agents.choices import found_market
from jiuye.agents.compiled import interpreted
from jiuye.agents.workers import EMPLOYED, INACTIVE, NOBODY, SELF_EMPLOYED
from jiuye.model.behaviour import Behaviour
from jiuye.model.build import build_city
from jiuye.model.calendar import Calendar, Shock
from jiuye.model.circle import CUT, NOBODY_PAYS, Circle, Financing
from jiuye.model.grid import VILLAGE
from jiuye.model.ledger import RAISED
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.levers.existing import existing_training
from jiuye.model.month import step
from jiuye.model.phases import circle
from jiuye.model.phases.circle import demand, own_markets
from jiuye.scenarios.cities import load_city

PROFILE = load_city("reference")
EXISTING = (existing_training(PROFILE),)
REST = Policy(existing=EXISTING)
WAGES, FIRMS = Financing(wages=1.0), Financing(firms=1.0)
THIRDS = Financing(wages=0.25, firms=0.25, cut=0.5)
DEAR = (LEVERS["special_fund"](more_per_head=1_000.0, match_reserve=0.0), LEVERS["contribution_subsidy"]())
DEARLY = Policy(tuple(Dated(lever=lever, until=24) for lever in DEAR), EXISTING)


@cache
def past(rows=2_000, months=6, **behaviour):
    """A burnt-in city, forked by every test."""
    city = build_city(PROFILE, rows, 1, Behaviour(**behaviour), size=16)
    for _ in range(months):
        step(city, REST)
    city.start = city.month
    return city


def future(city, financing=NOBODY_PAYS, policy=DEARLY, months=12, **state):
    """A future of a city with another way to pay, and its flows."""
    city = city.fork()
    city.financing, city.circle = financing, replace(city.circle, **state)
    return city, [step(city, policy) for _ in range(months)]


# ---- spending -------------------------------------------------------------------------------------------------------


def test_what_is_usual_follows_the_present_and_then_stays(monkeypatch):
    monkeypatch.setattr(circle, "SETTLES", 10)
    city = past(400).fork()
    for _ in range(city.month, 10):
        step(city, REST)
        assert city.circle.level == 1.0
        assert city.circle.usual == pytest.approx(city.circle.income, rel=0.1)
    usual = city.circle.usual
    city.workers.wage[:] = 2 * city.workers.wage  # suddenly everybody earns twice as much
    for _ in range(4):
        step(city, REST)
    assert city.circle.usual == usual
    saved = 1.0 + city.behaviour.spending_response * (city.circle.income / usual - 1.0)
    assert city.circle.level == pytest.approx(saved)
    assert city.circle.level > 1.2


def test_households_spend_a_part_of_what_is_usual_by_its_level():
    city, months = future(past(400), policy=REST, months=1)
    expected = city.behaviour.local_propensity * city.circle.usual
    assert months[0].counts["local_spending"] == city.ledger.total("local_spending") == int(expected)


def test_who_sells_to_residents_has_the_demand_of_their_spending():
    city = past(400).fork()
    assert (demand.line_demand(city) == 1.0).all()
    assert demand.order_demand(city) == 1.0
    assert found(city) == pytest.approx(1.0, abs=0.1)
    city.circle = Circle()
    assert (found(city) == 1.0).all()
    city.circle = Circle(level=1.1)
    lines, local = demand.line_demand(city), demand.local_share(city)
    assert lines == pytest.approx(1.0 + 0.1 * local)
    of = city.sectors.index
    in_sector = {s: lines[city.employers.sector == of(s)] for s in ("catering", "manufacturing", "public")}
    assert in_sector["catering"].min() > in_sector["manufacturing"].max() > 1.0
    assert (in_sector["public"] == 1.0).all()
    village = city.grid.klass == VILLAGE
    town, village = found(city)[~village].min(), found(city)[village].max()
    assert demand.order_demand(city) > town > village > 1.0


def found(city, farm=False, literacy=1.0):
    """[cells] takings of a business or farm there, over usual."""
    rule, b = interpreted(found_market), city.behaviour.view()[0]
    return np.array([rule(farm, literacy, m, b) for m in own_markets.market_terms(city)])


def test_more_sellers_leave_less_for_each_and_nothing_less_for_farms():
    city = past(400).fork()
    usual = tuple(50.0 for _ in range(2 * city.zones))
    city.circle = Circle(sellers=tuple(2.0 * n for n in usual), usual_sellers=usual)
    village, b = city.grid.klass == VILLAGE, city.behaviour
    left = (60.0 / 110.0) ** b.own_crowding
    town, country = found(city)[~village], found(city)[village]
    assert town == pytest.approx(1.0 - b.takings_local * (1.0 - left))
    assert country == pytest.approx(1.0 - b.farm_local * (1.0 - left))
    assert (found(city, farm=True) == 1.0).all()
    city.behaviour = replace(b, own_crowding=0.0)
    assert (found(city) == 1.0).all()


def test_a_better_net_brings_customers_from_outside_to_those_who_can_sell_online():
    city = past(400).fork()
    city.circle, b = Circle(), city.behaviour
    city.places = replace(city.places, bandwidth=np.ones(city.grid.cells))
    poor, village = city.grid.bandwidth < 0.8, city.grid.klass == VILLAGE
    assert (poor & village).any()
    more = found(city) - 1.0
    assert (more[poor] > 0.0).all()
    assert (more[~poor] == 0.0).all()
    assert (found(city, literacy=0.0) == 1.0).all()
    assert more.max() <= b.outside_customers


def test_sellers_are_counted_where_they_live_and_what_is_usual_stays(monkeypatch):
    monkeypatch.setattr(circle, "SETTLES", 10)
    city = past(400).fork()
    for _ in range(city.month, 12):
        step(city, REST)
    w = city.workers
    own = np.count_nonzero((w.status == SELF_EMPLOYED) & (w.employer == NOBODY))
    assert sum(city.circle.sellers) == pytest.approx(own, rel=0.1)
    usual, before = city.circle.usual_sellers, sum(city.circle.sellers)
    jobless = np.flatnonzero(w.status == INACTIVE)[:40]
    w.status[jobless], w.employer[jobless], w.since[jobless] = SELF_EMPLOYED, NOBODY, city.month
    step(city, REST)
    assert city.circle.usual_sellers == usual
    assert sum(city.circle.sellers) > before + 5


def test_spending_brings_orders_takings_and_posts():
    more, less = (future(past(adjustment=1.0), policy=REST, months=3, level=level)[0] for level in (1.2, 0.8))
    online = city_markets(more)
    assert more.markets.orders[~online].sum() > 1.1 * less.markets.orders[~online].sum()
    assert more.ledger.total("sales") > 1.1 * less.ledger.total("sales")
    assert more.employers.desired.sum() > 1.1 * less.employers.desired.sum()


def city_markets(city):
    """Which rows of the markets belong to online platforms."""
    return np.repeat(city.platforms.online > 0.0, city.zones)


def test_jobs_for_outside_customers_bring_local_ones():
    """More demand for what is made for customers elsewhere: with the circle others lose fewer people or gain some."""
    boom, gains = Calendar(shocks=(Shock(0, 600, 0.2, ("manufacturing",)),)), {}
    for response in (0.0, 1.0):
        city = past(16_000, 50, spending_response=response)
        booms = city.fork()
        booms.calendar = boom
        rest, more = staff_by_customers(city.fork()), staff_by_customers(booms)
        gains[response] = more - rest
        assert gains[response][0] > 0
    multiplier = (gains[1.0][1] - gains[0.0][1]) / gains[1.0][0]
    assert 0.0 < multiplier < 0.9  # B 3.14


def staff_by_customers(city, months=48):
    """Staff of lines that sell elsewhere and of the others, mean of the last year."""
    elsewhere, staff = demand.local_share(city) <= 0.25, []
    for _ in range(months):
        step(city, REST)
        staff.append([city.employers.staff[k].sum() for k in (elsewhere, ~elsewhere)])
    return np.mean(staff[-12:], axis=0)


def test_the_loop_is_shorter_than_one():
    """Whatever the elasticity, a yuan more of income brings less than a yuan more of income."""
    city = past(2_000)
    pay = 1.0 * city.employers.posted * city.employers.staff
    flows = city.ledger.flows
    wages = sum(fen for (_, payee, account), fen in flows.items() if payee == "households" and account == "wages")
    sales, orders = city.ledger.total("sales"), city.ledger.total("platform_pay")
    from_lines = wages * float((pay * demand.local_share(city)).sum() / pay.sum())
    assert (from_lines + sales + orders) / circle.household_income(city) < 0.9


# ---- who pays -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [WAGES, FIRMS, CUT, THIRDS], ids=("wages", "firms", "cut", "mix"))
def test_what_policies_cost_is_raised_to_the_fen(who):
    city, months = past(), []
    city = city.fork()
    city.financing = who
    raised = dict.fromkeys(RAISED, 0)
    for _ in range(48):
        months.append(step(city, DEARLY))
        for source, account in RAISED.items():
            raised[source] += city.ledger.total(account)
    outlays = sum(m.counts["policy_outlays"] for m in months)
    assert outlays > 0
    assert outlays - sum(raised.values()) == city.circle.open == months[-1].counts["financing_open"]
    assert 0 <= city.circle.open < 0.01 * outlays  # two years after the end next to nothing is left
    for source, share in {"wages": 0.0, "firms": 0.0, "cut": 0.0, **who.shares()}.items():
        assert raised[source] == pytest.approx(share * outlays, rel=0.02)


def test_a_tax_on_wages_lowers_net_incomes_by_what_is_raised():
    taxed, free = (future(past(), policy=REST, months=1, wage_tax=rate)[0] for rate in (0.01, 0.0))
    assert (taxed.workers.wage == free.workers.wage).all()
    less = free.workers.income.astype(np.int64) - taxed.workers.income
    assert less.sum() == taxed.ledger.total(RAISED["wages"]) > 0
    employed = taxed.workers.status == EMPLOYED
    assert (less[employed] == (0.01 * taxed.workers.earned[employed]).astype(np.int64)).all()
    assert not less[~employed].any()
    assert taxed.ledger.total("income_tax") == free.ledger.total("income_tax")


def test_a_levy_on_firms_makes_posts_dearer_and_fewer():
    levied, free = (future(past(), policy=REST, months=1, firm_levy=rate)[0] for rate in (0.02, 0.0))
    assert levied.ledger.total(RAISED["firms"]) == int(0.02 * levied.ledger.total("wages"))
    there = free.employers.closed == 0
    assert (levied.employers.closed == free.employers.closed).all()
    assert (levied.employers.desired[there] < free.employers.desired[there]).all()
    assert levied.workers.income.sum() == pytest.approx(free.workers.income.sum(), rel=0.01)


def test_a_cut_takes_demand_from_the_public_sector_and_from_what_it_buys():
    city = past(2_000).fork()
    city.circle = Circle(cut=int(0.02 * city.ledger.total("wages")))
    lines, public, local = demand.line_demand(city), demand.public_share(city), demand.local_share(city)
    teachers = city.employers.occupation == city.occupations.index("teacher")
    shops = city.employers.occupation == city.occupations.index("salesperson")
    assert lines[teachers].max() < lines[shops].max() < 1.0
    assert (lines[(public == 0.0) & (local == 0.0)] == 1.0).all()
    pay = 1.0 * city.employers.posted * city.employers.staff
    b = city.behaviour
    assert (pay * (1.0 - lines)).sum() == pytest.approx(
        city.circle.cut * (b.public_pay + b.purchases_labour * (1.0 - b.public_pay)), rel=1e-6
    )


def test_what_government_buys_for_a_policy_is_demand_too():
    city = past(400).fork()
    city.circle = Circle(bought=int(0.01 * city.ledger.total("wages")))
    assert demand.line_demand(city).mean() > 1.0
    assert (demand.line_demand(city) >= 1.0).all()


def test_nothing_is_asked_for_beyond_the_limit_and_the_rest_stays_open():
    city, months = future(past(), WAGES, months=2, open=10**12)
    assert city.circle.wage_tax == circle.MOST_SHARE
    raised = months[-1].counts["raised"]
    assert raised == pytest.approx(circle.MOST_SHARE * city.ledger.total("wages"), rel=1e-3)
    assert months[-1].counts["financing_open"] > 9 * 10**11


def test_a_surplus_of_fines_is_kept_for_later():
    city, months = future(past(), WAGES, policy=REST, months=3, open=-(10**9))
    assert [m.counts["raised"] for m in months] == [0, 0, 0]
    assert city.circle.open == -(10**9)


@pytest.mark.parametrize("who", [NOBODY_PAYS, WAGES, FIRMS, CUT])
def test_without_outlays_nobody_pays_anything(who):
    zero = Policy((Dated(lever=LEVERS["contribution_subsidy"](**{dose(): 0.0})),), EXISTING)
    city, months = future(past(), who, zero, months=6)
    rest, usual = future(past(), NOBODY_PAYS, REST, months=6)
    assert [m.counts for m in months] == [m.counts for m in usual]
    assert city.circle == rest.circle
    assert (city.workers.income == rest.workers.income).all()


def dose():
    """Name of the setting that switches the subsidy off at zero."""
    return next(iter(LEVERS["contribution_subsidy"].settings()))


def test_a_fork_pays_for_itself_alone():
    city = past()
    before = city.circle
    future(city, CUT, months=3)
    assert city.circle is before
    assert city.financing == NOBODY_PAYS


# ---- at rest --------------------------------------------------------------------------------------------------------


def test_the_circle_returns_to_where_it_was():
    """After half a year in which outside demand falls by a fifth, spending comes back: no echo lives on."""
    city = past(8_000, 50)
    rest, slump = city.fork(), city.fork()
    slump.calendar = Calendar(shocks=(Shock(0, 6, -0.2),))
    gap = []
    for _ in range(72):
        for one in (rest, slump):
            step(one, REST)
        gap.append(slump.circle.level / rest.circle.level - 1.0)
    trough, echo = min(gap[:12]), float(np.mean(gap[-12:]))
    assert trough < -0.02
    assert abs(echo) < min(0.01, -0.25 * trough)


def test_over_twenty_years_the_circle_adds_no_drift_of_its_own():
    """It moves incomes by less than they move without it."""
    income = {}
    for response in (0.0, Behaviour().spending_response):
        city = past(4_000, 50, spending_response=response).fork()
        income[response] = [city.circle.usual]
        for _ in range(240):
            step(city, REST)
            income[response].append(city.circle.income)
    without, with_it = (np.mean(path[-24:]) for path in income.values())
    drift = without / income[0.0][0] - 1.0
    assert abs(with_it / without - 1.0) < 0.01 + abs(drift)
