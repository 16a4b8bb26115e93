"""Runs on a Dask cluster: its scheduler hands them out, its workers play them, this process writes them down.

A slot is one thread of one worker. Runs are tied to a slot loosely: if its worker dies, the scheduler gives them to
another; a run that kills three workers comes back as failed. Workers need this version of Jiuye, nothing else: no
shared disk, for results travel back as they finish.
"""

from __future__ import annotations

import contextlib
import time
from concurrent.futures import Executor, Future
from typing import Any

from ...messages import Message, phrase
from ...results.store_tables import Record
from ...scenarios.yaml_reader import Fault, SpecError
from .engines import EngineLost
from .simulate import Run, model_mark, play_run

ANSWER_WITHIN = 5.0  # seconds for the scheduler to answer
WORKERS_WITHIN = 10.0  # seconds for a first worker to be there
ALONE_FOR = 60.0  # seconds without any worker after which the sweep gives up
LOOK_EVERY = 1.0  # seconds between looks at which workers there are


class Cluster:
    """Workers of a scheduler at an address."""

    at_once = 2

    def __init__(self, address: str, study: bytes) -> None:
        self.study, self.address = study, address
        self.client = _client(address)
        self._pools: dict[str, Executor] = {}
        self._seen, self._alone_since = 0.0, time.monotonic()
        try:
            self._slots = self._first_slots()
            self._check_versions()
        except BaseException:
            self.client.close()
            raise

    def slots(self) -> list[str]:
        """Threads of the workers there are now; workers may come and go. EngineLost if all have gone for long."""
        now = time.monotonic()
        if now - self._seen > LOOK_EVERY:
            self._seen, self._slots = now, self._look()
        if self.client.status != "running":
            raise EngineLost(phrase("dask.gone", "the scheduler at {address} is gone", address=self.address))
        if self._slots:
            self._alone_since = now
        elif now - self._alone_since > ALONE_FOR:
            what = "the scheduler at {address} has had no workers for {n} s"
            raise EngineLost(phrase("dask.alone", what, address=self.address, n=f"{ALONE_FOR:.0f}"))
        return self._slots

    def submit(self, slot: str, run: Run) -> Future[Record]:
        """Give a run to a worker, or to another if that one dies."""
        worker = slot.rpartition(" ")[0]
        if worker not in self._pools:
            self._pools[worker] = self.client.get_executor(workers=[worker], allow_other_workers=True, pure=False)
        return self._pools[worker].submit(play_run, self.study, run)

    def close(self) -> None:
        """Give up what has not finished, and leave the cluster as it was."""
        with contextlib.suppress(Exception):  # the scheduler may be gone
            for pool in self._pools.values():
                pool.shutdown(wait=False, cancel_futures=True)
        with contextlib.suppress(Exception):
            self.client.close(timeout=2)

    def _first_slots(self) -> list[str]:
        """Wait a moment for a first worker."""
        deadline = time.monotonic() + WORKERS_WITHIN
        while not (found := self._look()):
            if time.monotonic() > deadline:
                what = "the scheduler at {address} has no workers; start some with `dask worker`"
                raise _fault(phrase("dask.no_workers", what, address=self.address))
            time.sleep(0.2)
        return found

    def _look(self) -> list[str]:
        threads: dict[str, int] = self.client.nthreads()
        return [f"{worker} {k + 1}" for worker, count in threads.items() for k in range(count)]

    def _check_versions(self) -> None:
        """Every worker must simulate the same model."""
        ours = model_mark()
        try:
            marks: dict[str, Any] = self.client.run(model_mark)
        except Exception as error:  # most often: Jiuye is not installed there
            what = "the workers at {address} cannot run Jiuye ({why})"
            raise _fault(phrase("dask.no_jiuye", what, address=self.address, why=str(error))) from None
        odd = [worker for worker, mark in marks.items() if mark != ours]
        if odd:
            what = "the worker {worker} has another version of Jiuye; install the same on every machine"
            raise _fault(phrase("dask.other_version", what, worker=odd[0]))


def check_address(address: str) -> None:
    """SpecError unless a scheduler with usable workers answers; nothing is begun."""
    Cluster(address, b"").close()


def _client(address: str) -> Any:
    """A client of the scheduler; SpecError if nobody answers soon."""
    try:
        from distributed import Client
    except ImportError:
        message = phrase("dask.missing", "needs Dask; install it with `pip install 'jiuye[dask]'`")
        raise SpecError([Fault("--engine", message)]) from None
    try:
        return Client(address, timeout=ANSWER_WITHIN, set_as_default=False)
    except (OSError, ValueError) as error:
        said = " ".join(str(error).split())[:160]
        what = "nobody answers at {address} within {n} s ({why})"
        raise _fault(phrase("dask.silent", what, address=address, n=f"{ANSWER_WITHIN:.0f}", why=said)) from None


def _fault(message: Message) -> SpecError:
    return SpecError([Fault("--address", message)])


def cluster(address: str) -> Any:
    """The engine at an address, made when a sweep needs it."""
    return lambda study, persons, runs: Cluster(address, study)
