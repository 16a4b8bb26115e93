"""Entrants: school leavers of the city and newcomers from elsewhere take the rows of those who left."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel
from ....agents.workers import (
    BP,
    EMPLOYEE_SCHEME,
    LAYERS,
    NEVER,
    RESIDENT_SCHEME,
    WORKING_AGE,
    age_in_years,
    experience,
    first_reservation,
    group_of,
    pay_factor,
    wants_work,
)
from ...city import City
from ...demography import OLDEST
from ...draws import identity, mix, normal, uniform
from ...histories import WIDTH
from ...rules import Rules
from ..jobs.separation import modesty, private_pay
from .projects import finish_on_a_project

OF_OLD_AGE = np.uint8(RESIDENT_SCHEME | EMPLOYEE_SCHEME)
MOST_ASKED = 8.0  # wage floors: nobody new asks for more
TRIES = 3  # pasts that a beginner may be given until one is of a trade that schools teach
MOST_CHANGE = 2.0  # schools teach at most this many times as many, or few, of a trade as usual
TRAITS = ("age", "month of birth", "disability", "history")


def admit_entrants(city: City, rules: Rules, rows: NDArray[np.uint32]) -> None:
    """Give the rows of leavers to entrants, at the ages of the closure and with the past of people like them. They have
    no job yet and no record here (see the columns of `Workers`)."""
    w, closure, draws = city.workers, city.closure, city.draws
    w.renew(rows, city.month)
    _arrive(
        len(rows),
        rows,
        w.view(),
        city.month,
        (closure.entry_cdf, closure.disabled),
        closure.histories.view(),
        city.behaviour.view(),
        (tuple(draws.key(f"entrant's {trait}") for trait in TRAITS), draws.lifelong("wish to work")),
        trades_taught(city),
    )
    if rules.somewhere.three_plus_one:
        finish_on_a_project(city, rules, rows)
    _ask_for_pay(
        len(rows),
        rows,
        w.view(),
        city.month,
        rules.minimum_wage,
        city.grid.district,
        private_pay(city),
        city.behaviour.view(),
        draws.lifelong("ability"),
    )


def trades_taught(city: City) -> NDArray[np.float64]:
    """[occupation] how readily schools let beginners through to a trade, at most 1: by the posts they know of over the
    usual ones (plan §2.1.1)."""
    g = city.government
    if not len(g.taught):
        return np.ones(len(city.occupations.ids))
    ratio = np.clip((g.taught + 1.0) / (g.taught_usual + 1.0), 1.0 / MOST_CHANGE, MOST_CHANGE)
    return np.asarray(ratio / ratio.max())


@kernel
def _arrive(lo, hi, part, rows, w, month, closure, past, behaviour, keys, taught):
    """Age, disability and past of each entrant. One who comes older than 16 was born in any month of that year. Of
    beginners some are led to another trade where there are fewer posts than there were."""
    b = behaviour[0]
    entry_cdf, disabled = closure
    (age_key, month_key, disability_key, history_key), taste_key = keys
    for k in range(lo, hi):
        i = rows[k]
        x, h, s = np.int64(w.sex[i]), np.int64(w.hukou[i]), np.int64(w.schooling[i]) - 1
        cdf = entry_cdf[x, h, s]
        years = min(np.searchsorted(cdf, uniform(age_key, i)), len(cdf) - 1)
        born = month - 12 * years - (math.floor(12 * uniform(month_key, i)) if years > WORKING_AGE else 0)
        w.born[i] = born if born != w.born[i] else born - 1  # else they would be taken for the person before
        age = age_in_years(month, w.born[i])
        w.disabled[i] = uniform(disability_key, i) < disabled[h, s, min(age, OLDEST)]
        taste = uniform(taste_key, identity(i, w.born[i]))
        wants = wants_work(age, w.sex[i], w.schooling[i], w.hukou[i], w.disabled[i], 1.0, taste, b)
        group = group_of(x, h, s + 1, wants)
        if past.first[group] == past.first[group + 1]:  # in a small city: somebody of the other wish, or anybody
            group += -1 if wants else 1
        first, end = past.first[group], past.first[group + 1]
        months = month - w.born[i]
        if first < end:
            ages = past.age[first:end]
            youngest = np.searchsorted(ages, months - WIDTH)
            oldest = np.searchsorted(ages, months + WIDTH, side="right")
            end = first + min(max(oldest, youngest + 1), len(ages))
            first = first + min(youngest, len(ages) - 1)
        else:
            first, end = 0, len(past.age)
        lot = history_key
        j = first + math.floor((end - first) * uniform(lot, i))
        if experience(age, w.schooling[i]) <= 0.0:
            for _again in range(TRIES):
                if uniform(mix(mix(lot)), i) < taught[past.occupation[j]]:
                    break
                lot = mix(lot)
                j = first + math.floor((end - first) * uniform(lot, i))
        w.technical[i], w.application[i], w.management[i] = past.technical[j], past.application[j], past.management[j]
        w.literacy[i], w.occupation[i] = past.literacy[j], past.occupation[j]
        w.certificates[i] = past.certificates[j]
        w.trained[i] = month + past.trained[j] if past.trained[j] > NEVER else NEVER
        w.insured[i] = RESIDENT_SCHEME if wants else past.insured[j] & OF_OLD_AGE


@kernel
def _ask_for_pay(lo, hi, part, rows, w, month, minimum_wage, district, usual, behaviour, ability_key):
    """Entrants know what private lines pay people like them. Those who have worked ask for the part of it that job
    losers ask for, beginners for what they hope."""
    b = behaviour[0]
    for k in range(lo, hi):
        i = rows[k]
        skill = (w.technical[i] + 0.0 + w.application[i] + w.management[i]) * BP / LAYERS
        ability = normal(ability_key, identity(i, w.born[i]))
        factor = pay_factor(w.schooling[i], w.schooling[i], skill, ability, w.sex[i], 0.0, b)
        floor = 100.0 * minimum_wage[district[w.cell[i]]]
        alike = min(modesty(w.hukou[i], b) * usual[w.occupation[i]] * factor, MOST_ASKED * floor)
        share = first_reservation(
            experience(age_in_years(month, w.born[i]), w.schooling[i]), b.aspiration, b.reservation_start
        )
        w.reservation[i] = round(max(floor, share * alike))
        w.wage[i] = round(max(floor, max(share, 1.0) * alike))
