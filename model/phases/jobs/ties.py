"""Ties: some of those who leave a line stay at hand for it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import NOBODY
from ...city import City
from ...draws import uniform_column

SEASONAL = ("construction_worker", "catering_hotel_worker", "farmer")  # trades of projects and seasons (B 3.5)


def keep_ties(city: City, rows: NDArray[np.uint32], lines: NDArray[np.int32], share: Any = 1.0) -> None:
    """Note of each person who has just left a line whether it and they keep in touch; `share`: how often, relative to
    the dismissed, of all or of each."""
    trade = city.employers.occupation[lines]
    luck = uniform_column(city.draws.key("tie to the former employer"), rows.astype(np.uint64))
    city.workers.former[rows] = np.where(luck < share * _strength(city)[trade], lines, NOBODY)


def _strength(city: City) -> NDArray[Any]:
    """[occupation] share of the dismissed who keep a tie."""
    b = city.behaviour
    often = [b.recall_seasonal if trade in SEASONAL else 1.0 for trade in city.occupations.ids]
    return np.minimum(1.0, b.recall_tie * np.array(often))
