"""Where people stand at the start: who works where, since when, for what pay, and what they have lived through."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...agents.choices import own_account_hours
from ...agents.compiled import interpreted
from ...agents.farmers import OWN_FARM, farm_hours, has_farm
from ...agents.workers import (
    EMPLOYED,
    EMPLOYEE_SCHEME,
    EVERY_SCHEME,
    INACTIVE,
    NEVER,
    PLATFORM,
    RESIDENT_SCHEME,
    SELF_EMPLOYED,
    UNEMPLOYED,
    Workers,
)
from ..behaviour import Behaviour
from ..city import City
from ..draws import Draws, identities, uniform_column
from ..grid import VILLAGE, Grid
from ..occupations import draw_occupation
from ..phases.jobs.wages import pay_factors
from ..phases.matching import hours_of_jobs
from ..phases.population import wanting_work
from .arithmetic import morton, normal_column

UNEMPLOYED_SHARE, PLATFORM_SHARE = 0.05, 0.09  # of those who want work, before the burn-in (judged)
OWN_TOWN, OWN_VILLAGE = 0.13, 0.42  # share in a business or farm of their own, before the burn-in (P14)
LONGEST_SPELL, LONGEST_TENURE = 60.0, 120.0  # months; the spread is quadratic: short ones are frequent
LAST_COURSE = -24  # month of it, for those who ever took one
RATING, TRUST, WIDTH = 5_000, 3_500, 3_000  # bp: the least, and the width above
EMPLOYEE_COVER, ANY_COVER = 0.25, 0.66  # share who pay into the employees' scheme, or into either (P30)
STARTER = 18  # years from which tenure can count
SKILL_WEIGHT, NOISE_WEIGHT, NEED_WEIGHT = 2.5, 0.5, 2.0  # skill, luck, skill needed against a level of schooling
STRAY = 4.0  # km by which homes and jobs are mixed (judged)
ASKED_WAGE, ASKED, TAKEN_HOME = 0.85, 0.75, 0.89  # of usual pay; of the last wage; of the wage


def starting_status(w: Workers, grid: Grid, draws: Draws, b: Behaviour) -> NDArray[np.uint8]:
    """Who wants work, and what they do at the start; villages begin with many self-employed farmers."""
    luck = draws.sample("starting status", len(w))
    rural = grid.klass[w.cell] == VILLAGE
    own = np.where(rural, OWN_VILLAGE, OWN_TOWN)
    status = np.full(len(w), EMPLOYED, np.uint8)
    status[luck < UNEMPLOYED_SHARE + PLATFORM_SHARE + own] = SELF_EMPLOYED
    status[luck < UNEMPLOYED_SHARE + PLATFORM_SHARE] = PLATFORM
    status[luck < UNEMPLOYED_SHARE] = UNEMPLOYED
    farm: Any = interpreted(has_farm)
    status[(status == UNEMPLOYED) & farm(w.hukou, rural)] = SELF_EMPLOYED
    status[~wanting_work(w, 0, draws, b)] = INACTIVE
    return status


def fill_defaults(city: City, status: NDArray[np.uint8]) -> None:
    """State of a person before any history."""
    w, draws, b = city.workers, city.draws, city.behaviour
    n = len(w)
    w.renew(slice(None), 0)
    w.status[:] = status
    w.idle[:] = 0
    w.occupation[:] = draw_occupation(city.occupations, w.schooling, draws.sample("first occupation", n))
    w.since[:] = -np.floor(LONGEST_SPELL * draws.sample("time in status", n) ** 2)
    w.hired[:] = w.since
    w.trained[:] = np.where(draws.sample("ever trained", n) < b.ever_trained, LAST_COURSE, NEVER)
    w.rating[:] = RATING + WIDTH * draws.sample("rating", n)
    w.trust[:] = TRUST + WIDTH * draws.sample("trust", n)
    w.consent[:] = draws.sample("consent", n) < 0.5
    own = np.flatnonzero(status == SELF_EMPLOYED)
    taste = uniform_column(draws.lifelong("taste for long hours"), identities(own, w.born[own]))
    usual: Any = interpreted(own_account_hours)
    w.hours[own] = np.round(usual(taste, b))
    land: Any = interpreted(has_farm)
    farmer = land(w.hukou[own], city.grid.klass[w.cell[own]] == VILLAGE)
    on_farm: Any = interpreted(farm_hours)
    w.hours[own[farmer]] = np.round(on_farm(taste[farmer], b))
    w.employer[own[farmer]] = OWN_FARM
    pension = draws.sample("own pension", n)
    w.insured[:] = np.where(pension < ANY_COVER, RESIDENT_SCHEME, 0)
    w.insured[(pension < EMPLOYEE_COVER) & (w.status != EMPLOYED)] = EMPLOYEE_SCHEME
    on = np.flatnonzero(status == PLATFORM)
    taste = np.stack([city.platforms.male_taste, city.platforms.female_taste])
    taste = np.cumsum(taste / taste.sum(axis=1, keepdims=True), axis=1)
    pick = draws.sample("first platform", n)[on]
    w.employer[on] = np.minimum((pick[:, None] > taste[w.sex[on]]).sum(axis=1), len(city.platforms) - 1)
    w.gig[on] = 0


def place_staff(city: City) -> None:
    """Give each employee a line: the able to the demanding occupations, and within an occupation mostly near home."""
    w, e, draws, occ = city.workers, city.employers, city.draws, city.occupations
    rows = np.flatnonzero(w.status == EMPLOYED)
    noise = normal_column(draws, "placement", len(w))[rows]
    skill = (w.technical[rows].astype(np.int64) + w.application[rows] + w.management[rows]) / 30_000.0
    able = rows[np.argsort(-(w.schooling[rows] + SKILL_WEIGHT * skill + NOISE_WEIGHT * noise), kind="stable")]
    demand = occ.schooling + NEED_WEIGHT * occ.need.mean(axis=1)
    lines = np.argsort(-demand[e.occupation], kind="stable")
    seats = np.repeat(lines, e.staff[lines])
    x, y = city.grid.x_km, city.grid.y_km
    stray = normal_column(draws, "stray", len(w)) * STRAY
    start = 0
    for o in np.argsort(-demand, kind="stable"):
        count = int(e.staff[e.occupation == o].sum())
        people, jobs = able[start : start + count], seats[start : start + count]
        start += count
        home = morton(x[w.cell[people]] + stray[people], y[w.cell[people]] + stray[people][::-1])
        work = morton(x[e.cell[jobs]], y[e.cell[jobs]])
        w.employer[people[np.argsort(home, kind="stable")]] = jobs[np.argsort(work, kind="stable")]
        w.occupation[people] = o
    tenure = np.floor(LONGEST_TENURE * draws.sample("tenure", len(w))[rows] ** 2).astype(np.int64)
    working = (-w.born[rows].astype(np.int64)) - 12 * STARTER
    w.hired[rows] = -np.clip(np.minimum(tenure, working), 0, None)
    w.since[rows] = w.hired[rows]
    w.commute[rows] = np.minimum(255, city.grid.distance(w.cell[rows], e.cell[w.employer[rows]]))
    w.hours[rows] = hours_of_jobs(city, rows)
    w.insured[rows] = np.where(e.contributes[w.employer[rows]] == 1, EVERY_SCHEME, w.insured[rows])


def set_pay(city: City) -> None:
    """Wages of employees from what their line posts, and what everybody else would ask."""
    w, e = city.workers, city.employers
    rows = np.flatnonzero(w.status == EMPLOYED)
    factor = pay_factors(city, np.arange(len(w)))
    scale = 100.0 * city.profile.monthly_wage / np.average(e.posted[w.employer[rows]] * factor[rows])
    e.usual[:] = e.posted[:] = np.round(np.maximum(scale * e.posted, 100.0 * city.rules.minimum_wage[e.zone]))
    usual = np.array([100.0 * city.profile.monthly_wage]) * city.occupations.wage[w.occupation] * factor
    floor = 100.0 * city.rules.minimum_wage[city.grid.district[w.cell]]
    w.wage[:] = np.round(np.maximum(usual * ASKED_WAGE, floor))
    w.wage[rows] = np.round(np.maximum(e.posted[w.employer[rows]] * factor[rows], floor[rows]))
    w.reservation[:] = np.round(np.maximum(ASKED * w.wage, floor))
    w.income[:] = np.where(w.status == EMPLOYED, w.wage * TAKEN_HOME, 0)
