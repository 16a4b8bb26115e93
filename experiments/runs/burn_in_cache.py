"""Burnt-in cities that are kept: the burn-in is the larger half of a run and depends on seed, city and behaviour alone."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from ...model.city import City
from ...model.month import Flows
from ...scenarios.spec import Scenario

T = TypeVar("T")
Eve = tuple[City, list[Flows]]


class Recent(Generic[T]):
    """The values used last, by key; safe for the threads of one worker."""

    def __init__(self, most: int, size: Callable[[T], int] = lambda value: 0, bytes_: int = 1) -> None:
        self.most, self.size, self.bytes = most, size, bytes_
        self.kept: OrderedDict[Hashable, T] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made if it is not kept; what was not used for longest makes room."""
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
                return self.kept[key]
        value = make()
        with self.lock:
            self.kept[key] = value
            while len(self.kept) > 1 and (
                len(self.kept) > self.most or sum(map(self.size, self.kept.values())) > self.bytes
            ):
                self.kept.popitem(last=False)
        return value


def eve_key(scenario: Scenario, seed: int) -> tuple[Any, ...]:
    """What a burn-in depends on."""
    return scenario.city, scenario.workers, scenario.start, scenario.burn_in, scenario.behaviour, scenario.by, seed


