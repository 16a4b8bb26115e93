"""Applications: what searchers sent, and how an application ranks with the employer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import rule

MOST = 4  # applications a person can send in a month
POINT = 1_000_000.0  # score of one unit of perceived productivity
BASE, BEST = 1.0, 4.0  # units: added to what is perceived, so that scores are positive; the highest that is told apart
CALLED = np.uint32(6_000_000)  # added for those whom the employer looks at first: above every score of the others
FIRST = np.uint32(16_000_000)  # added for those who come before all others
EVERYBODY = slice(None)
Spare = NDArray[np.int32]


@dataclass
class Applications:
    """What searchers sent, each searcher's in order of preference. n searchers."""

    rows: NDArray[np.uint32]  # [n] person
    sent: NDArray[np.uint8]  # [n] applications that may lead to a post
    called: NDArray[np.uint8]  # [n] of these, those that the employer looks at first
    slot: NDArray[np.int32]  # [n, MOST] place in the frame of posts
    score: NDArray[np.uint32]  # [n, MOST] rank with the employer, higher is better
    wage: NDArray[np.int32]  # [n, MOST] wage offered, fen a month
    count: int = 0  # applications received by employers, whether considered or not

    @classmethod
    def of(cls, rows: NDArray[np.uint32]) -> Applications:
        """None sent yet."""
        slot, score, wage = np.zeros((3, len(rows), MOST), np.int32)
        sent, called = np.zeros((2, len(rows)), np.uint8)
        return cls(rows, sent, called, slot, score.view(np.uint32), wage)

    def desk(self, some: slice = EVERYBODY, spare: Spare | None = None) -> Desk:
        """The same arrays of some searchers for the loops that fill them. `spare`, shape (2, n or more, MOST), is
        written over and may be used again for others."""
        rows = self.rows[some]
        worth, received = np.empty((2, len(rows), MOST), np.int32) if spare is None else spare[:, : len(rows)]
        received[:] = 0
        heads, tables = (self.sent[some], self.called[some]), (self.slot[some], self.score[some], self.wage[some])
        return Desk(rows, *heads, *tables, worth, received)

    def counts(self) -> dict[str, int]:
        """Applications and heads of the month."""
        return {"applications": self.count, "searchers": len(self.rows)}


class Desk(NamedTuple):
    """Applications while they are written. n searchers."""

    rows: NDArray[Any]
    sent: NDArray[Any]
    called: NDArray[Any]
    slot: NDArray[Any]
    score: NDArray[Any]
    wage: NDArray[Any]
    worth: NDArray[Any]  # [n, MOST] wage less what the way costs, fen a month: the order of preference
    received: NDArray[Any]  # [n, MOST] line + 1 that received an application, 0 for none


@rule
def rank(perceived, called):
    """Score of an applicant as a whole number: first whether the employer looks at the application, then what the
    employer believes. Whoever is not looked at leaves the place to the next, and gets it where there is none."""
    return np.uint32(max(0.0, min(BEST, perceived + BASE)) * POINT) + (CALLED if called else np.uint32(0))
