"""Results that pages keep in memory for a while, for every session."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Newest(Generic[K, T]):
    """At most so many results by key; when there are more, the one goes that was asked for or put in longest ago.

    Those that grow as seeds come in say how far they are: one that is further is never replaced by one that is less
    far, for several threads may follow one job and the slowest would have the last word.
    """

    def __init__(self, most: int, far: Callable[[T], int] = lambda result: 0) -> None:
        self.most, self.far = most, far
        self._results: OrderedDict[K, T] = OrderedDict()
        self._lock = Lock()

    def put(self, key: K, result: T) -> T:
        """Take one in, in the place of an older one of that key that is not further; the one that is kept."""
        with self._lock:
            older = self._results.get(key)
            kept = older if older is not None and self.far(older) > self.far(result) else result
            self._results[key] = kept
            self._results.move_to_end(key)
            while len(self._results) > self.most:
                self._results.popitem(last=False)
            return kept

    def get(self, key: K) -> T | None:
        """The one under a key, if it is still there."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
            return self._results.get(key)
