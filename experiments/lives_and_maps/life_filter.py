"""Finding people by what they are at the start, or by a ready-made story; and what all who are alike meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...agents.platforms import DELIVERY
from ...agents.workers import (
    AGE_ENDS,
    BACHELOR,
    COLLEGE,
    EMPLOYED,
    FEMALE,
    INACTIVE,
    LOCAL_RURAL,
    NONLOCAL_RURAL,
    PLATFORM,
    SELF_EMPLOYED,
    UNEMPLOYED,
)
from ...model.groups import PeopleGroup, members_by
from ...model.occupations import load_occupations
from ...model.profile import DISTRICT_CLASSES, VILLAGE, District
from ..compare.gains import NOTICEABLE
from ..runs.intervals import mean_interval
from .lives import Lives

YOUNGEST, OLDEST = 16, 120
Interval = tuple[float, float, float]  # mean, low, high


@dataclass(frozen=True)
class Filter:
    """Who is meant, at the start: an age, and for each trait named the values allowed; or a group, as files name it, of
    a city with these districts."""

    age: tuple[int, int] = (YOUNGEST, OLDEST)
    traits: Mapping[str, tuple[int, ...]] = field(default_factory=dict, hash=False)
    group: PeopleGroup = PeopleGroup(())
    districts: tuple[District, ...] = ()

    def matches(self, traits: Mapping[str, NDArray[np.uint8]]) -> NDArray[np.bool_]:
        """Which people fit."""
        fit = (traits["age"] >= self.age[0]) & (traits["age"] <= self.age[1])
        for name, allowed in self.traits.items():
            fit &= np.isin(traits[name], allowed)
        codes = partial(_codes, traits, self.districts)
        return np.asarray(fit & members_by(self.group, len(fit), codes, [d.id for d in self.districts]))


def _codes(traits: Mapping[str, NDArray[np.uint8]], districts: Sequence[District], name: str) -> NDArray[Any]:
    """The codes of an attribute of people, from what is kept of them."""
    kept = {"disability": "disabled", "place": "residence", "status": "counted", "status_at_start": "counted"}
    if name == "age_band":
        return np.digitize(traits["age"], AGE_ENDS)
    if name == "schooling":
        return traits["schooling"] - 1
    if name == "migrant":
        return traits["hukou"] >= NONLOCAL_RURAL
    if name == "urban_rural":
        return traits["residence"] == VILLAGE
    if name == "platform":
        return traits["counted"] == PLATFORM
    if name == "district_class":
        return np.array([DISTRICT_CLASSES.index(d.klass) for d in districts])[traits["district"]]
    return traits[kept.get(name, name)]


def stories() -> dict[str, Filter]:
    """The ready-made stories, each a rule by which people are found."""
    row = load_occupations().index
    return {
        "courier": Filter(traits={"status": (PLATFORM,), "platform": (DELIVERY,)}),
        "migrant_woman": Filter((25, 49), {"sex": (FEMALE,), "hukou": (NONLOCAL_RURAL,)}),
        "retired_teacher": Filter((55, 79), {"occupation": (row("teacher"),), "status": (INACTIVE,)}),
        "farmer": Filter(
            traits={
                "occupation": (row("farmer"),),
                "hukou": (LOCAL_RURAL,),
                "status": (EMPLOYED, PLATFORM, SELF_EMPLOYED),
            }
        ),
        "graduate": Filter((20, 25), {"schooling": (COLLEGE, BACHELOR), "status": (UNEMPLOYED,)}),
    }


@dataclass(frozen=True)
class Drawn:
    """A person drawn by lot, and from how many."""

    person: int | None  # index among those followed; None where nobody fits
    fitting: int  # of those followed
    differing: int  # of these, those whose life in the future differs noticeably


def draw(lives: Lives, wanted: Filter, future: str, number: int, *, differing: bool) -> Drawn:
    """The person with the lowest lot, or the one `number` places after, going round; if `differing`, only among those
    whose lives part, as long as there are any."""
    fit = np.flatnonzero(wanted.matches(lives.traits))
    parted = fit[lives.parted[lives.futures.index(future), fit] >= 0]
    among = parted if differing and len(parted) else fit
    by_lot = among[np.argsort(lives.lot[among], kind="stable")]
    person = int(by_lot[number % len(by_lot)]) if len(by_lot) else None
    return Drawn(person, len(fit), len(parted))


@dataclass(frozen=True)
class Alike:
    """What a future brings to all who fit, in every seed, against the base."""

    persons: int  # simulated, all seeds
    income: Interval  # change of mean income, yuan a month
    worked: Interval  # change of months at work
    better: float  # share whose mean income is higher by more than one percent
    worse: float


def alike(lives: Lives, wanted: Filter, future: str) -> Alike:
    """The mean difference of everybody who fits, with its interval over the seeds."""
    place, fit = lives.futures.index(future), wanted.matches(lives.everybody)
    income = (lives.earned[place] - lives.earned[0]).astype(np.float64)
    worked = (lives.worked[place] - lives.worked[0]).astype(np.float64)
    seeds = [fit & (lives.seed == k) for k in range(len(lives.seeds))]
    means = [mean_interval([float(change[of].mean()) for of in seeds if of.any()]) for change in (income, worked)]
    least = NOTICEABLE * np.maximum(lives.earned[0], 1)
    n = int(fit.sum())
    shares = [float((fit & (sign * income > least)).sum()) / n if n else np.nan for sign in (1, -1)]
    return Alike(n, means[0], means[1], *shares)
