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


@dataclass(frozen=True)
class PersonOutcome:
    """One number a person and month."""

    unit: str
    value: Callable[[Seen], NDArray[Any]]
    factor: float = PERCENT


OUTCOMES: dict[str, PersonOutcome] = {
    "income": PersonOutcome("yuan/month", lambda s: s.income, YUAN),
    "earned": PersonOutcome("yuan/month", lambda s: s.earned, YUAN),
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
    "skill": PersonOutcome("points", lambda s: s.skill, POINTS),
    "literacy": PersonOutcome("points", lambda s: s.literacy, POINTS),
    "trust": PersonOutcome("points", lambda s: s.trust, POINTS),
    "rung": PersonOutcome("rungs", lambda s: np.where(s.on_platform, s.rung, 0), 1.0),
}


def differences(now: Seen, without: Seen, rows: NDArray[np.int64]) -> dict[str, float]:
    """Sum over some persons of what each outcome is with the lever, less what it is without."""
    sums = {}
    for name, outcome in OUTCOMES.items():
        ends = (np.asarray(outcome.value(seen))[rows].sum(dtype=np.float64) for seen in (now, without))
        with_lever, before = ends
        sums[name] = outcome.factor * float(with_lever - before)
    return sums
