"""Households when a city is built: who lives with whom, against the profile and the census."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.workers import FEMALE, LOCAL_RURAL, LOCAL_URBAN, MALE, NONLOCAL_RURAL
from jiuye.model.build.grid import build_grid
from jiuye.model.build.households import _matched, _Side, settle_households
from jiuye.model.build.population import synthesise_people
from jiuye.model.draws import Draws
from jiuye.model.households import household_of
from jiuye.model.profile import VILLAGE
from jiuye.scenarios.cities import list_cities, load_city

ROWS = 20_000
SIZES_2010 = np.array([14.5, 24.4, 26.9, 17.6, 10.0, 6.6])  # per cent of households, six and more last (P98)
SIX = 6.3  # persons in the last of them


def settled(profile, rows=ROWS, seed=1):
    """Map, people and households of a city."""
    grid, draws = build_grid(profile, 64), Draws(seed)
    workers = synthesise_people(profile, grid, rows, draws)
    return grid, workers, settle_households(profile, grid, workers, draws)


@pytest.fixture(scope="module")
def reference():
    return settled(load_city("reference"))


@pytest.mark.parametrize("name", list_cities())
@pytest.mark.parametrize("rows", [3_000, 20_000])
def test_people_and_households_are_as_many_as_the_profile_says(name, rows):
    profile = load_city(name)
    _, workers, homes = settled(profile, rows)
    residents = rows / profile.adult_share
    assert homes.people.sum() == pytest.approx(residents, abs=1)
    assert len(homes) == pytest.approx(residents / profile.household_size, abs=1)
    assert homes.adults.sum() == rows == len(workers)


def test_every_row_is_in_one_household_and_all_of_it_live_in_one_cell(reference):
    _, workers, homes = reference
    assert homes.first[0] == 0
    assert homes.first[-1] == ROWS
    assert (homes.adults > 0).all()
    assert (workers.cell == workers.cell[homes.first[:-1]][homes.of_row]).all()
    assert (np.diff(workers.cell.astype(int)) >= 0).all()  # rows stay in order of cells
    assert [household_of(row, homes.first) for row in range(500)] == homes.of_row[:500].tolist()


def test_the_people_are_those_that_were_dealt():
    profile = load_city("reference")
    grid, workers, _ = settled(profile)
    before = synthesise_people(profile, grid, ROWS, Draws(1))
    group = 4 * grid.district.astype(np.int64) + grid.klass
    for name in ("born", "sex", "hukou", "schooling", "technical"):
        both = [np.lexsort((getattr(w, name), group[w.cell])) for w in (before, workers)]
        was, now = (
            np.stack([group[w.cell], getattr(w, name)])[:, order]
            for w, order in zip((before, workers), both, strict=True)
        )
        assert (was == now).all(), name  # nobody has gone to another district or class of place


def test_sizes_follow_the_census_shifted_to_the_mean(reference):
    _, _, homes = reference
    wanted = load_city("reference").household_size
    sizes = np.arange(1.0, 7.0)
    sizes[-1] = SIX
    tilts = np.linspace(0.0, 2.0, 2_001)
    shifted = SIZES_2010 * np.exp(-np.outer(tilts, sizes))
    shifted /= shifted.sum(axis=1, keepdims=True)
    shares = shifted[np.argmin(np.abs(shifted @ sizes - wanted))]
    found = np.bincount(np.minimum(homes.people, 6), minlength=7)[1:] / len(homes)
    assert np.abs(found - shares).max() < 0.04


def test_couples_are_of_opposite_sex_near_age_and_mostly_one_hukou(reference):
    _, workers, homes = reference
    pairs = homes.first[:-1][homes.adults == 2]
    one, other = pairs, pairs + 1
    gap = np.abs(workers.born[one].astype(int) - workers.born[other]) / 12
    couple = (workers.sex[one] != workers.sex[other]) & (gap < 12)
    assert couple.mean() > 0.85
    assert np.median(gap[couple]) < 4
    kind = [np.isin(workers.hukou[rows], (LOCAL_RURAL, NONLOCAL_RURAL)) for rows in (one, other)]
    assert (kind[0] == kind[1])[couple].mean() > 0.9


def test_children_live_with_adults_of_25_to_45(reference):
    _, workers, homes = reference
    age = -workers.born / 12
    young = np.bincount(homes.of_row, weights=(age >= 25) & (age < 45)) > 0
    assert homes.children[young].sum() / homes.children.sum() > 0.75
    assert young.mean() < 0.6


def test_three_generations_are_more_frequent_in_villages_and_migrants_live_alone(reference):
    grid, workers, homes = reference
    age, home = -workers.born / 12, homes.of_row
    old, grown = (np.bincount(home, weights=of) > 0 for of in (age >= 60, (age >= 22) & (age < 45)))
    three = old & grown & (homes.children > 0)
    village = grid.klass[workers.cell[homes.first[:-1]]] == VILLAGE
    assert three[village].mean() > 1.5 * three[~village].mean() > 0
    alone = (homes.adults == 1)[home]
    prime = (age >= 25) & (age < 50)
    share = [alone[prime & (workers.hukou == hukou)].mean() for hukou in (NONLOCAL_RURAL, LOCAL_URBAN)]
    assert share[0] > share[1]


def test_the_mean_size_is_an_input():
    small, large = (settled(replace(load_city("reference"), household_size=size))[2] for size in (2.1, 2.6))
    assert small.people.mean() == pytest.approx(2.1, abs=0.001)
    assert large.people.mean() == pytest.approx(2.6, abs=0.001)
    assert (large.adults >= 4).mean() > (small.adults >= 4).mean()


def test_another_seed_gives_other_households(reference):
    _, _, homes = settled(load_city("reference"), seed=2)
    assert len(homes) == len(reference[2])
    assert (homes.children != reference[2].children).any()
    _, again, same = settled(load_city("reference"), seed=1)
    assert (same.first == reference[2].first).all()
    assert (same.children == reference[2].children).all()
    assert (again.born == reference[1].born).all()


def test_a_match_takes_the_luckiest_and_pairs_by_rank_of_age():
    one = np.array([0, 0, 0])
    a = _Side(np.array([10, 11, 12]), np.array([0.9, 0.1, 0.2]), np.array([20.0, 50.0, 30.0]), one)
    b = _Side(np.array([20, 21, 22]), np.array([0.5, 0.4, 0.3]), np.array([40.0, 25.0, 60.0]), np.array([0, 0, 1]))
    his, hers = _matched(a, b)
    assert list(zip(his.tolist(), hers.tolist(), strict=True)) == [(12, 21), (11, 20)]


def test_a_city_of_one_sex_has_no_couples():
    grid, draws, profile = build_grid(load_city("reference"), 16), Draws(1), load_city("reference")
    workers = synthesise_people(profile, grid, 300, draws)
    workers.sex[:] = MALE
    homes = settle_households(profile, grid, workers, draws)
    assert homes.adults.sum() == 300
    assert not (workers.sex == FEMALE).any()
