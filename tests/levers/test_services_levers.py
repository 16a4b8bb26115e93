"""Counsellors, credit, packs and literacy: each lever does what it says, through the phase that reads it."""

from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.platforms import TEACHING
from jiuye.agents.workers import (
    EMPLOYEE_SCHEME,
    INACTIVE,
    NOBODY,
    NONLOCAL_RURAL,
    PLATFORM,
    PRIMARY,
    SELF_EMPLOYED,
    UNEMPLOYED,
)
from jiuye.model.draws import identities, uniform_column
from jiuye.model.grid import SUBURB, VILLAGE
from jiuye.model.phases.places import tend_places
from jiuye.model.phases.places.own_business import trait
from jiuye.model.phases.platforms import dispatch_orders
from jiuye.model.phases.population import renew_population
from jiuye.model.phases.search import search_jobs
from jiuye.model.phases.settlement import settle_accounts
from jiuye.model.phases.work_choice import choose_work

from ..rules.the_rules import the
from ..ten_people import PEOPLE, begin, skip, ten_people, zoned
from .countryside import earned, place, poor, street, tended

# Rules in scalars.


def test_cheaper_credit_brings_the_return_of_what_more_is_borrowed():
    assert the.cheaper_credit(60_000.0, 0.03, 0.10, 1.0, 0.015) == pytest.approx(60_000 * 0.3 * 0.015)
    assert the.cheaper_credit(60_000.0, 0.0, 0.10, 1.0, 0.015) == 0.0
    assert the.cheaper_credit(60_000.0, 0.2, 0.10, 1.0, 0.015) == pytest.approx(900.0)


def test_contributors_get_a_share_of_the_last_wage_within_a_limit():
    assert the.pension_of(0, 600_000, 250.0, 0.45) == 25_000.0
    assert the.pension_of(EMPLOYEE_SCHEME, 600_000, 250.0, 0.45) == 270_000.0
    assert the.pension_of(EMPLOYEE_SCHEME, 5_000_000, 250.0, 0.45) == 1_000_000.0


# Stations, credit, packs.


def test_counsellors_stand_where_migrants_live_and_no_station_is():
    city = begin(ten_people())
    w, grid = city.workers, city.grid
    free = int(np.flatnonzero((grid.klass == SUBURB) & ~grid.station & (grid.people > 0))[0])
    taken = int(np.flatnonzero(grid.station)[0])
    w.hukou[:4], w.cell[:2], w.cell[2:4] = NONLOCAL_RURAL, free, taken
    tended(city, service_stations=24.0)
    assert city.ledger.balances["providers"] == 24 * 240_000 * 100 // 12
    assert city.places.reach[free] == pytest.approx(1.2)
    assert city.places.reach[taken] == 1.0
    assert (
        city.ledger.balances["providers"] == int(5_000 * 240_000 * 100 / 12 * 1e-9) or city.ledger.total("grants") == 0
    )


def test_reach_shows_more_posts():
    seen = []
    for reach in (1.0, 2.0):
        city = begin(ten_people(search_unemployed=1.0, applications=4.0, tries=2.0, hiring_bar=-10.0, page=1))
        e, w = city.employers, city.workers
        e.vacancies[:], e.posted[:] = 1, 2_000_000
        w.status[:], w.employer[:], e.staff[:] = UNEMPLOYED, NOBODY, 0
        city.places = replace(city.places, reach=np.full(city.grid.cells, reach))
        seen.append(search_jobs(city, city.rules).count)
    assert 0 < seen[0] < seen[1]


def test_starters_near_a_station_are_helped_for_a_year():
    city = begin(ten_people())
    w, grid = city.workers, city.grid
    w.cell[:] = int(np.flatnonzero((grid.klass == SUBURB) & ~grid.station & (grid.people > 0))[0])
    w.hukou[:], w.status[:4], w.employer[:4] = NONLOCAL_RURAL, SELF_EMPLOYED, NOBODY
    w.since[:2], w.since[2:4] = -11, -12
    tended(city, service_stations=100.0, start_up_lease=300.0)
    covered = (city.places.reach[w.cell[0]] - 1.0) / 0.2
    assert covered > 0.0
    assert w.transfers[:2] == pytest.approx(covered * 30_000, abs=1)
    assert (w.transfers[2:] == 0).all()


def test_interest_is_paid_for_young_businesses_that_borrow():
    city = street(borrowing=0.5)
    w = city.workers
    w.since[:8] = -1
    borrowers = np.flatnonzero(trait(city, "borrows to start", np.arange(PEOPLE)) < 0.5)
    young = borrowers[borrowers < 8]
    assert 0 < len(young) < 8
    usual = earned(city)
    skip(city)
    tend_places(city, zoned(city, loan_discount=0.03, loans=1e6))
    assert w.transfers[young].tolist() == [15_000] * len(young)  # 60,000 × 3 % / 12
    assert w.transfers.sum() == 15_000 * len(young) == city.ledger.total("loan_interest")
    more = earned(city) - usual
    assert more[young] == pytest.approx(27_000, abs=1)
    assert np.count_nonzero(more) == len(young)
    broke = street(borrowing=1.0)
    broke.workers.since[:] = -1
    tend_places(broke, zoned(broke, **poor(loan_discount=0.03, loans=1e6)))
    assert broke.workers.transfers.sum() == 0
    assert broke.places.trade.on == 0.0


@pytest.mark.parametrize(("discount", "starters"), [(0.0, 0), (0.2, PEOPLE)])
def test_cheap_credit_draws_people_into_business(discount, starters):
    mind = {"consider_unemployed": 1.0, "own_account_share": 1.0, "choice_scale": 0.02, "hope": 1.0}
    city = begin(ten_people(own_account_income=5_200.0, borrowing=1.0, **mind))
    w = city.workers
    w.born[:], w.schooling[:], w.status[:], w.employer[:] = -12 * 30, PRIMARY, UNEMPLOYED, NOBODY
    city.employers.staff[:] = 0
    # Each could earn 200 yuan less than they now hope for, or 1,300 more with the cheapest credit.
    sense = city.draws.lifelong("taste for business")
    luck = uniform_column(sense, identities(np.arange(PEOPLE), w.born))
    worth = 5_200.0 * (0.6 + 0.5 * 0.5 + 0.6 * 0.5) * (0.5 + luck)
    w.reservation[:] = 100.0 * (worth + 600.0)
    rules = zoned(city, loan_discount=discount, loans=1e6)
    tend_places(city, rules)
    choose_work(city, rules)
    assert np.count_nonzero(w.status == SELF_EMPLOYED) == starters


def test_loans_are_shared_out_when_they_are_few():
    city = street(borrowing=1.0)
    city.workers.since[:] = -1
    zone = city.grid.district[city.workers.cell[0]]
    part = city.grid.people[city.grid.district == zone].sum()
    tended(city, loan_discount=0.03, loans=4.0 / part)
    assert city.places.trade.borrows[city.workers.cell[0]] == pytest.approx(0.4)
    assert 0 < city.workers.transfers.sum() < PEOPLE * 15_000


def test_starters_get_a_skill_pack_and_give_up_less():
    city = street(consider_own_account=1.0, own_account_share=0.0, own_account_exit=1.0, incubation=1.0)
    w = city.workers
    w.since[:5], w.literacy[:] = -1, 0  # none is fit for a platform
    rules = zoned(city, skill_packs=1e6, pack_price=3_000.0)
    tend_places(city, rules)
    assert w.application[:5].tolist() == [5_400] * 5  # 8 % of the room to grow
    assert w.management[5:].tolist() == [5_000] * 5
    assert city.ledger.total("skill_packs") == 5 * 300_000
    choose_work(city, rules)
    assert (w.status[:5] == SELF_EMPLOYED).all()
    assert (w.status[5:9] == UNEMPLOYED).all()


def test_packs_are_scarce_and_so_is_the_fund():
    city = street()
    city.workers.since[:] = -1
    tended(city, skill_packs=24.0)
    assert city.ledger.balances["providers"] < PEOPLE * 300_000
    city = street()
    city.workers.since[:] = -1
    tended(city, **poor(skill_packs=1e6))
    assert (city.workers.application == 5_000).all()


# People past work.


def retired(**behaviour):
    """Ten people of 66 with senior schooling who get the pension of contributors."""
    city = begin(ten_people(**({"silver_asked": 1.0, "home_worth": 1_000.0} | behaviour)))
    w = city.workers
    w.born[:], w.status[:], w.employer[:], w.schooling[:] = -12 * 66, INACTIVE, NOBODY, 3
    w.insured[:] = EMPLOYEE_SCHEME
    city.employers.staff[:] = city.employers.desired[:] = 0
    return city


def test_retired_people_join_for_a_subsidy_and_keep_their_pension():
    city = retired(participation_men=0.0, participation_women=0.0)
    w, rules = city.workers, zoned(city, silver_subsidy=40.0)
    tend_places(city, rules)
    flows = dispatch_orders(city, rules)
    assert flows["pool_entries"] == PEOPLE
    assert (w.status == PLATFORM).all()
    assert (w.employer == TEACHING).all()
    assert w.hours.max() == 10
    skip(city)
    renew_population(city, rules)  # nobody retires from the pool
    assert (w.status == PLATFORM).all()
    tend_places(city, rules)
    assert w.transfers.tolist() == [int(100 * 40 * 4.33 * hours) for hours in w.hours]
    settle_accounts(city, rules, [])
    assert city.ledger.total("pensions") == PEOPLE * 270_000
    assert (w.insured == EMPLOYEE_SCHEME).all()
    skip(city)
    renew_population(city, city.rules)
    assert (w.status == INACTIVE).all()  # the pool is closed


def test_nobody_joins_without_a_pool_or_the_schooling():
    city = retired()
    tend_places(city, city.rules)
    assert dispatch_orders(city, city.rules)["platform_entries"] == 0
    city = retired()
    city.workers.schooling[:] = PRIMARY
    rules = zoned(city, silver_subsidy=40.0)
    tend_places(city, rules)
    assert dispatch_orders(city, rules)["pool_entries"] == 0


def test_literacy_courses_teach_the_weak_of_their_group():
    city = begin(ten_people())
    w = city.workers
    w.literacy[:] = 2_000
    w.born[:2], w.hukou[2:4], w.disabled[4:6], w.literacy[0] = -12 * 70, NONLOCAL_RURAL, 1, 8_000
    tended(city, elderly_courses=1e6, migrant_courses=1e6, disabled_courses=1e6, literacy_price=300.0)
    assert w.literacy.tolist() == [8_000, 4_800, 4_800, 4_800, 4_800, 4_800, 2_000, 2_000, 2_000, 2_000]
    assert city.ledger.balances["providers"] == 5 * 30_000


def test_courses_teach_as_many_as_the_fund_can_pay():
    city = begin(ten_people())
    city.workers.literacy[:], city.workers.disabled[:] = 2_000, 1
    heads = 3.5 * 300.0 / city.profile.residents  # enough for three and a half
    tended(city, disabled_courses=1e6, special_fund_per_head=heads)
    assert np.count_nonzero(city.workers.literacy > 2_000) == 3


def test_helpers_bring_the_old_what_their_neighbours_know():
    city = begin(ten_people(visit_learning=0.1))
    w = city.workers
    w.born[0], w.literacy[0], w.literacy[1:] = -12 * 70, 1_000, 9_000
    tended(city, helper_visits=1e6)
    assert w.literacy[0] == 1_000 + int(0.1 * (8_200 - 1_000))
    assert (w.literacy[1:] == 9_000).all()
    assert city.ledger.balances["providers"] == 2_000


def test_neighbours_learn_from_those_who_know_more():
    city = begin(ten_people(peer_learning=0.1))
    w = city.workers
    w.technical[:], w.technical[:5] = 2_000, 6_000
    w.cell[9] = place(city, VILLAGE)  # alone there
    tended(city, exchange_share=1.0)
    assert w.technical.tolist() == [6_000] * 5 + [2_400] * 4 + [2_000]
    assert (w.management == 5_000).all()
    assert city.ledger.balances["providers"] == PEOPLE * 300
