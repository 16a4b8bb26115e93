"""Results that pages keep in memory for a while, for every session."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Newest(Generic[K, T]):
    """At most so many results by key; when there are more, the one goes that was asked for or put in longest ago."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._results: OrderedDict[K, T] = OrderedDict()
        self._lock = Lock()

    def put(self, key: K, result: T) -> None:
        """Take one in, in the place of an older one of that key."""
        with self._lock:
            self._results[key] = result
            self._results.move_to_end(key)
            while len(self._results) > self.most:
                self._results.popitem(last=False)

    def get(self, key: K) -> T | None:
        """The one under a key, if it is still there."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
            return self._results.get(key)
