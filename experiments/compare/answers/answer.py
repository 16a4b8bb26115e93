"""What a comparison answers of one scenario, as plain records: those it reaches, why figures move, what could turn
them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

Stated = tuple[float, float, float]  # mean and 95 % interval


@dataclass(frozen=True)
class Since:
    """What is different for those reached in some months since each of them began."""

    first: int  # month since they began; 0 is the month in which they did
    last: int
    persons: float  # real persons a month who are the same in both futures, mean over the months
    change: dict[str, Stated]  # outcome → with the policy less without it
    before: dict[str, float]  # outcome → level of the same persons without it


@dataclass(frozen=True)
class Reached:
    """The circle of people whom one lever reaches in one way."""

    lever: str
    kind: str  # touched, took_part, completed, supported
    touches: str  # whom the lever touches, by its own word
    heads: int  # simulated persons, all seeds
    persons: Stated  # real persons over the whole time
    since: tuple[Since, ...]
    who: dict[str, tuple[float, float]]  # group → share among those reached, share among everybody
    anyway: Stated | None  # share who had the same without the policy
    cost_each: Stated | None  # public cost of the scenario for each of them, yuan; None beside other levers
    share_of_workers: float  # per cent: those reached so far, over people at work, mean of the last year
    change_of_them: float  # yuan a month: income of those reached so far, in the last year
    change_of_city: float  # yuan a month and person at work: the product of both


@dataclass(frozen=True)
class Part:
    """One part of a difference."""

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Why:
    """Why one indicator moves: parts that sum to its difference."""

    indicator: str
    unit: str
    difference: float
    parts: tuple[Part, ...]  # by people, or by what it is a ratio of
    pay: tuple[Part, ...] = ()  # hours, pay an hour, and what is taken or given: sum to the part of those who stay
    groups: tuple[Part, ...] = ()  # "dimension=value"; of each dimension they sum to the difference
    stay: Stated | None = None  # mean change of the value itself among those who stay
    circle: tuple[Part, ...] = ()  # mean change of those who stay: inside what the policy reaches, and outside
    staying: float = 0.0  # real persons who stay, join and leave, mean of the last year
    joining: float = 0.0
    leaving: float = 0.0


@dataclass(frozen=True)
class Flow:
    """A flow that left its interval: the month from which it is surely different, and by how much over the year."""

    name: str
    month: int  # counted from the start of the scenario, from 0
    change: Stated  # real heads a month in the twelve months from then, or as the flow is counted


@dataclass(frozen=True)
class Turn:
    """A judged number that was varied, and what the difference is at either end of its range."""

    indicator: str
    name: str
    value: float
    unit: str
    low_end: float
    high_end: float
    at_low: Stated
    at_high: Stated
    turns: bool  # whether the sign is gone, or the other, at an end


@dataclass(frozen=True)
class Answer:
    """All answers on one scenario."""

    scenario: str
    reached: tuple[Reached, ...] = ()
    why: tuple[Why, ...] = ()
    flows: tuple[Flow, ...] = ()
    turns: tuple[Turn, ...] = ()
    tried: dict[str, float] | None = None  # of the search for turns: numbers varied, futures played, seconds

    def record(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)


NESTED: dict[str, type[Any]] = {"reached": Reached, "why": Why, "flows": Flow, "turns": Turn}


def answer_of(data: Mapping[str, Any]) -> Answer:
    """The answer that `record` made plain."""
    parts = {name: tuple(_read(kind, row) for row in data[name]) for name, kind in NESTED.items()}
    return Answer(data["scenario"], tried=data.get("tried"), **parts)


def _read(kind: type[Any], row: Mapping[str, Any]) -> Any:
    values = {f.name: _value(row[f.name], f.name) for f in fields(kind) if f.name in row}
    return kind(**values)


def _value(value: Any, name: str) -> Any:
    """Lists as tuples, nothing as not a number within an interval, nested records as they were."""
    if name == "since":
        return tuple(_read(Since, row) for row in value)
    if name in ("parts", "pay", "groups", "circle"):
        return tuple(_read(Part, row) for row in value)
    if isinstance(value, Mapping):
        return {key: _value(one, "") for key, one in value.items()}
    if isinstance(value, list):
        return tuple(float("nan") if one is None else float(one) for one in value)
    if value is None and name in ("low", "high", "value"):
        return float("nan")
    return value
