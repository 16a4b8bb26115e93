"""Nobody's gain is a number of its own: what a lever brings depends on how many others have it, and somebody pays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.workers import EMPLOYED, EMPLOYEE_SCHEME, NOBODY, PLATFORM, RESIDENT_SCHEME, SELF_EMPLOYED
from jiuye.model.behaviour import Behaviour
from jiuye.model.draws import uniform_column
from jiuye.model.grid import CORE
from jiuye.model.phases.jobs.parting import WATCHED, strain_of
from jiuye.model.phases.jobs.post_costs import plan_posts
from jiuye.model.phases.jobs.separation import separate_jobs
from jiuye.model.phases.jobs.wages import review_wages
from jiuye.model.phases.places import tend_places
from jiuye.model.phases.places.farming import direct_margin, produce_price, rural_sellers
from jiuye.model.phases.places.people import find_people
from jiuye.model.phases.population.entrants import trades_taught
from jiuye.model.phases.settlement import settle_accounts

from ..rules.the_rules import acting
from ..ten_people import begin, skip, ten_people, zoned
from .countryside import earned, hamlet, place


def sellers(number, **behaviour):
    """Ten farmers of whom some can sell online."""
    city = hamlet(**behaviour)
    city.workers.literacy[:] = 0
    city.workers.literacy[:number] = 10_000
    return city


@pytest.mark.parametrize("name", ["direct_margin", "live"])
def test_the_more_sell_directly_the_less_each_gains(name):
    gains = []
    for number in (1, 10):
        city = sellers(number)
        wide, none = np.ones(city.grid.cells), np.zeros(city.grid.cells)
        rules = zoned(city, direct_margin=0.5) if name == "direct_margin" else city.rules
        rural = find_people(city, rules).rural
        able = rural_sellers(city, wide, rural)
        margin, _ = direct_margin(city, rules, none if name == "direct_margin" else wide, rural, able)
        gains.append(margin[city.workers.cell[0]])
    assert 0.0 < gains[1] < gains[0]


def test_what_producers_gain_middlemen_lose_and_they_need_fewer_staff():
    city = sellers(10)
    city.employers.sector[0] = city.sectors.index("trade")
    city.employers.sector[1] = city.sectors.index("manufacturing")
    settle_accounts(city, city.rules, [])
    before = plan_posts(city, city.rules).lift
    city.places = replace(city.places, bandwidth=np.ones(city.grid.cells))
    tend_places(skip(city), zoned(city, direct_margin=0.5))
    assert city.places.diverted > 0.0
    city.employers.staff[:] = 2
    lift = plan_posts(city, city.rules).lift
    assert lift[0] < before[0]
    assert lift[1] == before[1]
    tend_places(city, city.rules)
    assert city.places.diverted == 0.0


def test_what_smart_farmers_bring_to_market_lowers_the_price_for_every_farm():
    falls = []
    for number in (0, 1, 10):
        city = sellers(number)
        everywhere, farmers = np.full(city.grid.cells, 1.0), find_people(city, city.rules).farmers
        falls.append(produce_price(city, everywhere, farmers)[city.workers.cell[0]])
    assert falls[0] == 0.0
    assert falls[2] < falls[1] < 0.0
    b = Behaviour()
    assert falls[2] == pytest.approx((1 + b.smart_farming_gain) ** (-b.farm_local / b.food_elasticity) - 1)


def test_a_farm_that_does_not_take_it_up_earns_less_than_before():
    city = sellers(5, smart_farming_gain=0.2, live_selling_gain=0.0)
    usual = earned(city)
    skip(city)
    city.places = replace(city.places, farming=np.ones(city.grid.cells))
    tend_places(city, city.rules)
    gain = earned(city) / usual
    assert (gain[5:] < 1.0).all()
    assert gain.max() > 1.0


# Enrolment.


def insured_after(hours, enrolled, one_click):
    """Flexible workers who are in the employees' scheme after a year of reviews."""
    joined = 0
    for seed in range(1, 16):
        city = begin(ten_people(seed, enrolment_hours=hours))
        w = city.workers
        w.status[:], w.employer[:], w.since[:], w.earned[:] = SELF_EMPLOYED, NOBODY, -48, 600_000
        w.cell[:], w.insured[:] = place(city, CORE), EMPLOYEE_SCHEME if enrolled else RESIDENT_SCHEME
        for _month in range(12):
            w.insured[:] = EMPLOYEE_SCHEME if enrolled else RESIDENT_SCHEME
            joined += settle_accounts(skip(city), zoned(city, one_click=one_click), [])["flexible_insured"]
    return joined


def test_paperwork_keeps_out_those_who_are_not_enrolled_and_nobody_else():
    assert insured_after(60.0, False, 0.0) < insured_after(60.0, False, 1.0)
    assert insured_after(60.0, True, 0.0) == insured_after(60.0, True, 1.0) == insured_after(1.0, True, 0.0)


# Monitoring.


def test_monitoring_moves_quits_and_leaves_the_mean_line_as_it_is():
    b = acting(monitoring_quits=0.4, monitored_share=0.25)
    watched, others = strain_of(0.1, 0.0, b), strain_of(0.9, 0.0, b)
    assert (watched, others) == pytest.approx((0.3, -0.1))
    assert 0.25 * watched + 0.75 * others == pytest.approx(0.0)
    assert strain_of(0.1, 1.0, b) == pytest.approx(others)  # inspectors have stopped it
    assert strain_of(0.9, 1.0, b) == pytest.approx(others)


def test_people_quit_more_often_where_they_are_watched():
    quits = {True: 0, False: 0}
    for seed in range(1, 9):
        city = begin(ten_people(seed, quit_rate=0.02, monitoring_quits=1.0, monitored_share=0.5))
        w, e = city.workers, city.employers
        watched = uniform_column(city.draws.lifelong(WATCHED), np.arange(len(e), dtype=np.uint64)) < 0.5
        for _month in range(24):
            w.status[:], w.employer[:], w.hired[:], e.staff[0] = EMPLOYED, 0, city.month, 10
            quits[bool(watched[0])] += separate_jobs(skip(city), city.rules)["quits"]
    assert quits[True] + quits[False] > 30
    assert quits[True] > 1.3 * quits[False]


# Learning.


def test_a_platform_teaches_less_than_a_job():
    for part in (0.0, 0.25, 1.0):
        city = begin(ten_people(learning=0.01, platform_learning=part))
        w = city.workers
        w.technical[:], w.status[:8], w.occupation[:] = 1_000, EMPLOYED, 0
        w.status[8], w.occupation[8] = PLATFORM, 0
        for _month in range(12):
            review_wages(skip(city), city.rules)
        learnt = w.technical[[0, 8]] - 1_000
        assert learnt[0] > 0
        assert learnt[1] == pytest.approx(part * learnt[0], abs=1.0)


def test_schools_teach_fewer_of_a_trade_with_fewer_posts():
    city = begin(ten_people())
    assert (trades_taught(city) == 1.0).all()
    n = len(city.occupations.ids)
    city.government.taught, city.government.taught_usual = np.full(n, 50.0), np.full(n, 50.0)
    assert (trades_taught(city) == 1.0).all()
    city.government.taught = np.where(np.arange(n) == 3, 20.0, 50.0)
    let_through = trades_taught(city)
    assert let_through[3] < let_through[4] == 1.0
