"""The tally: counts and sums of the month's end, by group, from which every indicator is a formula.

A grouping is one dimension (`sex`) or several crossed (`sex*hukou`), counted with all its values, or one group of its
own (`sex=female,age=45-59`, see `groups`). Group 0 is always everybody; town and country and the statuses are always
counted, because the indicators of §4.4.1 and the Theil split need them.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..agents.compiled import kernel, parts, serial
from ..agents.employers import skill_match
from ..agents.workers import (
    BP,
    EMPLOYED,
    INACTIVE,
    NO_TARGET,
    PLATFORM,
    SELF_EMPLOYED,
    STATUSES,
    age_in_years,
    band_of_age,
)
from . import quantities as q
from .by_status import MOST_ROWS, ByStatus, by_status
from .grid import VILLAGE
from .groups import DIMENSIONS, PeopleGroup, members, parse_group
from .households import incomes_per_head
from .income_classes import CLASSES, income_class
from .places import in_pool
from .profile import District
from .quantities import QUANTITIES, SETS, add_up, mark, written_out

if TYPE_CHECKING:
    from .city import City

ORDER = tuple(DIMENSIONS)
SEX, AGE, HUKOU, SCHOOLING, DISABILITY, TOWN_COUNTRY, PLACE, STATUS, DISTRICT = range(len(ORDER))
ASKED = len(ORDER)  # stands for groups of their own, each of which a person belongs to or not
ALWAYS = ("urban_rural", "status")
MOST_STRATA = 128  # of one pass over the people
AT_ONCE = 7  # groups of their own in one pass: every way to belong to some of them is a stratum
FIT = 0.85  # skill match from which a seeker counts as qualified

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
    home_heads: NDArray[np.int64]  # [town or country, CLASSES] residents by class of income per head of the household
    home_sums: NDArray[np.int64]  # [town or country, CLASSES] fen


@dataclass(frozen=True)
class Pass:
    """Groupings counted together: people are counted by stratum, all dimensions crossed, and strata summed to
    groups."""

    dims: tuple[int, ...]  # index into ORDER, or ASKED
    sizes: tuple[int, ...]  # values of each
    groups: NDArray[np.int64]  # [strata, groupings] the group in each grouping to which a stratum belongs; -1: to none
    asked: tuple[PeopleGroup, ...] = ()  # groups of their own: a stratum says to which of them people belong


@dataclass(frozen=True)
class Groups:
    """Which groups are counted."""

    names: tuple[str, ...]
    passes: tuple[Pass, ...]

    @property
    def asked(self) -> tuple[PeopleGroup, ...]:
        """Groups of their own."""
        return tuple(group for together in self.passes for group in together.asked)


def groups_of(by: Sequence[str], districts: Sequence[District]) -> Groups:
    """Lay out the groups of the groupings asked for; town and country always come first."""
    values = DIMENSIONS | {"district": tuple(district.id for district in districts)}
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

    for grouping in dict.fromkeys((*ALWAYS, *(one for one in by if "=" not in one))):
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
    own = {one.name: one for one in (parse_group(text, districts) for text in by if "=" in text)}
    own = {name: one for name, one in own.items() if name not in names}
    passes += _asked_passes(tuple(own.values()), len(names))
    return Groups((*names, *own), tuple(passes))


def _asked_passes(asked: tuple[PeopleGroup, ...], first: int) -> Iterator[Pass]:
    """Passes that count groups of their own, the first of them in row `first`: a bit of the stratum for each."""
    for begin in range(0, len(asked), AT_ONCE):
        own = asked[begin : begin + AT_ONCE]
        bits = np.arange(2 ** len(own))[:, None] >> np.arange(len(own)) & 1
        yield Pass((ASKED,), (len(bits),), np.where(bits, first + begin + np.arange(len(own)), -1), own)


def tally_city(city: City) -> Tally:
    """Count the city by the groups it was asked for."""
    e, occ, groups = city.employers, city.occupations, city.groups
    standing = _standing(city)
    sums, heads, money = tables = [np.zeros((len(groups.names), width), np.int64) for width in WIDTHS]
    for number, together in enumerate(groups.passes):
        *by_stratum, fit, met, spread = _count_strata(city, together, *standing)
        if number == 0:
            seekers = fit.sum(axis=0)
        for table, counted, within in zip(tables, by_stratum, (met, spread, spread), strict=True):
            _fold(together.groups, counted, within, table)
    staff = np.bincount(e.occupation, weights=e.staff, minlength=len(occ.ids)).astype(np.int64)
    posts = np.bincount(e.occupation, weights=e.vacancies, minlength=len(occ.ids)).astype(np.int64)
    return Tally(sums, heads, money, staff, posts, seekers, *incomes_per_head(city))


def _standing(city: City) -> tuple[ByStatus, NDArray[np.uint32]]:
    """People by status, and where in each block the members of the silver pool begin, who stand behind all others on
    platforms: retired people who teach some hours are at work, but no platform workers."""
    people, w = by_status(city), city.workers
    pool = people.bounds[:, PLATFORM + 1].copy()
    if city.places.silver.any():
        people = people._replace(order=people.order.copy())
        here = city.places.silver > 0.0, city.grid.district
        _pool_last(len(people.first), people, w.employer, w.born, w.cell, here, city.month, pool, ranges=parts(len(w)))
    return people, pool


def _count_strata(city: City, together: Pass, people: ByStatus, pool: NDArray[np.uint32]) -> list[NDArray[Any]]:
    """[range, stratum, …] sums, income heads and income sums; [range, occupation] fit seekers; and [range, stratum,
    first and end] the columns of sums and of both others in which there is anything. What stands outside them means
    nothing: most is empty in a small city, and is neither cleared nor read."""
    w, occ, grid = city.workers, city.occupations, city.grid
    ranges, strata = parts(len(w)), math.prod(together.sizes)
    tables = [np.empty((ranges, strata, width), np.int64) for width in WIDTHS]
    met, spread = np.zeros((ranges, strata, 2), np.uint32), np.zeros((ranges, strata, 2), np.uint32)
    seekers = np.zeros((ranges, len(occ.ids)), np.int64)
    village = (grid.klass == VILLAGE).astype(np.uint8)
    _count(
        len(people.first),
        people,
        pool,
        w.view(),
        _belonging(city, together.asked),
        (village, grid.klass, grid.klass, grid.district),  # in order of the dimensions from town and country on
        occ.view(),
        city.month,
        (np.array(together.dims), np.array(together.sizes)),
        tuple(tables),
        (met, spread),
        seekers,
        ranges=ranges,
    )
    return [*tables, seekers, met, spread]


def _belonging(city: City, asked: tuple[PeopleGroup, ...]) -> NDArray[np.uint8]:
    """[persons] to which of some groups each belongs, a bit for each; nobody is looked at where there are none. Who
    people were on the eve is not known before it."""
    bits = np.zeros(len(city.workers) if asked else 0, np.uint8)
    for place, group in enumerate(asked):
        if city.began is not None or not group.remembers:
            bits |= members(city, group).view(np.uint8) << np.uint8(place)
    return bits


@kernel
def _pool_last(lo, hi, part, people, employer, born, cell, here, month, pool):
    """Put the members of the silver pool behind all others on platforms."""
    silver, district = here
    for block in range(lo, hi):
        end = people.bounds[block, PLATFORM + 1]
        for n in range(end - people.bounds[block, PLATFORM]):
            k = people.bounds[block, PLATFORM + 1] - 1 - n
            r = people.order[k]
            i = people.first[block] + r
            if silver[district[cell[i]]] and in_pool(PLATFORM, employer[i], age_in_years(month, born[i])):
                end -= 1
                people.order[k] = people.order[end]
                people.order[end] = r
        pool[block] = end


@serial
def _fold(groups, by_stratum, within, table):
    """Add strata to the groups they belong to: of each from the first to the end of the columns with anything in it."""
    ranges, strata, _ = by_stratum.shape
    for stratum in range(strata):
        for part in range(ranges):
            for g in groups[stratum]:
                if g >= 0:
                    for k in range(within[part, stratum, 0], within[part, stratum, 1]):
                        table[g, k] += by_stratum[part, stratum, k]


@serial
def _stratify(block, people, pool, own, born, cell, ground, month, strata, stratum):
    """Stratum of each person of a block, in their order there; the silver pool are retired people by status."""
    dims, sizes = strata
    first, order, bounds = people.first[block], people.order, people.bounds[block]
    start, end = bounds[0], bounds[len(STATUSES)]
    stratum[: end - start] = 0
    for n in range(len(dims)):
        d, size = dims[n], sizes[n]
        if d == STATUS:
            for status in range(len(STATUSES)):
                for k in range(bounds[status], bounds[status + 1]):
                    retired = status == PLATFORM and k >= pool[block]
                    stratum[k - start] = stratum[k - start] * size + (INACTIVE if retired else status)
        elif d == AGE:
            for k in range(start, end):
                age = age_in_years(month, born[first + order[k]])
                stratum[k - start] = stratum[k - start] * size + band_of_age(age)
        elif d <= DISABILITY or d == ASKED:
            column, least = own[min(d, DISABILITY + 1)], 1 if d == SCHOOLING else 0
            for k in range(start, end):
                stratum[k - start] = stratum[k - start] * size + column[first + order[k]] - least
        else:
            kind = ground[d - TOWN_COUNTRY]
            for k in range(start, end):
                stratum[k - start] = stratum[k - start] * size + kind[cell[first + order[k]]]


@serial
def _sort_incomes(block, people, income, stratum, sums, heads, money, met, spread):
    """Add the people of a block to the classes of income of their strata, of which those met anew are cleared first."""
    first, start = people.first[block], people.bounds[block, 0]
    for k in range(start, people.bounds[block, len(STATUSES)]):
        g, had = stratum[k - start], max(0, income[first + people.order[k]])
        klass = income_class(had)
        if not spread[g, 0] <= klass < spread[g, 1]:
            if spread[g, 1] == 0:
                met[g, 1] = sums.shape[1]
                sums[g, :] = 0
            _widen(klass, heads[g], money[g], spread[g])
        heads[g, klass] += 1
        money[g, klass] += had


@serial
def _widen(klass, heads, money, spread):
    """Let what is counted of a stratum reach to one more class of income."""
    first, end = (spread[0], spread[1]) if spread[1] > 0 else (klass, klass)
    spread[0], spread[1] = min(first, klass), max(end, klass + 1)
    heads[spread[0] : first] = 0
    money[spread[0] : first] = 0
    heads[end : spread[1]] = 0
    money[end : spread[1]] = 0


@serial
def _sort_seekers(begin, end, first, order, w, occ, fit):
    """Count those without work who aim at each occupation and are fit for it."""
    for k in range(begin, end):
        i = first + order[k]
        o = w.target[i] if w.target[i] != NO_TARGET and w.programme[i] == 0 else w.occupation[i]
        technical, application, management = w.technical[i] * BP, w.application[i] * BP, w.management[i] * BP
        match = skill_match(technical, application, management, occ.need[o, 0], occ.need[o, 1], occ.need[o, 2])
        fit[o] += match >= FIT


@kernel
@written_out
def _count(lo, hi, part, people, pool, w, belonging, ground, occ, month, strata, tables, within, seekers):
    """Add every person to their stratum, one status after the other."""
    sums, heads, money = tables[0][part], tables[1][part], tables[2][part]
    met, spread = within[0][part], within[1][part]
    marks = np.empty((SETS, MOST_ROWS), np.uint8)
    words = np.zeros((len(sums), SETS), np.uint64)
    own = w.sex, w.sex, w.hukou, w.schooling, w.disabled, belonging  # in order of the dimensions; age is reckoned
    stratum = np.empty(MOST_ROWS, np.uint32)
    for block in range(lo, hi):
        first = people.first[block]
        _stratify(block, people, pool, own, w.born, w.cell, ground, month, strata, stratum)
        _sort_incomes(block, people, w.income, stratum, sums, heads, money, met, spread)
        mark(marks)
        for status in range(len(STATUSES)):
            begin, end = people.bounds[block, status], people.bounds[block, status + 1]
            if status == INACTIVE:
                add_up(sums, words, marks, q.EVERYBODY, q.INACTIVE)
            elif status == EMPLOYED:
                add_up(sums, words, marks, q.EVERYBODY, q.ACTIVE, q.AT_WORK, q.EMPLOYEES)
            elif status == PLATFORM:
                add_up(sums, words, marks, q.EVERYBODY, q.ACTIVE, q.AT_WORK)
                end = pool[block]
                add_up(sums, words, marks, q.FLEXIBLE, q.ON_PLATFORMS)
                begin, end = end, people.bounds[block, status + 1]
                add_up(sums, words, marks, q.IN_POOL)
            elif status == SELF_EMPLOYED:
                add_up(sums, words, marks, q.EVERYBODY, q.ACTIVE, q.AT_WORK, q.FLEXIBLE, q.OWN_ACCOUNT)
            else:
                add_up(sums, words, marks, q.EVERYBODY, q.ACTIVE, q.WITHOUT_WORK)
                _sort_seekers(begin, end, first, people.order, w, occ, seekers[part])
