"""The tally: everybody is counted once, in their groups, for what the quantities say, however the count is arranged."""

import math

import numpy as np
import pytest

from jiuye.agents.compiled import interpreted, use_threads
from jiuye.agents.workers import (
    EMPLOYED,
    INACTIVE,
    PLATFORM,
    SELF_EMPLOYED,
    STATUSES,
    TRAINING,
    UNEMPLOYED,
    band_of_age,
)
from jiuye.model.build import build_city
from jiuye.model.by_status import MOST_ROWS, sorted_by_status
from jiuye.model.groups import AGE_BANDS
from jiuye.model.income_classes import CLASSES, LOWEST, OCTAVE, income_class
from jiuye.model.levers import Policy
from jiuye.model.month import step
from jiuye.model.quantities import QUANTITIES
from jiuye.model.tally import tally_city
from jiuye.scenarios.cities import load_city

PROFILE = load_city("reference")
AUDIENCES = {
    "everybody": range(len(STATUSES)),
    "inactive": (INACTIVE,),
    "active": (UNEMPLOYED, EMPLOYED, PLATFORM, SELF_EMPLOYED, TRAINING),
    "without_work": (UNEMPLOYED, TRAINING),
    "at_work": (EMPLOYED, PLATFORM, SELF_EMPLOYED),
    "employees": (EMPLOYED,),
    "flexible": (PLATFORM, SELF_EMPLOYED),
    "on_platforms": (PLATFORM,),
    "own_account": (SELF_EMPLOYED,),
    "in_pool": (),  # there is none
}


@pytest.fixture(scope="module")
def city():
    city = build_city(PROFILE, 6_000, 4, size=16, by=("sex*age_band", "schooling*hukou", "disability", "district"))
    for _ in range(4):
        step(city, Policy())
    w = city.workers
    w.status[:40], w.programme[:40], w.target[:40] = TRAINING, 1, w.occupation[:40]
    return city


def added(city, one, i):
    """What one person adds to a quantity, by the rule as it is written."""
    w, given = city.workers, {"month": city.month}
    given["age"] = (city.month - int(w.born[i])) // 12
    given["digital"] = city.occupations.digital[w.occupation[i]]
    return int(interpreted(one.adds)(*(given[name] if name in given else getattr(w, name)[i] for name in one.reads)))


def test_every_quantity_is_the_sum_of_what_people_add(city):
    tally, w = tally_city(city), city.workers
    groups = city.groups.names
    band = [int(interpreted(band_of_age)((city.month - int(born)) // 12)) for born in w.born]
    for place, one in enumerate(QUANTITIES.values()):
        rows = np.flatnonzero(np.isin(w.status, AUDIENCES[one.among]))
        adds = np.array([added(city, one, i) for i in rows], np.int64)
        assert tally.sums[0, place] == adds.sum(), one.name
        for sex, name in enumerate(("male", "female")):
            for number, years in enumerate(AGE_BANDS):
                group = groups.index(f"sex={name},age_band={years}")
                mine = (w.sex[rows] == sex) & (np.array(band)[rows] == number)
                assert tally.sums[group, place] == adds[mine].sum(), (one.name, groups[group])


def test_groups_of_a_dimension_add_up_to_everybody(city):
    tally, groups = tally_city(city), np.array(city.groups.names)
    for dimension in ("urban_rural=", "status=", "schooling=", "disability=", "district="):
        mine = np.char.startswith(groups, dimension)
        assert mine.sum() > 1
        for table in (tally.sums, tally.income_heads, tally.income_sums):
            assert (table[mine].sum(axis=0) == table[0]).all(), dimension


@pytest.mark.parametrize("rows", [1, 5, MOST_ROWS, MOST_ROWS + 1, 60_001])
def test_blocks_hold_everybody_once_by_status_and_fit_the_ranges(rows):
    class City:
        workers = type(
            "W", (), {"status": np.arange(rows, dtype=np.uint8) % len(STATUSES), "__len__": lambda _: rows}
        )()

    people = sorted_by_status(City)
    blocks = len(people.first)
    assert blocks % 8 == 0 or rows < 50_000
    edges = [part * rows // 8 for part in range(8)] if rows >= 50_000 else [0]
    assert set(edges) <= set(people.first.tolist())
    everybody = []
    for block in range(blocks):
        for status in range(len(STATUSES)):
            begin, end = people.bounds[block, status], people.bounds[block, status + 1]
            found = people.first[block] + people.order[begin:end]
            assert (City.workers.status[found] == status).all()
            assert (np.diff(found.astype(np.int64)) > 0).all()
            everybody += found.tolist()
        assert people.bounds[block, -1] - people.bounds[block, 0] <= MOST_ROWS
    assert sorted(everybody) == list(range(rows))


def test_income_classes_are_thirty_two_to_a_doubling():
    klass = interpreted(income_class)
    assert klass(0) == klass(1) == klass((1 << LOWEST) - 1) == klass(1 << LOWEST) == 0
    incomes = {*range(1_000, 3_000), *(int(1.0007**k) for k in range(10_000, 30_000)), 2**31 - 1}
    for income in incomes:
        octave = math.floor(math.log2(income)) if income >= 1 << LOWEST else LOWEST
        octave -= int(2**octave > income) - int(2 ** (octave + 1) <= income)
        expected = (octave - LOWEST) * OCTAVE + (income * OCTAVE >> octave) - OCTAVE
        assert klass(income) == min(CLASSES - 1, max(0, expected)), income


def test_a_range_has_the_same_counts_on_any_number_of_threads():
    city = build_city(PROFILE, 52_000, 4, size=16)
    step(city, Policy())
    one = tally_city(city)
    use_threads(2)
    try:
        two = tally_city(city)
    finally:
        use_threads(1)
    for name in ("sums", "income_heads", "income_sums", "home_heads", "home_sums"):
        assert (getattr(one, name) == getattr(two, name)).all()
    assert one.sums[0, 0] == len(city.workers)
