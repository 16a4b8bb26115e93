"""Seasons of people: the months of the farm, and who is at home for Spring Festival. Still without `seasons`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..agents.compiled import rule
from ..agents.workers import NONLOCAL_RURAL
from .calendar import FESTIVAL
from .city import City
from .draws import Draws, identity, uniform

# Farm work of a calendar month over that of the year's mean: sowing and the double harvest, then the autumn crop (crop
# calendar of the lower Yangtze; size judged, sum twelve).
FARM_WORK = np.array([0.4, 0.4, 0.7, 1.3, 1.5, 1.6, 1.6, 0.9, 1.3, 1.5, 0.5, 0.3])


class Journey(NamedTuple):
    """Who is away this month: a share of the migrants of rural hukou, by a draw of the year."""

    leave: float
    key: np.uint64


def journey_home(city: City) -> Journey:
    """The journey of this month; nobody's in most."""
    return _journey(city, city.month, float(city.behaviour.festival_leave))


def journey_without_return(city: City) -> Journey:
    """Those who went home last month and do not come back to their work."""
    share = city.behaviour.festival_leave * city.behaviour.festival_stay
    return _journey(city, city.month - 1, float(share))


def _journey(city: City, month: int, share: float) -> Journey:
    """A share of the migrants, if the month was that of the festival; the same draw whoever asks, and when."""
    calendar = city.calendar
    on = calendar.seasons and calendar.of_year(month) == FESTIVAL
    return Journey(share if on else 0.0, Draws(city.draws.seed, month).key("home for Spring Festival"))


@rule
def away(row: int, born: int, hukou: int, journey: Journey) -> bool:
    """Whether a person is away on the journey."""
    if hukou != NONLOCAL_RURAL or journey.leave == 0.0:
        return False
    return uniform(journey.key, identity(row, born)) < journey.leave


def free_of_farm(city: City) -> float:
    """Part of the month that the farm leaves free."""
    given = city.behaviour.farm_months / len(FARM_WORK)
    if city.calendar.seasons:
        given *= FARM_WORK[city.calendar.of_year(city.month) - 1]
    return float(max(0.0, 1.0 - given))


def eagerness(city: City) -> float:
    """Applications of the month over the usual: few at the festival, more in spring (B 3.31)."""
    calendar, b = city.calendar, city.behaviour
    if not calendar.seasons:
        return 1.0
    months = {FESTIVAL: b.festival_search, FESTIVAL + 1: b.spring_search}
    return float(months.get(calendar.of_year(city.month), 1.0))
