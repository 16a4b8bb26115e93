"""Pilots: a lever is tried in some districts, government measures, and then decides (plan §4.2, §5.4.3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..agents.government import ADOPTED, ENDED, ON_TRIAL, REVISED, Trial
from ..agents.workers import BP, EMPLOYED, EMPLOYEE_SCHEME, INACTIVE, PLATFORM, SELF_EMPLOYED, UNEMPLOYED
from .places import on_platforms

if TYPE_CHECKING:
    from .city import City
    from .levers.lever import Lever

Floats = NDArray[np.float64]
Column = NDArray[np.float64]


def _share(of: NDArray[np.bool_], among: NDArray[np.bool_]) -> tuple[Column, Column]:
    return (of & among).astype(np.float64), among.astype(np.float64)


def _flexible(city: City) -> NDArray[np.bool_]:
    return on_platforms(city) | (city.workers.status == SELF_EMPLOYED)


def _working(city: City) -> NDArray[np.bool_]:
    return np.isin(city.workers.status, (EMPLOYED, PLATFORM, SELF_EMPLOYED))


def _mean(of: Column, among: NDArray[np.bool_]) -> tuple[Column, Column]:
    return np.where(among, of, 0.0), among.astype(np.float64)


# What government can measure by district: parts and wholes of a ratio, person by person.
MEASURES: dict[str, Callable[[City], tuple[Column, Column]]] = {
    "employment": lambda c: _share(_working(c), c.workers.status != INACTIVE),
    "income": lambda c: _mean(0.01 * c.workers.income, _working(c)),
    "platform_income": lambda c: _mean(0.01 * c.workers.income, on_platforms(c)),
    "insured": lambda c: _share((c.workers.insured & EMPLOYEE_SCHEME) > 0, _flexible(c)),
    "certified": lambda c: _share(c.workers.certificates > 0, c.workers.status != INACTIVE),
    "literacy": lambda c: (c.workers.literacy * BP, np.ones(len(c.workers))),
    "trust": lambda c: _mean(c.workers.trust * BP, on_platforms(c)),
    "unemployment": lambda c: _share(c.workers.status == UNEMPLOYED, c.workers.status != INACTIVE),
}
LOWER_IS_BETTER = ("unemployment",)


@dataclass(frozen=True, kw_only=True)
class Pilot:
    """A trial of a lever in its districts."""

    months: int
    measure: str  # one of MEASURES
    at_least: float  # gain, relative to the other districts, that counts as success
    transfer: float  # share of the dose that survives the copy to the other districts
    revised: Lever | None = None  # what is tried next if the first trial fails


def by_district(city: City, measure: str) -> Floats:
    """[zones] a measure of MEASURES in every district."""
    part, whole = MEASURES[measure](city)
    zone = city.grid.district[city.workers.cell]
    sums = [np.bincount(zone, weights=x, minlength=city.zones) for x in (part, whole)]
    return np.asarray(sums[0] / np.maximum(sums[1], 1e-9))


def gain(before: Floats, after: Floats, inside: NDArray[np.bool_], measure: str) -> float:
    """Relative change in the pilot districts less that in the others, as an evaluator of the pilot would report it:
    people who come from next door for the course, or posts lost there, count as if nothing."""
    change = after / np.maximum(before, 1e-9) - 1.0
    sign = -1.0 if measure in LOWER_IS_BETTER else 1.0
    return sign * float(change[inside].mean() - (change[~inside].mean() if (~inside).any() else 0.0))


def decide(city: City, place: int, pilot: Pilot, start: int, inside: NDArray[np.bool_]) -> None:
    """Begin, measure or end the trial of the lever at a place of the policy; what is decided is kept by government."""
    trials, month = city.government.trials, city.month - city.start
    trial = trials.get(place)
    if month == start:
        trials[place] = Trial(ON_TRIAL, month, by_district(city, pilot.measure))
    elif trial is not None and trial.standing in (ON_TRIAL, REVISED) and month == trial.since + pilot.months:
        now = by_district(city, pilot.measure)
        effect = gain(trial.before, now, inside, pilot.measure)
        if effect >= pilot.at_least:
            trials[place] = Trial(ADOPTED, month, now, effect)
        elif pilot.revised is not None and trial.standing == ON_TRIAL:
            trials[place] = Trial(REVISED, month, now, effect)
        else:
            trials[place] = Trial(ENDED, month, now, effect)
