"""Employers of a new city: lines of staff in units, their sizes, their places and the terms on which they hire."""

from __future__ import annotations

import numpy as np

from ...agents.employers import ANY_SEX, MEN_ONLY, NON_PRIVATE, WOMEN_ONLY, Employers
from ..behaviour import Behaviour
from ..draws import Draws
from ..grid import Grid
from ..occupations import Occupations
from ..profile import Floats, Profile
from ..rules import Rules
from .arithmetic import normal_column
from .composition import Counts, apportioned

LINE_STAFF = 9.0  # mean staff of a line; 12.9 a unit (P48) at about 1.4 lines a unit
UNIT_STAFF = 12.9  # workers a legal unit (P48)
PARETO, LARGEST_UNIT = 1.2, 400.0  # exponent of unit sizes (Axtell 2001), and the largest over the smallest (judged)
DISCOUNT = (0.0, 0.2, 0.6, 1.0)  # of core, suburb, county town, village: share of `village_discount`
REFERENCE_DIGITAL = 0.12  # share of digital posts for which the catalogue's shares stand
MOST_DIGITAL = 0.4  # of formal jobs, in any city
STATED_BY_SKILLED = 0.1  # of what posts of low schooling state about the sex wanted (judged)
LOW_SCHOOLING = 2  # junior
PROFESSIONAL = (0, 1, 2)  # major groups: managers, professionals and clerks


def found_employers(
    profile: Profile, grid: Grid, occupations: Occupations, jobs: int, draws: Draws, b: Behaviour
) -> Employers:
    """Lines of all occupations with skewed sizes (Pareto, Axtell 2001), grouped into units placed where the jobs
    are."""
    staff = _split(_occupation_shares(occupations, profile), jobs)
    lines = np.maximum(1, np.round(staff / LINE_STAFF)).astype(np.int64)
    lines = np.minimum(lines, staff)  # a small city lacks rare occupations
    occupation = np.repeat(np.arange(len(occupations.ids)), lines)
    units = min(len(occupation), max(1, round(jobs / UNIT_STAFF)))
    size = np.minimum((1.0 - draws.sample("unit size", units)) ** (-1.0 / PARETO), LARGEST_UNIT)
    unit = _units_of(len(occupation), size, draws)
    cell = np.searchsorted(np.cumsum(grid.jobs) / grid.jobs.sum(), draws.sample("unit cell", units)).astype(np.int64)
    cell = np.minimum(cell, len(grid.jobs) - 1)
    order = np.lexsort((occupation, unit, cell[unit]))
    e = Employers.empty(len(occupation))
    e.occupation[:] = occupation[order]
    e.establishment[:] = unit[order]
    e.cell[:] = cell[e.establishment]
    e.zone[:] = grid.district[e.cell]
    for o in range(len(occupations.ids)):
        rows = np.flatnonzero(e.occupation == o)
        e.staff[rows] = 1 + _split(size[e.establishment[rows]], max(0, int(staff[o]) - len(rows)))
    e.capacity[:] = e.staff * (1.0 + b.staffing_slack)
    e.slots[:] = np.maximum(1, np.ceil(e.capacity * b.slot_share)).astype(np.int32)
    e.wanted[:] = e.desired[:] = e.capacity
    _set_pay(e, profile, grid, occupations, draws, b)
    _set_conditions(e, occupations, draws, b)
    return e


def _split(weights: Floats, total: int) -> Counts:
    """`total` in whole parts in proportion to the weights; zeros where there is nothing to share out."""
    return apportioned(weights, total) if total > 0 and weights.sum() > 0 else np.zeros(len(weights), np.int64)


def _units_of(lines: int, size: Floats, draws: Draws) -> Counts:
    """[line] unit: each unit has one line, and larger ones have more of the others."""
    more = draws.sample("more lines", lines - len(size))
    unit = np.empty(lines, np.int64)
    order = np.argsort(draws.sample("line unit", lines), kind="stable")
    unit[order] = np.concatenate([np.arange(len(size)), np.searchsorted(np.cumsum(size) / size.sum(), more)])
    return unit


def _occupation_shares(occupations: Occupations, profile: Profile) -> Floats:
    """Shares of formal jobs, the digital ones scaled to the city's digital share (P13)."""
    share = occupations.share.astype(np.float64)
    digital = share[occupations.digital].sum()
    target = min(MOST_DIGITAL, profile.digital_share * digital / REFERENCE_DIGITAL)
    return np.where(occupations.digital, share * target / digital, share * (1.0 - target) / (1.0 - digital))


def _set_pay(e: Employers, profile: Profile, grid: Grid, occupations: Occupations, draws: Draws, b: Behaviour) -> None:
    """Who owns a unit, and what its lines pay: by occupation, owner, unit and place, with the city's mean wage."""
    owner = draws.sample("ownership", int(e.establishment.max()) + 1)[e.establishment]
    professional = np.isin(occupations.major[e.occupation], PROFESSIONAL)
    e.ownership[:] = owner < np.where(professional, b.non_private_professional, b.non_private_other)
    firm = normal_column(draws, "firm effect", int(e.establishment.max()) + 1)[e.establishment]
    own = np.where(e.ownership == NON_PRIVATE, b.non_private_premium, 1.0)
    place = np.exp(-b.village_discount * np.array(DISCOUNT))[grid.klass[e.cell]]
    pay = occupations.wage[e.occupation] ** b.occupation_spread * np.exp(b.firm_spread * firm) * own * place
    pay *= profile.monthly_wage / np.average(pay, weights=np.maximum(e.staff, 1))
    floor = Rules.baseline(profile).minimum_wage[e.zone]
    e.usual[:] = np.round(100.0 * np.maximum(pay, floor))
    e.posted[:] = e.usual


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
