"""Those a policy reaches, month by month, in one seed: the same people beside themselves in the future without it.

Each lever has one or more circles of people: those it touches, those who take part in its courses, those who complete
one, those whose premium its fund helps to pay. A person belongs to a circle from the month in which this first holds
until the end, or until somebody else takes the row; months are counted from there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import EMPLOYEE_SCHEME
from ....model.city import City
from ....model.levers import Dated, Lever, Policy
from ...runs.run import Diary
from .columns import Flags, Seen
from .outcomes import OUTCOMES
from .people import GROUPED, group_codes
from .touches import REACHED, Sight

TOUCHED, TOOK_PART, COMPLETED, SUPPORTED = "touched", "took_part", "completed", "supported"
ALWAYS = ("income", "earned", "work", "formal", "insured", "skill")  # outcomes that are looked at of everybody
ELSEWHERE = ("trainees",)  # circles that courses tell better than the lever's own word
YEAR = 12
NOBODY = np.iinfo(np.int16).min
Floats = NDArray[np.float64]


@dataclass
class CircleTrack:
    """One circle in one seed, plain enough to cross to another process. M months, N persons."""

    lever: str
    kind: str
    touches: str
    heads: Floats  # [M] by months since they began: persons who are the same in both futures
    change: dict[str, Floats]  # outcome → [M] sum of differences, by months since they began
    before: dict[str, Floats]  # outcome → [M] sum of levels without
    who: dict[str, Floats]  # dimension → heads by group, when they began
    everybody: dict[str, Floats]  # the same of the whole city, at the start
    persons: int = 0
    asked: float = 0.0  # of them, still there at the end in both futures
    anyway: float = 0.0  # of these, who had the same without the policy
    last_year: float = 0.0  # person-months of the circle in the last year
    last_change: float = 0.0  # yuan: sum of their changes of income in it
    at_work: float = 0.0  # person-months at work in the city in it


@dataclass
class FollowedCircle:
    """A circle that is being followed."""

    track: CircleTrack
    dated: Dated
    numbers: tuple[int, ...]  # of the lever's own courses
    born: NDArray[np.int16]  # [N] month of birth of the member in each row; NOBODY where there is none
    began: NDArray[np.int16]  # [N] month in which the member began


def circles_of(acts: Policy, city: City, months: int) -> list[FollowedCircle]:
    """The circles of every lever of a policy that is not off."""
    found = []
    for place, dated in enumerate(acts.levers):
        lever = dated.lever
        if lever.off:
            continue
        numbers = tuple(k for k, (_, own, _) in enumerate(acts._all) if own == place)
        for kind in _kinds(lever, numbers, city):
            n = len(city.workers)
            born, began = np.full(n, NOBODY, np.int16), np.zeros(n, np.int16)
            found.append(FollowedCircle(_track(lever, kind, city, months), dated, numbers, born, began))
    return found


def _kinds(lever: Lever, numbers: tuple[int, ...], city: City) -> list[str]:
    kinds = [TOUCHED] if lever.touches in REACHED and not (numbers and lever.touches in ELSEWHERE) else []
    if numbers:
        kinds += [TOOK_PART, COMPLETED]
    if (lever.amend(city.rules).fund_contribution > city.rules.fund_contribution).any():
        kinds.append(SUPPORTED)
    return kinds


def _track(lever: Lever, kind: str, city: City, months: int) -> CircleTrack:
    expected = [name for name in lever.expects if name in OUTCOMES]
    names = tuple(dict.fromkeys((*ALWAYS, *expected)))
    codes = group_codes(city, city.month)
    everybody = {name: np.bincount(codes[name], minlength=size).astype(float) for name, size in GROUPED.items()}
    return CircleTrack(
        lever.name,
        kind,
        lever.touches,
        np.zeros(months),
        {name: np.zeros(months) for name in names},
        {name: np.zeros(months) for name in names},
        {name: np.zeros(size) for name, size in GROUPED.items()},
        everybody,
    )


@dataclass
class MonthBeside:
    """A month's end with the policy and without it, and what was worked out of it so far."""

    eve: City
    now: Seen
    without: Seen
    existing: int  # courses that exist anyway
    support: bool  # whether the fund helps with premiums
    known: dict[tuple[str, bool], Floats] = field(default_factory=dict)

    @property
    def same(self) -> Flags:
        """Rows that hold the same person in both futures."""
        return np.asarray(self.now.born == self.without.born)

    def outcome(self, name: str, *, policy: bool) -> Floats:
        """[N] an outcome of everybody in one of the two futures."""
        key = (name, policy)
        if key not in self.known:
            about = OUTCOMES[name]
            self.known[key] = about.factor * np.asarray(about.value(self.now if policy else self.without), np.float64)
        return self.known[key]


def follow(circles: list[FollowedCircle], at: MonthBeside, month: int, months: int) -> None:
    """Count a month; `month` is counted from the start of the scenario."""
    same = at.same
    parts = [one for one in circles if one.track.kind == TOOK_PART]
    working = float(at.outcome("work", policy=True).sum()) / 100.0 if month >= months - YEAR else 0.0
    for circle in circles:
        if circle.dated.strength(month) > 0.0 or circle.track.kind == COMPLETED:
            _begin(circle, at, _flags(circle, at, parts), month)
        circle.born[circle.born != at.now.born] = NOBODY  # somebody else has come
        rows = np.flatnonzero((circle.born != NOBODY) & same)
        track = circle.track
        since = month - circle.began[rows]
        track.heads += np.bincount(since, minlength=months)
        for name in track.change:
            before = at.outcome(name, policy=False)[rows]
            more = at.outcome(name, policy=True)[rows] - before
            track.change[name] += np.bincount(since, more, months)
            track.before[name] += np.bincount(since, before, months)
            if name == "income" and month >= months - YEAR:
                track.last_change += float(more.sum())
        if month >= months - YEAR:
            track.last_year += len(rows)
            track.at_work += working


def _begin(circle: FollowedCircle, at: MonthBeside, flags: Flags, month: int) -> None:
    """Take in who begins this month."""
    rows = np.flatnonzero(flags & (circle.born != at.now.born))
    circle.born[rows], circle.began[rows] = at.now.born[rows], month
    circle.track.persons += len(rows)
    if not len(rows):
        return
    codes = group_codes(at.now.city, at.now.month, rows, at.without.status)
    for name, size in GROUPED.items():
        circle.track.who[name] += np.bincount(codes[name], minlength=size)


def _flags(circle: FollowedCircle, at: MonthBeside, parts: list[FollowedCircle]) -> Flags:
    """Whom the circle holds this month, in the districts in which the lever is in force."""
    s, kind = at.now, circle.track.kind
    if kind == TOOK_PART:
        return np.isin(s.programme, [number + 1 for number in circle.numbers])
    if kind == COMPLETED:
        own = next(one for one in parts if one.dated is circle.dated)
        took = own.born == s.born
        return np.asarray(took & (s.trained >= at.eve.month + own.began))
    if kind == SUPPORTED:
        insured = s.on_platform & (s.insured & EMPLOYEE_SCHEME != 0)
        return np.asarray(insured & at.support & _within(circle.dated, s))
    sight = Sight(s.city, at.eve, s, at.without, circle.dated.lever, at.existing)
    return np.asarray(REACHED[circle.track.touches](sight) & _within(circle.dated, s))


def _within(dated: Dated, s: Seen) -> Flags:
    if dated.zones is None:
        return np.ones(len(s.born), np.bool_)
    return np.isin(s.city.grid.district[s.city.workers.cell], dated.zones)


def members(circles: list[FollowedCircle], now: Seen) -> Flags:
    """Who belongs to any of the circles."""
    found = np.zeros(len(now.born), np.bool_)
    for circle in circles:
        found |= circle.born == now.born
    return found


def finish(circles: list[FollowedCircle], without: Diary) -> None:
    """Count who of those still there at the end had the same without the policy at any time."""
    for circle in circles:
        kind = circle.track.kind
        if kind == TOUCHED:
            continue
        there = (circle.born != NOBODY) & (circle.born == without.born)
        pages = without.insured if kind == SUPPORTED else without.course
        circle.track.asked, circle.track.anyway = float(there.sum()), float((there & (pages > 0)).sum())
