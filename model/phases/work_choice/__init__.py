"""Choice of work: people enter and leave platforms and businesses of their own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import (
    admitted,
    carried_rating,
    choice,
    comes_to_mind,
    expected_pay,
    hours_wanted,
    leaving_chance,
    month_on_platform,
    own_account_hours,
    present_worth,
)
from ....agents.compiled import kernel, parts, serial
from ....agents.farmers import farms
from ....agents.ground import drawn_here
from ....agents.platforms import SERVICES, service_of
from ....agents.workers import (
    BP,
    EMPLOYED,
    EMPLOYEE_SCHEME,
    FEN,
    INACTIVE,
    NOBODY,
    PLATFORM,
    SELF_EMPLOYED,
    STATUSES,
    UNEMPLOYED,
    age_in_years,
)
from ...city import City
from ...draws import STRETCH, identity, mix, normal, uniform, uniforms
from ...events import Events
from ...grid import VILLAGE
from ...rules import Rules
from ...seasons import away, free_of_farm, journey_home
from ..circle.own_markets import market_terms
from ..places.own_business import business_keys, failing_chance, takings_of_starter
from ..places.silver import ask_retired
from ..population.farming import work_on_farms
from ..population.lives import left_school
from .terms import platform_terms

TASTES = ("free hours", "long hours", "a platform")
FARMERS = len(STATUSES)  # as if a status of their own
DECISIONS = ("which work", "choose work", "belief about pay")


def choose_work(city: City, rules: Rules) -> dict[str, int]:
    """Those who think about it compare a platform or own business with what they have; return the flows between
    them."""
    w, g, draws = city.workers, city.grid, city.draws
    *of_platforms, heard = platform_terms(city, rules)
    own = city.behaviour.own_account_share
    more = own + (1.0 - own) * heard  # thoughts of other work over the usual, for what is heard of platforms
    rows = _thinking(city, more)
    before, line = w.status[rows], w.employer[rows]
    _choose(
        len(rows),
        rows,
        w.view(),
        (rules.view(), *of_platforms, more),
        (g.district, g.klass, city.places.bandwidth, city.places.terms, market_terms(city), city.ground.finds),
        city.behaviour.view(),
        (city.month, city.calendar.end_of_school(city.month)),
        (*(draws.lifelong(f"taste for {what}") for what in TASTES), business_keys(draws)),
        tuple(draws.key(decision) for decision in DECISIONS),
        ranges=parts(len(w)),
    )
    changed = np.zeros((len(STATUSES), len(STATUSES)), np.int64)
    _book(rows, before, line, w.status, city.employers.staff, changed)
    flows = _flows(changed)
    if rules.somewhere.silver_subsidy:
        flows["pool_entries"] = ask_retired(city, rules.silver_subsidy)
    flows["farm_entries"] = work_on_farms(city)
    return flows


def _thinking(city: City, more: float) -> NDArray[np.uint32]:
    """Rows of those who think about other work this month, `more` times as often as usual; whoever is on a platform
    thinks about it as ever."""
    w, b = city.workers, city.behaviour
    often = np.zeros(len(STATUSES) + 1)
    often[[INACTIVE, UNEMPLOYED, EMPLOYED, PLATFORM, SELF_EMPLOYED]] = (
        *(b.consider_inactive, b.consider_unemployed, b.consider_employed, b.consider_platform, b.consider_own_account),
    )
    often[FARMERS] = b.consider_farmer * free_of_farm(city)
    often *= np.where(np.arange(len(often)) == PLATFORM, 1.0, more)
    thinking, key, journey = Events.room_for(len(w)), city.draws.key("think of other work"), journey_home(city)
    _think(len(w), w.view(), often, journey, key, thinking.buffer, thinking.counts)
    return thinking.rows()


def _flows(changed: NDArray[np.int64]) -> dict[str, int]:
    """Heads that changed from one kind of work to another; `changed` by status before and after."""
    left, taken = changed.sum(axis=1).tolist(), changed.sum(axis=0).tolist()
    return {
        "platform_entries": taken[PLATFORM],
        "platform_exits": left[PLATFORM],
        "own_account_entries": taken[SELF_EMPLOYED],
        "own_account_exits": left[SELF_EMPLOYED],
        "entries_from_unemployed": left[UNEMPLOYED],
        "own_work_to_unemployment": taken[UNEMPLOYED],
        "quits_to_own_work": left[EMPLOYED],
    }


@serial
def _book(rows, before, line, status, staff, changed):
    """Count who changed; whoever gave up a job is no longer on the staff."""
    for k in range(len(rows)):
        after = status[rows[k]]
        if after == before[k]:
            continue
        changed[before[k], after] += 1
        if before[k] == EMPLOYED:
            staff[line[k]] -= 1


@kernel
def _think(lo, hi, part, w, often, journey, key, thinking, counts):
    """Mark who thinks about other work this month, as often as people of that status do; whoever is away does not."""
    found = 0
    luck = np.empty(STRETCH)
    for start in range(lo, hi, STRETCH):
        rows = min(STRETCH, hi - start)
        uniforms(key, start, rows, luck)
        for k in range(rows):
            i = np.uint32(start + k)
            thinking[lo + found] = i
            kind = FARMERS if farms(w.status[i], w.employer[i]) else w.status[i]
            found += luck[k] < often[kind]
    counts[part] = found
    if journey.leave > 0.0:
        found = 0
        for k in range(lo, lo + counts[part]):
            i = thinking[k]
            thinking[lo + found] = i
            found += not away(i, w.born[i], w.hukou[i], journey)
        counts[part] = found


@kernel
def _choose(lo, hi, part, rows, w, terms, places, behaviour, time, tastes, keys):
    """Compare one option with what a person has; change status if it is chosen. The caller keeps the books of lines."""
    b = behaviour[0]
    rules, of_platforms, leanings, firms, more = terms
    district, klass, bandwidth, trade, market, finds = places
    free_key, long_key, favourite_key, business = tastes
    which_key, choose_key, belief_key = keys
    month, school_ended = time
    for n in range(lo, hi):
        i = rows[n]
        age, schooling = age_in_years(month, w.born[i]), w.schooling[i]
        if age > b.last_start or not left_school(w.born[i], schooling, school_ended):
            continue
        status, who, cell = w.status[i], identity(i, w.born[i]), w.cell[i]
        zone, here, months = district[cell], trade[cell], month - w.since[i]
        which, luck = uniform(which_key, i), uniform(choose_key, i)
        own = b.own_account_share if status == PLATFORM else b.own_account_share / more
        pull = found = drawn = 1.0
        if status == PLATFORM:
            t, found = of_platforms[w.employer[i], zone], finds[service_of(w.employer[i]), cell]
            drawn = drawn_here(found, b)
            pull = t.pull * drawn
            if which >= own and luck >= (t.leaving + b.platform_regret) / pull:
                continue  # whom nothing could make leave need weigh nothing
        free = uniform(free_key, who)
        wage, least, income, literacy = w.wage[i] * FEN, w.reservation[i] * FEN, w.income[i] * FEN, w.literacy[i] * BP
        covered = (w.insured[i] & EMPLOYEE_SCHEME) > 0
        now = present_worth(status, wage, covered, w.commute[i], least, income, free, rules[zone], b)

        farmer = farms(status, w.employer[i])
        if (status != SELF_EMPLOYED or farmer) and which < own:  # a business of one's own
            skills = w.application[i] * BP, w.management[i] * BP
            worth = takings_of_starter(
                who, klass[cell] == VILLAGE, skills[0], skills[1], literacy, here, market[cell], b, business
            )
            if luck < choice(worth, now, b) / pull:
                w.status[i], w.employer[i], w.since[i], w.commute[i] = SELF_EMPLOYED, NOBODY, month, 0
                w.hours[i] = int(own_account_hours(uniform(long_key, who), b) + 0.5)
            continue
        shaky = status == SELF_EMPLOYED and not farmer
        if shaky and uniform(mix(which_key), i) < failing_chance(who, months, here, b, business) / more:
            w.status[i], w.since[i], w.idle[i] = UNEMPLOYED, month, 0
            continue

        k = w.employer[i]  # a platform: the present one, the favourite or another
        if status != PLATFORM:
            other = max(which - own, 0.0) / (1.0 - own)
            k, point = 0, comes_to_mind(other, uniform(favourite_key, who), b)
            while k < SERVICES - 1 and point > leanings[zone, w.sex[i], k]:
                k += 1
            rank, known = 0, uniform(mix(mix(choose_key)), i)
            while rank < firms.shape[2] - 1 and known > firms[zone, k, rank]:
                rank += 1
            if firms[zone, k, rank] <= 0.0:  # nobody offers the service
                continue
            found = finds[k, cell]
            drawn = drawn_here(found, b)
            k += SERVICES * rank
            t = of_platforms[k, zone]
            reached = t.online == 0.0 or uniform(mix(choose_key), i) < bandwidth[cell]
            if not (reached and admitted(age, schooling, literacy, t)):
                continue
        hours = hours_wanted(uniform(long_key, who), t.pay_ratio * found, b)
        pay = expected_pay(age, w.sex[i], w.rating[i], w.rung[i], hours, normal(belief_key, i), found, t, b)
        worth = month_on_platform(age, w.sex[i], pay, hours, free, w.consent[i], w.trust[i] * BP, t, b)
        if status == PLATFORM:
            if luck < leaving_chance(worth, least * b.hope, drawn, t, b):
                w.status[i], w.employer[i], w.since[i], w.idle[i], w.rung[i] = UNEMPLOYED, NOBODY, month, 0, 0
                w.rating[i] = int(carried_rating(w.rating[i], t.carried))
        elif luck < choice(worth, now, b) * t.taken * drawn:
            w.status[i], w.employer[i], w.since[i], w.commute[i] = PLATFORM, k, month, 0
