"""Comparisons in a process that stays: burnt-in cities and futures it has played are kept for the next question.

One who moves a slider asks of the same city again; only the future that changed is played.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from ...scenarios.spec import Scenario
from ..runs.run import Result, Tick
from .compare import Eve, Pair, eve_of, future_of, pair_of

T = TypeVar("T")
CITIES = 150_000  # simulated persons of the cities that are kept
FUTURES = 600_000  # simulated persons of the futures that are kept


class Kept(Generic[T]):
    """What was made last, up to so many simulated persons; the oldest goes first."""

    def __init__(self, persons: int) -> None:
        self.persons = persons
        self._kept: OrderedDict[str, tuple[int, T]] = OrderedDict()

    def get(self, key: str, persons: int, make: Callable[[], T]) -> T:
        """What is kept under a key, or made now and kept."""
        if key not in self._kept:
            self._kept[key] = (persons, make())
        self._kept.move_to_end(key)
        while sum(n for n, _ in self._kept.values()) > self.persons and len(self._kept) > 1:
            self._kept.popitem(last=False)
        return self._kept[key][1]


_eves: Kept[Eve] = Kept(CITIES)
_futures: Kept[Result] = Kept(FUTURES)


def warm_pair(
    seed: int, base: Scenario, scenarios: tuple[Scenario, ...], names: tuple[str, ...], tick: Tick | None = None
) -> Pair:
    """As `compare` plays one seed, number by number, but what was played before is not played again."""
    past = f"{seed} {base.hash}"
    eve = _eves.get(past, base.workers, lambda: eve_of(base, seed, tick))
    futures = [
        _futures.get(f"{past} {s.hash} {names}", s.workers, lambda s=s: future_of(eve, s, names, tick))  # type: ignore[misc]
        for s in (base, *scenarios)
    ]
    return pair_of(eve, futures)
