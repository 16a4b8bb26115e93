"""What a sentence is made of before it has words: a key, and figures, names and further sentences to fill it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..comparison import Difference
from .answer import Stated


@dataclass(frozen=True)
class Amount:
    """A number with its unit; `beside` are the numbers it is read with."""

    value: float
    unit: str
    change: bool = False
    beside: tuple[float, ...] = ()


@dataclass(frozen=True)
class FromTo:
    """A 95 % interval."""

    low: float
    high: float
    unit: str
    change: bool = True
    beside: tuple[float, ...] = ()


@dataclass(frozen=True)
class Parted:
    """Parts of a difference, rounded so that they sum to it as it is printed."""

    total: Difference
    parts: tuple[float, ...]
    place: int


@dataclass(frozen=True)
class Named:
    """Something with a name: an indicator, a group, a flow, a circle, an outcome, a title."""

    kind: str
    name: str
    titles: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Sentence:
    """One sentence: the key of its words and what fills them; a list is told with commas and an `and`."""

    topic: str
    key: str
    blanks: Mapping[str, Blank] = field(default_factory=dict)
    opens: bool = False  # a paragraph of its own


FINDING, REACHED, WHY, SURE, MONEY = TOPICS = ("finding", "reached", "why", "sure", "money")
Blank = str | int | Amount | FromTo | Parted | Named | Sentence | tuple["Blank", ...]


def sureness(d: Difference) -> float:
    """By how many half-widths of its interval a difference is from zero."""
    half = (d.high - d.low) / 2
    return abs(d.difference) / half if half > 0 else math.inf


def sign(stated: Stated) -> float:
    """+1 or -1 where the interval says so, else 0."""
    return 1.0 if stated[1] > 0.0 else -1.0 if stated[2] < 0.0 else 0.0


def rounded(value: float, digits: int = 2) -> float:
    """To so many digits: heads and shares are told no finer."""
    if value == 0.0 or not math.isfinite(value):
        return value
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))
