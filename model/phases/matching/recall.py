"""Recall: a line that opens posts first calls back those who left it and are still without work (B 3.5)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, serial
from ....agents.employers import mean_skill
from ....agents.workers import BP, NOBODY, UNEMPLOYED, pay_factor
from ...city import City
from ...draws import identities, normal, uniform_column
from ...events import Events
from ...floors import wage_floors
from ...rules import Rules
from ..search.seekers import offered_wage
from .conversion import Hired


def call_back(city: City, rules: Rules) -> Hired:
    """Who is called back and comes: by lot where a line has fewer posts than people to call, and only for what they
    ask."""
    w, e = city.workers, city.employers
    waiting = Events.room_for(len(w))
    _find_tied(
        len(w),
        w.view(),
        e.vacancies,
        e.opened,
        city.month,
        city.behaviour.view(),
        waiting.buffer,
        waiting.counts,
    )
    rows = waiting.rows()
    lot = uniform_column(city.draws.key("called back first"), rows.astype(np.uint64))
    rows = rows[np.argsort(lot, kind="stable")]
    wage = np.zeros(len(rows), np.int32)
    _ask(
        rows,
        w.view(),
        e.view(),
        wage_floors(city, rules.minimum_wage),
        e.vacancies.copy(),
        city.behaviour.view(),
        (city.draws.lifelong("ability"), identities(rows, w.born[rows])),
        wage,
    )
    come = np.flatnonzero(wage)
    return rows[come], _lines_of(w.former, rows[come]), wage[come]


def _lines_of(former: NDArray[np.int32], rows: NDArray[np.uint32]) -> NDArray[np.int32]:
    """The line that each left."""
    return former[rows.astype(np.intp)]


@kernel
def _find_tied(lo, hi, part, w, vacancies, opened, month, behaviour, waiting, counts):
    """Mark those without work ever since they left a line, while the tie lasts and the line has posts; whoever has
    opened in the line's place since is a stranger, and other work ends the tie."""
    b = behaviour[0]
    found = 0
    for n in range(lo, hi):
        i = np.uint32(n)
        if w.former[i] == NOBODY:
            continue
        if w.status[i] != UNEMPLOYED:
            w.former[i] = NOBODY
            continue
        apart = month - w.since[i]
        j = w.former[i]
        if 0 < apart <= b.recall_months and vacancies[j] > 0 and opened[j] <= w.since[i]:
            waiting[lo + found] = i
            found += 1
    counts[part] = found


@serial
def _ask(rows, w, e, floors, left, behaviour, luck, wage):
    """The wage at which each comes back, fen; 0 for who does not."""
    b = behaviour[0]
    ability_key, who = luck
    for k in range(len(rows)):
        i = rows[k]
        j = w.former[i]
        skill = mean_skill(w.technical[i] * BP, w.application[i] * BP, w.management[i] * BP)
        factor = pay_factor(w.schooling[i], e.schooling[j], skill, normal(ability_key, who[k]), w.sex[i], 0.0, b)
        pay = offered_wage(e.posted[j], factor, 1.0, floors[j])
        if left[j] > 0 and pay >= w.reservation[i]:
            left[j] -= 1
            wage[k] = int(pay + 0.5)
