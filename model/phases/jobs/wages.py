"""Wages and skills: reviews of pay, decline of reservation wages, learning by doing and forgetting."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel
from ....agents.workers import BP, EMPLOYED, PLATFORM, SELF_EMPLOYED, UNEMPLOYED, pay_factor, reservation_next
from ...city import City
from ...draws import identity, normal
from ...rules import Rules

REVIEWS = 12  # pay of one person in twelve is reviewed in a month


def review_wages(city: City, rules: Rules) -> None:
    """Review the pay of one employee in twelve, lower the reservation wages of searchers, let skills grow or fade."""
    w = city.workers
    _review(
        len(w),
        w.view(),
        (city.employers.posted, city.employers.schooling, city.employers.zone),
        city.grid.district,
        rules.minimum_wage,
        city.occupations.view(),
        city.behaviour.view(),
        city.month,
        city.draws.lifelong("ability"),
        1.0 - (1.0 - city.behaviour.trust_recovery) ** REVIEWS,
    )


def pay_factors(city: City, rows: NDArray[Any]) -> NDArray[np.float64]:
    """What each person is paid relative to what the line posts (relative to own schooling for those without a line)."""
    w, e = city.workers, city.employers
    rows = rows.astype(np.uint32, copy=False)  # one type, so one compiled version
    at = w.employer[rows]
    employed = w.status[rows] == EMPLOYED
    posted = np.where(employed, e.schooling[np.where(employed, at, 0)], w.schooling[rows]).astype(np.uint8)
    result = np.empty(len(rows))
    key = city.draws.lifelong("ability")
    _factors(len(rows), rows, w.view(), posted, city.behaviour.view(), city.month, key, result)
    return result


@kernel
def _factors(lo, hi, part, rows, w, posted_schooling, behaviour, month, key, result):
    b = behaviour[0]
    for k in range(lo, hi):
        i = rows[k]
        skill = (w.technical[i] + 0.0 + w.application[i] + w.management[i]) * BP / 3.0
        ability = normal(key, identity(i, w.born[i]))
        tenure = (month - w.hired[i]) / 12.0 if w.status[i] == EMPLOYED else 0.0
        result[k] = pay_factor(w.schooling[i], posted_schooling[k], skill, ability, w.sex[i], tenure, b)


@kernel
def _review(lo, hi, part, w, line, district, minimum_wage, occ, behaviour, month, ability_key, recovery):
    """One month of pay and skill for everyone."""
    b = behaviour[0]
    posted, posted_schooling, line_zone = line
    for n in range(lo, hi):
        i = np.uint32(n)
        status = w.status[i]
        o = w.occupation[i]
        working = status == EMPLOYED or status == PLATFORM or status == SELF_EMPLOYED
        if status == UNEMPLOYED:
            floor = max(
                100.0 * minimum_wage[district[w.cell[i]]], min(b.reservation_floor * w.wage[i], 1.0 * w.reservation[i])
            )
            w.reservation[i] = int(reservation_next(w.reservation[i], b.reservation_decline, floor))
        if (i + month) % REVIEWS != 0:
            continue
        if status != PLATFORM:
            w.trust[i] += int(recovery * (5_000 - w.trust[i]))
        if working:
            grow = b.learning * REVIEWS
            w.technical[i] += int(grow * max(0.0, 10_000.0 * occ.need[o, 0] * b.learning_reach - w.technical[i]))
            w.application[i] += int(grow * max(0.0, 10_000.0 * occ.need[o, 1] * b.learning_reach - w.application[i]))
            w.management[i] += int(grow * max(0.0, 10_000.0 * occ.need[o, 2] * b.learning_reach - w.management[i]))
        elif w.programme[i] == 0:
            keep = 1.0 - b.forgetting * REVIEWS
            w.technical[i] = int(w.technical[i] * keep + 0.5)
            w.application[i] = int(w.application[i] * keep + 0.5)
            w.management[i] = int(w.management[i] * keep + 0.5)
        if status == EMPLOYED:
            j = w.employer[i]
            skill = (w.technical[i] + 0.0 + w.application[i] + w.management[i]) * BP / 3.0
            ability = normal(ability_key, identity(i, w.born[i]))
            tenure = (month - w.hired[i]) / 12.0
            fair = posted[j] * pay_factor(w.schooling[i], posted_schooling[j], skill, ability, w.sex[i], tenure, b)
            wage = w.wage[i] + (b.wage_rise if fair > w.wage[i] else b.wage_cut) * (fair - w.wage[i])
            w.wage[i] = int(max(wage, 100.0 * minimum_wage[line_zone[j]]) + 0.5)
