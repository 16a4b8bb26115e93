"""Processes that stay: results and months come back, and whatever goes wrong costs one task."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jiuye.experiments.runs.process import Process, ProcessDied, Stopped
from jiuye.experiments.runs.processes import DEATHS, ProcessPool, each_seed, use_cores

from ..browser import ROOT

sys.path.insert(0, str(ROOT))  # where processes of their own, which are told our path, find `tests`
from tests.experiments.process_tasks import die_before, nap_to_the_end, odd, refuse
from tests.pages.job_tasks import add, die, nap, stumble

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def process() -> Iterator[Process]:
    made = Process()
    yield made
    made.close()
    assert not made.is_alive


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPool]:
    made = ProcessPool(400)
    made.count, made.here = 2, False  # whatever the machine has
    with made:
        yield made


def test_a_task_is_done_elsewhere_and_tells_its_months(process):
    months: list[int] = []
    assert process.do(nap, 8, on_months=months.append) != os.getpid()
    assert months == [6, 2]


def test_an_error_comes_back_as_it_was(process):
    with pytest.raises(ValueError, match="on purpose") as caught:
        process.do(stumble)
    assert "job_tasks" in caught.value.__notes__[0], "with the place where it happened"


def test_what_cannot_be_handed_over_is_told_in_words(process):
    with pytest.raises(RuntimeError, match="Refused: too odd to travel"):
        process.do(refuse)
    with pytest.raises(RuntimeError, match="pickle"):
        process.do(odd)
    with pytest.raises((AttributeError, TypeError), match="pickle"):
        process.do(lambda tick: None)
    assert process.do(add, 1, 2) == 3


def test_a_death_costs_the_task_alone(process):
    with pytest.raises(ProcessDied):
        process.do(die)
    assert process.do(add, 1, 2) == 3


def test_it_stops_at_a_months_end_until_it_is_told_to_go_on(process):
    with pytest.raises(Stopped):
        process.do(nap, 3_000, on_months=lambda months: process.stop())
    with pytest.raises(Stopped):
        process.do(add, 1, 2)
    process.resume()
    assert process.do(add, 1, 2) == 3


def test_an_answer_nobody_waited_for_is_not_taken_for_another(process):
    def tired() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        process.do(nap, 20, look=tired)
    assert process.do(add, 20, 3) == 23


def test_batches_follow_one_another_in_the_same_processes(pool):
    assert dict(pool.each(add, [1, 2, 3], 10)) == {1: 11, 2: 12, 3: 13}
    first = {pid for _, pid in pool.each(nap, [3, 3, 3])}
    assert first == {pid for _, pid in pool.each(nap, [3, 3, 3])} != {os.getpid()}


def test_months_of_all_tasks_are_told(pool):
    told: list[int] = []
    assert len(list(pool.each(nap, [7, 20, 9], tick=told.append))) == 3
    assert sum(told) == 36


def test_a_task_whose_process_dies_is_done_again(pool, tmp_path):
    assert dict(pool.each(die_before, [0, DEATHS - 1], tmp_path)) == {0: 1, DEATHS - 1: DEATHS}


def test_a_task_that_kills_its_processes_is_given_up(pool, tmp_path):
    with pytest.raises(ProcessDied):
        list(pool.each(die_before, [DEATHS], tmp_path))
    assert len(list(Path(tmp_path).iterdir())) == DEATHS
    assert dict(pool.each(add, [1], 1)) == {1: 2}


def test_who_stops_listening_stops_what_is_left(pool, tmp_path):
    results = pool.each(nap_to_the_end, [1, 3_000, 3_001], tmp_path)
    assert next(results)[0] == 1
    results.close()
    assert [file.name for file in tmp_path.iterdir()] == ["1"], "closing waits for what is not stopped"
    assert dict(pool.each(add, [1], 1)) == {1: 2}


def test_an_error_ends_the_batch(pool):
    with pytest.raises(ValueError, match="odd number"):
        list(pool.each(check_even, [3, 2], 0))


def check_even(number: int, least: int, tick: object = None) -> int:
    if number % 2:
        raise ValueError("odd number")
    return max(number, least)


def test_one_core_needs_no_process():
    use_cores(1)
    with contextlib.closing(each_seed(where, [1, 2], 400)) as found:
        assert dict(found) == {1: os.getpid(), 2: os.getpid()}


def where(seed: int, tick: object = None) -> int:
    return os.getpid()
