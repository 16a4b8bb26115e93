"""What the atlas says of a lever: how many it reaches, what that does to them and to the city, and whether this is what
its file expects.

An effect on those reached is a mean over their months since the first in which they were reached, with the lever less
without it; its interval is that of a quotient over seeds. What is asked of doses is asked of the sum over all who are
reached, for more places need not do more for each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from ...model.ledger import PUBLIC_COST, TOLD
from ...model.levers import LEVERS, Lever
from ..compare.answers.outcomes import OUTCOMES
from ..runs.intervals import Floats, interval, ratio_interval
from .doses import doses_of, is_capped
from .playing import BASE, CITY, MONEY, SUM, Record, indicators_of

NOBODY, FEW, UNEXPECTED, NOT_MONOTONE, SILENT, UNTOLD, SMALL, EXPECTED = FINDINGS = (
    "nobody",  # reached
    "too_few",  # reached to tell
    "unexpected_sign",
    "not_monotone",
    "silent",  # on those reached: chance could explain what is expected
    "untold",  # whom it reaches or what it should do
    "small",  # on those reached: chance could explain it, and whatever it is would not matter
    "as_expected",
)
LEAST = 30  # simulated persons, over all seeds, of whom something can be told
Stated = tuple[float, float, float]  # mean and 95 % interval


@dataclass(frozen=True)
class DoseFinding:
    """One lever at one dose."""

    factor: float
    values: dict[str, float]
    heads: int  # simulated persons reached, all seeds
    persons: float  # real persons, mean over seeds
    effects: dict[str, Stated]  # outcome → on those reached
    city: dict[str, Stated]  # indicator → in the last year
    base: dict[str, float]  # indicator → level without
    cost: Stated  # public, yuan
    money: dict[str, float]  # payer → yuan


@dataclass(frozen=True)
class LeverFinding:
    """One lever at every dose."""

    name: str
    finding: str
    touches: str
    expects: dict[str, str]
    clear: tuple[str, ...]  # expectations that are clearly met at the largest dose
    capped: bool  # whether four times the dose is more than its range allows
    doses: tuple[DoseFinding, ...]
    company: tuple[str, ...] = field(default=())

    @property
    def usual(self) -> DoseFinding:
        """At its dose as written."""
        return next((dose for dose in self.doses if dose.factor == 1.0), self.doses[-1])

    def record(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)


def judge_lever(name: str, records: Sequence[Sequence[Mapping[str, float]]], weight: float) -> LeverFinding:
    """The finding on a lever whose records are [seed][dose]."""
    kind = LEVERS[name]
    doses = doses_of(kind)
    found = tuple(
        dose_finding(kind, dose.factor, dose.values, [one[k] for one in records], weight)
        for k, dose in enumerate(doses)
    )
    clear, wrong = _clear(kind, records)
    return LeverFinding(
        name,
        _finding(kind, found, clear, wrong, records),
        kind.touches,
        dict(kind.expects),
        clear,
        is_capped(kind),
        found,
        kind.company,
    )


def dose_finding(
    kind: type[Lever], factor: float, values: dict[str, float], seeds: Sequence[Mapping[str, float]], weight: float
) -> DoseFinding:
    """What came out at one dose."""

    def of(name: str) -> Floats:
        return np.array([one[name] for one in seeds])

    months, heads = of("months"), of("persons")
    cost = np.sum([of(f"{MONEY}{payer}") for payer in PUBLIC_COST], axis=0)
    return DoseFinding(
        factor=factor,
        values=values,
        heads=int(heads.sum()),
        persons=float(heads.mean()) * weight,
        effects={name: ratio_interval(of(f"{SUM}{name}"), months) for name in OUTCOMES} if months.any() else {},
        city={name: interval(of(f"{CITY}{name}")) for name in indicators_of(kind)},
        base={name: float(of(f"{BASE}{name}").mean()) for name in indicators_of(kind)},
        cost=interval(cost),
        money={payer: float(of(f"{MONEY}{payer}").mean()) for payer in TOLD},
    )


def _clear(kind: type[Lever], records: Sequence[Sequence[Mapping[str, float]]]) -> tuple[tuple[str, ...], bool]:
    """Which expectations are clearly met at the largest dose, and whether one is clearly broken there."""
    met, wrong = [], False
    for what, sign in kind.expects.items():
        _, low, high = interval(_grown(what, sign, records)[-1])
        if low > 0.0:
            met.append(what)
        wrong |= high < 0.0
    return tuple(met), wrong


def _finding(
    kind: type[Lever],
    found: Sequence[DoseFinding],
    clear: Sequence[str],
    wrong: bool,
    records: Sequence[Sequence[Record | Mapping[str, float]]],
) -> str:
    """The one word for a lever; the gravest that holds."""
    if not kind.touches or not kind.expects:
        return UNTOLD
    if not any(dose.heads for dose in found):
        return NOBODY
    if found[-1].heads < LEAST:
        return FEW
    if wrong:
        return UNEXPECTED
    if not any(not what.startswith("city:") for what in clear):
        return SMALL if _small(kind, found[-1]) else SILENT
    if any(_falls(_grown(what, sign, records)) for what, sign in kind.expects.items() if what in clear):
        return NOT_MONOTONE
    return EXPECTED


def _small(kind: type[Lever], largest: DoseFinding) -> bool:
    """Whether the intervals at the largest dose leave out all that would matter of what those reached should gain."""
    asked = [name for name in kind.expects if name in OUTCOMES]
    ends = [(OUTCOMES[name].matters, *largest.effects[name][1:]) for name in asked if name in largest.effects]
    return bool(ends) and all(-matters < low and high < matters for matters, low, high in ends)


def _grown(what: str, sign: str, records: Sequence[Sequence[Mapping[str, float]]]) -> Floats:
    """[dose, seed] what is expected to grow: the sum over those reached, or an indicator of the city, in the expected
    direction."""
    name = f"{CITY}{what.removeprefix('city:')}" if what.startswith("city:") else f"{SUM}{what}"
    values = np.array([[dose[name] for dose in seed] for seed in records]).T
    return values * (1.0 if sign == "+" else -1.0)


def _falls(grown: Floats) -> bool:
    """Whether a larger dose clearly does less."""
    return any(interval(step)[2] < 0.0 for step in np.diff(grown, axis=0))
