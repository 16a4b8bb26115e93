"""Who lives with whom at the start: couples, the young with their parents, the old with their children, and the rest.

People first form couples, within a neighbourhood and mostly of one hukou; a couple or somebody without a partner is a
unit. Then young people without a partner join couples of their parents' age, and old units couples of their children's
age, the likeliest first, until there are as many households as the mean size in the profile asks for (P96). All of a
household live in one cell and have rows that follow each other. Children under 16 come last (`population.children`).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...agents.workers import FEMALE, HUKOUS, MALE, NONLOCAL_RURAL, Workers
from ..draws import Draws, stretches
from ..grid import PLACES, VILLAGE, Grid
from ..households import Households
from ..phases.population.children import first_children
from ..profile import Floats, Profile

Ints = NDArray[np.int64]
Short = NDArray[np.int32]  # rows and groups of all people: a large city is built in the room its months take
Rows = NDArray[np.bool_]

NEIGHBOURS = 400  # people of one district and class of place among whom households form
HUSBAND_OLDER = 2.0  # years (2020 census: mean age at first marriage 29.4 of men, 28.0 of women; older cohorts 2)
# Share who live with a partner by age: 2020 census, first marriages by age and widowhood, rounded by judgement.
PARTNERED, MARRY, MARRY_SPREAD = 0.95, (27.5, 25.5), 2.0  # men, women
WIDOWED, WIDOWED_SPREAD = (88.0, 79.0), 5.0  # ages by which half have lost their partner
MIGRANTS_TOGETHER = 0.8  # of migrants' couples who both came (NBS survey of migrant workers; judged)
# Ages of those who join another household, and of their hosts (the woman of a couple).
GROWN, OLD = 30, 60
PARENTS, CHILDREN = (40, 60), (25, 58)
# How likely units join another, in proportion (judged; their level follows from the mean size of households).
YOUNG_AT_HOME, OLD_ALONE, OLD_COUPLE, FLAT_SHARED, IN_VILLAGE, FROM_ELSEWHERE = 4.0, 1.0, 0.4, 1.0, 2.0, 0.3


YOUNG, AGED, ALONE, PARENT, GROWN_UP = (1 << k for k in range(5))  # what a unit is; somebody aged may be a host too


class _Side(NamedTuple):
    """Candidates for a match; arrays of one length."""

    rows: Ints
    luck: Floats  # the lowest are matched where there are too many
    age: Floats  # matched are those of the same rank
    group: Short  # within which


def settle_households(profile: Profile, grid: Grid, workers: Workers, draws: Draws) -> Households:
    """Form the households of people who have just been dealt to cells; their rows are put in the order of homes."""
    n = len(workers)
    near = _neighbourhoods(grid, workers.cell)
    partner = _couples(workers, near, draws)
    women = (partner < 0) | (workers.sex == FEMALE)
    unit = np.where(women, np.arange(n, dtype=np.int32), partner)  # a couple goes by the woman's row
    young = round(n * (1.0 - profile.adult_share) / profile.adult_share)
    wanted = round((n + young) / profile.household_size)
    host = _hosts(workers, near, partner, women, grid.klass[workers.cell] == VILLAGE, wanted, draws)
    head = host[unit]
    del near, partner, women, unit, host
    workers.cell[:] = workers.cell[head]
    order = np.lexsort((head, workers.cell))
    begins = np.append(True, np.diff(head[order]) != 0)
    first = np.append(np.flatnonzero(begins), n).astype(np.int32)
    for values in workers.columns().values():
        if values.any():  # no room is taken yet by what has never been written
            values[:] = values[order]
    return first_children(workers, first, young, draws)


def _neighbourhoods(grid: Grid, cell: NDArray[np.uint16]) -> Short:
    """[rows] neighbourhood: some hundreds of people who live near each other in one district and class of place."""
    group = (grid.district.astype(np.int32) * len(PLACES) + grid.klass)[cell]
    order = np.argsort(group, kind="stable")  # rows lie in order of cells
    size = np.bincount(group)
    place = np.arange(len(cell)) - np.repeat(np.cumsum(size) - size, size)
    count = np.maximum(1, size // NEIGHBOURS)
    before = np.cumsum(count) - count
    near = np.empty(len(cell), np.int32)
    near[order] = np.repeat(before, size) + place * np.repeat(count, size) // np.repeat(np.maximum(size, 1), size)
    return near


def _matched(a: _Side, b: _Side) -> tuple[Ints, Ints]:
    """Rows of both sides matched one to one within groups: of each as many as the smaller side has, by rank of age."""
    groups = 1 + max(a.group.max(initial=0), b.group.max(initial=0))
    sizes = [np.bincount(side.group, minlength=groups) for side in (a, b)]
    seats, chosen = np.minimum(*sizes), []
    for side, size in zip((a, b), sizes, strict=True):
        group, order = side.group, np.lexsort((side.luck, side.group))
        place = np.arange(len(order)) - np.repeat(np.cumsum(size) - size, size)
        order = order[place < seats[group[order]]]
        chosen.append(side.rows[order[np.lexsort((side.age[order], group[order]))]])
    return chosen[0], chosen[1]


def _in_years(workers: Workers, rows: NDArray[Any]) -> Floats:
    """Ages at the start."""
    return -workers.born[rows] / 12.0


def _couples(workers: Workers, near: Short, draws: Draws) -> Short:
    """[rows] row of the partner, −1 for none: first within a hukou, then whoever is left."""
    n, sex = len(workers), workers.sex
    share, wished = np.empty(n), np.empty(n, np.bool_)
    for rows in stretches(n):
        share[rows] = _partnered(workers, rows)
        wished[rows] = draws.sample_of("partner", rows) < share[rows]
    partner = np.full(n, -1, np.int32)
    for groups in (_of_one_hukou(workers, near), near):
        sides = []
        for one, older in ((MALE, HUSBAND_OLDER), (FEMALE, 0.0)):
            free = np.flatnonzero(wished & (partner < 0) & (sex == one))
            luck = draws.sample_of("partner", free) / share[free]
            sides.append(_Side(free, luck, _in_years(workers, free) - older, groups[free]))
        his, hers = _matched(*sides)
        partner[his], partner[hers] = hers, his
    return partner


def _partnered(workers: Workers, rows: NDArray[Any]) -> Floats:
    """Chance of living with a partner."""
    age, sex = _in_years(workers, rows), workers.sex[rows]
    marry, widowed = np.array(MARRY)[sex], np.array(WIDOWED)[sex]
    share = PARTNERED / (1.0 + np.exp((marry - age) / MARRY_SPREAD)) / (1.0 + np.exp((age - widowed) / WIDOWED_SPREAD))
    return np.where(workers.hukou[rows] >= NONLOCAL_RURAL, MIGRANTS_TOGETHER * share, share)


def _of_one_hukou(workers: Workers, near: Short) -> Short:
    """[rows] neighbours of one hukou."""
    return near * np.int32(len(HUKOUS)) + workers.hukou


def _hosts(
    workers: Workers, near: Short, partner: Short, unit: Rows, village: Rows, wanted: int, draws: Draws
) -> Short:
    """[rows] row of the unit that each unit lives with: its own, or that of its host."""
    n = len(workers)
    wait, kinds, guest = np.empty(n), np.empty(n, np.uint8), np.empty(n, np.bool_)
    for rows in stretches(n):
        wait[rows], kinds[rows] = _waits(workers, rows, partner[rows], unit[rows], village[rows], draws)
        guest[rows] = draws.sample_of("host", rows) < 0.5
    pairs = (
        (kinds == YOUNG, kinds & PARENT > 0),
        (kinds & AGED > 0, kinds & GROWN_UP > 0),
        ((kinds == ALONE) & guest, (kinds == ALONE) & ~guest),
    )
    found = [_join(np.flatnonzero(who), np.flatnonzero(at), workers, near, wait, draws) for who, at in pairs]
    units, hosts = (np.concatenate(rows) for rows in zip(*found, strict=True))
    soonest = np.argsort(wait[units], kind="stable")[: max(0, int(unit.sum()) - wanted)]
    host = np.arange(n, dtype=np.int32)
    host[units[soonest]] = hosts[soonest]
    return host


def _waits(
    workers: Workers, rows: NDArray[Any], partner: Short, unit: Rows, village: Rows, draws: Draws
) -> tuple[Floats, NDArray[np.uint8]]:
    """How long until each would join another, the shortest first, and what kind of unit each is."""
    age = _in_years(workers, rows)
    away, single = workers.hukou[rows] >= NONLOCAL_RURAL, unit & (partner < 0)
    young, old = single & (age < GROWN) & ~away, unit & (age >= OLD)
    alone = single & ~young & ~old
    rate = np.select([young, old & single, old], [YOUNG_AT_HOME, OLD_ALONE, OLD_COUPLE], FLAT_SHARED)
    rate = rate * np.where(village & (young | old), IN_VILLAGE, 1.0) * np.where(away, FROM_ELSEWHERE, 1.0)
    couple = unit & ~single
    parents, grown = (couple & (age >= low) & (age < high) for low, high in (PARENTS, CHILDREN))
    kinds = YOUNG * young + AGED * old + ALONE * alone + PARENT * parents + GROWN_UP * grown
    return -np.log1p(-draws.sample_of("live with others", rows)) / rate, kinds.astype(np.uint8)


def _join(units: Ints, hosts: Ints, workers: Workers, near: Short, wait: Floats, draws: Draws) -> tuple[Ints, Ints]:
    """Units that find a host, and the hosts: first of the same hukou, then any; a host takes one."""
    pairs = []
    for group in (_of_one_hukou(workers, near), near):
        guests = _Side(units, wait[units], _in_years(workers, units), group[units])
        luck = draws.sample_of("host", hosts)
        pairs.append(_matched(guests, _Side(hosts, luck, _in_years(workers, hosts), group[hosts])))
        units, hosts = (np.setdiff1d(rows, taken) for rows, taken in zip((units, hosts), pairs[-1], strict=True))
    joined, taking = (np.concatenate(rows) for rows in zip(*pairs, strict=True))
    return joined, taking
