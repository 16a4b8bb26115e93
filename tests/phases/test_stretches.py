"""What is worked out a stretch of people at a time, so that a large city takes less room, is what it is at once."""

from importlib import import_module

import numpy as np
import pytest

from jiuye.experiments.runs import heap
from jiuye.experiments.runs.run import burnt_in, play
from jiuye.model import draws
from jiuye.model.households import Households
from jiuye.scenarios.spec import load_scenario

search = import_module("jiuye.model.phases.search")


def played(name):
    """A city of a few people, and what is kept of some months of it."""
    size = {"city": {"profile": "reference", "workers": 1_500}, "time": {"months": 3, "burn_in": 2}}
    scenario = load_scenario(name, overrides=size)
    city, past = burnt_in(scenario, 1)
    built = {column: values.copy() for column, values in city.workers.columns().items()}
    result = play(city, past, scenario, ("unemployment_rate",), every_cell_month=True)
    return built, result.flows | result.cells | result.indicators, city


@pytest.mark.parametrize("name", ["four_levers", "whole_plan"])
def test_a_run_is_the_same_however_many_people_are_dealt_with_at_once(name, monkeypatch):
    at_once = played(name)
    monkeypatch.setattr(draws, "AT_ONCE", 97)
    monkeypatch.setattr(search, "AT_ONCE", 31)
    by_stretches = played(name)
    for whole, part in zip(at_once[:2], by_stretches[:2], strict=True):
        assert list(whole) == list(part)
        for key, values in whole.items():
            np.testing.assert_array_equal(part[key], values, err_msg=key)
    for key, values in at_once[2].workers.columns().items():
        np.testing.assert_array_equal(getattr(by_stretches[2].workers, key), values, err_msg=key)
    assert at_once[2].employers.applicants.tolist() == by_stretches[2].employers.applicants.tolist()


def test_places_at_home_are_counted_from_the_first_row():
    sizes = np.array([1, 3, 1, 1, 254, 255, 2, 1])
    homes = Households(np.append(0, np.cumsum(sizes)).astype(np.int32), np.zeros(len(sizes), np.uint8))
    assert homes.place.tolist() == [place for size in sizes for place in range(size)]


def test_room_of_large_columns_goes_back_unless_the_process_is_to_stay_small(monkeypatch):
    asked = []

    class Library:
        def mallopt(self, setting, value):
            asked.append((setting, value))

    monkeypatch.setattr(heap, "_libc", Library)
    monkeypatch.setattr(heap, "_thrifty", False)
    heap.spacious(2_000)
    assert not asked
    heap.spacious(1_000_000)
    assert asked == list(heap.OF_LARGE.items())
    heap.thrifty()
    heap.spacious(1_000_000)
    assert asked[len(heap.OF_LARGE) :] == list(heap.SETTINGS.items())
