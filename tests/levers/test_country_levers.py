"""The country: each lever of signal, posts and farming does what it says, through the phase that reads it."""

from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.workers import NOBODY, UNEMPLOYED
from jiuye.model.frame import build_frame
from jiuye.model.grid import SUBURB, TOWN, VILLAGE
from jiuye.model.phases.jobs.separation import separate_jobs
from jiuye.model.phases.jobs.vacancies import post_vacancies
from jiuye.model.phases.places import tend_places
from jiuye.model.phases.places.farming import around, visit_villages
from jiuye.model.phases.places.own_business import trait
from jiuye.model.phases.search import search_jobs

from ..rules.the_rules import acting, record, the
from ..ten_people import PEOPLE, SLOTS, begin, skip, ten_people, zoned
from .countryside import earned, hamlet, place, poor, tended

# Rules in scalars.


TERMS = record(web=1.0, smart=0.6, price=0.0, margin=0.10, traffic=200.0)


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
    got = the.helped_takings(3_000.0, True, 0.25, farm_luck, sell_luck, TERMS, acting(smart_farming_gain=0.12))
    assert got == pytest.approx(takings)


def test_a_business_in_a_village_has_no_fields_to_farm_smartly():
    got = the.helped_takings(3_000.0, False, 0.25, 0.2, 0.9, TERMS, acting(smart_farming_gain=0.12))
    assert got == 3_000.0


# The stage.


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
    city = office(
        begin(ten_people(staffing_slack=0.12)),
        "data_craftsman",
        TOWN,
        staff=3,
        desired=2.0,
        posted=200_000,
        contributes=1,
    )
    rules = zoned(city, craftsman_posts=2.0, craftsman_wage=3_000.0)
    tend_places(city, rules)
    # Three are at work where a line that wants two usually has 2 / 1.12 of them; the others are of the added posts.
    due = (3.0 - 2.0 / 1.12) * 300_000 * (1.0 + rules.employer_contribution[0])
    assert city.ledger.flows == {("government", "employers", "outsourcing"): pytest.approx(due, abs=1)}
    assert city.employers.posted.tolist() == [600_000, 600_000, 300_000]


def test_other_posts_of_a_firm_under_contract_are_paid_as_before():
    """Half of the line's posts are bought: it posts the mean, and no more however long the contract lasts."""
    city = office(begin(ten_people()), "data_craftsman", TOWN, staff=3, desired=4.0, posted=200_000, usual=200_000)
    rules = zoned(city, craftsman_posts=2.0, craftsman_wage=3_000.0)
    for _ in range(12):
        tend_places(city, rules)
    assert city.employers.posted[2] == 250_000


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
    price = 1.0 + city.places.trade.price[w.cell[0]]  # lower for all, by what some bring to market
    assert 0.9 < price < 1.0
    assert gain[farm_smartly] == pytest.approx(1.12 * price, abs=1e-4)
    assert gain[~farm_smartly] == pytest.approx(price, abs=1e-4)


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


def test_technicians_go_where_villages_are_wherever_their_firm_has_its_seat():
    city = hamlet()
    everywhere = zoned(city, technician_posts=10.0)
    first, last = np.zeros((2, city.zones))
    first[0] = last[-1] = 1.0
    visited = visit_villages(city, everywhere, first)
    assert visited.any()
    assert visit_villages(city, everywhere, last).tolist() == visited.tolist()
    ruled = np.zeros(city.zones)
    ruled[-1] = 10.0
    in_scope = visit_villages(city, city.rules.amended(technician_posts=ruled, technician_villages=10.0), first)
    assert set(city.grid.district[in_scope > 0.0].tolist()) <= {city.zones - 1}


def test_technicians_at_work_serve_ten_villages_each():
    city = office(hamlet(staffing_slack=0.12), "digital_agri_technician", VILLAGE, staff=1, desired=0.56)
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
    city.places = replace(city.places, spent=np.full(city.grid.cells, 1e12))
    tended(city)  # a good signal everywhere, which brings customers of its own
    usual = earned(city)
    skip(city)
    tend_places(city, zoned(city, direct_margin=0.5))
    gain = earned(city) / usual
    crowd = 1.0 - 0.5 * (0.5 * 0.3) * 0.5  # half of all sell so
    assert gain[:5] == pytest.approx(1.0 + 0.5 * 0.3 * 0.3 / 0.7 * crowd, abs=1e-4)
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
