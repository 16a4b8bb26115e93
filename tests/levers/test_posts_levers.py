"""Reliefs and demand: what levers do to posts and money, on cities small enough to work out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.compiled import interpreted
from jiuye.agents.employers import relieved
from jiuye.model.occupations import INCUBATED
from jiuye.model.phases.jobs.post_costs import plan_posts, watch_revenue
from jiuye.model.phases.jobs.separation import separate_jobs
from jiuye.model.phases.settlement import public_outlays

from ..ten_people import LINES, STAFF, WAGE, begin, skip, ten_people, zoned
from .trades import digital, of_trade

AT_ONCE = {"cost_pace": 1.0, "adjustment": 1.0}  # lines answer to a new cost in a month

# Rules.


def test_relief_moves_those_who_would_not_shrink():
    rule = interpreted(relieved)
    assert rule(10.0, 9)
    assert not rule(8.0, 9)


# Reliefs.


def test_five_hundred_new_digital_posts_are_relieved_of_two_and_a_half_million_yuan():
    city = digital(20)
    rules = zoned(city, vat_relief=5_000.0)
    plan_posts(city, rules)
    assert city.ledger.total("vat_relief") == 0  # posts that were there before
    city.employers.staff[:] += 500
    plan_posts(city, rules)
    assert city.ledger.total("vat_relief") == 100 * 2_500_000 == public_outlays(city)
    assert city.employers.relieved.tolist() == [0, 0, 500]
    plan_posts(city, rules)
    city.employers.staff[2] -= 10
    plan_posts(city, rules)
    city.employers.staff[2] += 10
    plan_posts(city, rules)
    assert city.ledger.total("vat_relief") == 100 * 2_500_000  # once for each post


def test_relief_makes_new_digital_posts_cheaper_and_no_others():
    city = digital(20, cost_elasticity=0.3, digital_elasticity=0.5, **AT_ONCE)
    sold = city.sectors.tradable[city.employers.sector[2]]  # outside the city
    assert 0.0 < sold < 1.0
    elasticity = (1.0 - sold) * 0.3 + sold * 0.5
    separate_jobs(city, zoned(city, vat_relief=5_000.0, relief_months=25.0))
    contribution = city.rules.employer_contribution[0]
    cheaper = 1.0 - 200.0 / (6_000.0 * (1.0 + contribution))
    assert city.employers.desired == pytest.approx([STAFF[0], STAFF[1], 20.0 * cheaper**-elasticity], rel=1e-6)


def test_contributions_are_subsidised_as_far_as_the_special_fund_goes():
    city = begin(ten_people(cost_elasticity=0.5, **AT_ONCE))
    rate = city.rules.employer_contribution[0]
    due = round(0.5 * 6 * WAGE * rate)
    plan = plan_posts(city, zoned(city, contribution_subsidy=0.5))
    assert city.ledger.flows["special_fund", "employers", "contribution_subsidies"] == due
    assert plan.subsidised == pytest.approx([0.5, 0.5, 0.5])
    city = begin(ten_people(cost_elasticity=0.5, **AT_ONCE))
    head = 0.5 * due / 100.0 / city.profile.residents
    poor = zoned(city, contribution_subsidy=0.5, special_fund_per_head=head)
    separate_jobs(city, poor)
    paid = city.ledger.total("contribution_subsidies")
    assert paid == pytest.approx(0.5 * due, abs=2) == public_outlays(city)
    cost = (1.0 + 0.75 * rate) / (1.0 + rate)
    assert city.employers.desired[:2] == pytest.approx(np.array(STAFF[:2]) * cost**-0.5, rel=1e-4)
    city.ledger.open_month()
    assert not plan_posts(city, poor).subsidised.any()  # the fund is exhausted


def test_the_subsidy_of_shared_posts_is_for_the_multi_skilled():
    city = begin(ten_people())
    city.workers.certificates[0] = np.uint64(1) << np.uint64(city.occupations.index("data_annotator"))
    city.workers.certificates[1] = np.uint64(1) << np.uint64(city.workers.occupation[1])  # of the own trade
    plan = plan_posts(city, zoned(city, sharing_subsidy=0.8))
    assert plan.subsidised == pytest.approx([0.8 / 4, 0.0, 0.0])


# Demand.


def test_incubated_posts_are_as_many_as_said():
    city = of_trade(begin(ten_people()), "carbon_asset_manager", "driver", "digital_curator")
    city.employers.capacity[:] = [4.0, 2.0, 6.0]
    city = replace(city, weight=100.0)
    plan = plan_posts(city, zoned(city, incubated_posts=2_400.0))
    extra = city.employers.capacity * (plan.lift - 1.0)
    assert extra.sum() == pytest.approx(24.0)  # whatever kinds the city lacks
    assert extra[1] == 0.0
    assert extra[[0, 2]].min() >= 2.0
    assert len(set(INCUBATED)) == 12


def test_listed_occupations_grow_after_the_lag_at_the_cost_of_others():
    city = of_trade(begin(ten_people()), "iot_operations_engineer", "driver", "data_annotator")
    city.employers.capacity[:] = 4.0
    rules = zoned(city, list_revision=1.0, list_lag=3.0)
    assert plan_posts(city, rules).lift == pytest.approx(np.ones(LINES))
    assert city.government.listed == {city.occupations.index("iot_operations_engineer"): 0}
    skip(city, 3)
    assert plan_posts(city, rules).lift == pytest.approx(np.ones(LINES))
    skip(city, 9)
    lift = plan_posts(city, rules).lift
    assert lift[0] > 1.0 > lift[1] == lift[2]
    assert lift.mean() == pytest.approx(1.0)
    assert len(city.government.listed) == 2  # a year later


def test_extra_revenue_is_invested_and_wants_labour():
    city = begin(ten_people(investment_labour=0.5))
    rules = zoned(city, investment_share=0.4)
    for month, tax in enumerate((100_000, 400_000)):
        city.month = month
        begin(city)
        plan = plan_posts(city, rules)
        assert plan.lift == pytest.approx(np.ones(LINES))
        city.ledger.pay("households", "government", "income_tax", tax)
        watch_revenue(city, rules)
    skip(city)
    plan = plan_posts(city, rules)  # a third of 300,000 is extra in a three-month mean
    assert city.ledger.total("public_investment") == 40_000
    assert plan.lift == pytest.approx(np.full(LINES, 1.0 + 0.5 * 40_000 / (6 * WAGE)))
