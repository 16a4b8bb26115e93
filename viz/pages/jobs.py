"""Long work behind the pages: a bounded queue of jobs, done by processes that stay and know their cities.

A job is a list of tasks (a function that can be imported, its arguments; it is called with `tick` added and should call
it with the months done). Jobs with the same key are one job, whoever asks; it goes on while somebody wants it.
Results come in task by task. Every bound is told by `Job.why`, a key under `app.jobs` in viz/words/text/.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from ...experiments.runs.process import Process, ProcessDied, Stopped, close_all
from ...experiments.runs.processes import cores

RUNNING = 2  # processes
AT_ONCE = 6  # jobs that share them, task by task, so that a short one is not behind a long one
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
    results: dict[int, Any] = field(default_factory=dict)  # place of the task → its result, None when forgotten
    out: set[int] = field(default_factory=set)  # places of tasks that are being done
    given: float = 0.0  # when a task was last given to a process
    began: float = 0.0
    sessions: set[str] = field(default_factory=set)  # who wants it
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

    def count(self, months: int) -> None:
        """Add months that have been done."""
        with self.news:
            self.change(done=self.done + months)

    def change(self, **values: Any) -> None:
        """Set fields and wake those who wait for news."""
        with self.news:
            for name, value in values.items():
                setattr(self, name, value)
            self.version += 1
            self.news.notify_all()

    def forget(self) -> None:
        """Let go of what has come of it, once that is kept elsewhere; how many results there were stays."""
        with self.news:
            self.results = dict.fromkeys(self.results)

    def wait(self, seen: int, seconds: float = 1.0) -> int:
        """Wait until the version is no longer `seen`, or so long; return it."""
        with self.news:
            self.news.wait_for(lambda: self.version != seen, seconds)
            return self.version


class Board:
    """The queue and the processes; one for a server."""

    def __init__(
        self, processes: int = RUNNING, waiting: int = WAITING, seconds: float = SECONDS, at_once: int = AT_ONCE
    ) -> None:
        self.most_waiting, self.seconds, self.at_once = waiting, seconds, at_once
        self.jobs: list[Job] = []  # waiting and running, oldest first
        self.changed = threading.Condition()
        self.closed = False
        self.runners = [_Runner(self, place) for place in range(min(processes, max(1, cores())))]

    def submit(self, key: str, tasks: Sequence[Task], months: int, session: str) -> Job:
        """Queue a job for a session, whose earlier job is dropped; refused (state failed) where the queue is full."""
        with self.changed:
            job = next((j for j in self.jobs if j.key == key and not j.ended), None)
            if job is None:
                job = Job(key, tasks, months)
            job.sessions.add(session)
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
        """A session no longer wants a job; one that nobody wants is cancelled."""
        with self.changed:
            self._leave(job, session)

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
        for runner in self.runners:
            if runner.job is job:
                runner.process.stop()
        self.changed.notify_all()

    def next(self, runner: _Runner) -> tuple[Job, int] | None:
        """A task for a process, waiting until there is one; None when the board is closed. The job goes first that has
        the fewest tasks under way, and of those that waits longest for its next; tasks of a place go to the same
        process where it is free, which knows the city."""
        with self.changed:
            while not self.closed:
                able = [j for j in self.jobs if j.state == "running"] + self._startable()
                for job in sorted(able, key=lambda j: (len(j.out), j.given)):
                    left = [k for k in range(len(job.tasks)) if k not in job.results and k not in job.out]
                    if left:
                        place = next((k for k in left if k % len(self.runners) == runner.place), left[0])
                        job.out.add(place)
                        job.given = time.monotonic()
                        runner.job = job
                        runner.process.resume()
                        if job.state == "waiting":
                            job.change(state="running", began=time.monotonic())
                        return job, place
                self.changed.wait(5.0)
            return None

    def rest(self) -> None:
        """End processes that are at no task; the next task starts them again."""
        with self.changed:
            close_all([runner.process for runner in self.runners if runner.job is None])

    def close(self) -> None:
        """Stop everything."""
        with self.changed:
            self.closed = True
            for job in list(self.jobs):
                self.end(job, "cancelled", "closed")
            self.changed.notify_all()
        for runner in self.runners:
            runner.process.kill()

    def _startable(self) -> list[Job]:
        running = sum(j.state == "running" for j in self.jobs)
        return [j for j in self.jobs if j.state == "waiting"][: max(0, self.at_once - running)]

    def _leave(self, job: Job, session: str) -> None:
        if session in job.sessions:
            job.sessions.discard(session)
            if not job.sessions:
                self.end(job, "cancelled", "cancelled")


class _Runner:
    """A process, and the thread that gives it tasks."""

    def __init__(self, board: Board, place: int) -> None:
        self.board, self.place = board, place
        self.job: Job | None = None
        self.process = Process(MOST_BYTES, yields=True)
        self.thread = threading.Thread(target=self._run, daemon=True, name=f"job-{place}")
        self.thread.start()

    def _run(self) -> None:
        while (task := self.board.next(self)) is not None:
            job, place = task
            work, arguments = job.tasks[place]
            result, why, told = None, "", ""
            try:
                result = self.process.do(work, *arguments, on_months=job.count, look=self._bounds(job))
            except Stopped:
                why = "stopped"
            except MemoryError as error:
                why, told = "too_large", str(error)
            except ProcessDied:
                why = "broke"
            except Exception as error:
                why, told = "broke", f"{type(error).__name__}: {error}"
            with self.board.changed:
                self.job = None
                job.out.discard(place)
                self._settle(job, place, result, why, told)
                self.board.changed.notify_all()

    def _bounds(self, job: Job) -> Callable[[], None]:
        """What to look at while a task is done: its time, and whether a process that is told to stop does."""
        stopped_since: float | None = None

        def look() -> None:
            nonlocal stopped_since
            if job.state == "running" and job.seconds > self.board.seconds:
                with self.board.changed:
                    self.board.end(job, "done" if job.results else "failed", "too_long")
            if job.ended:
                stopped_since = stopped_since or time.monotonic()
                if time.monotonic() > stopped_since + GRACE:
                    self.process.kill()

        return look

    def _settle(self, job: Job, place: int, result: Any, why: str, told: str) -> None:
        if job.ended or why == "stopped":
            return
        if why:
            self.board.end(job, "failed", why, told)
            return
        job.change(results={**job.results, place: result})
        if len(job.results) == len(job.tasks):
            self.board.end(job, "done")


@cache
def board() -> Board:
    """The server's board; its processes start with the first job."""
    return Board()
