"""Where the runs of a sweep are computed: here, in processes of this machine, or on a Dask cluster.

An engine has desks: executors of one run at a time, so that runs which share a burn-in can be given to the same desk,
and a process that dies takes only its own desk down. The executors are those of the standard library and of
Dask distributed; nothing here moves data or watches processes by itself.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, Protocol

from ...agents.compiled import use_threads
from ...results.store import Record
from ...scenarios.memory import available_bytes, bytes_for
from ..runs.processes import LARGE, Stopped, cores
from .simulate import Run, play_run

_stop: Any = None  # in a worker process: set when the parent gives up


class EngineLost(Exception):
    """The engine cannot go on; what is finished is kept."""


class Engine(Protocol):
    """Desks by name, and how to give one a run."""

    at_once: int  # runs that a desk may hold, the one under way included

    def desks(self) -> list[str]:
        """Desks there are now."""
        ...

    def submit(self, desk: str, run: Run) -> Future[Record]:
        """Give a run to a desk."""
        ...

    def renew(self, desk: str) -> None:
        """Replace a desk whose process has died."""
        ...

    def close(self) -> None:
        """Stop what has not finished."""
        ...


class Here:
    """One desk: this process, with as many threads in a run as its city is worth."""

    at_once = 1

    def __init__(self, study: bytes, persons: int) -> None:
        self.study = study
        use_threads(cores() if persons >= LARGE else 1)

    def desks(self) -> list[str]:
        """This process alone."""
        return ["here"]

    def submit(self, desk: str, run: Run) -> Future[Record]:
        """Play the run now."""
        done: Future[Record] = Future()
        done.set_result(play_run(self.study, run))
        return done

    def renew(self, desk: str) -> None:
        """This process is alive."""

    def close(self) -> None:
        """Nothing is under way."""


class Processes:
    """A process for each core, each with an executor of its own: one that dies takes no other run with it, and small
    cities, in which Python itself is much of the work, do not wait for its lock."""

    at_once = 2  # the next run waits at the desk, so that the process is never idle

    def __init__(self, study: bytes, workers: int) -> None:
        self.study = study
        self._context = multiprocessing.get_context("spawn")
        self._stopped = self._context.Event()
        self._pools: dict[str, Executor] = {f"process {k + 1}": self._pool() for k in range(workers)}

    def _pool(self) -> Executor:
        return ProcessPoolExecutor(1, self._context, initializer=_start, initargs=(self._stopped, self.study))

    def desks(self) -> list[str]:
        """One a process."""
        return list(self._pools)

    def submit(self, desk: str, run: Run) -> Future[Record]:
        """Queue a run at a process."""
        return self._pools[desk].submit(_in_process, run)

    def renew(self, desk: str) -> None:
        """A new process in the place of a dead one."""
        self._pools[desk].shutdown(wait=False, cancel_futures=True)
        self._pools[desk] = self._pool()

    def close(self) -> None:
        """Processes stop at their next month."""
        self._stopped.set()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)


_study = b""


def _start(stopped: Any, study: bytes) -> None:
    """Prepare a worker process: Ctrl-C is for the parent, whose death ends this process too."""
    global _stop, _study
    _stop, _study = stopped, study
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_threads(1)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    """Leave when the parent is gone, however it went."""
    parent.join()
    os._exit(1)


def _in_process(run: Run) -> Record:
    return play_run(_study, run, _tick)


def _tick(months: int) -> None:
    if _stop.is_set():
        raise Stopped


def local(study: bytes, persons: int, runs: int) -> Engine:
    """The engine of this machine: as many processes as cores, memory and runs allow; large cities one by one here."""
    fitting = max(1, available_bytes() // bytes_for(persons))
    workers = min(cores(), fitting, runs)
    return Here(study, persons) if persons >= LARGE or workers < 2 else Processes(study, workers)


MakeEngine = Callable[[bytes, int, int], Engine]  # packed study, persons, runs → engine
