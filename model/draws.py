"""Luck without state: a draw is a pure function of (seed, decision, month, person).

The same person meets the same luck in every scenario, in any order, on any number of threads. The mixing function is
the SplitMix64 finaliser (Steele, Lea & Flood 2014); keys and persons are joined by XOR, so that streams cannot overlap
by a shift.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..agents.compiled import rule, serial

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
M1, M2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
S30, S27, S31, S11, S48, S16, S32 = (np.uint64(s) for s in (30, 27, 31, 11, 48, 16, 32))
LOW16 = np.uint64(0xFFFF)
UNIT = 2.0**-53
FOUR_MEANS = 131_070.0  # mean of the sum of four numbers of 16 bits
NORMAL_SCALE = (12.0 / 4.0) ** 0.5 / 65536.0
STRETCH = 1_024  # rows whose luck is drawn at once
AT_ONCE = 1 << 16  # rows for which columns are worked out at once, where it takes several of them
LONG_BEFORE = 30_000  # months before the first, more than anybody has lived: months of birth count from there


@rule
def mix(x):
    """SplitMix64 finaliser: 64 bits in, 64 well-stirred bits out."""
    x = (x ^ (x >> S30)) * M1
    x = (x ^ (x >> S27)) * M2
    return x ^ (x >> S31)


@rule
def bits(key, who):
    """64 random bits that depend on the decision's key and the person alone."""
    return mix(key ^ (np.uint64(who) * GOLDEN))


@rule
def uniform(key, who):
    """U[0, 1) that depends on the decision's key and the person alone."""
    return np.float64(bits(key, who) >> S11) * UNIT


@rule
def uniforms(key, start, rows, luck):
    """`uniform` of so many rows from `start`: side by side, as processors work out several at a time."""
    for k in range(rows):
        luck[k] = uniform(key, start + k)


@rule
def identity(row, born):
    """A person's lifelong number: the row and, as rows are used again after a death, the month of birth."""
    return np.uint64(row) | (np.uint64(born + LONG_BEFORE) << S32)


@rule
def normal_of(word):
    """Roughly N(0, 1) from 64 bits: the sum of four uniforms (no value beyond ±3.46)."""
    total = (word & LOW16) + ((word >> S16) & LOW16) + ((word >> S32) & LOW16) + (word >> S48)
    return (np.float64(total) - FOUR_MEANS) * NORMAL_SCALE


@rule
def normal(key, who):
    """Roughly N(0, 1) that depends on the decision's key and the person alone."""
    return normal_of(bits(key, who))


@dataclass
class Draws:
    """Keys of one city: seed and month are held here, the decision is named at each draw."""

    seed: int
    month: int = 0

    def key(self, decision: str) -> np.uint64:
        """Key of a decision taken this month."""
        return self._key(decision, self.month)

    def lifelong(self, decision: str) -> np.uint64:
        """Key of a trait that never changes: tastes, abilities."""
        return self._key(decision, -1)

    def once(self, decision: str) -> float:
        """U[0, 1) of a decision that is taken once this month, for nobody in particular."""
        return float(uniform_column(self.key(decision), np.zeros(1, np.uint64))[0])

    def _key(self, decision: str, month: int) -> np.uint64:
        return _key_of(self.seed, decision, month)

    def sample(self, decision: str, rows: int) -> NDArray[np.float64]:
        """Lifelong uniforms of rows 0…rows-1 at once (used while building a city)."""
        return self.sample_of(decision, np.arange(rows, dtype=np.uint64))

    def sample_of(self, decision: str, rows: NDArray[Any]) -> NDArray[np.float64]:
        """The same of some rows."""
        return uniform_column(self.lifelong(decision), rows.astype(np.uint64, copy=False))


@lru_cache(maxsize=1 << 14)  # paired futures ask for the same keys again
def _key_of(seed: int, decision: str, month: int) -> np.uint64:
    text = f"{seed}|{decision}|{month}".encode()
    return np.uint64(int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little"))


def slices(rows: int) -> Iterator[slice]:
    """Rows 0…rows-1 a stretch at a time, so that what is worked out for each takes no more room in a large city."""
    for first in range(0, rows, AT_ONCE):
        yield slice(first, min(rows, first + AT_ONCE))


def stretches(rows: int) -> Iterator[NDArray[np.uint32]]:
    """The same as numbers of rows."""
    for some in slices(rows):
        yield np.arange(some.start, some.stop, dtype=np.uint32)


def identities(rows: NDArray[Any], born: NDArray[Any]) -> NDArray[np.uint64]:
    """`identity` for a whole column."""
    return rows.astype(np.uint64) | ((born.astype(np.int64) + LONG_BEFORE).astype(np.uint64) << S32)


def uniform_column(key: np.uint64, who: NDArray[np.uint64]) -> NDArray[np.float64]:
    """`uniform` for a whole column of any shape."""
    drawn = np.empty(who.shape)
    _draw(key, who.ravel(), drawn.reshape(-1))
    return drawn


@serial
def _draw(key, who, drawn):
    for k in range(len(who)):
        drawn[k] = uniform(key, who[k])
