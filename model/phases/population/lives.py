"""A month in people's lives: who leaves, who grows a year older, and who wants to work now or no longer.

Luck alone tells who can be concerned; it is drawn for a stretch of rows at once, and only those are looked at closer.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, rule, serial
from ....agents.workers import (
    EMPLOYED,
    HUKOUS,
    INACTIVE,
    LONG_AGO,
    NOBODY,
    SCHOOLINGS,
    TRAINING,
    UNEMPLOYED,
    age_in_years,
    certified_at_school,
    leaving_age,
    older_literacy,
    participation,
)
from ...city import City
from ...demography import AGES, OLDEST
from ...draws import STRETCH, identity, uniform, uniforms
from ...places import in_pool
from ...rules import Rules
from .second_earner import TENTHS, lost_at_home

YEAR = 12  # months
GONE = -1.0  # in place of the luck of whoever leaves
NONE = np.uint32(0)


class Concerned(NamedTuple):
    """Rows of a stretch that may be concerned, and what they are judged by."""

    luck: NDArray[Any]  # of every row
    leaving: NDArray[Any]
    older: NDArray[Any]
    thinking: NDArray[Any]
    share: NDArray[Any]  # of people like those who think about work, who want it
    taste: NDArray[Any]  # theirs, against it


def participations(city: City, rules: Rules) -> NDArray[np.float64]:
    """[disabled, hukou, schooling - 1, sex, age] share of such people who want to work."""

    def worked_out() -> NDArray[np.float64]:
        shares = np.empty((2, len(HUKOUS), len(SCHOOLINGS), 2, AGES))
        _tabulate(city.behaviour.view(), shares)
        return shares

    return rules.once("participation", city.behaviour, worked_out)


@serial
def _tabulate(behaviour, shares):
    b = behaviour[0]
    for disabled in range(shares.shape[0]):
        for hukou in range(shares.shape[1]):
            for schooling in range(shares.shape[2]):
                for sex in range(shares.shape[3]):
                    for age in range(shares.shape[4]):
                        share = participation(age, sex, schooling + 1, hukou, disabled, b)
                        shares[disabled, hukou, schooling, sex, age] = share


@kernel
def live(lo, hi, part, w, time, behaviour, terms, homes, keys, gone, turned):
    """Mark leavers; let people grow older, and those who think about it join or leave the labour force."""
    b = behaviour[0]
    most, exit_hazard, becoming_disabled, shares, drawn, accessible, silver = terms
    life_key, disability_key, taste_key, school_key = keys
    month, school_ended = time
    household, district, before = homes
    leavers, left = gone
    changed, switched = turned
    near = room()
    leaving = changing = 0
    for start in range(lo, hi, STRETCH):
        rows = min(STRETCH, hi - start)
        uniforms(life_key, start, rows, near.luck)  # leaving stands at its lower end, thinking of work at its upper end
        leave, grow, think = find_concerned(start, rows, w, month, most, 1.0 - b.review_of_work, near)
        leaving += say_farewell(leave, start, w, month, exit_hazard, near, leavers[lo + leaving :])
        grow_older(grow, start, w, month, becoming_disabled, disability_key, school_key, near, b)
        think = find_changing(think, start, w, month, school_ended, shares, (drawn, accessible), taste_key, near, b)
        changing += change(think, w, month, household, district, before, silver, near, changed[lo + changing :], b)
    left[part] = leaving
    switched[part] = changing


@rule
def room():
    """Room for all of a stretch."""
    n = STRETCH
    lists = (np.empty(n, np.uint32), np.empty(n, np.uint32), np.empty(n, np.uint32))
    return Concerned(np.empty(n), *lists, np.empty(n), np.empty(n))


@rule
def find_concerned(start, rows, w, month, most, thinks, near):
    """List who may leave, who has a birthday and who thinks about work; return how many each."""
    leave = grow = think = NONE
    for k in range(rows):
        i, luck = np.uint32(start + k), near.luck[k]
        months = month - w.born[i]
        age = months // YEAR
        near.leaving[leave] = near.older[grow] = near.thinking[think] = i
        leave += np.uint32(luck < most[min(age, OLDEST)])
        grow += np.uint32(months == age * YEAR)
        think += np.uint32((luck >= thinks) & (w.status[i] != TRAINING))
    return leave, grow, think


@rule
def say_farewell(leave, start, w, month, exit_hazard, near, leavers):
    """Write down who leaves; return how many."""
    leaving = 0
    for n in range(leave):
        i = near.leaving[n]
        k, age = i - np.uint32(start), min(age_in_years(month, w.born[i]), OLDEST)
        if near.luck[k] < exit_hazard[w.sex[i], w.hukou[i], w.schooling[i] - 1, age]:
            leavers[leaving], near.luck[k] = i, GONE
            leaving += 1
    return leaving


@rule
def grow_older(grow, start, w, month, becoming_disabled, key, school_key, near, b):
    """Birthdays: literacy fades, some become disabled, and some of those who are through with school have learnt a
    trade there."""
    for n in range(grow):
        i = near.older[n]
        if near.luck[i - np.uint32(start)] != GONE:
            w.literacy[i] = older_literacy(w.literacy[i], b)
            age = min(age_in_years(month, w.born[i]), OLDEST)
            if uniform(key, i) < becoming_disabled[w.hukou[i], w.schooling[i] - 1, age]:
                w.disabled[i] = 1
            if age == leaving_age(w.schooling[i]) and uniform(school_key, i) < certified_at_school(w.schooling[i], b):
                w.certificates[i] |= np.uint64(1) << np.uint64(w.occupation[i])


@rule
def find_changing(think, start, w, month, school_ended, shares, more, taste_key, near, b):
    """Keep of those who think about work whoever may want something else than before; return how many."""
    drawn, accessible = more
    for n in range(think):
        i = near.thinking[n]
        schooling, disabled = w.schooling[i], w.disabled[i]
        age = min(age_in_years(month, w.born[i]), OLDEST)
        opened = 1.0 + accessible[w.cell[i]] if disabled else 1.0
        share = opened * drawn[w.hukou[i]] * shares[disabled, w.hukou[i], schooling - 1, w.sex[i], age]
        near.share[n] = share if left_school(w.born[i], schooling, school_ended) else 0.0
        near.taste[n] = uniform(taste_key, identity(i, w.born[i]))
    kept = NONE
    for n in range(think):
        i, share, taste = near.thinking[n], near.share[n], near.taste[n]
        wants, may_want = taste < share, taste < share * (1.0 + TENTHS * b.added_worker)
        works = w.status[i] != INACTIVE
        there = near.luck[i - np.uint32(start)] != GONE
        near.thinking[kept], near.share[kept], near.taste[kept] = i, share, taste
        kept += np.uint32(there & ((wants != works) | (may_want & ~wants)))
    return kept


@rule
def change(think, w, month, household, district, before, silver, near, changed, b):
    """Let people join or leave the labour force, and write down who does; return how many."""
    changing = 0
    for n in range(think):
        i, share, taste = near.thinking[n], near.share[n], near.taste[n]
        wants, status = taste < share, w.status[i]
        if not wants and taste < share * (1.0 + TENTHS * b.added_worker):
            wants = taste < share * (1.0 + TENTHS * b.added_worker * lost_at_home(i, household, before))
        if wants == (status != INACTIVE):
            continue
        if silver[district[w.cell[i]]] > 0.0 and in_pool(status, w.employer[i], age_in_years(month, w.born[i])):
            continue
        w.status[i] = UNEMPLOYED if wants else INACTIVE
        if status != EMPLOYED:
            w.employer[i] = NOBODY
        w.since[i], w.idle[i] = month, 0 if wants else LONG_AGO
        changed[changing] = i
        changing += 1
    return changing


@rule
def left_school(born, schooling, end_of_school):
    """Whether a person had reached the age of leaving when school could last be left."""
    return age_in_years(end_of_school, born) >= leaving_age(schooling)
