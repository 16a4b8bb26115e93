"""What `advise` answers: options ranked on fresh seeds, what was left out, and what more money would do."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from ...messages import phrase
from ..runs.asked import Asked, Stated
from ..runs.records import number_of, read_json
from .touching import LeftOut

FORMAT = 1


@dataclass(frozen=True)
class Choice:
    """One lever or a mix, at the dose for the sum; every figure from fresh seeds."""

    levers: tuple[str, ...]
    doses: dict[str, float]  # `training_subsidy.seats` → amount
    caps: dict[str, str]  # lever → what keeps it from costing the sum
    effect: Stated  # change of the goal
    cost: Stated  # public, yuan over all months
    rate: Stated  # change of the goal for 10,000 yuan; no number where it does not clearly cost
    shows: bool  # an effect in the wanted direction, however many options were looked at
    harms: bool  # the same in the other direction
    level_with_first: bool  # not told apart from the first option

    @property
    def saves(self) -> bool:
        """Whether it clearly brings in money."""
        return self.cost[2] < 0.0


@dataclass(frozen=True)
class MoreMoney:
    """What larger sums would do, where nothing shows an effect with the one asked for."""

    budget: float | None  # yuan: the smallest sum tried that shows an effect; None: none does
    tried: tuple[float, ...]  # sums, yuan
    choice: Choice | None  # what shows it


@dataclass(frozen=True, kw_only=True)
class Advice(Asked):
    """The answer. `seeds` are those of the search."""

    start: str
    fresh_seeds: tuple[int, ...]
    goal: str
    group: str  # its name; empty for everybody
    heads: int  # simulated members of the group
    persons: float  # real ones
    counted: int  # simulated members that the goal is about
    unit: str  # of effects
    better: int
    budget: float  # yuan
    level: Stated  # of the goal without any of it
    choices: tuple[Choice, ...]  # best first
    silent: tuple[str, ...]  # levers that change nothing of the goal, bit for bit
    beaten: tuple[str, ...]  # levers that the search dropped for better ones
    left_out: tuple[LeftOut, ...]
    more: MoreMoney | None
    futures: int  # played
    wall_s: float

    @property
    def best(self) -> Choice | None:
        """The first option, if it shows an effect."""
        return self.choices[0] if self.choices and self.choices[0].shows else None

    @property
    def beside_the_first(self) -> tuple[Choice, ...]:
        """Options that share the first place: not told apart from the first."""
        return tuple(choice for choice in self.choices[1:] if choice.level_with_first)


def read_advice(file: Path) -> Advice:
    """The answer kept in a file; SpecError where it cannot be read."""
    return read_json(file, advice_of, phrase("file.kind.advice", "an answer of advise"), "jiuye advise")


def advice_of(data: Mapping[str, Any]) -> Advice:
    """The answer that `record` made plain."""
    plain = {f.name: data[f.name] for f in fields(Advice)}
    more = data["more"]
    tuples = ("seeds", "fresh_seeds", "silent", "beaten")
    return Advice(
        **{
            **plain,
            **{name: tuple(data[name]) for name in tuples},
            "level": _stated(data["level"]),
            "choices": tuple(_choice(row) for row in data["choices"]),
            "left_out": tuple(LeftOut(**row) for row in data["left_out"]),
            "more": None
            if more is None
            else MoreMoney(more["budget"], tuple(more["tried"]), _choice(more["choice"]) if more["choice"] else None),
        }
    )


def _choice(row: Mapping[str, Any]) -> Choice:
    stated = {name: _stated(row[name]) for name in ("effect", "cost", "rate")}
    return Choice(**{**row, "levers": tuple(row["levers"]), **stated})


def _stated(values: Any) -> Stated:
    mean, low, high = map(number_of, values)
    return mean, low, high


def same(one: Advice, other: Advice) -> bool:
    """Whether two answers say the same, however long they took."""
    return _told(one) == _told(other)


def _told(advice: Advice) -> str:
    """Everything but how it was come by; as text, for what is no number equals itself there."""
    return str({name: value for name, value in asdict(advice).items() if name not in ("wall_s", "futures")})


NONE: Stated = (math.nan, math.nan, math.nan)
