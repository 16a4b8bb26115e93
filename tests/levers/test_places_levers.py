"""Town and country: each lever does what it says, through the phase that reads it."""

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
from jiuye.model.frame import build_frame
from jiuye.model.grid import SUBURB, TOWN, VILLAGE
from jiuye.model.phases.jobs.separation import separate_jobs
from jiuye.model.phases.jobs.vacancies import post_vacancies
from jiuye.model.phases.places import tend_places
from jiuye.model.phases.places.farming import around
from jiuye.model.phases.places.own_business import trait
from jiuye.model.phases.platforms import dispatch_orders
from jiuye.model.phases.population import renew_population
from jiuye.model.phases.search import search_jobs
from jiuye.model.phases.settlement import settle_accounts
from jiuye.model.phases.work_choice import choose_work

from ..rules.the_rules import acting, record, the
from ..ten_people import PEOPLE, SLOTS, begin, skip, ten_people, zoned

# Rules in scalars.

TERMS = record(web=1.0, smart=0.6, margin=0.10, traffic=200.0)


def test_only_the_literate_with_a_connection_can_sell_online():
    assert the.seller_chance(0.25, 1.0, acting()) == 0.5
    assert the.seller_chance(0.9, 0.6, acting()) == 0.6
    assert the.seller_chance(0.9, 0.0, acting()) == 0.0


@pytest.mark.parametrize(
    ("farm_luck", "sell_luck", "takings"),
    [
        (0.9, 0.9, 3_000.0),  # neither
        (0.2, 0.9, 3_360.0),  # 12 % for smart farming
        (0.9, 0.1, 3_500.0),  # 10 % margin and 200 of traffic
        (0.2, 0.1, 3_860.0),
    ],
)
def test_takings_rise_for_those_who_farm_smartly_and_those_who_sell_online(farm_luck, sell_luck, takings):
    got = the.helped_takings(3_000.0, 0.25, farm_luck, sell_luck, TERMS, acting(smart_farming_gain=0.12))
    assert got == pytest.approx(takings)


def test_cheaper_credit_brings_the_return_of_what_more_is_borrowed():
    assert the.cheaper_credit(60_000.0, 0.03, 0.10, 1.0, 0.015) == pytest.approx(60_000 * 0.3 * 0.015)
    assert the.cheaper_credit(60_000.0, 0.0, 0.10, 1.0, 0.015) == 0.0
    assert the.cheaper_credit(60_000.0, 0.2, 0.10, 1.0, 0.015) == pytest.approx(900.0)


def test_contributors_get_a_share_of_the_last_wage_within_a_limit():
    assert the.pension_of(0, 600_000, 250.0, 0.45) == 25_000.0
    assert the.pension_of(EMPLOYEE_SCHEME, 600_000, 250.0, 0.45) == 270_000.0
    assert the.pension_of(EMPLOYEE_SCHEME, 5_000_000, 250.0, 0.45) == 1_000_000.0


# The stage.


def place(city, klass, nth=0):
    """A cell of a class: the nth most populous one."""
    cells = np.flatnonzero(city.grid.klass == klass)
    return int(cells[np.argsort(-city.grid.people[cells], kind="stable")][nth])


def hamlet(**behaviour):
    """Ten farmers who live in the most populous village cell, in their fifth year."""
    city = begin(ten_people(**({"takings_spread": 0.0} | behaviour)))
    w, e = city.workers, city.employers
    w.cell[:], w.status[:], w.employer[:], w.since[:] = place(city, VILLAGE), SELF_EMPLOYED, NOBODY, -48
    e.staff[:] = e.capacity[:] = e.desired[:] = 0
    return city


def tended(city, months=1, **rules):
    """A city after months of some rules, and those rules."""
    changed = zoned(city, **rules)
    for _ in range(months):
        tend_places(city, changed)
        skip(city)
    return changed


def poor(**rules):
    """Rules of a government whose special fund is empty."""
    return {"special_fund_per_head": 0.0, **rules}


def earned(city):
    settle_accounts(city, city.rules, [])
    return city.workers.earned.copy()


def test_without_policy_nothing_is_touched():
    city = hamlet()
    before = city.places
    tend_places(city, city.rules)
    assert city.places is before
    assert city.ledger.flows == {}
    assert before.bandwidth is city.grid.bandwidth


# Signal.


def test_base_stations_go_to_the_worst_signal_first_and_stay():
    city = hamlet()
    own = city.grid.bandwidth.copy()
    tended(city, 3, signal_spending=40e6)
    built = np.flatnonzero(city.places.bandwidth != own)
    assert len(built) > 3
    assert (city.places.bandwidth[built] == 0.85).all()
    assert (city.grid.klass[built] == VILLAGE).all()
    begun = city.places.spent > 0.0
    for zone in range(city.zones):
        rural = (city.grid.klass == VILLAGE) & (city.grid.district == zone) & (own < 0.85)
        if begun[rural].any() and not begun[rural].all():
            assert own[rural & begun].max() <= own[rural & ~begun].min()
    assert city.places.spent.sum() == pytest.approx(10e6, rel=1e-6)
    assert -city.ledger.balances["government"] == pytest.approx(1e9, rel=1e-6)
    signal = city.places.bandwidth
    tend_places(city, city.rules)  # the subsidy has ended
    assert (city.places.bandwidth == signal).all()
    assert (city.grid.bandwidth == own).all()  # the map itself belongs to every fork


def test_an_empty_fund_builds_nothing():
    city = hamlet()
    tended(city, 3, **poor(signal_spending=40e6))
    assert city.places.spent.sum() == 0.0
    assert city.ledger.balances["government"] == 0


def test_a_better_signal_shows_more_posts():
    seen = {}
    for signal in (0.2, 0.85):
        city = begin(ten_people(search_unemployed=1.0, applications=4.0, tries=2.0, hiring_bar=-10.0, page=1))
        e, w = city.employers, city.workers
        e.vacancies[:], e.posted[:] = 1, 2_000_000
        w.status[:], w.employer[:], e.staff[:] = UNEMPLOYED, NOBODY, 0
        city.places = replace(city.places, bandwidth=np.full(city.grid.cells, signal))
        seen[signal] = search_jobs(city, city.rules).count
    assert 0 < seen[0.2] < seen[0.85]


# Posts.


def office(city, trade, klass, line=2, **columns):
    """Turn a line of the ten into one of another trade and place."""
    e = city.employers
    e.occupation[line] = city.occupations.index(trade)
    e.cell[line] = place(city, klass)
    e.zone[line] = city.grid.district[e.cell[line]]
    for name, value in columns.items():
        getattr(e, name)[line] = value
    city.frame = build_frame(e, city.grid, city.occupations, city.behaviour)
    return city


@pytest.mark.parametrize(
    ("rule", "trade", "klass", "columns"),
    [
        ("centre_posts", "data_annotator", SUBURB, {}),
        ("craftsman_posts", "data_craftsman", TOWN, {}),
        ("cloud_posts", "ecommerce_operator", TOWN, {"remote": 1}),
        ("technician_posts", "digital_agri_technician", VILLAGE, {}),
    ],
)
def test_posts_go_to_fitting_lines_and_open_as_the_frame_allows(rule, trade, klass, columns):
    city = office(begin(ten_people(adjustment=1.0)), trade, klass, **columns)
    rules = tended(city, **{rule: 6.0})
    assert city.places.posts.tolist() == [0.0, 0.0, 6.0]
    separate_jobs(city, rules)
    post_vacancies(city, rules)
    assert city.employers.desired.tolist() == [4.0, 2.0, 6.0]
    assert city.employers.vacancies.tolist() == [0, 0, SLOTS]  # six are wanted, four can be sought at once
    tended(city)
    assert city.places.posts_of(3).tolist() == [0.0, 0.0, 0.0]


def test_posts_are_placed_in_the_zones_in_scope_only():
    city = office(begin(ten_people()), "data_annotator", SUBURB)
    rules = zoned(city, centre_posts=6.0)
    rules.centre_posts[city.employers.zone[2]] = 0.0
    tend_places(city, rules)
    assert city.places.posts.sum() == 0.0


def test_government_pays_for_filled_posts_and_the_firm_pays_no_less():
    city = office(begin(ten_people()), "data_craftsman", TOWN, staff=3, desired=2.0, posted=200_000, contributes=1)
    rules = zoned(city, craftsman_posts=2.0, craftsman_wage=3_000.0)
    tend_places(city, rules)
    # Three are at work where a line that wants two usually has 2 / 1.12 of them; the others are of the added posts.
    due = (3.0 - 2.0 / 1.12) * 300_000 * (1.0 + rules.employer_contribution[0])
    assert city.ledger.flows == {("government", "employers", "outsourcing"): pytest.approx(due, abs=1)}
    assert city.employers.posted.tolist() == [600_000, 600_000, 300_000]


# Farming.


def test_farmers_near_a_township_station_take_up_smart_farming_and_keep_it():
    city = hamlet()
    home = int(city.workers.cell[0])
    tended(city, farm_stations=60.0)
    assert city.places.farming[home] == pytest.approx(0.02)
    assert city.places.farming[city.grid.klass != VILLAGE].max() == 0.0
    assert city.ledger.balances["special_fund"] == 0
    assert -city.ledger.balances["government"] == pytest.approx(60 * 200_000 * 100 / 12, rel=1e-6)
    tended(city)  # the stations are closed, what was learnt is kept
    assert city.places.farming[home] >= 0.02


def test_only_farmers_who_take_it_up_earn_more():
    city = hamlet(smart_farming_gain=0.12, live_selling_gain=0.0)
    w = city.workers
    w.literacy[:] = 10_000
    usual = earned(city)
    skip(city)
    city.places = replace(city.places, farming=np.full(city.grid.cells, 0.6))
    tend_places(city, city.rules)
    farm_smartly = trait(city, "takes to smart farming", np.arange(PEOPLE)) < city.places.trade.smart[w.cell]
    assert 0 < farm_smartly.sum() < PEOPLE
    gain = earned(city) / usual
    assert gain[farm_smartly] == pytest.approx(1.12, abs=1e-4)
    assert (gain[~farm_smartly] == 1.0).all()


def test_neighbours_copy_across_cells():
    city = hamlet()
    home = int(city.workers.cell[0])
    known = np.zeros(city.grid.cells)
    known[home] = 0.9
    near = [c for c in np.flatnonzero(around(city, known) > 0.0) if c != home and city.grid.klass[c] == VILLAGE]
    assert near
    city.places = replace(city.places, farming=known)
    tended(city)
    assert city.places.farming[near].min() > 0.0
    far = np.setdiff1d(np.arange(city.grid.cells), [home, *near])
    assert city.places.farming[far].max() == 0.0


def test_technicians_at_work_serve_ten_villages_each():
    city = office(hamlet(), "digital_agri_technician", VILLAGE, staff=1, desired=0.56)
    city.weight = 1.0
    tended(city, technician_posts=1.0)
    served = (city.places.farming / city.behaviour.farm_visits) @ city.grid.people
    # One is at work where 0.56 / 1.12 usually are, so half a technician: five villages of a thousand people.
    assert served * city.profile.residents == pytest.approx(5_000.0)
    lonely = hamlet()
    tended(lonely, technician_posts=1.0)  # no line of the trade: nobody comes
    assert lonely.places.farming.max() == 0.0


def test_direct_sourcing_pays_the_connected():
    city = hamlet()
    w = city.workers
    w.literacy[:5], w.literacy[5:] = 10_000, 0
    usual = earned(city)
    skip(city)
    city.places = replace(city.places, spent=np.full(city.grid.cells, 1e12))  # a good signal everywhere
    tend_places(city, zoned(city, direct_margin=0.5))
    gain = earned(city) / usual
    assert gain[:5] == pytest.approx(1.0 + 0.5 * 0.3 * 0.3 / 0.7, abs=1e-4)
    assert (gain[5:] == 1.0).all()


def test_bought_traffic_is_shared_by_all_sellers():
    each = []
    for sellers in (2, 8):
        city = hamlet()
        city.workers.literacy[:] = 0
        city.workers.literacy[:sellers] = 10_000
        city.places = replace(city.places, spent=np.full(city.grid.cells, 1e12))
        zone = city.grid.district[city.workers.cell[0]]
        rural = np.where(city.grid.klass == VILLAGE, city.grid.people, 0.0)
        part = rural[city.grid.district == zone].sum() / rural.sum()
        tended(city, traffic_subsidy=6_000.0 / part)
        each.append(city.places.trade.traffic[city.workers.cell[0]])
        assert city.ledger.balances["platforms"] == pytest.approx(50_000, abs=1)
    assert each == pytest.approx([0.6 * 500 / 2, 0.6 * 500 / 8])
    broke = hamlet()
    tended(broke, **poor(traffic_subsidy=6_000.0))
    assert broke.places.trade.traffic.max() == 0.0


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
    city = hamlet(borrowing=0.5)
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
    broke = hamlet(borrowing=1.0)
    broke.workers.since[:] = -1
    tend_places(broke, zoned(broke, **poor(loan_discount=0.03, loans=1e6)))
    assert broke.workers.transfers.sum() == 0
    assert broke.places.trade.on == 0.0


@pytest.mark.parametrize(("discount", "starters"), [(0.0, 0), (0.2, PEOPLE)])
def test_cheap_credit_draws_people_into_business(discount, starters):
    city = begin(ten_people(consider_unemployed=1.0, own_account_share=1.0, choice_scale=0.02, borrowing=1.0, hope=1.0))
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
    city = hamlet(borrowing=1.0)
    city.workers.since[:] = -1
    zone = city.grid.district[city.workers.cell[0]]
    part = city.grid.people[city.grid.district == zone].sum()
    tended(city, loan_discount=0.03, loans=4.0 / part)
    assert city.places.trade.borrows[city.workers.cell[0]] == pytest.approx(0.4)
    assert 0 < city.workers.transfers.sum() < PEOPLE * 15_000


def test_starters_get_a_skill_pack_and_give_up_less():
    city = hamlet(consider_own_account=1.0, own_account_share=0.0, own_account_exit=1.0, incubation=1.0)
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
    city = hamlet()
    city.workers.since[:] = -1
    tended(city, skill_packs=24.0)
    assert city.ledger.balances["providers"] < PEOPLE * 300_000
    city = hamlet()
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
    assert flows["platform_entries"] == PEOPLE
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
    assert dispatch_orders(city, rules)["platform_entries"] == 0


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
