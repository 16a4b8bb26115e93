"""Long work behind the pages: a bounded queue of jobs, done by processes of their own that stay warm.

A job is a list of tasks (a function that can be imported, its arguments; it is called with `tick` added and should call
it with the months done). Jobs with the same key are one job, whoever asks; it goes on while somebody watches it.
Results come in task by task. Every bound is told by `Job.why`, a key under `app.jobs` in viz/words/text/.
"""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from ...experiments.runs.desk import DONE, MONTHS, STOPPED, TOO_LARGE, attend
from ...experiments.runs.processes import cores

RUNNING = 2  # processes, and jobs that run at once
WAITING = 24  # jobs that may wait
SECONDS = 300.0  # a job may run
MOST_BYTES = 1_500_000_000  # of data, for each process
GRACE = 15.0  # seconds a process may take to stop

Task = tuple[Callable[..., Any], tuple[Any, ...]]
State = Literal["waiting", "running", "done", "cancelled", "failed"]
ENDED = ("done", "cancelled", "failed")


@dataclass(eq=False)
class Job:
    """Some work, how far it is, and what has come of it."""

    key: str
    tasks: Sequence[Task]
    months: int  # of all tasks, for the progress
    state: State = "waiting"
    why: str = ""  # why it was refused, cut short or failed
    told: str = ""  # what the failure said
    done: int = 0  # months
    results: dict[int, Any] = field(default_factory=dict)  # place of the task → its result
    out: set[int] = field(default_factory=set)  # places of tasks that are being done
    began: float = 0.0
    watchers: set[str] = field(default_factory=set)  # sessions
    version: int = 0  # counts the changes
    news: threading.Condition = field(default_factory=threading.Condition)

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ENDED

    @property
    def share(self) -> float:
        """Part that is done, 0 to 1."""
        return min(1.0, self.done / self.months) if self.months else 0.0

    @property
    def seconds(self) -> float:
        """Since it began to run."""
        return time.monotonic() - self.began if self.began else 0.0

    @property
    def seconds_left(self) -> float | None:
        """At the speed so far; None before there is one."""
        if self.state != "running" or not self.done:
            return None
        return self.seconds * (1.0 - self.share) / max(self.share, 1e-9)

    def change(self, **values: Any) -> None:
        """Set fields and wake those who wait for news."""
        with self.news:
            for name, value in values.items():
                setattr(self, name, value)
            self.version += 1
            self.news.notify_all()

    def wait(self, seen: int, seconds: float = 1.0) -> int:
        """Wait until the version is no longer `seen`, or so long; return it."""
        with self.news:
            self.news.wait_for(lambda: self.version != seen, seconds)
            return self.version


class Board:
    """The queue and the processes; one for a server."""

    def __init__(self, processes: int = RUNNING, waiting: int = WAITING, seconds: float = SECONDS) -> None:
        self.most_waiting, self.seconds = waiting, seconds
        self.jobs: list[Job] = []  # waiting and running, oldest first
        self.changed = threading.Condition()
        self.closed = False
        self.hands = [_Hand(self, place) for place in range(min(processes, max(1, cores())))]

    def submit(self, key: str, tasks: Sequence[Task], months: int, session: str) -> Job:
        """Queue a job for a session, whose earlier job is dropped; refused (state failed) where the queue is full."""
        with self.changed:
            job = next((j for j in self.jobs if j.key == key and not j.ended), None)
            if job is None:
                job = Job(key, tasks, months)
            job.watchers.add(session)
            for other in [j for j in self.jobs if j is not job]:
                self._leave(other, session)
            if job not in self.jobs:
                if sum(j.state == "waiting" for j in self.jobs) >= self.most_waiting:
                    job.change(state="failed", why="queue_full")
                    return job
                self.jobs.append(job)
            self.changed.notify_all()
            return job

    def leave(self, job: Job, session: str) -> None:
        """A session no longer watches; a job that nobody watches is cancelled."""
        with self.changed:
            self._leave(job, session)

    def cancel(self, job: Job) -> None:
        """Stop a job, for all who watch it; what has come in stays."""
        with self.changed:
            self.end(job, "cancelled", "cancelled")

    def ahead(self, job: Job) -> int:
        """How many jobs run or wait before this one."""
        with self.changed:
            return self.jobs.index(job) if job in self.jobs else 0

    def end(self, job: Job, state: State, why: str = "", told: str = "") -> None:
        """Settle a job (the board must be held); processes at its tasks are told to stop."""
        if job.ended:
            return
        self.jobs.remove(job)
        job.change(state=state, why=why, told=told)
        for hand in self.hands:
            if hand.job is job:
                hand.stop.set()
        self.changed.notify_all()

    def next(self, hand: _Hand) -> tuple[Job, int] | None:
        """A task for a process, waiting until there is one; None when the board is closed. Tasks of a place go to the
        same process where it is free, since that one knows the city already."""
        with self.changed:
            while not self.closed:
                for job in [j for j in self.jobs if j.state == "running"] + self._startable():
                    left = [k for k in range(len(job.tasks)) if k not in job.results and k not in job.out]
                    if left:
                        place = next((k for k in left if k % len(self.hands) == hand.place), left[0])
                        job.out.add(place)
                        hand.job = job
                        hand.stop.clear()
                        if job.state == "waiting":
                            job.change(state="running", began=time.monotonic())
                        return job, place
                self.changed.wait(5.0)
            return None

    def close(self) -> None:
        """Stop everything."""
        with self.changed:
            self.closed = True
            for job in list(self.jobs):
                self.end(job, "cancelled", "closed")
            self.changed.notify_all()
        for hand in self.hands:
            hand.end()

    def _startable(self) -> list[Job]:
        running = sum(j.state == "running" for j in self.jobs)
        return [j for j in self.jobs if j.state == "waiting"][: max(0, RUNNING - running)]

    def _leave(self, job: Job, session: str) -> None:
        if session in job.watchers:
            job.watchers.discard(session)
            if not job.watchers:
                self.end(job, "cancelled", "cancelled")


class _Hand:
    """A process, and the thread that talks to it."""

    def __init__(self, board: Board, place: int) -> None:
        self.board, self.place = board, place
        self.job: Job | None = None
        self.context = multiprocessing.get_context("spawn")
        self.stop = self.context.Event()
        self.process: Any = None
        self.thread = threading.Thread(target=self._tend, daemon=True, name=f"job-{place}")
        self.thread.start()

    def end(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.terminate()
            self.process.join(5)

    def _dismiss(self) -> None:
        if self.process is not None:
            self.process.join(1.0)
            self.process.kill()
            self.process = None
            self.stop = self.context.Event()  # whoever is killed while it looks leaves the old one locked

    def _start(self) -> None:
        self.pipe, theirs = self.context.Pipe()
        self.process = self.context.Process(target=attend, args=(theirs, self.stop, MOST_BYTES), daemon=True)
        self.process.start()
        theirs.close()

    def _tend(self) -> None:
        while (task := self.board.next(self)) is not None:
            job, place = task
            if self.process is None or not self.process.is_alive():
                self._start()
            try:
                self.pipe.send(job.tasks[place])
                kind, value = self._listen(job)
            except (EOFError, OSError):
                kind, value = "died", ""
                self._dismiss()  # the pipe closes a little before the process is gone
            with self.board.changed:
                self.job = None
                job.out.discard(place)
                self._settle(job, place, kind, value)
                self.board.changed.notify_all()

    def _listen(self, job: Job) -> tuple[str, Any]:
        """What comes of a task; a process that is told to stop and does not is ended."""
        patience: float | None = None
        while True:
            if self.pipe.poll(0.25):
                kind, value = self.pipe.recv()
                if kind != MONTHS:
                    return kind, value
                job.change(done=job.done + value)
            if job.state == "running" and job.seconds > self.board.seconds:
                with self.board.changed:
                    self.board.end(job, "done" if job.results else "failed", "too_long")
            if job.ended:
                patience = patience or time.monotonic() + GRACE
                if time.monotonic() > patience:
                    self.process.kill()
                    self.process.join()

    def _settle(self, job: Job, place: int, kind: str, value: Any) -> None:
        if job.ended or kind == STOPPED:
            return
        if kind == DONE:
            job.change(results={**job.results, place: value})
            if len(job.results) == len(job.tasks):
                self.board.end(job, "done")
            return
        self.board.end(job, "failed", "too_large" if kind == TOO_LARGE else "broke", str(value))


@cache
def board() -> Board:
    """The server's board; its processes start with the first job."""
    return Board()
