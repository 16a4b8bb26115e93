"""Orders by cell: they sum to the district's, reach workers by distance, and draw people where they are many."""

from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.platforms import DELIVERY, SERVICES
from jiuye.model.ground import Ground, order_shares
from jiuye.model.phases.platforms import dispatch_orders
from jiuye.model.phases.platforms.ground import survey_ground

from ..ten_people import begin, skip, ten_people
from .scenes import riders


def district_of_riders():
    """Ten riders in ten cells of the largest district, and these cells, from the most orders to the fewest."""
    city, market = riders(1.0)
    g = city.grid
    zone = np.bincount(g.district).argmax()
    cells = np.flatnonzero(g.district == zone)
    cells = cells[np.argsort(-g.people[cells], kind="stable")]
    cells = cells[np.linspace(0, len(cells) - 1, 10).astype(int)]
    city.workers.cell[:] = cells
    city.ground = Ground.untouched(g, 1_000, city.zones)
    m = city.markets
    m.demand[:], market = 0.0, DELIVERY * city.zones + zone
    m.demand[market] = 400.0
    return city, cells, int(zone), int(market)


def test_orders_of_cells_sum_to_those_of_the_district():
    city, _, _, _ = district_of_riders()
    for at_work in (0.0, 0.4):
        b = replace(city.behaviour, orders_at_work=at_work)
        shares = order_shares(city.ground.residents, city.grid, b)
        assert np.bincount(city.grid.district, shares) == pytest.approx(np.ones(city.zones))
    assert np.all(shares >= 0.0)


def test_hours_of_a_district_together_find_its_orders():
    city, cells, zone, _ = district_of_riders()
    offered = np.zeros((SERVICES, city.grid.cells), np.int32)
    offered[DELIVERY, cells] = np.arange(10, 20)
    survey_ground(city, offered)
    finds, own = city.ground.finds[DELIVERY], offered[DELIVERY] / offered[DELIVERY].sum()
    assert own @ finds == pytest.approx(1.0)
    assert finds[cells].std() > 0.05
    assert city.ground.uneven[DELIVERY, zone] > 0.0
    assert np.delete(city.ground.uneven[DELIVERY], zone) == pytest.approx(0.0)
    assert np.delete(city.ground.finds, DELIVERY, axis=0) == pytest.approx(1.0)  # nobody works there


def test_what_is_within_reach_is_the_sum_over_the_ways_through_the_district():
    """The two passes against the sum over all pairs, in a city of one district, where ways go anywhere."""
    city, cells, _, _ = district_of_riders()
    plain = replace(city.grid, district=np.zeros_like(city.grid.district))
    city.grid, b = plain, city.behaviour
    offered = np.zeros((SERVICES, plain.cells), np.int32)
    offered[DELIVERY, cells] = np.arange(10, 20)
    survey_ground(city, offered)
    way = np.abs(plain.x_km[:, None] - plain.x_km) + np.abs(plain.y_km[:, None] - plain.y_km)
    reach, own = np.exp(-way / b.order_reach), offered[DELIVERY] / offered[DELIVERY].sum()
    orders = order_shares(city.ground.residents, plain, b)
    goes = reach * orders / (reach @ orders)[:, None]  # where a worker spends hours near home
    each = orders / (b.roaming * orders + (1.0 - b.roaming) * (own @ goes))  # orders an hour there
    found = b.roaming * (orders @ each) + (1.0 - b.roaming) * (goes @ each)
    assert own @ found == pytest.approx(1.0)
    assert city.ground.finds[DELIVERY] == pytest.approx(found, rel=1e-6)


def test_where_more_people_move_riders_earn_more_an_hour():
    city, cells, _, _ = district_of_riders()
    b = city.behaviour
    city.behaviour = replace(b, news_speed=1.0)
    hourly = []
    for crowd in (0.0, 400.0):
        now = city.fork()
        residents = now.ground.residents.copy()
        residents[cells[5]] += crowd
        now.ground = replace(now.ground, residents=residents)
        dispatch_orders(now, now.rules)  # what an hour finds gets about by the next month
        dispatch_orders(skip(now), now.rules)
        hourly.append(now.workers.earned / now.workers.hours)
    change = hourly[1] / hourly[0]
    assert change[5] > 1.1
    assert change[5] == change.max()
    assert np.delete(change, 5).min() < 1.0  # the orders of the district are as many as before


def test_riders_in_one_cell_share_its_orders():
    """More who wait around a cell find fewer orders in an hour each."""
    city, cells, _, _ = district_of_riders()
    offered = np.zeros((SERVICES, city.grid.cells), np.int32)
    offered[DELIVERY, cells] = 40
    city.behaviour = replace(city.behaviour, news_speed=1.0, roaming=0.0)
    survey_ground(city, offered)
    before = city.ground.finds[DELIVERY, cells[3]]
    offered[DELIVERY, cells[3]] = 400
    survey_ground(city, offered)
    assert city.ground.finds[DELIVERY, cells[3]] < 0.9 * before


def entries_where(finds):
    """Who comes to platforms, of unemployed who would nearly all accept, where an hour around home finds so much."""
    came = 0
    for seed in range(1, 60):
        city = begin(ten_people(seed, consider_unemployed=0.2, own_account_share=0.2, hope=0.01, entry_elasticity=4.0))
        city.workers.literacy[:] = 10_000
        found = np.full_like(city.ground.finds, finds)
        city.ground = replace(city.ground, finds=found)
        came += dispatch_orders(city, city.rules)["platform_entries"]
    return came


def test_entry_follows_what_an_hour_finds_around_home():
    usual = entries_where(1.0)
    assert 0.3 < entries_where(0.8) / usual < 0.7


def test_those_who_find_little_leave():
    left = []
    for finds in (1.0, 0.6):
        city, _ = riders(1_000.0, consider_platform=1.0, platform_exit=0.1, own_account_share=0.0)
        city.ground = replace(city.ground, finds=np.full_like(city.ground.finds, finds))
        left.append(sum(dispatch_orders(skip(city.fork()), city.rules)["platform_exits"] for _ in range(1)))
    assert left[0] < left[1]


def test_orders_done_fall_and_waits_grow_as_hours_are_not_where_orders_are():
    done, waits = [], []
    for uneven in (0.0, 0.1):
        city, market = riders(9_000.0)
        city.ground = replace(city.ground, uneven=np.full_like(city.ground.uneven, uneven))
        dispatch_orders(city, city.rules)
        done.append(city.markets.allotted[market])
        waits.append(city.markets.wait[market])
    assert done[1] < 0.99 * done[0]
    assert waits[1] > waits[0]
