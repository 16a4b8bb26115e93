"""Whom tests count at a month's end: who belongs to a group, or a number of the city."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...agents.platforms import LIVE, RIDE, SERVICES
from ...agents.workers import EMPLOYED, FEMALE, PLATFORM, SELF_EMPLOYED
from ...model.city import City
from ...scenarios.claims import Test, districts_of
from ..compare.answers.touches import CHAIN
from .future import Count

Flags = NDArray[np.bool_]


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


def places_by_equity(city: City) -> float:
    """Course places a year that the guidance fund has built."""
    return float(city.government.capacity)


def pilot_jobs(city: City) -> Flags:
    """People at work who live in the pilot district."""
    w = city.workers
    pilot = [d.id for d in city.profile.districts].index(districts_of(city.profile, PILOT)[0])
    return np.asarray(working(w.status) & (city.grid.district[w.cell] == pilot))


def elderly_digital(city: City) -> Flags:
    """People of 60 and over in digital work."""
    w = city.workers
    old = (city.month - w.born.astype(np.int64)) // 12 >= 60
    return np.asarray(old & digital_work({"status": w.status, "occupation": w.occupation}, city.occupations.digital))


def disabled_shops(city: City) -> Flags:
    """People with a certified disability who work on own account or sell by live-commerce."""
    w = city.workers
    sells = (w.status == SELF_EMPLOYED) | ((w.status == PLATFORM) & (w.employer % SERVICES == LIVE))
    return np.asarray(sells & (w.disabled == 1))


def incubated_staff(city: City) -> Flags:
    """Employees in the incubated occupations."""
    w, places = city.workers, [city.occupations.ids.index(name) for name in CHAIN]
    return np.asarray((w.status == EMPLOYED) & np.isin(w.occupation, places))


PILOT = ("yuhang",)


def near_stations(city: City) -> Flags:
    """People who live where a service station reaches."""
    return np.asarray(city.places.reach[city.workers.cell] > 1.0)


SHARES = ("women_drivers",)  # per cent; the others are heads or places
COUNTS: dict[str, Count] = {
    f.__name__: f
    for f in (
        *(women_drivers, places_by_equity, pilot_jobs, elderly_digital, disabled_shops, incubated_staff),
        near_stations,
    )
}


def counts_of(test: Test) -> tuple[str, ...]:
    """The counts that a test reads."""
    if test.measure == "enrolled_by_equity":
        return ("places_by_equity",)
    where = ("near_stations",) if test.group == "near_stations" else ()
    return (test.of, *where) if test.measure in ("counted", "newly") else ()
