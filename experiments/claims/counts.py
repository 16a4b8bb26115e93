"""Whom tests count: heads and shares of the city at a month's end."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...agents.platforms import LIVE, RIDE, SERVICES
from ...agents.workers import EMPLOYED, FEMALE, PLATFORM, SELF_EMPLOYED
from ...model.city import City
from ...scenarios.claims import districts_of
from ..compare.answers.touches import CHAIN
from .future import Count


def working(status: NDArray[Any]) -> NDArray[np.bool_]:
    """Who is at work, of whatever kind."""
    return np.isin(status, (EMPLOYED, PLATFORM, SELF_EMPLOYED))


def digital_work(panel: dict[str, NDArray[Any]], digital: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Who works in a digital occupation or on a platform."""
    status = panel["status"]
    return (status == PLATFORM) | ((status == EMPLOYED) & digital[panel["occupation"]])


def women_drivers(city: City) -> float:
    """Women among ride-hailing drivers, per cent."""
    w = city.workers
    drivers = (w.status == PLATFORM) & (w.employer % SERVICES == RIDE)
    return 100.0 * float((w.sex[drivers] == FEMALE).mean()) if drivers.any() else np.nan


def pilot_jobs(city: City) -> float:
    """People at work who live in the pilot district."""
    w = city.workers
    pilot = [d.id for d in city.profile.districts].index(districts_of(city.profile, PILOT)[0])
    return float((working(w.status) & (city.grid.district[w.cell] == pilot)).sum())


def elderly_digital(city: City) -> float:
    """People of 60 and over in digital work."""
    w = city.workers
    old = (city.month - w.born.astype(np.int64)) // 12 >= 60
    return float((old & digital_work({"status": w.status, "occupation": w.occupation}, city.occupations.digital)).sum())


def disabled_shops(city: City) -> float:
    """People with a certified disability who work on own account or sell by live-commerce."""
    w = city.workers
    sells = (w.status == SELF_EMPLOYED) | ((w.status == PLATFORM) & (w.employer % SERVICES == LIVE))
    return float((sells & (w.disabled == 1)).sum())


def staff_of(city: City, occupations: Iterable[str]) -> float:
    """Employees in some occupations."""
    w, places = city.workers, [city.occupations.ids.index(name) for name in occupations]
    return float(((w.status == EMPLOYED) & np.isin(w.occupation, places)).sum())


PILOT = ("yuhang",)
COUNTS: dict[str, Count] = {
    "women_drivers": women_drivers,
    "pilot_jobs": pilot_jobs,
    "elderly_digital": elderly_digital,
    "disabled_shops": disabled_shops,
    "incubated_staff": partial(staff_of, occupations=CHAIN),
}
