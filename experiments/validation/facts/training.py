"""Training as an evaluator sees it, beside what it truly did: the same persons in the future without the course.

Places are opened for a year, once as part-time courses for everybody in the labour force and once as full-time
courses for the unemployed. The truth is, for each person trained, the outcome less that of the same person in the
paired future where the places do not exist. The evaluator sees only the future with the places.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import EMPLOYED, FEMALE, NONLOCAL_RURAL, STATUSES, UNEMPLOYED
from ....model.city import City
from ....model.levers import Dated, Policy
from ....model.levers.existing import existing_training
from ....model.levers.skills.training_subsidy import TrainingSubsidy
from ....model.programme import Programme
from ...runs.run import Tick
from .evaluating import BEFORE, ESTIMATORS, Starts
from .observing import Floats, ObservedFuture, follow, working
from .trainees import entered_field, pay_gap

ENROLMENT, AFTER = 12, 30  # months in which places open, and over which each trainee is followed
PLACES = {"part_time": 0.05, "full_time": 0.03}  # a year, over adults: enough to evaluate, few beside the market
AWARE = 1.0  # everybody hears of courses each month, in both futures: the more who come, the surer the estimate
CROWDED = 0.08  # places a year, over adults, of a course for the unemployed that the others feel
OPEN, SETTLED = 18, 24  # months it takes people in, so that the others feel it; and from which on it is looked at
OUTCOMES = ("employment", "formal_job", "income")  # share at work; share employed by a unit; yuan a month
YEAR = 12
TRIAL_MONTHS = BEFORE + (2 + len(PLACES)) * (ENROLMENT + AFTER)  # simulated in all
TRUTH = "truth"
LEVER = 2  # number of the lever's programme on its participants; 1 is the training that exists anyway
PANEL = (
    "born",
    "status",
    "since",
    "income",
    "programme",
    "trained",
    "sex",
    "schooling",
    "hukou",
    "occupation",
    "target",
)
Columns = dict[str, NDArray[Any]]  # column of Workers → [month, person]


@dataclass(frozen=True)
class CourseTrial:
    """One programme in one city."""

    mode: str
    trained: int  # persons
    effects: dict[tuple[str, str], Floats]  # (outcome, truth or estimator) → [AFTER + 1] by months since enrolment
    untreated: dict[str, Floats]  # outcome → [AFTER + 1] what the trained would have had without the course
    pay_gap: float = 0.0  # log income before the course, less that of people alike
    in_field: float = 0.0  # who completed a course of another trade and work in it two years on, persons
    would_have: float = 0.0  # of them, without the course
    changers: int = 0  # all who completed such a course


@dataclass(frozen=True)
class Crowding:
    """A course so large that those who are not on it feel it: formal jobs, mean of the months when it is over."""

    trained: int  # persons
    gained: float  # more of the trained in formal jobs than without the course, persons
    lost: float  # fewer of all others


@dataclass(frozen=True, kw_only=True)
class ForUnemployed(Programme):
    """A course that only the unemployed may join."""

    @property
    def statuses(self) -> tuple[int, ...]:
        return (UNEMPLOYED,)


@dataclass(frozen=True, kw_only=True)
class CourseOnTrial(TrainingSubsidy):
    """The training subsidy, unsteered, its full-time courses for the unemployed alone."""

    trigger: float = 0.0

    def programmes(self) -> tuple[Programme, ...]:
        (course,) = super().programmes()
        return (ForUnemployed(**vars(course)) if self.mode == "full_time" else course,)


def trials(city: City, tick: Tick | None = None) -> tuple[list[CourseTrial], Crowding]:
    """The courses on trial, from the eve of the scenario; the year before enrolment is played first."""
    existing = existing_training(city.profile)
    city = city.fork()
    city.behaviour = replace(city.behaviour, awareness=AWARE)
    rest = Policy(existing=(existing,))
    past = follow(city, rest, BEFORE, columns=PANEL, tick=tick)
    start = past.city.month - past.city.start

    def future(mode: str, places: float, months: int = ENROLMENT) -> Columns:
        lever = CourseOnTrial(seats=places * city.profile.adults, mode=mode)
        acts = Policy((Dated(lever=lever, start=start, until=start + months),), (existing,))
        return _joined(past, follow(past.city, acts, ENROLMENT + AFTER, columns=PANEL, tick=tick))

    without = _joined(past, follow(past.city, rest, ENROLMENT + AFTER, columns=PANEL, tick=tick))
    found = [_trial(mode, future(mode, places), without, city.month) for mode, places in PLACES.items()]
    return found, _crowding(future("full_time", CROWDED, OPEN), without)


def _crowding(seen: Columns, other: Columns) -> Crowding:
    """Formal jobs of those on the course and of all others, in the year from SETTLED on, beside the other future."""
    more = (_outcome(seen, "formal_job") - _outcome(other, "formal_job"))[BEFORE + SETTLED :][:YEAR]
    treated = (seen["programme"] == LEVER).any(axis=0)
    gained, won = (float(more[:, group].sum(axis=1).mean()) for group in (treated, ~treated))
    return Crowding(int(treated.sum()), gained, -won)


def _joined(past: ObservedFuture, future: ObservedFuture) -> Columns:
    """The panel of the past year and of what came after."""
    return {name: np.concatenate([past.panel[name], future.panel[name]]) for name in PANEL}


def _trial(mode: str, seen: Columns, other: Columns, first: int) -> CourseTrial:
    """Compare the future with the places with the one without, and with what an evaluator makes of it."""
    row, month, trained = _starts(seen, mode, first)
    alive = _one_person(seen, seen, row, month) & (~trained | _one_person(seen, other, row, month))
    row, month, trained = row[alive], month[alive], trained[alive]
    stratum = month * len(STATUSES) + seen["status"][month - 1, row]
    traits, history = _traits(seen, row, month, first), _history(seen, row, month, first)
    effects: dict[tuple[str, str], Floats] = {}
    untreated: dict[str, Floats] = {}
    for outcome in OUTCOMES:
        values, without = (_windows(_outcome(columns, outcome), row, month) for columns in (seen, other))
        starts = Starts(trained, stratum, traits, history, values)
        untreated[outcome] = without[trained].mean(axis=0)[BEFORE:]
        effects[outcome, TRUTH] = values[trained].mean(axis=0)[BEFORE:] - untreated[outcome]
        for name, estimate in ESTIMATORS.items():
            effects[outcome, name] = estimate(starts)[BEFORE:]
    field = entered_field(seen, other, row[trained], month[trained], AFTER, first)
    return CourseTrial(mode, int(trained.sum()), effects, untreated, pay_gap(seen, row, month, trained, first), *field)


def _starts(seen: Columns, mode: str, first: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[np.bool_]]:
    """Row and month of each enrolment, and of everybody who could have enrolled in one of the months and did not."""
    course = seen["programme"]
    never = ~(course[BEFORE - 1 : BEFORE + ENROLMENT] > 0).any(axis=0)
    starts = []
    for month in range(BEFORE, BEFORE + ENROLMENT):
        was, now = seen["status"][month - 1], first + month
        age = (now - seen["born"][month].astype(np.int64)) // 12
        asked = (was == UNEMPLOYED) | (working(was) & (mode != "full_time"))
        asked &= (age >= 18) & (age <= 59) & (seen["trained"][month - 1].astype(np.int64) < now - 12)
        for mask in (asked & (course[month] == LEVER) & (course[month - 1] == 0), asked & never):
            at = np.flatnonzero(mask)
            starts.append((at, np.full(len(at), month), course[month][at] == LEVER))
    row, when, trained = (np.concatenate(column) for column in zip(*starts, strict=True))
    return row, when, trained


def _one_person(a: Columns, b: Columns, row: NDArray[Any], month: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether a start's row is the same person through its whole window, in both panels."""
    born = np.stack([table["born"][month + k, row] for table in (a, b) for k in range(-BEFORE, AFTER + 1)])
    return np.asarray((born == born[0]).all(axis=0))


def _outcome(columns: Columns, name: str) -> Floats:
    """[month, person] whether at work, whether in a formal job, or income in yuan."""
    if name == "income":
        return np.asarray(columns["income"] / 100.0)
    if name == "formal_job":
        return (columns["status"] == EMPLOYED).astype(np.float64)
    return working(columns["status"]).astype(np.float64)


def _windows(values: Floats, row: NDArray[Any], month: NDArray[Any]) -> Floats:
    """[start, BEFORE + AFTER + 1] values around each start."""
    return np.asarray(values[month[:, None] + np.arange(-BEFORE, AFTER + 1), row[:, None]])


def _traits(seen: Columns, row: NDArray[Any], month: NDArray[Any], first: int) -> Floats:
    """Age and its square, sex, non-local hukou, schooling by level."""
    age = (first + month - seen["born"][month, row].astype(np.int64)) / 12.0
    school = seen["schooling"][month, row]
    columns = [age, age**2, seen["sex"][month, row] == FEMALE, seen["hukou"][month, row] >= NONLOCAL_RURAL]
    return np.column_stack([*columns, *(school == level for level in range(2, 6))]).astype(np.float64)


def _history(seen: Columns, row: NDArray[Any], month: NDArray[Any], first: int) -> Floats:
    """Months at work and mean income of the year before, both in the last quarter and month, time in the status."""
    work, income = (_windows(_outcome(seen, outcome), row, month)[:, :BEFORE] for outcome in ("employment", "income"))
    spell = first + month - 1 - seen["since"][month - 1, row].astype(np.int64)
    recent = [part[:, -3:].mean(axis=1) for part in (work, income)]
    return np.column_stack([work.mean(axis=1), income.mean(axis=1), *recent, income[:, -1], np.log1p(spell.clip(0))])
