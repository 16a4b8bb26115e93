"""The queue behind the pages: results as they come, and every bound with its reason."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator

import pytest

from jiuye.experiments.runs.process import Stopped
from jiuye.viz.pages.board_pool import BatchFailed, BoardPool
from jiuye.viz.pages.jobs import Board, Job

from ..browser import ROOT

sys.path.insert(0, str(ROOT))  # where worker processes, which are told our path, find `tests`
from tests.pages.job_tasks import add, die, fill, nap, stumble, trip

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def board() -> Iterator[Board]:
    made = Board(processes=2, waiting=2, at_once=2)
    yield made
    made.close()
    assert not any(runner.process.is_alive for runner in made.runners)


def ended(job: Job, seconds: float = 60.0) -> Job:
    end = time.monotonic() + seconds
    while not job.ended and time.monotonic() < end:
        job.wait(job.version, 0.5)
    assert job.ended, job
    return job


def begun(job: Job, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not job.done and time.monotonic() < end:
        job.wait(job.version, 0.5)
    assert job.state == "running", job


def test_results_come_in_and_are_counted(board):
    job = ended(board.submit("sums", [(add, (k, 1)) for k in range(3)], 18, "one"))
    assert (job.state, job.results, job.share) == ("done", {0: 1, 1: 2, 2: 3}, 1.0)
    job.forget()
    assert (len(job.results), set(job.results.values())) == (3, {None}), "how many there were stays"


def test_the_same_question_is_asked_once(board):
    first = board.submit("same", [(nap, (20,))], 20, "one")
    assert board.submit("same", [(nap, (20,))], 20, "two") is first
    board.leave(first, "one")
    assert ended(first).state == "done", "somebody still wanted it"


def test_a_job_nobody_wants_stops(board):
    job = board.submit("left", [(nap, (3_000,))], 3_000, "one")
    begun(job)
    board.leave(job, "one")
    assert (job.state, job.why) == ("cancelled", "cancelled")
    assert ended(board.submit("after", [(add, (1, 1))], 6, "one"), 20).state == "done", "the process is free again"


def test_a_new_question_of_a_session_replaces_its_last(board):
    old = board.submit("old", [(nap, (3_000,))], 3_000, "one")
    assert ended(board.submit("new", [(add, (1, 1))], 6, "one")).state == "done"
    assert old.state == "cancelled"


def test_a_full_queue_refuses(board):
    running = [board.submit(f"long {k}", [(nap, (3_000,))], 3_000, f"s{k}") for k in range(2)]
    for job in running:
        begun(job)
    waiting = [board.submit(f"wait {k}", [(nap, (3_000,))], 3_000, f"w{k}") for k in range(2)]
    assert [board.ahead(job) for job in waiting] == [2, 3]
    refused = board.submit("too many", [(add, (1, 1))], 6, "late")
    assert (refused.state, refused.why) == ("failed", "queue_full")
    for job, session in zip((*running, *waiting), ("s0", "s1", "w0", "w1"), strict=True):
        board.leave(job, session)
    assert {job.state for job in (*running, *waiting)} == {"cancelled"}


def test_a_short_job_is_not_behind_a_long_one():
    board = Board(processes=1)
    try:
        long = board.submit("long", [(nap, (20,))] * 200, 4_000, "one")
        begun(long)
        short = ended(board.submit("short", [(add, (1, 1))], 6, "two"), 20)
        assert short.state == "done"
        assert not long.ended
        assert len(long.results) < 100
    finally:
        board.close()


def test_a_search_gives_batch_after_batch_and_stops_when_told(board):
    stop, months = threading.Event(), []
    pool = BoardPool(board, "search", stop)
    assert sorted(pool.each(add, [1, 2, 3], 10, tick=months.append)) == [(1, 11), (2, 12), (3, 13)]
    assert dict(pool.each(add, [5], 1)) == {5: 6}
    assert sum(months) <= 18
    with pytest.raises(BatchFailed, match="on purpose"):
        list(pool.each(trip, [1]))
    batch = pool.each(nap, [3_000, 3_000])
    threading.Timer(1.0, stop.set).start()
    with pytest.raises(Stopped):
        next(batch)
    stop.clear()
    assert dict(pool.each(add, [7], 1)) == {7: 8}, "the processes are free again"


@pytest.mark.parametrize(("work", "why"), [(fill, "too_large"), (stumble, "broke"), (die, "broke")])
def test_what_goes_wrong_is_told_and_the_next_job_runs(board, work, why):
    job = ended(board.submit(work.__name__, [(work, ())], 1, "one"))
    assert (job.state, job.why) == ("failed", why)
    assert ended(board.submit("next", [(add, (1, 1))], 6, "one")).state == "done"


def test_processes_that_nobody_needs_end_and_start_again():
    board = Board(processes=2)
    try:
        for key in ("first", "second"):
            job = board.submit(key, [(nap, (2_000,)), (nap, (3,))], 2_000, "one")
            begun(job)
            while not job.results:
                job.wait(job.version, 0.5)
            board.rest()
            assert [runner.process.is_alive for runner in board.runners] == [True, False], "one is at work"
            board.leave(job, "one")
            assert ended(board.submit(f"{key} then", [(add, (1, 1))], 6, "one")).results == {0: 2}
    finally:
        board.close()


def test_a_job_ends_at_its_time():
    board = Board(processes=1)
    try:
        assert ended(board.submit("first", [(add, (1, 1))], 6, "one")).state == "done"
        board.seconds = 3.0  # from here on, for the process has started, however long that took
        job = ended(board.submit("both", [(add, (1, 1)), (nap, (100_000,))], 100, "one"))
        assert (job.state, job.why, job.results) == ("done", "too_long", {0: 2})
    finally:
        board.close()


def test_fifty_visitors_get_their_own_answers_whatever_others_stop():
    """All at once, each from threads of their own; every third stops, every fifth asks what another asks."""
    many, board = 50, Board(processes=2, waiting=50)
    answers: dict[int, Job] = {}

    def visit(k: int) -> None:
        shared = k - 1 if k % 5 == 4 else k
        job = board.submit(f"visitor {shared}", [(add, (shared, n)) for n in range(3)], 18, f"session {k}")
        answers[k] = job
        if k % 3 == 2:
            board.leave(job, f"session {k}")
        else:
            ended(job, 120)

    threads = [threading.Thread(target=visit, args=(k,)) for k in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    board.close()
    stayed = [k for k in range(many) if k % 3 != 2]
    for k in stayed:
        shared = k - 1 if k % 5 == 4 else k
        assert answers[k].state == "done", (k, answers[k].why)
        assert answers[k].results == {n: shared + n for n in range(3)}, k
    assert not board.jobs
