"""Conversion: well-rated platform workers are offered regular posts that matching left open (plan §3.2.2)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import serial
from ....agents.employers import mean_skill, skill_match
from ....agents.platforms import DELIVERY, DOMESTIC, LIVE, ONLINE, RIDE, TEACHING, service_of
from ....agents.workers import BP, least_wage, pay_factor, schooling_premium
from ...city import City
from ...draws import identities, mix, normal, uniform, uniform_column
from ...floors import wage_floors
from ...occupations import SCENES
from ...places import on_platforms
from ...rules import Rules
from ..search.seekers import net_of_way, offered_wage, straight_km

# Scenes of the posts to which work on a platform leads.
TRADES = {
    RIDE: ("transport", "logistics"),
    DELIVERY: ("logistics", "transport"),
    DOMESTIC: ("community", "health"),
    LIVE: ("e_commerce", "culture"),
    ONLINE: ("general", "e_commerce"),
    TEACHING: ("education",),
}

Hired = tuple[NDArray[np.uint32], NDArray[np.int32], NDArray[np.int32]]  # person, line, wage in fen


def convert_rated(city: City, rules: Rules) -> Hired:
    """Who of the well-rated is offered a post of the platform's trades, is able to fill it and takes it."""
    w, e, occ = city.workers, city.employers, city.occupations
    nobody = np.zeros(0, np.uint32), np.zeros(0, np.int32), np.zeros(0, np.int32)
    if not rules.somewhere.rating_to_post:
        return nobody
    rows = np.flatnonzero(on_platforms(city)).astype(np.uint32)
    zone = city.grid.district[w.cell[rows]]
    luck = uniform_column(city.draws.key("offered a post for the rating"), rows.astype(np.uint64))
    rated = (luck < rules.rating_to_post[zone]) & (w.rating[rows] >= 10_000.0 * rules.rating_needed[zone])
    rows = rows[rated & (city.month > w.since[rows])]
    rows = rows[np.argsort(-w.rating[rows].astype(np.int64), kind="stable")]  # the best first
    lines = np.flatnonzero(e.vacancies > 0)
    scene = occ.scene[e.occupation[lines]]
    led = [lines[np.isin(scene, [SCENES.index(name) for name in TRADES[k]])] for k in range(len(TRADES))]
    first = np.cumsum([0, *(len(some) for some in led)])
    if not len(rows) or not first[-1]:
        return nobody
    ability = city.draws.lifelong("ability")
    who = identities(rows, w.born[rows])
    taken, wage = np.full(len(rows), -1, np.int32), np.zeros(len(rows), np.int32)
    _accept(
        rows,
        w.view(),
        e.view(),
        (occ.need, occ.schooling),
        (np.concatenate(led), first, e.vacancies.copy()),
        (city.grid.x_km, city.grid.y_km, wage_floors(city, rules.minimum_wage)),
        city.behaviour.view(),
        (city.draws.key("posts shown for the rating"), ability, who),
        taken,
        wage,
    )
    hired = np.flatnonzero(taken >= 0)
    return rows[hired], taken[hired], wage[hired]


@serial
def _accept(rows, w, e, posts, market, ground, behaviour, luck, taken, wage):
    """Each looks at a few open posts of the trades and takes the first that pays enough for the way."""
    b = behaviour[0]
    need, schooling = posts
    lines, first, left = market
    x_km, y_km, floors = ground
    show_key, ability_key, who = luck
    for k in range(len(rows)):
        i = rows[k]
        start, end = first[service_of(w.employer[i])], first[service_of(w.employer[i]) + 1]
        technical, application, management = w.technical[i] * BP, w.application[i] * BP, w.management[i] * BP
        skill = mean_skill(technical, application, management)
        ability = normal(ability_key, who[k])
        factor = pay_factor(w.schooling[i], w.schooling[i], skill, ability, w.sex[i], 0.0, b)
        least = least_wage(w.status[i], w.reservation[i], w.wage[i], w.income[i], w.commute[i], b)
        for look in range(int(b.conversion_looks)):
            if start == end:
                break
            at = start + int(uniform(mix(show_key ^ np.uint64(look)), i) * (end - start))
            j = lines[at]
            o, home, job = e.occupation[j], w.cell[i], e.cell[j]
            fit = skill_match(technical, application, management, need[o, 0], need[o, 1], need[o, 2])
            if left[j] == 0 or fit < b.hiring_bar or w.schooling[i] < schooling[o]:
                continue
            premium = schooling_premium(w.schooling[i], schooling[o], b.school_return)
            pay = offered_wage(e.posted[j], factor, premium, floors[j])
            km = 0.0 if e.remote[j] == 1 else straight_km(x_km[home], y_km[home], x_km[job], y_km[job])
            if net_of_way(pay, km, b.km_cost) < least:
                continue
            taken[k], wage[k] = j, int(pay + 0.5)
            left[j] -= 1
            break
