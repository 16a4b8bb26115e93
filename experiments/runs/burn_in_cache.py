"""Burnt-in cities are kept: the burn-in is the larger half of a run and depends on city, people, season and seed alone.

Whoever may ask for the same city again asks `eve_of` and forks what it gets; whoever plays a city once, and may use it
up, asks for one of their own with `own_eve`. Both look first at what is kept on disk.
"""

from __future__ import annotations

import json
import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, ClassVar, Generic, TypeVar

from ...scenarios.memory import BYTES_OF_STATE
from ...scenarios.spec import Scenario
from .heap import spacious
from .kept_eves import read_eve, write_eve
from .run import Eve, Tick, burnt_in

T = TypeVar("T")
CITIES, CITY_BYTES = 32, 512_000_000  # kept by one process: number, bytes
FEW_BYTES = 10_000_000  # of each kind, kept by one that leaves memory to others: it reads an eve from disk again


class Recent(Generic[T]):
    """The values used last, by key; safe for the threads of one process."""

    ceiling: ClassVar[float] = math.inf  # bytes that any of them may keep

    def __init__(self, most: int, size: Callable[[T], int] = lambda value: 0, room: int = 0) -> None:
        """At most so many, and at most so large together; the last one stays however large it is."""
        self.most, self.size, self.room = most, size, room
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T], expected: int = 0) -> T:
        """The value of a key, made if it is not here; what was not used for longest makes room: for what is `expected`
        before it is made, so that the two are never there together."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            while self._values and self._is_full(expected):
                self._values.popitem(last=False)
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > 1 and self._is_full():
                self._values.popitem(last=False)
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()

    def __len__(self) -> int:
        return len(self._values)

    def _is_full(self, expected: int = 0) -> bool:
        room = min(self.room, self.ceiling)
        return len(self._values) > self.most or sum(map(self.size, self._values.values())) + expected > room


def keep_few() -> None:
    """Let this process keep little of anything from now on."""
    Recent.ceiling = FEW_BYTES


EVES: Recent[Eve] = Recent(CITIES, lambda eve: eve.nbytes, CITY_BYTES)


def eve_of(scenario: Scenario, seed: int, tick: Tick | None = None) -> Eve:
    """The city on the eve of a scenario, from the cache or burnt in now. It is everybody's: fork it to play."""
    expected = scenario.workers * BYTES_OF_STATE
    return EVES.get(burn_in_of(scenario, seed), lambda: own_eve(scenario, seed, tick), expected)


def own_eve(scenario: Scenario, seed: int, tick: Tick | None = None) -> Eve:
    """The city on the eve of a scenario, from disk or burnt in now, for whoever asks alone."""
    spacious(scenario.workers)
    key = burn_in_of(scenario, seed)
    eve = read_eve(key)
    if eve is None:
        eve = burnt_in(scenario, seed, tick)
        write_eve(key, eve)
    elif tick:
        tick(scenario.burn_in)
    return eve


def burn_in_of(scenario: Scenario, seed: int) -> tuple[Hashable, ...]:
    """What a burn-in depends on."""
    time: tuple[Any, ...] = (scenario.start, scenario.burn_in, scenario.forecast.seasons)
    services = None if scenario.services is None else json.dumps(scenario.services, sort_keys=True)
    return scenario.profile.fingerprint, services, scenario.workers, *time, scenario.behaviour, scenario.by, seed
