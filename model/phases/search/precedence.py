"""Precedence: rules that put some applicants before others at an employer, or keep a post for them.

Reserved posts follow the literature on school choice with reserves (Hafalir, Yenmez & Yildirim 2013): at a reserved
place the entitled come before all others, whatever their score.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel
from ....agents.workers import LOCAL_RURAL
from ...city import City
from ...draws import uniform
from ...rules import Rules
from .applications import FIRST, MOST, POINT, Applications
from .credentials import in_new_parks, knows_another, locally_trained
from .seekers import holds


class Preferences(NamedTuple):
    """What puts applicants before others, by zone of the post, and the luck of lines and posts: a lifelong draw each,
    so that a stronger rule adds posts to those it held before."""

    pool: NDArray[np.float64]  # share of lines that use the talent pool
    pooled: Any  # points of score for who is in it
    shared: NDArray[np.uint32]  # points of score for the multi-skilled, where a contribution is due
    local: NDArray[np.float64]  # share of posts kept for locals
    strict: NDArray[np.float64]  # share of these that stay open rather than go to others
    park: NDArray[np.float64]  # share of posts in new parks kept for the locally trained
    uses_pool: Any
    kept: Any
    stays_open: Any
    in_park: Any


def give_precedence(city: City, rules: Rules, sought: Applications) -> None:
    """Change scores by preference and reserves, and strike out applications to posts that are kept for others."""
    on = rules.somewhere
    if not (on.talent_pool or on.sharing_subsidy or on.local_quota or on.park_quota) or not len(sought.rows):
        return
    shared = np.round(POINT * (rules.sharing_subsidy * rules.employer_contribution))
    names = ("uses the talent pool", "kept for locals", "stays open for locals", "park post")
    first = Preferences(
        rules.talent_pool,
        np.uint32(np.round(POINT * city.behaviour.pool_preference)),
        shared.astype(np.uint32),
        rules.local_quota,
        rules.quota_strict,
        rules.park_quota,
        *(city.draws.lifelong(name) for name in names),
    )
    trained = locally_trained(city, sought.rows)
    parks = in_new_parks(city) if on.park_quota else np.zeros(len(city.employers), np.bool_)
    lines, desk = city.frame.slot_line, sought.desk(spare=np.empty((2, 0, MOST), np.int32))
    _put_first(len(sought.rows), desk, trained, parks, lines, city.employers.view(), city.workers.view(), first)


@kernel
def _put_first(
    lo: int,
    hi: int,
    part: int,
    desk: Any,
    trained: Any,
    parks: Any,
    lines: Any,
    e: Any,
    w: Any,
    first: Any,
) -> None:
    """Each searcher's applications that are not refused, in their order and with their new scores."""
    for s in range(lo, hi):
        row, left = desk.rows[s], 0
        for k in range(desk.sent[s]):
            slot, score = desk.slot[s, k], desk.score[s, k]
            line = lines[slot]
            zone, certified, refused = e.zone[line], holds(w.certificates[row], e.occupation[line]), False
            if certified and uniform(first.uses_pool, line) < first.pool[zone]:
                score += first.pooled
            if e.contributes[line] == 1 and knows_another(w.certificates[row], w.occupation[row]):
                score += first.shared[zone]
            if uniform(first.kept, slot) < first.local[zone]:
                if w.hukou[row] <= LOCAL_RURAL:
                    score += FIRST
                else:
                    refused = uniform(first.stays_open, slot) < first.strict[zone]
            if parks[line] and uniform(first.in_park, slot) < first.park[zone]:
                if trained[s] or certified:
                    score += FIRST
                else:
                    refused = True
            if not refused:
                desk.slot[s, left], desk.score[s, left], desk.wage[s, left] = slot, score, desk.wage[s, k]
                left += 1
        desk.sent[s] = left
