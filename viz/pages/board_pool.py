"""A pool whose batches queue on the pages' board among the work of other visitors."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Any

from ...experiments.runs.process import Stopped, T, Work
from ...experiments.runs.processes import Task
from ...experiments.runs.run import Tick
from .jobs import Board


class BatchFailed(RuntimeError):
    """A batch did not come to its end; `why` is a key under `app.jobs`."""

    def __init__(self, why: str, told: str) -> None:
        super().__init__(told or why)
        self.why, self.told = why, told


class BoardPool:
    """Batches of one question, each a job that waits its turn."""

    def __init__(self, board: Board, key: str, stop: threading.Event) -> None:
        """`stop`, once set, gives the present batch up, as Stopped."""
        self.board, self.key, self.stop = board, key, stop
        self.batches = 0

    def each(
        self, work: Work[T], tasks: Sequence[Task], *arguments: Any, tick: Tick | None = None
    ) -> Iterator[tuple[Task, T]]:
        """Yield (task, work(task, *arguments, tick=tick)) as they finish; Stopped, BatchFailed."""
        self.batches += 1
        wanted = [(work, (task, *arguments)) for task in tasks]
        job = self.board.submit(f"{self.key} {self.batches}", wanted, 0, self.key)
        told, seen, done = 0, -1, 0
        given: set[int] = set()
        try:
            while True:
                if self.stop.is_set():
                    raise Stopped
                seen = job.wait(seen)
                ended, results, done = job.ended, job.results, job.done
                if tick and done > told:
                    tick(done - told)
                told = done
                for place in sorted(results.keys() - given):
                    given.add(place)
                    yield tasks[place], results[place]
                if ended:
                    break
            if len(given) < len(tasks):
                raise Stopped if job.state == "cancelled" else BatchFailed(job.why, job.told)
        finally:
            self.board.leave(job, self.key)
