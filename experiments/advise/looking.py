"""What is looked at before anything is tried: how large the group is, who of it could be reached, who could enrol."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...model.city import City
from ...model.levers import LEVERS, Lever
from ...scenarios.spec import Scenario
from ..compare.answers.columns import Seen
from ..compare.answers.touches import REACHED, Sight
from ..runs.burn_in_cache import eve_of
from ..runs.run import Tick
from .goal import Goal
from .members import Flags, concerned, members
from .touching import TOLD_BY_THE_PERSON


@dataclass(frozen=True)
class Look:
    """The eve of one seed's city."""

    heads: int  # simulated members of the group
    concerned: int  # of them, those the indicator counts
    weight: float  # real persons that each stands for
    eligible: dict[str, float]  # lever → real persons who could enrol in its courses
    unreached: tuple[str, ...]  # levers that can reach no member


def look(seed: int, base: Scenario, goal: Goal, names: Sequence[str], tick: Tick | None = None) -> Look:
    """Look at one seed's city; to be imported by processes."""
    city = eve_of(base, seed, tick).city
    ours = members(city, goal.group)
    eligible, unreached = {}, []
    for name in names:
        kind = LEVERS[name]
        could = _eligible(city, kind)
        if could is not None:
            eligible[name] = float(could.sum()) * city.weight
        if goal.group.parts and _reaches_none(city, kind, ours, could):
            unreached.append(name)
    counted = int(concerned(city, goal.group, goal.indicator).sum())
    return Look(int(ours.sum()), counted, city.weight, eligible, tuple(unreached))


def _eligible(city: City, kind: type[Lever]) -> Flags | None:
    """Who could enrol in a course of a lever now; None where it has none, or firms choose whom they send."""
    courses = [course for course in kind().programmes() if not course.by_firms]
    if not courses:
        return None
    rows = np.arange(len(city.workers), dtype=np.uint32)
    found = np.zeros(len(rows), np.bool_)
    for course in courses:
        found |= course.eligible(city.workers, rows, city.month)
    return found


def _reaches_none(city: City, kind: type[Lever], ours: Flags, could: Flags | None) -> bool:
    """Whether no member can be reached: none may enrol, or none is of the kind of person meant."""
    if kind.touches == "trainees" and could is not None:
        return not (could & ours).any()
    if kind.touches in TOLD_BY_THE_PERSON:
        seen = Seen.of(city, keep=False)
        return not (REACHED[kind.touches](Sight(city, city, seen, seen, kind(), 0)) & ours).any()
    return False
