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
    NOBODY,
    PLATFORM,
    RESIDENT_SCHEME,
    SELF_EMPLOYED,
    UNEMPLOYED,
    Workers,
    leaving_age,
)
from ..behaviour import Behaviour
from ..city import City
from ..draws import Draws, identities, stretches, uniform_column
from ..floors import wage_floors
from ..grid import VILLAGE, Grid
from ..occupations import draw_occupation
from ..phases.jobs.wages import pay_factors
from ..phases.matching import hours_of_jobs
from ..phases.population import wanting_work
from ..profile import Floats
from .arithmetic import abilities, morton, normals_of

# Shares of those who want work, before the burn-in, as in a long run of the model.
UNEMPLOYED_SHARE, PLATFORM_SHARE = 0.045, 0.06
UNEMPLOYED_FIRST, FADING = 0.45, 30.0  # more of them on leaving school, and months over which that fades by 63 % (P02)
OWN_TOWN, OWN_VILLAGE, OFF_FARM = 0.23, 0.43, 0.3  # in a business or farm of their own; of villagers' no farms
LEAN_ABILITY, LEAN_SKILL, MOST_LEANING = 0.35, 0.55, 3.0  # log odds of own work lost with a standard deviation of each
SPELLS = (120.0, 14.0, 60.0, 11.0, 60.0, 6.0)  # months by status: mean time in it so far, in a long run of the model
RATING, TRUST, WIDTH = 5_000, 3_500, 3_000  # bp: the least, and the width above
# Shares in the employees' scheme and in either, by status (P30; by status as in a long run of the model), and of those
# too old to work.
EMPLOYEE_COVER, ANY_COVER = (0.19, 0.21, 0.25, 0.34, 0.25, 0.21), (0.85, 0.80, 0.64, 0.67, 0.64, 0.80)
PENSIONER_AGE, PENSIONERS, ANY_PENSION = 60, 0.45, 0.77
SKILL_WEIGHT, NOISE_WEIGHT, NEED_WEIGHT = 2.5, 1.1, 2.0  # skill, luck, skill needed against a level of schooling
YEAR = 12  # months
LEAST_POWER = 1e-3
SELDOM = 0.05  # share of people a month
STRAY = 4.0  # km by which homes and jobs are mixed (judged)
EVERYBODY = slice(None)
Rows = NDArray[np.uint32]
ASKED_WAGE, ASKED, TAKEN_HOME = 0.85, 0.75, 0.89  # of usual pay; of the last wage; of the wage


def starting_status(w: Workers, grid: Grid, draws: Draws, b: Behaviour) -> NDArray[np.uint8]:
    """Who wants work, and what they do at the start; villages begin with many self-employed farmers."""
    luck = draws.sample("starting status", len(w))
    rural = grid.klass[w.cell] == VILLAGE
    own = np.where(rural, OWN_VILLAGE, OWN_TOWN) * _leaning(w, rural, draws)
    status = np.full(len(w), EMPLOYED, np.uint8)
    without = UNEMPLOYED_SHARE + UNEMPLOYED_FIRST * np.exp(-_since_school(w) / FADING)
    status[luck < without + PLATFORM_SHARE + own] = SELF_EMPLOYED
    status[luck < without + PLATFORM_SHARE] = PLATFORM
    status[luck < without] = UNEMPLOYED
    farm: Any = interpreted(has_farm)
    status[(status == UNEMPLOYED) & farm(w.hukou, rural)] = SELF_EMPLOYED
    late = round(1.0 / max(b.review_of_work, SELDOM))  # months after which people act on a wish that has changed
    status[~wanting_work(w, -late, draws, b)] = INACTIVE
    return status


def _leaning(w: Workers, rural: NDArray[np.bool_], draws: Draws) -> Floats:
    """How much more often than others of the place a person works on own account: who would be paid little in a job."""
    skill = (w.technical + 0.0 + w.application + w.management) / 3.0
    result = np.ones(len(w))
    ability = abilities(draws, w.born)
    for here in (rural, ~rural):
        if here.any():
            able = (skill[here] - skill[here].mean()) / max(float(skill[here].std()), 1.0)
            lean = np.minimum(np.exp(-LEAN_ABILITY * ability[here] - LEAN_SKILL * able), MOST_LEANING)
            result[here] = lean / lean.mean()
    return result


def fill_defaults(city: City, status: NDArray[np.uint8]) -> None:
    """State of a person before any history."""
    w = city.workers
    w.renew(slice(None), 0)
    w.status[:] = status
    w.idle[:] = 0
    for rows in stretches(len(w)):
        _give_traits(city, rows)
        _give_own_work(city, rows[w.status[rows] == SELF_EMPLOYED])
        _give_cover(city, rows)
        _give_platforms(city, rows[w.status[rows] == PLATFORM])


def _give_traits(city: City, rows: Rows) -> None:
    """Trade, time in the present status, and what concerns platforms."""
    w, draws = city.workers, city.draws
    w.occupation[rows] = draw_occupation(city.occupations, w.schooling[rows], draws.sample_of("first occupation", rows))
    mean = np.array(SPELLS)[w.status[rows]]
    w.since[rows] = -np.floor(_spell(draws.sample_of("time in status", rows), mean, _since_school(w, rows)))
    w.hired[rows] = w.since[rows]
    w.rating[rows] = RATING + WIDTH * draws.sample_of("rating", rows)
    w.trust[rows] = TRUST + WIDTH * draws.sample_of("trust", rows)
    w.consent[rows] = draws.sample_of("consent", rows) < 0.5


def _give_own_work(city: City, own: Rows) -> None:
    """Hours of those who work on own account, and which of them farm."""
    w, draws = city.workers, city.draws
    taste = uniform_column(draws.lifelong("taste for long hours"), identities(own, w.born[own]))
    usual: Any = interpreted(own_account_hours)
    w.hours[own] = np.round(usual(taste, city.behaviour))
    land: Any = interpreted(has_farm)
    farmer = land(w.hukou[own], city.grid.klass[w.cell[own]] == VILLAGE)
    farmer &= draws.sample_of("business in the village", own) >= OFF_FARM
    on_farm: Any = interpreted(farm_hours)
    w.hours[own[farmer]] = np.round(on_farm(taste[farmer], city.behaviour))
    w.employer[own[farmer]] = OWN_FARM


def _give_cover(city: City, rows: Rows) -> None:
    """Schemes that cover those who are not employed, and whoever is old."""
    w, status = city.workers, city.workers.status[rows]
    pension = city.draws.sample_of("own pension", rows)
    old = (status == INACTIVE) & (-w.born[rows].astype(np.int64) >= YEAR * PENSIONER_AGE)
    covered = pension < np.where(old, ANY_PENSION, np.array(ANY_COVER)[status])
    contributes = pension < np.where(old, PENSIONERS, np.array(EMPLOYEE_COVER)[status])
    either = np.where(covered, RESIDENT_SCHEME, 0)
    w.insured[rows] = np.where(contributes & (status != EMPLOYED), EMPLOYEE_SCHEME, either)


def _give_platforms(city: City, on: Rows) -> None:
    """Platforms of those who work on one, by what each sex prefers; where none runs they are without work."""
    w, p = city.workers, city.platforms
    if not p.running.any():
        w.status[on], w.employer[on] = UNEMPLOYED, NOBODY
        return
    taste = np.stack([p.male_taste, p.female_taste]) * p.brand * p.running
    taste = np.cumsum(taste / taste.sum(axis=1, keepdims=True), axis=1)
    pick = city.draws.sample_of("first platform", on)
    w.employer[on] = np.minimum((pick[:, None] > taste[w.sex[on]]).sum(axis=1), len(p) - 1)
    w.gig[on] = 0


def tenure_so_far(luck: Floats, longest: Floats, ends: float, half_life: float) -> Floats:
    """Months in the present job at a quantile of its stationary law: as the chance of leaving, `ends` in a new job,
    falls with tenure (see `tenure_factor`), a job lasts to t with (1 + t / half-life) to a power; jobs that last so far
    are met in that proportion, and none is longer than the time since school."""
    power = 1.0 - ends * half_life
    power = power if abs(power) > LEAST_POWER else LEAST_POWER
    whole = (1.0 + longest / half_life) ** power - 1.0
    return half_life * ((1.0 + luck * whole) ** (1.0 / power) - 1.0)


def _spell(luck: Floats, mean: Floats, longest: Floats) -> Floats:
    """Months in the present status at a quantile: ever longer ones are rarer, none is longer than the time since
    school."""
    return -mean * np.log1p(-luck * -np.expm1(-longest / mean))


def _since_school(w: Workers, rows: Rows | slice = EVERYBODY) -> Floats:
    """Months since school, at least one."""
    out_at: Any = interpreted(leaving_age)
    leaving = np.array([out_at(level) for level in range(6)])[w.schooling[rows]]
    return np.maximum(1.0, -w.born[rows].astype(np.float64) - YEAR * leaving)


def place_staff(city: City) -> None:
    """Give each employee a line: the able to the demanding occupations, and within an occupation mostly near home."""
    w, e, draws, occ = city.workers, city.employers, city.draws, city.occupations
    able = _by_ability(city)
    demand = occ.schooling + NEED_WEIGHT * occ.need.mean(axis=1)
    lines = np.argsort(-demand[e.occupation], kind="stable").astype(np.int32)
    seats = np.repeat(lines, e.staff[lines])
    x, y = city.grid.x_km, city.grid.y_km
    start = 0
    for o in np.argsort(-demand, kind="stable"):
        count = int(e.staff[e.occupation == o].sum())
        people, jobs = able[start : start + count], seats[start : start + count]
        start += count
        stray = normals_of(draws, "stray", people) * STRAY
        home = morton(x[w.cell[people]] + stray, y[w.cell[people]] + stray[::-1])
        work = morton(x[e.cell[jobs]], y[e.cell[jobs]])
        w.employer[people[np.argsort(home, kind="stable")]] = jobs[np.argsort(work, kind="stable")]
        w.occupation[people] = o
    for rows in stretches(len(w)):
        _settle_in(city, rows[w.status[rows] == EMPLOYED])


def _by_ability(city: City) -> Rows:
    """Employees, the ablest first."""
    w = city.workers
    rows = np.flatnonzero(w.status == EMPLOYED).astype(np.uint32)
    lacking = np.empty(len(rows))
    for some in stretches(len(rows)):
        of = rows[some]
        skill = (w.technical[of].astype(np.int64) + w.application[of] + w.management[of]) / 30_000.0
        noise = normals_of(city.draws, "placement", of)
        lacking[some] = -(w.schooling[of] + SKILL_WEIGHT * skill + NOISE_WEIGHT * noise)
    return rows[np.argsort(lacking, kind="stable")]


def _settle_in(city: City, rows: Rows) -> None:
    """What employees' jobs bring with them: tenure, way, hours and cover."""
    w, e, b = city.workers, city.employers, city.behaviour
    luck, at = city.draws.sample_of("tenure", rows), w.employer[rows]
    w.hired[rows] = -np.floor(tenure_so_far(luck, _since_school(w, rows), b.new_job_ends, b.tenure_half_life))
    w.since[rows] = w.hired[rows]
    w.commute[rows] = np.minimum(255, city.grid.distance(w.cell[rows], e.cell[at]))
    w.hours[rows] = hours_of_jobs(city, rows)
    w.insured[rows] = np.where(e.contributes[at] == 1, EVERY_SCHEME, w.insured[rows])


def set_pay(city: City) -> None:
    """Wages of employees from what their line posts, and what everybody else would ask."""
    w, e = city.workers, city.employers
    scale = 100.0 * city.profile.monthly_wage / np.average(_paid(city))
    least = wage_floors(city, city.rules.minimum_wage)
    e.usual[:] = e.posted[:] = np.round(np.maximum(scale * e.posted, least))
    mean = np.array([100.0 * city.profile.monthly_wage])
    for rows in stretches(len(w)):
        factor, employed = pay_factors(city, rows), w.status[rows] == EMPLOYED
        at = np.where(employed, w.employer[rows], 0)
        floor = 100.0 * city.rules.minimum_wage[city.grid.district[w.cell[rows]]]
        usual = mean * city.occupations.wage[w.occupation[rows]] * factor
        paid = np.maximum(e.posted[at] * factor, least[at])
        w.wage[rows] = np.round(np.where(employed, paid, np.maximum(usual * ASKED_WAGE, floor)))
        w.reservation[rows] = np.round(np.maximum(ASKED * w.wage[rows], floor))
        w.income[rows] = np.where(employed, w.wage[rows] * TAKEN_HOME, 0)


def _paid(city: City) -> Floats:
    """[employees] what their lines would pay them as pay was posted first."""
    w, e = city.workers, city.employers
    paid, done = np.empty(np.count_nonzero(w.status == EMPLOYED)), 0
    for some in stretches(len(w)):
        rows = some[w.status[some] == EMPLOYED]
        paid[done : done + len(rows)] = e.posted[w.employer[rows]] * pay_factors(city, rows)
        done += len(rows)
    return paid
