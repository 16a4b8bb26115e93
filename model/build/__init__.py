"""Build a city from its profile: people, employers, platforms, and who works where at the start.

What is random is drawn from `Draws`, so a city is a function of (profile, rows, seed). The people's marginals are
those of
the profile (see `population`); jobs are laid over them so that occupations, sizes and distances start near where the
market keeps them; the burn-in does the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from ...agents.choices import own_account_hours
from ...agents.compiled import interpreted
from ...agents.employers import ANY_SEX, MEN_ONLY, NON_PRIVATE, WOMEN_ONLY, Employers
from ...agents.government import Government
from ...agents.platforms import PLATFORMS, Markets, Platforms
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
from ..calendar import Calendar
from ..city import City
from ..demography import demographic_closure
from ..draws import Draws, identities, uniform_column
from ..frame import build_frame
from ..grid import VILLAGE, Grid
from ..ledger import Ledger
from ..occupations import Occupations, draw_occupation, load_occupations
from ..phases.jobs.wages import pay_factors
from ..phases.matching import hours_of_jobs
from ..phases.population import wanting_work
from ..places import Places
from ..profile import Profile
from ..rules import Rules
from ..tally import groups_of
from .grid import build_grid
from .population import synthesise_people

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
LINE_STAFF = 9.0  # mean staff of a line; 12.9 a unit (P48) at about 1.4 lines a unit
DISCOUNT = (0.0, 0.2, 0.6, 1.0)  # of core, suburb, county town, village: share of `village_discount`
UNIT_STAFF = 12.9  # workers a legal unit (P48)


def build_city(
    profile: Profile,
    rows: int,
    seed: int,
    behaviour: Behaviour | None = None,
    calendar: Calendar | None = None,
    by: Sequence[str] = (),
    size: int = 64,
) -> City:
    """A city of `rows` simulated persons aged 16+ on a grid of `size` × `size` cells, before its burn-in.

    `by` names the groupings that are counted each month (see `tally`).
    """
    behaviour = behaviour or Behaviour()
    draws = Draws(seed)
    occupations = load_occupations()
    grid = build_grid(profile, size)
    workers = synthesise_people(profile, grid, rows, draws)
    status = _starting_status(workers, grid, draws, behaviour)
    employers = _found_employers(profile, grid, occupations, int((status == EMPLOYED).sum()), draws, behaviour)
    frame = build_frame(employers, grid, occupations, behaviour)
    platforms = load_platforms()
    city = City(
        profile=profile,
        grid=grid,
        occupations=occupations,
        behaviour=behaviour,
        rules=Rules.baseline(profile),
        frame=frame,
        closure=demographic_closure(workers, 0),
        platforms=platforms,
        weight=profile.adults / rows,
        calendar=calendar or Calendar(),
        groups=groups_of(by, [d.id for d in profile.districts]),
        workers=workers,
        employers=employers,
        markets=_open_markets(platforms, profile, rows),
        government=Government.new(len(occupations.ids), len(profile.districts)),
        ledger=Ledger(),
        draws=draws,
        places=Places.untouched(grid, len(profile.districts)),
    )
    _fill_defaults(city, status)
    _place_staff(city)
    _set_pay(city)
    return city


def load_platforms() -> Platforms:
    """The six platforms of data/platforms.yaml."""
    data = yaml.safe_load((Path(__file__).parents[1] / "data" / "platforms.yaml").read_text(encoding="utf-8"))[
        "platforms"
    ]
    columns = {name: np.array([float(data[p]["values"][name]) for p in PLATFORMS]) for name, *_ in Platforms.describe()}
    return Platforms(**columns)


def _open_markets(platforms: Platforms, profile: Profile, rows: int) -> Markets:
    """Local markets with the month's demand and a first guess of pay; online platforms trade in zone 0 for the whole
    city."""
    zones = len(profile.districts)
    markets = Markets.empty(len(platforms) * zones)
    share = profile.district_shares
    for p in range(len(platforms)):
        part = slice(p * zones, (p + 1) * zones)
        spread = np.eye(1, zones)[0] if platforms.online[p] else share
        markets.demand[part] = rows * platforms.orders_per_resident[p] * spread
        net = platforms.price[p] * (1.0 - platforms.commission[p]) - platforms.cost[p]
        markets.hourly[part] = 0.8 * platforms.pace[p] * net
    markets.bias[:] = 1.0
    return markets


def _starting_status(w: Workers, grid: Grid, draws: Draws, b: Behaviour) -> NDArray[np.uint8]:
    """Who wants work, and what they do at the start; villages begin with many self-employed farmers."""
    luck = draws.sample("starting status", len(w))
    rural = grid.klass[w.cell] == VILLAGE
    own = np.where(rural, 0.42, 0.13)
    status = np.full(len(w), EMPLOYED, np.uint8)
    status[luck < 0.05 + 0.09 + own] = SELF_EMPLOYED
    status[luck < 0.05 + 0.09] = PLATFORM
    status[luck < 0.05] = UNEMPLOYED
    status[~wanting_work(w, 0, draws, b)] = INACTIVE
    return status


def _found_employers(
    profile: Profile, grid: Grid, occupations: Occupations, jobs: int, draws: Draws, b: Behaviour
) -> Employers:
    """Lines of all occupations with skewed sizes (Pareto, Axtell 2001), grouped into units placed where the jobs
    are."""
    staff_by_occupation = whole_parts(_occupation_shares(occupations, profile), jobs)
    lines_by_occupation = np.maximum(1, np.round(staff_by_occupation / LINE_STAFF)).astype(np.int64)
    lines_by_occupation = np.minimum(lines_by_occupation, staff_by_occupation)  # a small city lacks rare occupations
    occupation = np.repeat(np.arange(len(occupations.ids)), lines_by_occupation)
    lines = len(occupation)
    units = min(lines, max(1, round(jobs / UNIT_STAFF)))
    unit_size = np.minimum((1.0 - draws.sample("unit size", units)) ** (-1.0 / 1.2), 400.0)
    unit = np.empty(lines, np.int64)
    unit[np.argsort(draws.sample("line unit", lines), kind="stable")] = np.concatenate(
        [
            np.arange(units),
            np.searchsorted(np.cumsum(unit_size) / unit_size.sum(), draws.sample("more lines", lines - units)),
        ]
    )
    cell = np.searchsorted(np.cumsum(grid.jobs) / grid.jobs.sum(), draws.sample("unit cell", units)).astype(np.int64)
    cell = np.minimum(cell, len(grid.jobs) - 1)
    order = np.lexsort((occupation, unit, cell[unit]))
    e = Employers.empty(lines)
    e.occupation[:] = occupation[order]
    e.establishment[:] = unit[order]
    e.cell[:] = cell[e.establishment]
    e.zone[:] = grid.district[e.cell]
    for o in range(len(occupations.ids)):
        rows = np.flatnonzero(e.occupation == o)
        e.staff[rows] = 1 + whole_parts(
            unit_size[e.establishment[rows]], max(0, int(staff_by_occupation[o]) - len(rows))
        )
    e.capacity[:] = e.staff * (1.0 + b.staffing_slack)
    e.slots[:] = np.maximum(1, np.ceil(e.capacity * b.slot_share)).astype(np.int32)
    e.desired[:] = e.capacity
    _set_terms(e, profile, grid, occupations, draws, b)
    return e


def _occupation_shares(occupations: Occupations, profile: Profile) -> Floats:
    """Shares of formal jobs, the digital ones scaled to the city's digital share (P13)."""
    share = occupations.share.astype(np.float64)
    digital = share[occupations.digital].sum()
    target = min(0.4, profile.digital_share * digital / REFERENCE_DIGITAL)
    return np.where(occupations.digital, share * target / digital, share * (1.0 - target) / (1.0 - digital))


REFERENCE_DIGITAL = 0.12  # share of digital posts for which the catalogue's shares stand


def _set_terms(
    e: Employers, profile: Profile, grid: Grid, occupations: Occupations, draws: Draws, b: Behaviour
) -> None:
    """What lines pay, whom they invite, and whether they contribute."""
    n = len(e)
    owner = draws.sample("ownership", int(e.establishment.max()) + 1)[e.establishment]
    professional = np.isin(occupations.major[e.occupation], (0, 1, 2))
    e.ownership[:] = owner < np.where(professional, b.non_private_professional, b.non_private_other)
    firm = normal_column(draws, "firm effect", int(e.establishment.max()) + 1)[e.establishment]
    own = np.where(e.ownership == NON_PRIVATE, b.non_private_premium, 1.0)
    place = np.exp(-b.village_discount * np.array(DISCOUNT))[grid.klass[e.cell]]
    pay = occupations.wage[e.occupation] ** b.occupation_spread * np.exp(b.firm_spread * firm) * own * place
    pay *= profile.monthly_wage / np.average(pay, weights=np.maximum(e.staff, 1))
    floor = Rules.baseline(profile).minimum_wage[e.zone]
    e.usual[:] = np.round(100.0 * np.maximum(pay, floor))
    e.posted[:] = e.usual
    e.remote[:] = draws.sample("remote", n) < occupations.remote[e.occupation] * b.remote_use
    e.age_ceiling[:] = np.where(
        draws.sample("age ceiling", n) < occupations.age_filter[e.occupation], occupations.age_ceiling[e.occupation], 0
    )
    low = occupations.schooling[e.occupation] <= 2
    stated = draws.sample("sex wanted", n)
    men = occupations.sex_bias[e.occupation] < 1.0
    share = np.where(low, b.sex_stated_low_skill, 0.1 * b.sex_stated_low_skill)
    e.sex_wanted[:] = np.where(stated < share, np.where(men | (stated < 0.5 * share), MEN_ONLY, WOMEN_ONLY), ANY_SEX)
    e.schooling[:] = occupations.schooling[e.occupation]
    e.contributes[:] = (e.ownership == NON_PRIVATE) | (draws.sample("contributes", n) < b.private_compliance)


def _fill_defaults(city: City, status: NDArray[np.uint8]) -> None:
    """State of a person before any history."""
    w, draws, b = city.workers, city.draws, city.behaviour
    n = len(w)
    w.renew(slice(None), 0)
    w.status[:] = status
    w.idle[:] = 0
    w.occupation[:] = draw_occupation(city.occupations, w.schooling, draws.sample("first occupation", n))
    w.since[:] = -np.floor(60.0 * draws.sample("time in status", n) ** 2)
    w.hired[:] = w.since
    w.trained[:] = np.where(draws.sample("ever trained", n) < b.ever_trained, -24, NEVER)
    w.rating[:] = 5_000 + 3_000 * draws.sample("rating", n)
    w.trust[:] = 3_500 + 3_000 * draws.sample("trust", n)
    w.consent[:] = draws.sample("consent", n) < 0.5
    own = np.flatnonzero(status == SELF_EMPLOYED)
    taste = uniform_column(draws.lifelong("taste for long hours"), identities(own, w.born[own]))
    usual: Any = interpreted(own_account_hours)
    w.hours[own] = np.round(usual(taste, b))
    pension = draws.sample("own pension", n)
    w.insured[:] = np.where(pension < 0.66, RESIDENT_SCHEME, 0)
    w.insured[(pension < 0.25) & (w.status != EMPLOYED)] = EMPLOYEE_SCHEME
    on = np.flatnonzero(status == PLATFORM)
    taste = np.stack([city.platforms.male_taste, city.platforms.female_taste])
    taste = np.cumsum(taste / taste.sum(axis=1, keepdims=True), axis=1)
    pick = draws.sample("first platform", n)[on]
    w.employer[on] = np.minimum((pick[:, None] > taste[w.sex[on]]).sum(axis=1), len(city.platforms) - 1)
    w.gig[on] = 0


def _place_staff(city: City) -> None:
    """Give each employee a line: the able to the demanding occupations, and within an occupation mostly near home."""
    w, e, draws, occ = city.workers, city.employers, city.draws, city.occupations
    rows = np.flatnonzero(w.status == EMPLOYED)
    noise = normal_column(draws, "placement", len(w))[rows]
    skill = (w.technical[rows].astype(np.int64) + w.application[rows] + w.management[rows]) / 30_000.0
    able = rows[np.argsort(-(w.schooling[rows] + 2.5 * skill + 0.5 * noise), kind="stable")]
    demand = occ.schooling + 2.0 * occ.need.mean(axis=1)
    lines = np.argsort(-demand[e.occupation], kind="stable")
    seats = np.repeat(lines, e.staff[lines])
    x, y = city.grid.x_km, city.grid.y_km
    stray = normal_column(draws, "stray", len(w)) * 4.0
    start = 0
    for o in np.argsort(-demand, kind="stable"):
        count = int(e.staff[e.occupation == o].sum())
        people, jobs = able[start : start + count], seats[start : start + count]
        start += count
        home = morton(x[w.cell[people]] + stray[people], y[w.cell[people]] + stray[people][::-1])
        work = morton(x[e.cell[jobs]], y[e.cell[jobs]])
        w.employer[people[np.argsort(home, kind="stable")]] = jobs[np.argsort(work, kind="stable")]
        w.occupation[people] = o
    tenure = np.floor(120.0 * draws.sample("tenure", len(w))[rows] ** 2).astype(np.int64)
    working = (-w.born[rows].astype(np.int64)) - 12 * 18
    w.hired[rows] = -np.clip(np.minimum(tenure, working), 0, None)
    w.since[rows] = w.hired[rows]
    w.commute[rows] = np.minimum(255, city.grid.distance(w.cell[rows], e.cell[w.employer[rows]]))
    w.hours[rows] = hours_of_jobs(city, rows)
    w.insured[rows] = np.where(e.contributes[w.employer[rows]] == 1, EVERY_SCHEME, w.insured[rows])


def _set_pay(city: City) -> None:
    """Wages of employees from what their line posts, and what everybody else would ask."""
    w, e = city.workers, city.employers
    rows = np.flatnonzero(w.status == EMPLOYED)
    factor = pay_factors(city, np.arange(len(w)))
    scale = 100.0 * city.profile.monthly_wage / np.average(e.posted[w.employer[rows]] * factor[rows])
    e.usual[:] = e.posted[:] = np.round(np.maximum(scale * e.posted, 100.0 * city.rules.minimum_wage[e.zone]))
    usual = np.array([100.0 * city.profile.monthly_wage]) * city.occupations.wage[w.occupation] * factor
    floor = 100.0 * city.rules.minimum_wage[city.grid.district[w.cell]]
    w.wage[:] = np.round(np.maximum(usual * 0.85, floor))
    w.wage[rows] = np.round(np.maximum(e.posted[w.employer[rows]] * factor[rows], floor[rows]))
    w.reservation[:] = np.round(np.maximum(0.75 * w.wage, floor))
    w.income[:] = np.where(w.status == EMPLOYED, w.wage * 0.89, 0)


# ---- small arithmetic -----------------------------------------------------------------------------------------------


def whole_parts(weights: Any, total: int) -> Longs:
    """Split `total` into whole parts in proportion to `weights`, largest remainders first."""
    weights = np.asarray(weights, np.float64)
    if total <= 0 or weights.sum() <= 0:
        return np.zeros(len(weights), np.int64)
    exact = weights / weights.sum() * total
    parts = np.floor(exact).astype(np.int64)
    short = total - int(parts.sum())
    parts[np.argsort(-(exact - parts), kind="stable")[:short]] += 1
    return parts


def normal_column(draws: Draws, decision: str, rows: int) -> Floats:
    """Roughly N(0, 1) for rows 0…rows-1: the sum of four uniforms."""
    total = sum(draws.sample(f"{decision} {k}", rows) for k in range(4))
    return (np.asarray(total) - 2.0) * 3.0**0.5


def morton(x: Floats, y: Floats) -> Longs:
    """Position on a curve that keeps neighbours together (Morton order of 1-km squares)."""
    code = np.zeros(len(x), np.int64)
    u, v = np.clip(x + 64, 0, 1023).astype(np.int64), np.clip(y + 64, 0, 1023).astype(np.int64)
    for bit in range(10):
        code |= ((u >> bit) & 1) << (2 * bit) | ((v >> bit) & 1) << (2 * bit + 1)
    return code
