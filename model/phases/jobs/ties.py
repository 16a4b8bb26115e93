"""Ties: some of those whom a line dismisses stay at hand for it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import NOBODY
from ...city import City
from ...draws import uniform_column

SEASONAL = ("construction_worker", "catering_hotel_worker", "farmer")  # trades of projects and seasons (B 3.5)


def keep_ties(city: City, rows: NDArray[np.uint32], lines: NDArray[np.int32]) -> None:
    """Note of each person just dismissed whether the line and they keep in touch."""
    w, trade = city.workers, city.employers.occupation[lines]
    luck = uniform_column(city.draws.key("tie to the former employer"), rows.astype(np.uint64))
    w.former[rows] = np.where(luck < _strength(city)[trade], lines, NOBODY)
    w.parted[rows] = city.month


def _strength(city: City) -> NDArray[Any]:
    """[occupation] share of the dismissed who keep a tie."""
    b, ids = city.behaviour, np.array(city.occupations.ids)
    return np.minimum(1.0, b.recall_tie * np.where(np.isin(ids, SEASONAL), b.recall_seasonal, 1.0))
