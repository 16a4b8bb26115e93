"""Entrants: school leavers of the city and newcomers take the rows of those who left."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, rule
from ....agents.workers import BACHELOR, BP, LAYERS, WORKING_AGE, pay_factor
from ...city import City
from ...draws import identity, normal, uniform
from ...occupations import trades
from ...rules import Rules
from ..jobs.separation import modesty, private_pay
from .projects import finish_on_a_project

LEAST_SKILL, MOST_SKILL, FULL = 200.0, 9_500.0, 10_000.0  # bp
MOST_ASKED = 8.0  # wage floors: nobody new to work asks for more
TRAITS = ("age", "month of birth", "schooling", "skill", "disability", "trade")


def admit_entrants(city: City, rules: Rules, rows: NDArray[np.uint32]) -> None:
    """Give the rows of leavers to entrants, at the ages of the closure. Nobody has a past here: no job, no course, no
    record (see the columns of `Workers`)."""
    w, closure, draws = city.workers, city.closure, city.draws
    w.renew(rows, city.month)
    _grow_up(
        len(rows),
        rows,
        w.view(),
        city.month,
        (closure.entry_cdf, np.cumsum(closure.entrant_schooling, axis=1), city.profile.disabled),
        trades(city.occupations),
        city.behaviour.view(),
        tuple(draws.key(f"entrant's {trait}") for trait in TRAITS),
    )
    if rules.somewhere.three_plus_one:
        finish_on_a_project(city, rules, rows)
    _ask_for_pay(
        len(rows),
        rows,
        w.view(),
        rules.minimum_wage,
        city.grid.district,
        private_pay(city),
        city.behaviour.view(),
        draws.lifelong("ability"),
    )


@rule
def entrant_skill(usual, able, b):
    """Skill of an entrant, bp, by what is usual for the schooling and how able the person is (-0.5 to 0.5)."""
    return min(max(usual + b.entrant_skill_range * able, LEAST_SKILL), MOST_SKILL)


@kernel
def _grow_up(lo, hi, part, rows, w, month, closure, trade_cdf, behaviour, keys):
    """Age, schooling, skills and trade of each entrant. One who comes older than 16 was born in any month of that
    year."""
    b = behaviour[0]
    entry_cdf, schooling_cdf, disabled = closure
    age_key, month_key, school_key, skill_key, disability_key, trade_key = keys
    for k in range(lo, hi):
        i = rows[k]
        hukou = w.hukou[i]
        years = min(np.searchsorted(entry_cdf[hukou], uniform(age_key, i)), entry_cdf.shape[1] - 1)
        born = month - 12 * years - (math.floor(12 * uniform(month_key, i)) if years > WORKING_AGE else 0)
        w.born[i] = born if born != w.born[i] else born - 1  # else they would be taken for the person before
        level = np.searchsorted(schooling_cdf[hukou], uniform(school_key, i))
        w.schooling[i] = 1 + min(level, BACHELOR - 1)
        w.disabled[i] = uniform(disability_key, i) < b.entrant_disabled * disabled
        able = uniform(skill_key, i) - 0.5
        base = b.entrant_skill + b.entrant_skill_schooling * level
        w.technical[i] = entrant_skill(base, able, b)
        w.application[i] = entrant_skill(base + b.entrant_application, able, b)
        w.management[i] = entrant_skill(base + b.entrant_management, able, b)
        knows = b.entrant_literacy + b.entrant_literacy_schooling * level + b.entrant_literacy_range * able
        w.literacy[i] = min(max(knows, 0.0), FULL)
        trade = np.searchsorted(trade_cdf[w.schooling[i]], uniform(trade_key, i), side="right")
        w.occupation[i] = min(trade, trade_cdf.shape[1] - 1)


@kernel
def _ask_for_pay(lo, hi, part, rows, w, minimum_wage, district, usual, behaviour, ability_key):
    """Entrants ask for what they hope that private lines pay."""
    b = behaviour[0]
    for k in range(lo, hi):
        i = rows[k]
        skill = (w.technical[i] + 0.0 + w.application[i] + w.management[i]) * BP / LAYERS
        ability = normal(ability_key, identity(i, w.born[i]))
        factor = pay_factor(w.schooling[i], w.schooling[i], skill, ability, w.sex[i], 0.0, b)
        floor = 100.0 * minimum_wage[district[w.cell[i]]]
        hoped = b.aspiration * modesty(w.hukou[i], b) * usual[w.occupation[i]] * factor
        w.wage[i] = w.reservation[i] = round(max(floor, min(hoped, MOST_ASKED * floor)))
