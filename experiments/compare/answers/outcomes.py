"""What is looked at of those a lever reaches, month by month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import EMPLOYEE_SCHEME, INJURY
from .columns import Seen

PERCENT, YUAN, POINTS = 100.0, 0.01, 0.01  # from flags, fen and bp
# Effects that would matter. Programmes for the labour market move employment by one to two points at first and more
# later (Card, Kluve & Weber 2018); fifty yuan are about a hundredth of a month's pay; the others are judged likewise.
FEW_POINTS, MONTHS_PAY, SKILLS, PART_OF_A_RUNG = 1.0, 50.0, 0.5, 0.05


@dataclass(frozen=True)
class PersonOutcome:
    """One number a person and month."""

    unit: str
    value: Callable[[Seen], NDArray[Any]]
    factor: float = PERCENT
    matters: float = FEW_POINTS  # change from which on it matters to them


OUTCOMES: dict[str, PersonOutcome] = {
    "income": PersonOutcome("yuan/month", lambda s: s.income, YUAN, MONTHS_PAY),
    "earned": PersonOutcome("yuan/month", lambda s: s.earned, YUAN, MONTHS_PAY),
    "work": PersonOutcome("pp", lambda s: s.employed | s.on_platform | s.own_account),
    "formal": PersonOutcome("pp", lambda s: s.employed),
    "digital": PersonOutcome("pp", lambda s: s.digital),
    "platform": PersonOutcome("pp", lambda s: s.on_platform),
    "own": PersonOutcome("pp", lambda s: s.own_account),
    "course": PersonOutcome("pp", lambda s: s.programme > 0),
    "certified": PersonOutcome("pp", lambda s: s.certificates != 0),
    "insured": PersonOutcome("pp", lambda s: s.insured & EMPLOYEE_SCHEME != 0),
    "injury": PersonOutcome("pp", lambda s: s.insured & INJURY != 0),
    "consent": PersonOutcome("pp", lambda s: s.on_platform & (s.consent == 1)),
    "skill": PersonOutcome("points", lambda s: s.skill, POINTS, SKILLS),
    "literacy": PersonOutcome("points", lambda s: s.literacy, POINTS, SKILLS),
    "trust": PersonOutcome("points", lambda s: s.trust, POINTS, SKILLS),
    "rung": PersonOutcome("rungs", lambda s: np.where(s.on_platform, s.rung, 0), 1.0, PART_OF_A_RUNG),
}


def differences(now: Seen, without: Seen, rows: NDArray[np.int64]) -> dict[str, float]:
    """Sum over some persons of what each outcome is with the lever, less what it is without."""
    sums = {}
    for name, outcome in OUTCOMES.items():
        ends = (np.asarray(outcome.value(seen))[rows].sum(dtype=np.float64) for seen in (now, without))
        with_lever, before = ends
        sums[name] = outcome.factor * float(with_lever - before)
    return sums
