"""Where runs are computed: several seeds in processes of their own, or one large city on several threads."""

from __future__ import annotations

import multiprocessing
import os
import queue
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from typing import Any, TypeVar

from ...agents.compiled import use_threads

T = TypeVar("T")
Task = TypeVar("Task")  # a seed, or more
Work = Callable[..., T]
LARGE = 150_000  # persons from which one run on all cores beats several side by side (memory, caches)
_ticks: Any = None  # in a worker process: the queue that counts months
_stop: Any = None  # in a worker process: set when the parent gives up
_most: int | None = None  # cores the user allows


def cores() -> int:
    """Cores this process may use."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return found if _most is None else min(found, _most)


def use_cores(most: int | None) -> None:
    """Use at most so many cores from now on; None for all there are."""
    global _most
    _most = most


def each_seed(
    work: Work[T], seeds: Sequence[int], persons: int, *arguments: Any, tick: Callable[[int], None] | None = None
) -> Iterator[tuple[int, T]]:
    """Yield (seed, work(seed, *arguments, tick)) as they finish.

    Large cities run one after the other on all cores, small ones side by side in processes. `tick` is called with
    months done. Closing the iterator, or Ctrl-C, stops what has not finished.
    """
    if persons >= LARGE or len(seeds) == 1 or cores() == 1:
        use_threads(cores() if persons >= LARGE else 1)
        for seed in seeds:
            yield seed, work(seed, *arguments, tick)
        return
    context = multiprocessing.get_context("spawn")
    ticks, stop = context.Queue(), context.Event()
    workers = min(cores(), len(seeds))
    pool = ProcessPoolExecutor(workers, context, initializer=_start_worker, initargs=(ticks, stop))
    try:
        waiting = {pool.submit(_in_worker, work, seed, arguments): seed for seed in seeds}
        yield from _finished(waiting, ticks, tick)
    finally:
        # Workers stop at their next month: one killed while handing over a result would leave us waiting for the rest.
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)
        ticks.cancel_join_thread()
        ticks.close()


def _finished(
    waiting: dict[Future[T], Task], ticks: Any, tick: Callable[[int], None] | None
) -> Iterator[tuple[Task, T]]:
    """Results as they come, passing on the months done meanwhile."""
    pending = set(waiting)
    while pending:
        done, pending = wait(pending, timeout=0.2, return_when=FIRST_COMPLETED)
        months = _drain(ticks)
        if tick and months:
            tick(months)
        for future in done:
            yield waiting[future], future.result()


def _drain(ticks: Any) -> int:
    """Months reported since the last look."""
    total = 0
    while True:
        try:
            total += ticks.get_nowait()
        except queue.Empty:
            return total


class Stopped(Exception):
    """The run was given up because the parent no longer wants it."""


def _start_worker(ticks: Any, stop: Any) -> None:
    """Remember where to report and when to stop; leave Ctrl-C to the parent."""
    import signal

    global _ticks, _stop
    _ticks, _stop = ticks, stop
    ticks.cancel_join_thread()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_worker(work: Work[T], task: Any, arguments: tuple[Any, ...]) -> T:
    """Run in a worker process, reporting months in bunches."""
    held = 0

    def tick(months: int) -> None:
        nonlocal held
        if _stop.is_set():
            raise Stopped
        held += months
        if held >= 12:
            _ticks.put(held)
            held = 0

    result = work(task, *arguments, tick)
    if held:
        _ticks.put(held)
    return result
