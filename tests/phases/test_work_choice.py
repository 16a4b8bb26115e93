"""Choices between kinds of work, on ten people whose fate can be worked out by hand."""

from jiuye.agents.workers import NOBODY, PLATFORM, SELF_EMPLOYED, UNEMPLOYED
from jiuye.model.phases.platforms import dispatch_orders

from ..ten_people import begin, staff_by_count, ten_people, zoned
from .scenes import riders


def test_support_is_expected_only_where_the_fund_is():
    stay = {"consider_unemployed": 1.0, "own_account_share": 0.0, "cover_worth": 10.0, "choice_scale": 0.5}
    entries = []
    for support, contribution in ((0.0, 0.0), (0.5, 0.0), (0.5, 0.01)):
        joined = 0
        for seed in range(1, 60):
            city = begin(ten_people(seed, **stay))
            city.government.support = support
            joined += dispatch_orders(city, zoned(city, fund_contribution=contribution))["platform_entries"]
        entries.append(joined)
    assert entries[0] == entries[1] < entries[2]


def test_people_leave_a_platform_that_pays_nothing():
    city, _ = riders(0.0, consider_platform=1.0, platform_exit=1.0)
    flows = dispatch_orders(city, city.rules)
    moved = flows["platform_exits"]
    assert moved >= 5
    assert (city.workers.status == UNEMPLOYED).sum() + (city.workers.status == SELF_EMPLOYED).sum() == moved
    assert (city.workers.employer[city.workers.status != PLATFORM] == NOBODY).all()


def test_an_employee_who_goes_freelance_leaves_the_line():
    city = begin(ten_people(consider_employed=1.0, own_account_share=1.0, own_account_income=1e6))
    flows = dispatch_orders(city, city.rules)
    assert flows["quits_to_own_work"] == flows["own_account_entries"] == 6
    assert city.employers.staff.tolist() == [0, 0, 0] == staff_by_count(city)
    assert (city.workers.status[:6] == SELF_EMPLOYED).all()
    assert (city.workers.employer[:6] == NOBODY).all()
