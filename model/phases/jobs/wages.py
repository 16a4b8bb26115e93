"""Wages and skills: reviews of pay, decline of reservation wages, learning by doing and forgetting."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, parts, rule, serial
from ....agents.workers import (
    BP,
    EMPLOYED,
    JOBLESS,
    LAYERS,
    NO_TARGET,
    PLATFORM,
    SELF_EMPLOYED,
    STATUSES,
    UNEMPLOYED,
    age_in_years,
    leaving_age,
    pay_factor,
    prospect_of,
    reservation_next,
)
from ...by_status import by_status
from ...city import City
from ...draws import identity, normal
from ...floors import wage_floors
from ...rules import Rules
from .separation import modesty
from .trades import fit_of, prospects, watch_fit

REVIEWS = 12  # pay of one person in twelve is reviewed in a month
NEUTRAL = 5_000  # bp: trust of those who have made no experience


def review_wages(city: City, rules: Rules) -> None:
    """Review the pay of one employee in twelve, lower the reservation wages of searchers, let skills grow or fade."""
    w, trades = city.workers, len(city.trades)
    fit, heads = (np.zeros((parts(len(w)), trades)) for _ in range(2))
    people = by_status(city)
    _review(
        len(people.first),
        people,
        w.view(),
        (city.employers.posted, city.employers.schooling, wage_floors(city, rules.minimum_wage)),
        (city.grid.district, prospects(city), rules.benefit),
        rules.minimum_wage,
        city.occupations.view(),
        city.behaviour.view(),
        city.month,
        city.draws.lifelong("ability"),
        1.0 - (1.0 - city.behaviour.trust_recovery) ** REVIEWS,
        (fit, heads),
        ranges=len(fit),
    )
    watch_fit(city, fit, heads)


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


@rule
def skill_held(technical, application, management):
    """Mean of the three layers of skill as kept in bp, as a share."""
    return (technical + 0.0 + application + management) * BP / LAYERS


@rule
def learnt(skill, need, share, reach):
    """Basis points of a skill that work adds: a share of the way to somewhat more than the occupation needs."""
    return int(share * max(0.0, 10_000.0 * need * reach - skill))


@rule
def forgotten(skill, keep):
    """Skill in bp after months in which it was not used."""
    return int(skill * keep + 0.5)


@rule
def regained(trust, recovery):
    """Basis points by which trust in platforms returns to where it is without experience."""
    return int(recovery * (NEUTRAL - trust))


@rule
def reviewed_wage(wage, fair, rise, cut):
    """Wage after the yearly review: part of the gap to fair pay is closed, more of it upwards."""
    return wage + (rise if fair > wage else cut) * (fair - wage)


@kernel
def _factors(lo, hi, part, rows, w, posted_schooling, behaviour, month, key, result):
    b = behaviour[0]
    for k in range(lo, hi):
        i = rows[k]
        skill = skill_held(w.technical[i], w.application[i], w.management[i])
        ability = normal(key, identity(i, w.born[i]))
        tenure = (month - w.hired[i]) / 12.0 if w.status[i] == EMPLOYED else 0.0
        result[k] = pay_factor(w.schooling[i], posted_schooling[k], skill, ability, w.sex[i], tenure, b)


@serial
def _hope_again(block, people, w, home, minimum_wage, b, ability_key):
    """What those without work ask for, after another month of search."""
    district, hoped, benefit = home
    for k in range(people.bounds[block, UNEMPLOYED], people.bounds[block, UNEMPLOYED + 1]):
        i = people.first[block] + people.order[k]
        zone = district[w.cell[i]]
        skill = skill_held(w.technical[i], w.application[i], w.management[i])
        ability = normal(ability_key, identity(i, w.born[i]))
        like = pay_factor(w.schooling[i], w.schooling[i], skill, ability, w.sex[i], 0.0, b)
        paid = benefit[zone] if w.insured[i] & JOBLESS else 0.0
        prospect = prospect_of(hoped[w.occupation[i], zone], like * modesty(w.hukou[i], b), paid, b)
        w.reservation[i] = int(reservation_next(w.reservation[i], prospect, 100.0 * minimum_wage[zone], b))


@kernel
def _review(lo, hi, part, people, w, line, home, minimum_wage, occ, behaviour, month, ability_key, recovery, fits):
    """One month of pay and skill: those without work hope for less, and one in twelve is looked at; sums up how well
    the staff looked at fits."""
    b = behaviour[0]
    fit, heads = fits
    posted, posted_schooling, floors = line
    for block in range(lo, hi):
        _hope_again(block, people, w, home, minimum_wage, b, ability_key)
        begin, end = int(people.bounds[block, 0]), people.bounds[block, len(STATUSES)]
        for n in range(begin + (-(begin + month)) % REVIEWS, end, REVIEWS):
            i = np.uint32(n)
            status, o = w.status[i], w.occupation[i]
            if w.target[i] != NO_TARGET and w.programme[i] == 0 and month - w.trained[i] > b.field_months:
                w.target[i] = NO_TARGET  # a course that led nowhere in all this time is forgotten
            if status != PLATFORM:
                w.trust[i] += regained(w.trust[i], recovery)
            if status == EMPLOYED or status == PLATFORM or status == SELF_EMPLOYED:
                grow = b.learning * REVIEWS * (b.platform_learning if status == PLATFORM else 1.0)
                w.technical[i] += learnt(w.technical[i], occ.need[o, 0], grow, b.learning_reach)
                w.application[i] += learnt(w.application[i], occ.need[o, 1], grow, b.learning_reach)
                w.management[i] += learnt(w.management[i], occ.need[o, 2], grow, b.learning_reach)
            elif w.programme[i] == 0 and age_in_years(month, w.born[i]) >= leaving_age(w.schooling[i]):  # not at school
                keep = 1.0 - b.forgetting * REVIEWS
                w.technical[i] = forgotten(w.technical[i], keep)
                w.application[i] = forgotten(w.application[i], keep)
                w.management[i] = forgotten(w.management[i], keep)
            if status == EMPLOYED:
                j = w.employer[i]
                skill = skill_held(w.technical[i], w.application[i], w.management[i])
                ability = normal(ability_key, identity(i, w.born[i]))
                tenure = (month - w.hired[i]) / 12.0
                fair = posted[j] * pay_factor(w.schooling[i], posted_schooling[j], skill, ability, w.sex[i], tenure, b)
                fit[part, o] += fit_of(
                    w.technical[i], w.application[i], w.management[i], occ.need[o, 0], occ.need[o, 1], occ.need[o, 2]
                )
                heads[part, o] += 1.0
                wage = reviewed_wage(w.wage[i], fair, b.wage_rise, b.wage_cut)
                w.wage[i] = int(max(wage, floors[j]) + 0.5)
