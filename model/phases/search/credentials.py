"""Credentials: who holds which certificate, and who was trained in the city, as rules on hiring ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import rule
from ....agents.workers import EMPLOYED
from ...city import City
from ...draws import identities, uniform_column

Flags = NDArray[np.bool_]
ONE, NONE = np.uint64(1), np.uint64(0)
RECENT = 24  # months for which a course counts as local training


def hold(certificates: NDArray[np.uint64], occupation: NDArray[Any]) -> Flags:
    """Whether the certificate of the occupation is held; for whole columns."""
    return np.asarray((certificates >> occupation.astype(np.uint64)) & np.uint64(1) == np.uint64(1))


@rule
def knows_another(certificates, occupation):
    """Whether a certificate of another occupation than their own is held."""
    return (certificates & ~(ONE << np.uint64(occupation))) != NONE


def multi_skilled(city: City, rows: NDArray[Any]) -> Flags:
    """Who of `rows` holds a certificate of another occupation than their own."""
    w = city.workers
    own = np.uint64(1) << w.occupation[rows].astype(np.uint64)
    return np.asarray((w.certificates[rows] & ~own) != 0)


def locally_trained(city: City, rows: NDArray[Any]) -> Flags:
    """Who of `rows` completed a course in the last two years."""
    return np.asarray(city.workers.trained[rows].astype(np.int64) > city.month - RECENT)


def short_of(city: City, wanted: Callable[[NDArray[Any]], Flags], within: Flags, quota: NDArray[np.float64]) -> Flags:
    """[line] whose establishment has fewer `wanted` (who of some rows) than the line's quota asks of its staff at lines
    `within`, whole persons only: who employs few owes nobody yet."""
    w, e = city.workers, city.employers
    rows = np.flatnonzero(w.status == EMPLOYED)
    rows = rows[within[w.employer[rows]]]
    unit, size = e.establishment[w.employer[rows]], int(e.establishment.max()) + 1
    counted, staff = np.bincount(unit, wanted(rows), size), np.bincount(unit, minlength=size)
    return np.asarray(counted[e.establishment] < np.floor(quota * staff[e.establishment]))


def in_new_parks(city: City) -> Flags:
    """[line] digital lines of establishments that opened in a new park: a part of those founded since the quota for
    parks has held where they are."""
    e, begun = city.employers, city.government.since("park_quota")
    founded = city.occupations.digital[e.occupation] & (e.closed == 0) & (e.opened >= begun[e.zone])
    luck = uniform_column(city.draws.lifelong("opens in a park"), identities(e.establishment, e.opened))
    return np.asarray(founded & (luck < city.behaviour.park_share))
