"""Terms of newborn lines in places that had none: pay, owner and whom they invite, as a line of the trade has them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.employers import NON_PRIVATE, Employers
from ...behaviour import Behaviour
from ...draws import uniform_column
from ...grid import PLACES
from ...occupations import Occupations, skill_distance

Rows = NDArray[np.int64]
OWNERS = NON_PRIVATE + 1


def take_terms(e: Employers, rows: Rows, klass: Any, occ: Occupations, b: Behaviour, key: np.uint64) -> None:
    """Give lines in `rows` (in order of establishment) the terms of a line that their trade had in such a place when
    the city was built, open or not, drawn at random; lines of one establishment have one owner where they can. A trade
    that had no line learns from the nearest by skill, at pay in proportion."""
    known = np.flatnonzero(e.niche > 0.0)
    if not len(known):
        return
    teacher = _teachers(e.occupation[known], occ)[e.occupation[rows]]
    kind = ((e.occupation.astype(np.int64) * len(PLACES) + klass[e.cell]) * OWNERS + e.ownership).astype(np.uint16)
    order = known[np.argsort(kind[known], kind="stable")]
    place = (teacher * len(PLACES) + klass[e.cell[rows]]) * OWNERS
    luck = uniform_column(key, rows.astype(np.uint64))
    widths = ((place, OWNERS), (teacher * len(PLACES) * OWNERS, len(PLACES) * OWNERS))
    like = _drawn(kind[order], widths, luck)
    owner = e.ownership[order[like]]
    _, lead, unit = np.unique(e.establishment[rows], return_index=True, return_inverse=True)
    further = np.flatnonzero(lead[unit] != np.arange(len(rows)))
    if len(further):
        own = place[further] + owner[lead[unit[further]]]
        like[further] = _drawn(kind[order], ((own, 1), *((low[further], n) for low, n in widths)), luck[further])
    pay = (occ.wage[e.occupation[rows]] / occ.wage[teacher]) ** b.occupation_spread
    for name in Employers.drawn():
        column = getattr(e, name)
        column[rows] = column[order[like]]
    e.usual[rows], e.posted[rows] = np.round(pay * e.usual[rows]), np.round(pay * e.posted[rows])


def _teachers(known: Any, occ: Occupations) -> Rows:
    """[occupation] itself where somebody has it, else the nearest by skill that somebody has."""
    held = np.bincount(known, minlength=len(occ.ids)) > 0
    distance = skill_distance(occ.need)
    nearest = np.where(held[None, :], distance + distance.T, np.inf).argmin(axis=1)
    return np.where(held, np.arange(len(held)), nearest)


def _drawn(kinds: Any, widths: Any, luck: Any) -> Rows:
    """Index of an entry of the sorted `kinds` in the first of some ranges (lowest kind, width) that has any."""
    first = np.zeros(len(luck), np.int64)
    count = np.zeros(len(luck), np.int64)
    for low, width in widths:
        start = np.searchsorted(kinds, low.astype(kinds.dtype))
        end = np.searchsorted(kinds, (low + width).astype(kinds.dtype))
        first = np.where(count > 0, first, start)
        count = np.where(count > 0, count, end - start)
    return first + np.minimum((luck * count).astype(np.int64), np.maximum(count - 1, 0))
