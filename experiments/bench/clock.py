"""Clocks of the bench: CPU time first, wall time beside it, and whether the machine was quiet meanwhile."""

from __future__ import annotations

import gc
import hashlib
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

QUIET = 1.9  # threads' worth of work that two threads get done at once
SPUN = bytes(4_000_000)  # hashed without Python's lock
SPINS = 4

Row = dict[str, Any]


@dataclass(frozen=True)
class Took:
    """Seconds."""

    cpu_s: float  # of all threads together; of children, where it was they that worked
    wall_s: float

    def each(self, months: int, persons: int = 1) -> Took:
        """The same in nanoseconds of one person's month."""
        return Took(self.cpu_s * 1e9 / months / persons, self.wall_s * 1e9 / months / persons)


def timed(work: Callable[[], object], cpu: Callable[[], float] = time.process_time) -> Took:
    """How long a piece of work takes."""
    gc.collect()
    wall, busy = time.perf_counter(), cpu()
    work()
    busy, wall = cpu() - busy, time.perf_counter() - wall
    return Took(busy, wall)


def children_cpu() -> float:
    """CPU seconds of all processes that this one began and that have ended; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_quietly(words: Sequence[str]) -> None:
    """A command that must succeed."""
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def spin() -> float:
    """Work that two threads get done in the time in which one does one, or the cores they had if that is less, for what
    disturbs one thread alone makes two look good: 2 where two cores are idle."""
    alone = timed(_spin).wall_s
    with ThreadPoolExecutor(2, "spin") as pool:
        both = timed(lambda: list(pool.map(lambda _: _spin(), range(2))))
    return min(2.0 * alone, both.cpu_s) / both.wall_s


def _spin() -> None:
    for _ in range(SPINS):
        hashlib.blake2b(SPUN).digest()


@contextmanager
def looked_at() -> Iterator[Row]:
    """How quiet the machine was around what is measured within: filled in at the end, from before and after."""
    found: Row = {}
    before = spin()
    yield found
    found["spin"] = min(before, spin())
    found["quiet"] = found["spin"] >= QUIET
