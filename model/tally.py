"""The tally: counts and sums of the month's end, by group, from which every indicator is a formula.

A grouping is one dimension (`sex`) or several crossed (`sex*hukou`). Group 0 is always everybody; town and country and
the statuses are always counted, because the indicators of §4.4.1 and the Theil split need them.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..agents.compiled import kernel, parts, rule, serial
from ..agents.employers import skill_match
from ..agents.workers import (
    ACCESS,
    BP,
    EMPLOYED,
    EMPLOYEE_SCHEME,
    EVERY_SCHEME,
    FEMALE,
    HUKOUS,
    INACTIVE,
    INJURY,
    NO_TARGET,
    PLATFORM,
    PRIMARY,
    RESIDENT_SCHEME,
    SCHOOLINGS,
    SEXES,
    SKILLED,
    STATUSES,
    TRAINING,
    UNEMPLOYED,
    age_in_years,
    leaving_age,
)
from .grid import PLACES, VILLAGE

if TYPE_CHECKING:
    from .city import City

AGE_BANDS = ("16-24", "25-29", "30-59", "60+")
DIMENSIONS: dict[str, tuple[str, ...]] = {
    "sex": SEXES,
    "age_band": AGE_BANDS,
    "hukou": HUKOUS,
    "schooling": SCHOOLINGS,
    "disability": ("none", "certified"),
    "urban_rural": ("urban", "rural"),
    "place": PLACES,
    "status": STATUSES,
    "district": (),  # the city's own
}
ORDER = tuple(DIMENSIONS)
SEX, AGE, HUKOU, SCHOOLING, DISABILITY, TOWN_COUNTRY, PLACE, STATUS, DISTRICT = range(len(ORDER))
ALWAYS = ("urban_rural", "status")
MOST_STRATA = 128  # of one pass over the people
FIT = 0.85  # skill match from which a seeker counts as qualified
PENSION = EMPLOYEE_SCHEME | RESIDENT_SCHEME
NO_CERTIFICATE = np.uint64(0)

QUANTITIES = (
    "persons inactive unemployed employed platform self_employed training searching discouraged underemployed "
    "long_term student digital wage_sum women_paid women_wage_sum income_sum worker_income_sum earners "
    "platform_income_sum own_income_sum platform_hours long_hours above_5000 flexible_insured "
    "flexible_pension flexible_all flexible_injury employee_pension attending certified trained tenure_months "
    "hired stayed_year commute_km commute_near skilled online consenting trust falling gig_year vulnerable "
    "women_hired women_searching"
).split()
(
    PERSONS, _, _, _, _, _, _,
    SEARCHING, DISCOURAGED, UNDEREMPLOYED, LONG_TERM, STUDENT, DIGITAL, WAGES, WOMEN_PAID, WOMEN_WAGES, INCOME,
    WORKER_INCOME, EARNERS, PLATFORM_INCOME, OWN_INCOME, PLATFORM_HOURS, LONG_HOURS, ABOVE_5000,
    FLEX_INSURED, FLEX_PENSION, FLEX_ALL, FLEX_INJURY, EMPLOYEE_PENSION, ATTENDING, CERTIFIED, TRAINED,
    TENURE, HIRED, STAYED, COMMUTE, NEAR, SKILLED_NOW, ONLINE, CONSENTING, TRUST, FALLING, GIG_YEAR,
    VULNERABLE, WOMEN_HIRED, WOMEN_SEARCHING,
) = range(len(QUANTITIES))  # fmt: skip
Q = {name: k for k, name in enumerate(QUANTITIES)}
FIRST_STATUS = Q["inactive"]

OCTAVE_BITS = 5
OCTAVE = 1 << OCTAVE_BITS  # income classes per doubling
LOWEST = 10  # income classes begin at 2^10 fen, about 10 yuan
CLASSES = 24 * OCTAVE
HALVINGS = (16, 8, 4, 2, 1)  # bits, by which the highest bit of a number of 32 is found
WIDTHS = (len(QUANTITIES), CLASSES, CLASSES)  # columns of the three tables of sums, income heads and income sums


@dataclass(frozen=True)
class Tally:
    """One month's counts. G groups, Q quantities, O occupations."""

    sums: NDArray[np.int64]  # [G, Q]
    income_heads: NDArray[np.int64]  # [G, CLASSES] adults by class of disposable income
    income_sums: NDArray[np.int64]  # [G, CLASSES] fen
    staff: NDArray[np.int64]  # [O] formal employees
    vacancies: NDArray[np.int64]  # [O] open posts
    seekers: NDArray[np.int64]  # [O] unemployed who aim at the occupation and are fit for it


@dataclass(frozen=True)
class Pass:
    """Groupings counted together: people are counted by stratum, all dimensions crossed, and strata summed to
    groups."""

    dims: tuple[int, ...]  # index into ORDER
    sizes: tuple[int, ...]  # values of each
    groups: NDArray[np.int64]  # [strata, groupings] the group in each grouping to which a stratum belongs


@dataclass(frozen=True)
class Groups:
    """Which groups are counted."""

    names: tuple[str, ...]
    passes: tuple[Pass, ...]


def groups_of(by: Sequence[str], districts: Sequence[str]) -> Groups:
    """Lay out the groups of the groupings asked for; town and country always come first."""
    values = DIMENSIONS | {"district": tuple(districts)}
    names = ["all"]
    passes: list[Pass] = []
    dims: list[int] = []
    kept: list[tuple[int, list[int]]] = []

    def close() -> None:
        sizes = tuple(len(values[ORDER[d]]) for d in dims)
        place = np.indices(sizes).reshape(len(dims), -1)  # [dimension, stratum]
        rows = [np.zeros(math.prod(sizes), np.int64)] if not passes else []
        for first, used in kept:
            axes = [dims.index(d) for d in used]
            rows.append(first + np.ravel_multi_index(tuple(place[axes]), [sizes[k] for k in axes]))
        passes.append(Pass(tuple(dims), sizes, np.stack(rows, axis=1)))

    for grouping in dict.fromkeys((*ALWAYS, *by)):
        used = [ORDER.index(name) for name in grouping.split("*")]
        wider = dims + [d for d in used if d not in dims]
        if dims and math.prod(len(values[ORDER[d]]) for d in wider) > MOST_STRATA:
            close()
            dims, kept, wider = [], [], list(dict.fromkeys(used))
        dims = wider
        kept.append((len(names), used))
        names += [
            ",".join(f"{ORDER[d]}={value}" for d, value in zip(used, crossed, strict=True))
            for crossed in itertools.product(*(values[ORDER[d]] for d in used))
        ]
    close()
    return Groups(tuple(names), tuple(passes))


def tally_city(city: City) -> Tally:
    """Count the city by the groups it was asked for."""
    e, occ, groups = city.employers, city.occupations, city.groups
    sums, heads, money = tables = [np.zeros((len(groups.names), width), np.int64) for width in WIDTHS]
    for number, together in enumerate(groups.passes):
        *by_stratum, fit = _count_strata(city, together)
        if number == 0:
            seekers = fit.sum(axis=0)
        for table, counted in zip(tables, by_stratum, strict=True):
            _fold(together.groups, counted, table)
    staff = np.bincount(e.occupation, weights=e.staff, minlength=len(occ.ids)).astype(np.int64)
    posts = np.bincount(e.occupation, weights=e.vacancies, minlength=len(occ.ids)).astype(np.int64)
    return Tally(sums, heads, money, staff, posts, seekers)


def _count_strata(city: City, together: Pass) -> list[NDArray[np.int64]]:
    """[range, stratum, …] sums, income heads and income sums, and [range, occupation] fit seekers."""
    w, occ = city.workers, city.occupations
    ranges, strata = parts(len(w)), math.prod(together.sizes)
    tables = [np.zeros((ranges, strata, width), np.int64) for width in WIDTHS]
    seekers = np.zeros((ranges, len(occ.ids)), np.int64)
    ground = (city.grid.klass, city.grid.district)
    _count(
        len(w),
        w.view(),
        ground,
        occ.view(),
        city.month,
        np.array(together.dims),
        np.array(together.sizes),
        *tables,
        seekers,
    )
    return [*tables, seekers]


@serial
def _fold(groups, by_stratum, table):
    """Add strata to the groups they belong to."""
    for part in range(by_stratum.shape[0]):
        for stratum in range(by_stratum.shape[1]):
            for k in range(by_stratum.shape[2]):
                counted = by_stratum[part, stratum, k]
                if counted != 0:
                    for g in groups[stratum]:
                        table[g, k] += counted


@rule
def income_class(income):
    """Class of a positive income in fen: 32 classes to a doubling."""
    if income < (1 << LOWEST):
        return 0
    octave = 0
    x = np.uint32(income) >> LOWEST
    for step in HALVINGS:
        if x >> step:
            x >>= step
            octave += step
    within = ((int(income) << OCTAVE_BITS) >> (octave + LOWEST)) - OCTAVE
    return min(CLASSES - 1, octave * OCTAVE + within)


@rule
def _dimension(d, w, i, age, ground):
    """Value of one dimension of a person; the order is that of DIMENSIONS."""
    if d == 0:
        return int(w.sex[i])
    if d == 1:
        return 0 if age < 25 else 1 if age < 30 else 2 if age < 60 else 3
    if d == 2:
        return int(w.hukou[i])
    if d == 3:
        return int(w.schooling[i]) - 1
    if d == 4:
        return int(w.disabled[i])
    if d == 5:
        return 1 if ground[0][w.cell[i]] == VILLAGE else 0
    if d == 6:
        return int(ground[0][w.cell[i]])
    if d == 7:
        return int(w.status[i])
    return int(ground[1][w.cell[i]])


@kernel
def _count(lo, hi, part, w, ground, occ, month, dims, sizes, sums, heads, money, seekers):
    """Add every person to their stratum."""
    place, district = ground
    for n in range(lo, hi):
        i = np.uint32(n)
        age = age_in_years(month, w.born[i])
        status, income = w.status[i], w.income[i]
        g = 0
        for k in range(len(dims)):
            g *= sizes[k]
            d = dims[k]
            if d == SEX:
                g += w.sex[i]
            elif d == AGE:
                g += 0 if age < 25 else 1 if age < 30 else 2 if age < 60 else 3
            elif d == HUKOU:
                g += w.hukou[i]
            elif d == SCHOOLING:
                g += w.schooling[i] - 1
            elif d == DISABILITY:
                g += w.disabled[i]
            elif d == TOWN_COUNTRY:
                g += 1 if place[w.cell[i]] == VILLAGE else 0
            elif d == PLACE:
                g += place[w.cell[i]]
            elif d == STATUS:
                g += status
            else:
                g += district[w.cell[i]]
        sums[part, g, PERSONS] += 1
        sums[part, g, FIRST_STATUS + status] += 1
        sums[part, g, INCOME] += income
        sums[part, g, ONLINE] += w.literacy[i] >= ACCESS
        sums[part, g, ATTENDING] += w.programme[i] > 0
        sums[part, g, CERTIFIED] += w.certificates[i] != NO_CERTIFICATE
        sums[part, g, TRAINED] += w.trained[i] > -1_000
        klass = income_class(max(0, income))
        heads[part, g, klass] += 1
        money[part, g, klass] += max(0, income)
        if status == INACTIVE:
            sums[part, g, STUDENT] += age < leaving_age(w.schooling[i])
            continue
        sums[part, g, GIG_YEAR] += month - w.gig[i] < 12
        if status == UNEMPLOYED or status == TRAINING:
            sums[part, g, SEARCHING] += status == UNEMPLOYED and w.idle[i] == 0
            sums[part, g, DISCOURAGED] += status == UNEMPLOYED and w.idle[i] > 2
            sums[part, g, WOMEN_SEARCHING] += status == UNEMPLOYED and w.idle[i] == 0 and w.sex[i] == FEMALE
            sums[part, g, LONG_TERM] += month - w.since[i] >= 12
            o = w.target[i] if w.target[i] != NO_TARGET and w.programme[i] == 0 else w.occupation[i]
            match = skill_match(
                w.technical[i] * BP,
                w.application[i] * BP,
                w.management[i] * BP,
                occ.need[o, 0],
                occ.need[o, 1],
                occ.need[o, 2],
            )
            seekers[part, o] += match >= FIT
            continue
        sums[part, g, EARNERS] += 1
        sums[part, g, WORKER_INCOME] += income
        sums[part, g, SKILLED_NOW] += w.technical[i] + 0 + w.application[i] + w.management[i] >= 3 * SKILLED
        sums[part, g, VULNERABLE] += w.disabled[i] == 1 or age >= 60 or w.schooling[i] == PRIMARY
        sums[part, g, FALLING] += w.falls[i] >= 3
        if status == EMPLOYED:
            tenure = month - w.hired[i]
            sums[part, g, WAGES] += w.wage[i]
            sums[part, g, COMMUTE] += w.commute[i]
            sums[part, g, NEAR] += w.commute[i] <= 5
            sums[part, g, TENURE] += tenure
            sums[part, g, HIRED] += tenure == 0
            sums[part, g, STAYED] += tenure == 12
            sums[part, g, DIGITAL] += occ.digital[w.occupation[i]]
            sums[part, g, EMPLOYEE_PENSION] += w.insured[i] & PENSION != 0
            if w.sex[i] == FEMALE:
                sums[part, g, WOMEN_WAGES] += w.wage[i]
                sums[part, g, WOMEN_PAID] += 1
                sums[part, g, WOMEN_HIRED] += tenure == 0
            continue
        sums[part, g, ABOVE_5000] += w.earned[i] > 500_000
        sums[part, g, FLEX_PENSION] += w.insured[i] & PENSION != 0
        sums[part, g, FLEX_INSURED] += w.insured[i] & EMPLOYEE_SCHEME != 0
        sums[part, g, FLEX_INJURY] += w.insured[i] & INJURY != 0
        sums[part, g, FLEX_ALL] += w.insured[i] & EVERY_SCHEME == EVERY_SCHEME
        if status == PLATFORM:
            sums[part, g, PLATFORM_INCOME] += income
            sums[part, g, PLATFORM_HOURS] += w.hours[i]
            sums[part, g, LONG_HOURS] += w.hours[i] > 60
            sums[part, g, UNDEREMPLOYED] += w.hours[i] < 35
            sums[part, g, TRUST] += w.trust[i]
            sums[part, g, CONSENTING] += w.consent[i]
        else:
            sums[part, g, OWN_INCOME] += income
