"""Households month by month: who moves along, who follows in a row, and what there is to live on a head."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.compiled import use_threads
from jiuye.agents.workers import EMPLOYED, INACTIVE, UNEMPLOYED
from jiuye.model import households
from jiuye.model.behaviour import Behaviour
from jiuye.model.build import build_city
from jiuye.model.households import Households, incomes_per_head
from jiuye.model.indicators import Series, measure
from jiuye.model.levers import Policy
from jiuye.model.month import Flows, step
from jiuye.model.phases.population import renew_population
from jiuye.model.phases.population.children import bring_up
from jiuye.model.phases.population.second_earner import lost_at_home
from jiuye.model.profile import VILLAGE
from jiuye.model.tally import tally_city
from jiuye.scenarios.cities import load_city

from ..ten_people import PEOPLE, begin, ten_people
from .scenes import YEAR, renewed

NAMES = ("income_per_head", "gini_per_head", "theil_per_head", "s80_s20", "poverty_rate", "urban_rural_per_head_ratio")
INCOME = np.array([3_000, 5_000, 0, 2_500, 900, 12_000, 0, 0, 7_000, 300]) * 100  # fen
FIRST, CHILDREN = [0, 2, 5, 6, 10], [1, 0, 0, 2]
PEOPLE_IN = np.array([3, 3, 1, 6])


def shared(**behaviour):
    """Ten people in four households, the last of them in a village."""
    city = ten_people(**behaviour)
    homes = Households(np.array(FIRST, np.int32), np.array(CHILDREN, np.uint8))
    city = begin(replace(city, households=homes))
    city.workers.income[:] = INCOME
    city.workers.cell[6:] = np.flatnonzero(city.grid.klass == VILLAGE)[0]
    return city


def measured(city):
    """Indicators of one month: {name: [groups]}."""
    series = Series.of(city, [Flows(0, {}, tally_city(city))])
    return {name: values[0] for name, values in measure(series, NAMES).items()}


def direct_gini(incomes):
    x = np.sort(incomes)
    return 2 * (np.arange(1, len(x) + 1) * x).sum() / (len(x) * x.sum()) - (len(x) + 1) / len(x)


def test_inequality_per_head_is_that_of_a_direct_count():
    city = shared()
    found = measured(city)
    pots = np.add.reduceat(INCOME, FIRST[:-1]) / 100
    per_head = np.repeat(pots / PEOPLE_IN, PEOPLE_IN)
    assert found["income_per_head"][0] == pytest.approx(per_head.mean(), rel=1e-5)
    assert found["gini_per_head"][0] == pytest.approx(direct_gini(per_head), rel=1e-5)
    share = per_head / per_head.mean()
    assert found["theil_per_head"][0] == pytest.approx((share * np.log(share)).mean(), rel=1e-5)
    assert found["urban_rural_per_head_ratio"][0] == pytest.approx(per_head[:7].mean() / per_head[7:].mean(), rel=1e-5)
    # Heads 8,000 / 3, 3,400 / 3, 12,000 and 7,300 / 6: the worst-off fifth has 2.6 people, all of the second household.
    best = 12_000 + 1.6 * 8_000 / 3
    assert found["s80_s20"][0] == pytest.approx(best / (2.6 * 3_400 / 3), rel=1e-3)
    assert found["poverty_rate"][0] == 0.0  # half the median, about 610 yuan, is below everybody
    groups = city.groups.names
    assert found["income_per_head"][groups.index("urban_rural=rural")] == pytest.approx(7_300 / 6, rel=1e-5)
    assert np.isnan(found["gini_per_head"][groups.index("status=employed")])


def test_the_poor_have_less_than_half_the_median():
    city = shared()
    city.workers.income[2:5] = 60_000  # 600 yuan each against a median of about 1,217
    city.workers.income[3] = 0
    assert measured(city)["poverty_rate"][0] == pytest.approx(100 * 3 / 13, abs=0.5)


def test_without_pooling_adults_live_on_what_they_have():
    heads, money = incomes_per_head(shared())
    half, half_money = incomes_per_head(shared(pooling=0.5))
    assert heads.sum() == half.sum() == PEOPLE_IN.sum()
    assert half_money.sum() == pytest.approx(money.sum(), abs=20)  # what is shared is only shared otherwise
    assert measured(shared(pooling=0.5))["gini_per_head"][0] > measured(shared())["gini_per_head"][0]


def test_losses_leave_nobody_less_than_nothing():
    city = shared()
    city.workers.income[5] = -50_000
    heads, money = incomes_per_head(city)
    assert heads.sum() == PEOPLE_IN.sum()
    assert (money >= 0).all()


def test_interpreted_and_in_threads_it_is_the_same():
    city = build_city(load_city("reference"), 60_000, 1)
    city.workers.income[:] = np.arange(60_000) * 7 % 900_001
    homes = city.households
    one = incomes_per_head(city)
    try:
        use_threads(4)
        four = incomes_per_head(city)
    finally:
        use_threads(1)
    shape = (1, *one[0].shape)
    plain = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    given = homes.first, homes.children, city.workers.cell, city.workers.income, city.grid.klass, city.behaviour.view()
    households._pool_incomes.py_func(0, 2_000, 0, *given, *plain)
    few = Households(homes.first[:2_001], homes.children[:2_000])
    some = incomes_per_head(replace(city, households=few))
    for k in (0, 1):
        assert (one[k] == four[k]).all()
        assert (some[k] == plain[k][0]).all()


def test_a_household_moves_together_and_its_ways_to_work_change():
    city = begin(ten_people(move_rate=1.0))
    homes = Households(np.array([0, 4, 6, PEOPLE], np.int32), np.array([1, 0, 0], np.uint8))
    city = replace(city, households=homes)
    w, grid = city.workers, city.grid
    home = int(w.cell[0])
    far = int(np.argmax(np.hypot(grid.x_km - grid.x_km[home], grid.y_km - grid.y_km[home])))
    w.cell[:6], w.commute[:6], w.income[:] = far, 60, 500_000
    flows = renewed(city, YEAR)
    assert flows["movers"] > 0
    assert (w.cell == w.cell[homes.first[:-1]][homes.of_row]).all()
    assert (w.cell[:6] != far).any()
    employed = np.arange(6)
    km = grid.distance(w.cell[employed], city.employers.cell[w.employer[employed]])
    gone = w.cell[:6] != far
    assert (w.commute[:6] == np.minimum(255, np.round(km)))[gone].all()


def test_years_on_households_are_whole_and_newcomers_keep_them():
    city = build_city(load_city("reference"), 3_000, 1)
    before, born = city.households.first, city.workers.born.copy()
    rest = Policy()
    moved = sum(step(city, rest).counts["movers"] for _ in range(24))
    w = city.workers
    homes = city.households
    assert homes.first is before
    assert (w.born != born).any()
    assert moved > 0
    assert (w.cell == w.cell[before[:-1]][homes.of_row]).all()
    assert city.fork().households is homes


def test_moves_are_as_many_persons_as_when_each_moved_alone():
    city = build_city(load_city("reference"), 20_000, 1)
    alone = replace(city.fork(), households=Households(np.arange(20_001, dtype=np.int32), np.zeros(20_000, np.uint8)))
    moved = [sum(step(one, Policy()).counts["movers"] for _ in range(12)) for one in (city, alone)]
    assert moved[0] == pytest.approx(moved[1], rel=0.3)


def test_children_are_born_and_come_of_age_once_and_the_city_keeps_its_children():
    city = build_city(load_city("reference"), 20_000, 1)
    city = replace(city, closure=replace(city.closure, exit_hazard=np.zeros_like(city.closure.exit_hazard)))
    start, women = city.households, city.workers.sex == 1
    seen = []
    for year in range(1, 26):
        city.month = 12 * year
        bring_up(city)
        seen.append(city.households.children.astype(int))
        assert seen[-1].sum() == pytest.approx(start.children.sum(), rel=0.05)
    changes = np.diff(np.array([start.children.astype(int), *seen]), axis=0)
    alone = start.of_row[women & (start.adults == 1)[start.of_row]]
    assert (changes != 0).any(axis=0).mean() > 0.2
    for home in alone[:2_000]:  # one woman: first they come, then they go
        signs = changes[:, home][changes[:, home] != 0] > 0
        assert (np.diff(signs.astype(int)) <= 0).all()


def test_children_change_at_the_new_year_only_and_are_not_shared_by_futures():
    city = build_city(load_city("reference"), 3_000, 1)
    other = city.fork()
    for _ in range(12):
        step(city, Policy())
        assert city.households is other.households
    step(city, Policy())
    assert (city.households.children != other.households.children).any()
    assert city.households.first is other.households.first


def test_what_is_lost_at_home_is_pay_less_what_they_have_instead():
    city = shared()
    w, place = city.workers, city.households.place
    w.wage[:], w.income[:] = 600_000, 500_000
    w.status[:] = UNEMPLOYED
    w.income[1] = 150_000
    assert lost_at_home(0, place, w.view()) == pytest.approx(0.75)
    assert lost_at_home(5, place, w.view()) == 0.0  # alone
    w.status[7:9], w.income[7:9], w.income[9] = INACTIVE, 300_000, 0  # two pensions and a lost wage
    assert lost_at_home(6, place, w.view()) == pytest.approx(6_000 / (3_000 + 3_000 + 6_000))
    w.status[9], w.income[9] = EMPLOYED, 600_000
    assert lost_at_home(6, place, w.view()) == 0.0


def test_people_look_for_work_when_others_at_home_have_lost_theirs():
    base = build_city(load_city("reference"), 20_000, 1)
    lost = np.array([lost_at_home(row, base.households.place, base.workers.view()) for row in range(20_000)])
    futures = [replace(base.fork(), behaviour=Behaviour(review_of_work=1.0, added_worker=a)) for a in (0.0, 0.15)]
    for city in futures:
        renew_population(begin(city), city.rules)
    without, more = (city.workers.status for city in futures)
    other = without != more
    assert other.sum() > 20
    assert (lost[other] > 0).all()
    assert (without[other] == INACTIVE).all()
    assert (more[other] != INACTIVE).all()
