"""Programmes: courses that people may attend. Who runs them is a lever's business, their life is the enrolment
phase's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..agents.table import Ints
from ..agents.workers import EMPLOYED, INACTIVE, PLATFORM, SELF_EMPLOYED, UNEMPLOYED, Workers

MODES = ("full_time", "part_time", "online")


@dataclass(frozen=True, kw_only=True)
class Programme:
    """A course that people may attend: offered → taken up → attended → completed. Owned by the enrolment phase."""

    name: str
    seats: float  # places a year in the real city
    per_trainee: float  # yuan paid to the provider for a trainee who attends to the end
    mode: str  # full_time | part_time | online
    months: int  # length
    payer: str = "special_fund"  # sector that pays
    allowance: float = 0.0  # yuan a month to full-time trainees
    steered: float = 0.0  # share of the places given to occupations under early warning
    fresh: float = 1.0  # how up to date the course is: share of its hours that teach what posts need
    lowest_schooling: int = 1
    oldest: int = 59
    on_alarm: bool = False  # open only while an early warning is on

    @property
    def statuses(self) -> tuple[int, ...]:
        """Who can attend: a full-time course leaves no room for a job."""
        if self.mode == "full_time":
            return (UNEMPLOYED, INACTIVE)
        return (UNEMPLOYED, EMPLOYED, PLATFORM, SELF_EMPLOYED)

    def eligible(self, w: Workers, rows: Ints, month: int) -> NDArray[np.bool_]:
        """Which of `rows` may enrol this month, shape (len(rows),)."""
        age = (month - w.born[rows].astype(np.int64)) // 12
        return (
            (w.programme[rows] == 0)
            & np.isin(np.arange(8), self.statuses)[w.status[rows]]
            & (age >= 18)
            & (age <= self.oldest)
            & (w.schooling[rows] >= self.lowest_schooling)
            & (w.trained[rows].astype(np.int64) < month - 12)
        )

    def outlays(self) -> float:
        """Yuan a month and trainee paid to the provider."""
        return self.per_trainee / self.months


@dataclass(frozen=True)
class Offer:
    """A programme as offered this month: how much of it, and where."""

    number: int  # place in the policy's list; persons remember it
    programme: Programme
    strength: float
    scope: NDArray[np.float64]
