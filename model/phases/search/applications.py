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


@dataclass
class Applications:
    """What searchers sent, each searcher's in order of preference. n searchers."""

    rows: NDArray[np.uint32]  # [n] person
    sent: NDArray[np.int64]  # [n] applications that may lead to a post
    called: NDArray[np.int64]  # [n] of these, those that the employer looks at first
    slot: NDArray[np.int32]  # [n, MOST] place in the frame of posts
    score: NDArray[np.uint32]  # [n, MOST] rank with the employer, higher is better
    wage: NDArray[np.int32]  # [n, MOST] wage offered, fen a month
    count: int = 0  # applications received by employers, whether considered or not

    @classmethod
    def of(cls, rows: NDArray[np.uint32]) -> Applications:
        """None sent yet."""
        slot, score, wage = np.zeros((3, len(rows), MOST), np.int32)
        sent, called = np.zeros((2, len(rows)), np.int64)
        return cls(rows, sent, called, slot, score.astype(np.uint32), wage)

    def desk(self) -> Desk:
        """The same arrays for the loop that fills them."""
        worth, received = np.empty_like(self.wage), np.zeros_like(self.wage)
        return Desk(self.rows, self.sent, self.called, self.slot, self.score, self.wage, worth, received)


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
