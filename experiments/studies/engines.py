"""Where the runs of a sweep are computed: here, in processes of this machine, or on a Dask cluster.

An engine has slots: places for one run at a time, so that runs which share a burn-in can be given to the same slot, and
a process that dies takes only what it was at down. Processes are those of `runs.process`, the cluster is Dask's.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from ...agents.compiled import use_threads
from ...results.store_tables import Record
from ...scenarios.memory import available_bytes, bytes_for
from ..runs.process import Process, close_all
from ..runs.processes import LARGE, cores
from .simulate import Run, play_run

BESIDE = 2  # cities in a process: the one after the burn-in, and the future that is played


class EngineLost(Exception):
    """The engine cannot go on; what is finished is kept."""


class Engine(Protocol):
    """Slots by name, and how to give one a run; a run whose process dies raises ProcessDied."""

    at_once: int  # runs that a slot may hold, the one under way included

    def slots(self) -> list[str]:
        """Slots there are now."""
        ...

    def submit(self, slot: str, run: Run) -> Future[Record]:
        """Give a run to a slot."""
        ...

    def close(self) -> None:
        """Stop what has not finished."""
        ...


class Here:
    """One slot: this process, with as many threads in a run as its city is worth."""

    at_once = 1

    def __init__(self, study: bytes, persons: int) -> None:
        self.study = study
        use_threads(cores() if persons >= LARGE else 1)

    def slots(self) -> list[str]:
        """This process alone."""
        return ["here"]

    def submit(self, slot: str, run: Run) -> Future[Record]:
        """Play the run now."""
        done: Future[Record] = Future()
        done.set_result(play_run(self.study, run))
        return done

    def close(self) -> None:
        """Nothing is under way."""


class Processes:
    """A process for each core, and a thread that gives it runs: one that dies takes no other run with it, and small
    cities, in which Python itself is much of the work, do not wait for its lock."""

    at_once = 2  # the next run waits at the slot, so that the process is never idle

    def __init__(self, study: bytes, count: int) -> None:
        self.study = study
        names = [f"process {k + 1}" for k in range(count)]
        self._processes = {name: Process() for name in names}
        self._threads = {name: ThreadPoolExecutor(1, name) for name in names}

    def slots(self) -> list[str]:
        """One a process."""
        return list(self._processes)

    def submit(self, slot: str, run: Run) -> Future[Record]:
        """Queue a run at a process, which is begun anew if it has died."""
        return self._threads[slot].submit(self._processes[slot].do, play_run, self.study, run)

    def close(self) -> None:
        """Processes stop at their next month."""
        for process in self._processes.values():
            process.stop()
        for thread in self._threads.values():
            thread.shutdown(wait=True, cancel_futures=True)
        close_all(list(self._processes.values()))


def local(study: bytes, persons: int, runs: int) -> Engine:
    """The engine of this machine: as many processes as cores, memory and runs allow; large cities one by one here."""
    fitting = max(1, available_bytes() // bytes_for(persons, BESIDE))
    count = min(cores(), fitting, runs)
    return Here(study, persons) if persons >= LARGE or count < 2 else Processes(study, count)


MakeEngine = Callable[[bytes, int, int], Engine]  # packed study, persons, runs → engine
