"""Programmes: courses that people may attend. Who runs them is a lever's business, their life is the enrolment
phase's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..agents.compiled import kernel, parts
from ..agents.farmers import farms
from ..agents.table import Ints
from ..agents.workers import (
    EMPLOYED,
    INACTIVE,
    LOCAL_RURAL,
    PLATFORM,
    SELF_EMPLOYED,
    STATUSES,
    UNEMPLOYED,
    Workers,
    age_in_years,
)
from .occupations import load_occupations

YOUNGEST = 18  # age from which people are admitted to courses
MODES = ("full_time", "part_time", "online")


@dataclass(frozen=True, kw_only=True)
class Programme:
    """A course that people may attend: offered → taken up → attended → completed. Owned by the enrolment phase."""

    name: str
    seats: float  # places a year in the real city
    per_trainee: float  # yuan paid to the provider for a trainee who attends to the end
    mode: str  # full_time | part_time | online
    months: int  # length; 0: over within the month, such as a bundle of ten-minute modules
    payer: str = "special_fund"  # sector that pays
    allowance: float = 0.0  # yuan a month to full-time trainees
    steered: float = 0.0  # share of the places given to occupations under early warning
    fresh: float = 1.0  # how up to date the course is: share of its hours that teach what posts need
    practice: float = 0.0  # share of the hours spent in a lab or at a workplace
    extent: float = 1.0  # hours relative to a full course
    mentored: bool = False  # a mentor for the trainees
    near_home: bool = False  # held in communities and towns outside the core, one centre a block
    own_trade: bool = False  # for the present occupation, or the one aimed at
    reserved: float = 0.0  # share of the open posts of an occupation kept for those who complete
    by_firms: bool = False  # firms choose whom of their staff they train
    targets: tuple[str, ...] = ()  # occupations taught; empty: all digital ones
    origins: tuple[str, ...] = ()  # open to people of these occupations; empty: to all
    income_below: float = 0.0  # open to people with less, yuan a month; 0: to all
    locals_only: bool = False  # open to people with local hukou
    for_platforms: bool = False  # open to those who work on platforms
    lowest_schooling: int = 1
    oldest: int = 59
    incubated: bool = False  # graduates may try a business of their own
    on_alarm: bool = False  # open only while an early warning is on
    pause: int = 12  # months since the last course

    @property
    def statuses(self) -> tuple[int, ...]:
        """Who can attend: a full-time course leaves no room for a job or a business, but farmers may leave the farm."""
        if self.for_platforms:
            return (PLATFORM,)
        if self.mode == "full_time":
            return (UNEMPLOYED, INACTIVE, SELF_EMPLOYED)
        return (UNEMPLOYED, EMPLOYED, PLATFORM, SELF_EMPLOYED)

    def eligible(self, w: Workers, rows: Ints, month: int) -> NDArray[np.bool_]:
        """Which of `rows` may enrol this month, shape (len(rows),)."""
        open_to = np.empty(len(rows), np.bool_)
        below = 100.0 * self.income_below if self.income_below > 0.0 else np.inf
        full_time = self.mode == "full_time"
        limits = (float(self.oldest), self.lowest_schooling, self.pause, below, self.locals_only, full_time)
        of_workers = w.view(), month, self._attending, self._from, limits
        _admit(len(rows), rows, *of_workers, open_to, ranges=parts(len(w)))
        return open_to

    @cached_property
    def _attending(self) -> NDArray[np.bool_]:
        """[status] who can attend."""
        return np.isin(np.arange(len(STATUSES)), self.statuses)

    @cached_property
    def _from(self) -> NDArray[np.bool_]:
        """[occupation] from which people may come."""
        return _listed(self.origins) if self.origins else np.ones(len(load_occupations().ids), np.bool_)

    @cached_property
    def taught(self) -> NDArray[np.bool_]:
        """Which occupations the course is for, shape (occupations,)."""
        return _listed(self.targets) if self.targets else load_occupations().digital

    @cached_property
    def catalogue(self) -> NDArray[np.float64]:
        """[occupation] cumulative share of the places: what the city employed at the start, of what the course is
        for."""
        weight = np.where(self.taught, load_occupations().share, 0.0)
        return np.asarray(np.cumsum(weight) / weight.sum())

    def outlays(self) -> float:
        """Yuan a month and trainee paid to the provider."""
        return self.per_trainee / max(self.months, 1)


@kernel
def _admit(lo, hi, part, rows, w, month, attending, origin, limits, open_to):
    oldest, schooling, pause, below, locals_only, full_time = limits
    for k in range(lo, hi):
        i = rows[k]
        age = age_in_years(month, w.born[i])
        open_to[k] = (
            w.programme[i] == 0
            and attending[w.status[i]]
            and (not full_time or w.status[i] != SELF_EMPLOYED or farms(w.status[i], w.employer[i]))
            and YOUNGEST <= age <= oldest
            and w.schooling[i] >= schooling
            and w.trained[i] < month - pause
            and origin[w.occupation[i]]
            and w.income[i] < below
            and (w.hukou[i] <= LOCAL_RURAL or not locals_only)
        )


def _listed(ids: tuple[str, ...]) -> NDArray[Any]:
    """Which occupations are among `ids`, shape (occupations,)."""
    occupations = load_occupations()
    listed = np.zeros(len(occupations.ids), np.bool_)
    listed[[occupations.index(name) for name in ids]] = True
    return listed


@dataclass(frozen=True)
class Offer:
    """A programme as offered this month: how much of it, and where."""

    number: int  # turn among the policy's programmes; persons remember it
    programme: Programme
    strength: float
    scope: NDArray[np.float64]
    luck: str = "course"  # what its draws go by, the same beside any other levers
