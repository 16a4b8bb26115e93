"""Facts of the seasons, in the second of two years that have them: youth out of school in July, workers away for Spring
Festival, and posts and applications when they are back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ....agents.workers import PLATFORM, UNEMPLOYED
from ....model.city import City
from ....model.month import InForce
from ...runs.run import Tick
from .observing import Floats, follow, working

YEAR, SEASONS = 12, 24  # months; the first year takes leave of the one without seasons
COLUMNS = ("born", "status", "hours")
YOUNG = 25  # years, the first that are not
BEFORE_JULY, FROM_JULY = (4, 5, 6), (7, 8, 9)
SPRING, AUTUMN = (1, 2, 3), (10, 11, 12)


def season_facts(city: City, acts: InForce, tick: Tick | None = None) -> dict[str, float]:
    """What the calendar does to youth unemployment, to platforms, and to the market after the festival."""
    city = city.fork()
    city.calendar = replace(city.calendar, seasons=True)
    year = follow(city, acts, SEASONS, columns=COLUMNS, tick=tick)
    months = np.arange(city.month + SEASONS - YEAR, city.month + SEASONS)
    calendar = np.array([city.calendar.of_year(int(month)) for month in months])
    born, status, hours = (year.panel[name][-YEAR:] for name in COLUMNS)
    young = (months[:, None] - born) // YEAR < YOUNG
    jobless, at_work = (young & (status == UNEMPLOYED)).sum(axis=1), (young & working(status)).sum(axis=1)
    active = ((status == PLATFORM) & (hours > 0)).sum(axis=1)

    def over(values: Floats, these: tuple[int, ...], those: tuple[int, ...]) -> float:
        later, sooner = (values[np.isin(calendar, chosen)].mean() for chosen in (these, those))
        return float(later / sooner)

    posts, applications = (year.series[name][-YEAR:] for name in ("vacancies", "applications"))
    return {
        "july_youth": over(jobless / (jobless + at_work), FROM_JULY, BEFORE_JULY),
        "festival_platforms": over(active, SPRING, AUTUMN),
        "spring_posts": over(posts, (3,), (2,)),
        "spring_applications": over(applications, (3,), (2,)),
    }
