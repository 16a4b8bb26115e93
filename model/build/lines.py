"""Employers of a new city: lines of staff in units, their sizes, their places and the terms on which they hire."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...agents.employers import ANY_SEX, MEN_ONLY, NON_PRIVATE, PRIVATE, WOMEN_ONLY, Employers
from ..behaviour import Behaviour
from ..draws import Draws
from ..grid import Grid
from ..occupations import MAJORS, Occupations
from ..profile import Floats, Profile
from ..rules import Rules
from ..sectors import Sectors
from .arithmetic import normal_column
from .composition import Counts, apportioned
from .posts import density, pay_of_posts, posts_of, whole_posts

LINES_OF_UNIT = 1.4  # lines of a mean unit (judged)
PARETO, LARGEST_UNIT = 1.06, 1_000.0  # exponent of unit sizes (Axtell 2001), and the largest over the smallest (judged)
LARGEST_PART = 0.25  # of a sector's staff in one unit (judged)
DISCOUNT = (0.0, 0.2, 0.6, 1.0)  # of core, suburb, county town, village: share of `village_discount`
STATED_BY_SKILLED = 0.1  # of what posts of low schooling state about the sex wanted (judged)
LOW_SCHOOLING = 2  # junior


BEND = 6.0  # how sharply low pay bends towards the least (technical)


def found_employers(
    profile: Profile, grid: Grid, occupations: Occupations, sectors: Sectors, jobs: int, draws: Draws, b: Behaviour
) -> Employers:
    """Lines of all occupations of each sector with skewed sizes (Pareto, Axtell 2001), grouped into units placed where
    the sector's jobs are."""
    posts = posts_of(occupations, profile)
    staff = whole_posts(posts, jobs)
    lines = np.round(staff * LINES_OF_UNIT / sectors.unit).astype(np.int64)
    lines = np.clip(lines, np.minimum(staff, 1), staff)  # a small city lacks rare occupations
    sector, occupation = (np.repeat(each, lines.T.ravel()) for each in _pairs(*lines.T.shape))
    most = lines.sum(axis=0)
    units = np.clip(np.round(staff.sum(axis=0) / sectors.unit).astype(np.int64), np.minimum(most, 1), most)
    size = _sizes_of(units, draws)
    unit = _units_of(most, units, size, draws)
    cell = _cells_of(np.repeat(np.arange(len(units)), units), density(grid, profile, sectors), draws)
    order = np.lexsort((occupation, unit, cell[unit]))
    e = Employers.empty(len(occupation))
    e.occupation[:], e.sector[:], e.establishment[:] = occupation[order], sector[order], unit[order]
    e.cell[:] = cell[e.establishment]
    e.zone[:] = grid.district[e.cell]
    _share_out(e, staff, size)
    e.capacity[:] = e.staff * (1.0 + b.staffing_slack)
    e.slots[:] = np.maximum(1, np.ceil(e.capacity * b.slot_share)).astype(np.int32)
    e.wanted[:] = e.desired[:] = e.capacity
    managers = occupations.major[e.occupation] == MAJORS.index("managers")
    _set_pay(e, profile, grid, pay_of_posts(posts, occupations, sectors, b), managers, sectors, draws, b)
    _set_conditions(e, occupations, draws, b)
    return e


def _sizes_of(units: Counts, draws: Draws) -> Floats:
    """[unit] relative size. In a small city a unit that stands for many like it must not be a whole sector."""
    size = np.minimum((1.0 - draws.sample("unit size", int(units.sum()))) ** (-1.0 / PARETO), LARGEST_UNIT)
    for part in np.split(size, np.cumsum(units)[:-1]):
        for _ in range(3):  # each time the sum falls with the largest
            np.minimum(part, max(1.0, LARGEST_PART * part.sum()), out=part)
    return size


def _pairs(rows: int, columns: int) -> tuple[Counts, Counts]:
    """Row and column of each entry of a table."""
    row, column = np.divmod(np.arange(rows * columns), columns)
    return row, column


def _share_out(e: Employers, staff: Counts, size: Floats) -> None:
    """Staff of each line: one, and more in larger units, as many as the occupation has in the sector."""
    group = e.sector.astype(np.int64) * len(staff) + e.occupation
    order = np.argsort(group, kind="stable")
    part = (size / np.maximum(np.bincount(e.establishment, minlength=len(size)), 1))[e.establishment]
    for rows in np.split(order, np.flatnonzero(np.diff(group[order])) + 1):
        total = int(staff[e.occupation[rows[0]], e.sector[rows[0]]])
        e.staff[rows] = 1 + _split(part[rows], total - len(rows))


def _split(weights: Floats, total: int) -> Counts:
    """`total` in whole parts in proportion to the weights; zeros where there is nothing to share out."""
    return apportioned(weights, total) if total > 0 and weights.sum() > 0 else np.zeros(len(weights), np.int64)


def _units_of(lines: Counts, units: Counts, size: Floats, draws: Draws) -> Counts:
    """[line] unit, sector by sector: each unit has one line, and larger ones have more of the others."""
    more, shuffle = draws.sample("more lines", int(lines.sum())), draws.sample("line unit", int(lines.sum()))
    unit = np.empty(int(lines.sum()), np.int64)
    for first, n, low, k in zip(np.cumsum(lines) - lines, lines, np.cumsum(units) - units, units, strict=True):
        among = np.cumsum(size[low : low + k])
        order = first + np.argsort(shuffle[first : first + n], kind="stable")
        rest = np.searchsorted(among, more[first : first + n - k] * (among[-1] if k else 0.0))
        unit[order] = low + np.concatenate([np.arange(k), np.minimum(rest, k - 1)])
    return unit


def _cells_of(sector: Counts, among: Floats, draws: Draws) -> Counts:
    """[unit] cell, by where its sector's jobs are."""
    luck = draws.sample("unit cell", len(sector))
    cell = np.empty(len(sector), np.int64)
    for s in range(len(among)):
        cell[sector == s] = np.searchsorted(np.cumsum(among[s]), luck[sector == s])
    return np.minimum(cell, among.shape[1] - 1)


def _set_pay(
    e: Employers,
    profile: Profile,
    grid: Grid,
    usual: Floats,
    managers: NDArray[np.bool_],
    sectors: Sectors,
    draws: Draws,
    b: Behaviour,
) -> None:
    """Who owns a unit, and what its lines pay: by occupation, sector, owner, unit and place, with the city's mean
    wage."""
    e.ownership[:] = _owners(e, sectors, draws)[e.establishment]
    firm = normal_column(draws, "firm effect", int(e.establishment.max()) + 1)[e.establishment]
    place = np.exp(-b.village_discount * np.array(DISCOUNT))[grid.klass[e.cell]]
    pay = usual[e.occupation, e.sector, e.ownership] * np.exp(b.firm_spread * firm) * place
    pay *= _managers_pay(e, managers, b)
    pay *= profile.monthly_wage / np.average(pay, weights=np.maximum(e.staff, 1))
    least = b.least_posting * profile.monthly_wage  # nobody comes for less than what work of one's own brings
    pay = (pay**BEND + least**BEND) ** (1.0 / BEND)
    floor = Rules.baseline(profile).minimum_wage[e.zone]
    e.usual[:] = np.round(100.0 * np.maximum(pay, floor))
    e.posted[:] = e.usual


def _managers_pay(e: Employers, managers: NDArray[np.bool_], b: Behaviour) -> Floats:
    """[line] what managers of larger units are paid more, and those of smaller ones less; their mean stays."""
    factor = np.ones(len(e))
    if managers.any():
        unit = np.bincount(e.establishment, weights=e.staff)[e.establishment[managers]]
        more = unit**b.size_pay
        factor[managers] = more / np.average(more, weights=e.staff[managers])
    return factor


def _owners(e: Employers, sectors: Sectors, draws: Draws) -> Counts:
    """[unit] its owner, the largest units of a sector first: by luck, which what non-private units still lack of their
    share of the staff loads; else one large unit would decide in a small city."""
    staff = np.bincount(e.establishment, weights=e.staff)
    sector = np.zeros(len(staff), np.int64)
    sector[e.establishment] = e.sector
    luck = draws.sample("ownership", len(staff)).tolist()
    due, part, size, of = (
        np.zeros(len(sectors.ids)).tolist(),
        sectors.non_private.tolist(),
        staff.tolist(),
        sector.tolist(),
    )
    owner = np.full(len(staff), PRIVATE, np.int64)
    for unit in np.argsort(-staff, kind="stable").tolist():
        due[of[unit]] += part[of[unit]] * size[unit]
        if due[of[unit]] > luck[unit] * size[unit]:
            owner[unit] = NON_PRIVATE
            due[of[unit]] -= size[unit]
    return owner


def _set_conditions(e: Employers, occupations: Occupations, draws: Draws, b: Behaviour) -> None:
    """Whom lines invite, from where they let people work, and whether they contribute."""
    n, trade = len(e), e.occupation
    e.remote[:] = draws.sample("remote", n) < occupations.remote[trade] * b.remote_use
    limited = draws.sample("age ceiling", n) < occupations.age_filter[trade]
    e.age_ceiling[:] = np.where(limited, occupations.age_ceiling[trade], 0)
    low = occupations.schooling[trade] <= LOW_SCHOOLING
    stated = draws.sample("sex wanted", n)
    men = occupations.sex_bias[trade] < 1.0
    share = np.where(low, b.sex_stated_low_skill, STATED_BY_SKILLED * b.sex_stated_low_skill)
    wanted = np.where(men | (stated < 0.5 * share), MEN_ONLY, WOMEN_ONLY)
    e.sex_wanted[:] = np.where(stated < share, wanted, ANY_SEX)
    e.schooling[:] = occupations.schooling[trade]
    e.contributes[:] = (e.ownership == NON_PRIVATE) | (draws.sample("contributes", n) < b.private_compliance)
