"""Months by size and threads: four levers and the whole plan beside the memory floor and a plain model."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import pairwise
from statistics import median
from typing import Protocol

import numpy as np

from ...agents.compiled import THREADED_ROWS, use_threads
from ..runs.processes import cores
from ..runs.run import Eve, Simulation, burnt_in
from .clock import Row, Took, looked_at, timed
from .settings import LEVERS, PLAN, SEED, future_of, scenario_at

UNTIMED = 4  # months before the clock starts
REPEATS = 3
RUN = 60  # months of a shipped scenario
MOVED = 68  # bytes of a person that a month must read and write at least
PEER_UP_TO = 100_000  # persons; the peer is slow
PEER_MONTHS = 60  # at most, until the peer is near
NEAR = 0.005  # in unemployment, a share
PERCENT = 100
PlayMonth = Callable[[], object]


class PeerMarket(Protocol):
    """What is measured beside the model."""

    unemployment: float  # share of its workers

    def step(self) -> None:
        """Play a month."""
        ...


Peer = Callable[[int], PeerMarket]  # persons → a market of so many


@dataclass(frozen=True)
class Measurement:
    """One size on so many threads; times are nanoseconds of one person's month."""

    persons: int
    threads: int
    cpu_ns_per_person_month: float  # all threads together, all indicators included
    ns_per_person_month: float  # wall
    indicators_ns: float  # CPU time of them in that
    plan_cpu_ns: float  # the same month under the whole plan
    plan_ns: float
    bytes_per_person: float  # state
    floor_ratio: float  # wall time over that of moving 68 bytes
    unemployment: float  # share after the months before the clock starts
    peer_cpu_ns: float | None  # None where the peer was not run
    peer_ratio: float | None  # CPU time of the peer over ours
    peer_unemployment: float | None
    peer_months: int | None  # it was played until it came near


class Settled:
    """A peer that has been played until its unemployment came near ours."""

    def __init__(self, market: PeerMarket, rate: float) -> None:
        self.market, self.months = market, 0
        while self.months < PEER_MONTHS and (self.months < UNTIMED or abs(market.unemployment - rate) > NEAR):
            market.step()
            self.months += 1
        self.rate = market.unemployment


def measure_size(persons: int, threads: tuple[int, ...], months: int, peer: Peer | None) -> list[Row]:
    """One size on every number of threads (one, and all cores where more help): a row each. The burnt-in city and the
    peer are made once."""
    counts = threads or ((1,) if persons < THREADED_ROWS else tuple(dict.fromkeys((1, cores()))))
    use_threads(max(counts))
    try:
        eve = burnt_in(scenario_at(LEVERS, persons, 1), SEED)
        rows, settled = [], None
        for n in counts:
            use_threads(n)
            with looked_at() as window:
                measured, settled = _measured(eve, n, months, peer, settled)
            rows.append({**asdict(measured), **window})
        return rows
    finally:
        use_threads(1)


def _measured(
    eve: Eve, threads: int, months: int, peer: Peer | None, settled: Settled | None
) -> tuple[Measurement, Settled | None]:
    """Every repeat times levers, plan, floor and peer one after the other, so that what disturbs one disturbs all."""
    persons = len(eve.city.workers)
    played = UNTIMED + REPEATS * months
    levers, plan = (future_of(eve, scenario_at(name, persons, played)) for name in (LEVERS, PLAN))
    floor = _mover(persons, threads)
    for play in (levers.month, plan.month, floor):
        _times(play, UNTIMED)()
    rate = float(levers.result().indicators["unemployment_rate"][-1, 0]) / PERCENT
    if settled is None and peer is not None:
        settled = Settled(peer(persons), rate)
    others = {"peer": settled.market.step} if settled else {}
    plays: dict[str, PlayMonth] = {"levers": levers.month, "plan": plan.month, "floor": floor, **others}
    taken: dict[str, list[Took]] = {name: [] for name in plays}
    for _ in range(REPEATS):
        for name, play in plays.items():
            taken[name].append(timed(_times(play, months)).each(months, persons))
    found = {name: _median(each) for name, each in taken.items()}
    ours, theirs = _with_indicators(found["levers"], levers), _with_indicators(found["plan"], plan)
    other = found.get("peer")
    return Measurement(
        persons,
        threads,
        ours.cpu_s,
        ours.wall_s,
        ours.cpu_s - found["levers"].cpu_s,
        theirs.cpu_s,
        theirs.wall_s,
        levers.city.nbytes / persons,
        found["levers"].wall_s / found["floor"].wall_s,
        rate,
        other.cpu_s if other else None,
        other.cpu_s / ours.cpu_s if other else None,
        settled.rate if settled else None,
        settled.months if settled else None,
    ), settled


def _times(play: PlayMonth, months: int) -> PlayMonth:
    def several() -> None:
        for _ in range(months):
            play()

    return several


def _median(taken: list[Took]) -> Took:
    return Took(median(one.cpu_s for one in taken), median(one.wall_s for one in taken))


def _with_indicators(month: Took, simulation: Simulation) -> Took:
    """A month and its share of measuring every indicator at the end of a run; the months played stand in for its
    months."""
    simulation.months = (simulation.months * RUN)[:RUN]
    measuring = timed(simulation.result).each(RUN, len(simulation.city.workers))
    return Took(month.cpu_s + measuring.cpu_s, month.wall_s + measuring.wall_s)


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
