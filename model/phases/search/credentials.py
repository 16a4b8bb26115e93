"""Credentials: who holds which certificate, and who was trained in the city, as rules on hiring ask."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import EMPLOYED
from ...city import City

Flags = NDArray[np.bool_]
RECENT = 24  # months for which a course counts as local training


def hold(certificates: NDArray[np.uint64], occupation: NDArray[Any]) -> Flags:
    """Whether the certificate of the occupation is held; for whole columns."""
    return np.asarray((certificates >> occupation.astype(np.uint64)) & np.uint64(1) == np.uint64(1))


def multi_skilled(city: City, rows: NDArray[Any]) -> Flags:
    """Who of `rows` holds a certificate of another occupation than their own."""
    w = city.workers
    own = np.uint64(1) << w.occupation[rows].astype(np.uint64)
    return np.asarray((w.certificates[rows] & ~own) != 0)


def locally_trained(city: City, rows: NDArray[Any]) -> Flags:
    """Who of `rows` completed a course in the last two years."""
    return np.asarray(city.workers.trained[rows].astype(np.int64) > city.month - RECENT)


def staff_share(city: City, wanted: Flags, within: Flags) -> NDArray[np.float64]:
    """[line] share of its establishment's staff, at lines `within`, who are `wanted` (a flag a person)."""
    w, e = city.workers, city.employers
    rows = np.flatnonzero(w.status == EMPLOYED)
    rows = rows[within[w.employer[rows]]]
    unit = e.establishment[w.employer[rows]]
    size = int(e.establishment.max()) + 1
    counted = np.bincount(unit, wanted[rows], size) / np.maximum(np.bincount(unit, minlength=size), 1)
    return np.asarray(counted[e.establishment])
