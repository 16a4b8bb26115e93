"""How fast this machine is: warm months of the full model beside the memory floor and a plain model of the market."""

from __future__ import annotations

import gc
import time
import tracemalloc
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import numpy as np

from ...agents.compiled import THREADED_ROWS, use_threads
from ...model.build import build_city
from ...model.levers import LEVERS, Dated, Policy
from ...model.levers.existing import existing_training
from ...model.month import step
from ...scenarios.cities import load_city
from ..runs.processes import cores

SIZES = (1_000, 10_000, 100_000, 1_000_000)
CITY = "hangzhou"  # large enough for ten million
ON = ("training_subsidy", "protection_fund", "data_dividend", "dispatch_transparency")  # at the plan's doses
UNTIMED = 4  # months before the clock starts
REPEATS = 5
MOVED = 68  # bytes of a person that a month must read and write at least
PEER_UP_TO = 20_000  # persons; the peer is slow
PlayMonth = Callable[[], object]
Peer = Callable[[int], PlayMonth]  # persons → a function that plays one month


@dataclass(frozen=True)
class Measurement:
    """One size on so many threads; times are of one person's month."""

    persons: int
    threads: int
    ns_per_person_month: float  # wall
    cpu_ns_per_person_month: float  # all threads together
    bytes_per_person: float  # state
    peak_bytes_per_person: float  # state and what a month needs besides
    floor_ratio: float  # wall time over that of moving 68 bytes
    peer_ratio: float | None  # CPU time of the peer over ours; None where it was not run


def bench(
    sizes: Sequence[int] = SIZES,
    threads: Sequence[int] = (),
    months: int = 6,
    *,
    peer: Peer | None = None,
    peer_up_to: int = PEER_UP_TO,
    done: Callable[[int], None] | None = None,
) -> list[dict[str, Any]]:
    """Measure every size on every number of threads (one, and all cores where more help); rows as plain data.

    Every repeat times model, floor and peer one after the other, so that what disturbs the machine disturbs all three.
    `done` is called with the size after each row.
    """
    rows = []
    for persons in sizes:
        for n in threads or ((1,) if persons < THREADED_ROWS else tuple(dict.fromkeys((1, cores())))):
            use_threads(n)
            try:
                other = peer(persons) if peer is not None and persons <= peer_up_to else None
                rows.append(asdict(_row(persons, n, months, other)))
            finally:
                use_threads(1)
            if done:
                done(persons)
    return rows


def _row(persons: int, threads: int, months: int, peer: PlayMonth | None) -> Measurement:
    profile = load_city(CITY)
    city = build_city(profile, persons, seed=1)
    policy = Policy(tuple(Dated(lever=LEVERS[name]()) for name in ON), (existing_training(profile),))

    def month() -> object:
        return step(city, policy)

    floor = _mover(persons, threads)
    for play in (month, floor, *([peer] if peer else [])):
        for _ in range(UNTIMED):
            play()
    ours, least, theirs = [], [], []
    for _ in range(REPEATS):
        ours.append(_timed(month, months, persons))
        least.append(_timed(floor, months, persons))
        if peer:
            theirs.append(_timed(peer, months, persons))
    wall, cpu = (median(times[k] for times in ours) for k in (0, 1))
    return Measurement(
        persons,
        threads,
        wall,
        cpu,
        city.nbytes / persons,
        (city.nbytes + _needed_besides(month)) / persons,
        wall / median(times[0] for times in least),
        median(times[1] for times in theirs) / cpu if theirs else None,
    )


def _timed(month: PlayMonth, months: int, persons: int) -> tuple[float, float]:
    """Wall and CPU nanoseconds a person and month."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(months):
        month()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return wall * 1e9 / months / persons, cpu * 1e9 / months / persons


def _mover(persons: int, threads: int) -> PlayMonth:
    """Read half of the bytes and write the other half, shared by threads: nothing that visits everybody is faster."""
    source = np.ones(persons * MOVED // 2, np.uint8)
    target = np.zeros_like(source)
    bounds = np.linspace(0, len(source), threads + 1).astype(int)
    pieces = [(target[a:b], source[a:b]) for a, b in pairwise(bounds)]
    if threads == 1:
        return lambda: np.copyto(target, source)
    pool = ThreadPoolExecutor(threads, "mover")
    return lambda: [done.result() for done in [pool.submit(np.copyto, *piece) for piece in pieces]]


def _needed_besides(month: PlayMonth) -> int:
    """Most bytes that a month holds at once besides the state."""
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        month()
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
