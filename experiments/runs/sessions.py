"""Processes that stay while one batch of tasks after another is given to them."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from types import TracebackType
from typing import Any, Self

from ...agents.compiled import use_threads
from .processes import LARGE, T, Task, Work, _finished, _in_worker, _start_worker, cores


class Crew:
    """As `pool.each_seed`, for many batches: large cities run here, one after the other; small ones side by side.

    Leaving the `with` block, or Ctrl-C in it, stops at the next month what has not finished.
    """

    def __init__(self, persons: int) -> None:
        self.alone = persons >= LARGE or cores() == 1
        self.threads = cores() if persons >= LARGE else 1

    def __enter__(self) -> Self:
        if self.alone:
            use_threads(self.threads)
            return self
        context = multiprocessing.get_context("spawn")
        self._ticks, self._stop = context.Queue(), context.Event()
        self._pool = ProcessPoolExecutor(
            cores(), context, initializer=_start_worker, initargs=(self._ticks, self._stop)
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.alone:
            self._stop.set()
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._ticks.cancel_join_thread()
            self._ticks.close()

    def each(
        self, work: Work[T], tasks: Sequence[Task], *arguments: Any, tick: Callable[[int], None] | None = None
    ) -> Iterator[tuple[Task, T]]:
        """Yield (task, work(task, *arguments, tick)) as they finish; `tick` is called with months done."""
        if self.alone:
            for task in tasks:
                yield task, work(task, *arguments, tick)
            return
        waiting: dict[Future[T], Task] = {self._pool.submit(_in_worker, work, task, arguments): task for task in tasks}
        yield from _finished(waiting, self._ticks, tick)
