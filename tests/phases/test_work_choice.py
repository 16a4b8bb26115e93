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


def entries_at(ratio, **behaviour):
    """Who comes to platforms, of the unemployed who would all accept, where an hour pays `ratio` of the usual."""
    came = 0
    for seed in range(1, 60):
        sure = {"consider_unemployed": 0.2, "own_account_share": 0.2, "hope": 0.01, "entry_elasticity": 4.0}
        city = begin(ten_people(seed, **(sure | behaviour)))
        city.markets.hourly *= ratio
        city.workers.literacy[:] = 10_000
        came += dispatch_orders(city, city.rules)["platform_entries"]
    return came


def test_more_people_come_for_better_pay_even_if_all_who_think_of_it_accept():
    usual, better, worse = entries_at(1.0), entries_at(2.0**0.25), entries_at(0.5**0.25)
    assert 1.6 < better / usual < 2.4
    assert 0.3 < worse / usual < 0.7


def test_what_is_heard_of_platforms_makes_nobody_think_oftener_of_an_own_business():
    founded = []
    for ratio in (1.0, 2.0**0.25):
        begun = 0
        for seed in range(1, 60):
            city = begin(ten_people(seed, consider_employed=0.2, own_account_share=0.5, own_account_income=1e6))
            city.markets.hourly *= ratio
            begun += dispatch_orders(city, city.rules)["own_account_entries"]
        founded.append(begun)
    assert 0.8 < founded[1] / founded[0] < 1.25


def test_better_pay_keeps_people_from_leaving_for_an_own_business():
    left = []
    for ratio in (1.0, 2.0**0.25):
        gone = 0
        for seed in range(1, 20):
            city, _ = riders(
                1_000.0, consider_platform=1.0, platform_exit=0.0, platform_regret=0.0, own_account_share=1.0
            )
            city.draws.seed = seed
            city.workers.income[:] = 300_000
            city.markets.hourly *= ratio
            gone += dispatch_orders(city, city.rules)["own_account_entries"]
        left.append(gone)
    assert 0 < left[1] < 0.75 * left[0]
