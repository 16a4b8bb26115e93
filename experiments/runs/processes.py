"""Where runs are computed: several in processes of their own, or one large city on several threads."""

from __future__ import annotations

import contextlib
import os
import queue
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any, Protocol, Self, TypeVar

from ...agents.compiled import use_threads
from .process import Process, ProcessDied, T, Work, close_all
from .run import Tick

Task = TypeVar("Task")  # a seed, or more
LARGE = 150_000  # persons from which one run on all cores beats several side by side (memory, caches)
DEATHS = 3  # of the processes that play a run, after which the run counts as failed
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
    work: Work[T], seeds: Sequence[int], persons: int, *arguments: Any, tick: Tick | None = None
) -> Iterator[tuple[int, T]]:
    """Yield (seed, work(seed, *arguments, tick=tick)) as they finish: one batch of a pool."""
    with ProcessPool(persons, len(seeds)) as pool:
        yield from pool.each(work, seeds, *arguments, tick=tick)


class Pool(Protocol):
    """Where batches of tasks are done."""

    def each(
        self, work: Work[T], tasks: Sequence[Task], *arguments: Any, tick: Tick | None = None
    ) -> Iterator[tuple[Task, T]]:
        """Yield (task, work(task, *arguments, tick=tick)) as they finish; `tick` is called with months done."""


class ProcessPool:
    """Processes that stay while one batch of tasks after another is given to them.

    Large cities run in this process, one after the other on all cores; small ones side by side in processes. Leaving
    the `with` block, or Ctrl-C in it, stops at the next month what has not finished.
    """

    def __init__(self, persons: int, most: int | None = None) -> None:
        """For cities of so many persons; `most` tasks will be given at a time, if that is known."""
        self.count = cores() if most is None else min(cores(), most)
        self.here = persons >= LARGE or self.count <= 1
        self.threads = cores() if persons >= LARGE else 1

    def __enter__(self) -> Self:
        if self.here:
            use_threads(self.threads)
            return self
        self._processes = [Process() for _ in range(self.count)]
        self._idle: queue.SimpleQueue[Process] = queue.SimpleQueue()
        for process in self._processes:
            self._idle.put(process)
        self._threads = ThreadPoolExecutor(self.count, "process")  # each waits for the process it has taken
        return self

    def __exit__(self, *_: object) -> None:
        if self.here:
            return
        for process in self._processes:
            process.stop()
        self._threads.shutdown(wait=True, cancel_futures=True)
        close_all(self._processes)

    def each(
        self, work: Work[T], tasks: Sequence[Task], *arguments: Any, tick: Tick | None = None
    ) -> Iterator[tuple[Task, T]]:
        """Yield (task, work(task, *arguments, tick=tick)) as they finish; `tick` is called with months done.

        Closing the iterator, or Ctrl-C, stops what has not finished. A task whose process dies is done again, up to
        `DEATHS` times.
        """
        if self.here:
            for task in tasks:
                yield task, work(task, *arguments, tick=tick)
            return
        for process in self._processes:
            process.resume()
        months: queue.SimpleQueue[int] = queue.SimpleQueue()
        waiting: dict[Future[T], Task] = {
            self._threads.submit(self._do, work, task, arguments, months.put): task for task in tasks
        }
        try:
            yield from _finished(waiting, months, tick)
        finally:
            self._give_up(waiting)

    def _do(self, work: Work[T], task: Any, arguments: tuple[Any, ...], on_months: Tick) -> T:
        """Do a task in a process that is free."""
        process = self._idle.get()
        try:
            for _ in range(DEATHS - 1):
                with contextlib.suppress(ProcessDied):
                    return process.do(work, task, *arguments, on_months=on_months)
            return process.do(work, task, *arguments, on_months=on_months)
        finally:
            self._idle.put(process)

    def _give_up(self, waiting: dict[Future[T], Task]) -> None:
        """End what is left of a batch: tasks not begun at once, the others at their next month."""
        left = [future for future in waiting if not (future.done() or future.cancel())]
        if left:
            for process in self._processes:
                process.stop()
            wait(left)


def _finished(
    waiting: dict[Future[T], Task], months: queue.SimpleQueue[int], tick: Tick | None
) -> Iterator[tuple[Task, T]]:
    """Results as they come, passing on the months done meanwhile."""
    pending = set(waiting)
    while pending:
        done, pending = wait(pending, timeout=0.2, return_when=FIRST_COMPLETED)
        told = _drained(months)
        if tick and told:
            tick(told)
        for future in done:
            yield waiting[future], future.result()


def _drained(months: queue.SimpleQueue[int]) -> int:
    """Months reported since the last look."""
    total = 0
    with contextlib.suppress(queue.Empty):
        while True:
            total += months.get_nowait()
    return total
