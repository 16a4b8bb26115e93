"""Job sharing: the multi-skilled of community services also serve open posts of neighbouring kinds (plan §3.2.2)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import WEEKS
from ....agents.compiled import kernel, parts
from ....agents.employers import skill_match
from ....agents.maths import rounded_by_luck
from ....agents.workers import BP, EMPLOYED
from ...city import City
from ...draws import identity, uniform
from ...events import Events
from ...occupations import SCENES
from ...rules import Rules

COMMUNITY = SCENES.index("community")
EVERYBODY = np.zeros(0, np.uint32)
FULL_WEEK = 40.0  # hours of an open post
FIT = 0.85  # skill match at which a certificate of a further kind is given


def share_jobs(city: City, rules: Rules) -> dict[str, int]:
    """Let those who can serve open posts of further kinds near home, pay them by the hour and close the posts they
    fill; return how many serve and their hours a week."""
    if not rules.somewhere.job_sharing:
        return {}
    w, e, occ, zones = city.workers, city.employers, city.occupations, city.zones
    kinds = np.flatnonzero(occ.scene == COMMUNITY)
    place = np.full(len(occ.ids), -1)
    place[kinds] = np.arange(len(kinds))
    lines = np.flatnonzero((place[e.occupation] >= 0) & (e.vacancies > 0))
    market = place[e.occupation[lines]] * zones + e.zone[lines]
    open_posts = e.vacancies[lines].astype(np.float64)
    posts = np.bincount(market, open_posts, len(kinds) * zones).astype(np.float64)  # of no posts it makes integers
    pay = np.bincount(market, open_posts * e.posted[lines], len(posts))
    hourly = pay / np.maximum(posts, 1.0) / (FULL_WEEK * WEEKS)
    nothing, scratch = np.zeros(len(posts)), np.zeros((parts(len(w)), len(posts)), np.int64)
    offered, paid = scratch.copy(), np.zeros((parts(len(w)), 3), np.int64)
    ground = (city.grid.district, kinds, rules.job_sharing)
    willing, key = Events.room_for(len(w)), city.draws.lifelong("serves several kinds")
    listed = willing.buffer, willing.counts

    def serve(rows: NDArray[np.uint32], among: int, served: NDArray[np.float64], hours: NDArray[np.int64]) -> None:
        terms, b = (posts, hourly * WEEKS, served), city.behaviour.view()
        whom = rows, place, key, listed
        _serve(among, whom, w.view(), ground, occ.need, terms, b, hours, paid, ranges=len(paid))

    serve(EVERYBODY, len(w), nothing, offered)  # first what is offered, then what of it is served
    rows = willing.rows()
    if len(rows):
        serve(rows, len(rows), np.minimum(1.0, posts * FULL_WEEK / np.maximum(offered.sum(axis=0), 1)), scratch)
    people, amount, taken = (int(x) for x in paid.sum(axis=0))
    city.ledger.pay("employers", "households", "shared_work", amount)
    filled = np.minimum(1.0, offered.sum(axis=0) / np.maximum(posts * FULL_WEEK, 1.0))
    _close_posts(len(lines), lines, e.vacancies, filled[market], city.draws.key("served by sharing"))
    return {"sharers": people, "shared_hours": taken}


@kernel
def _serve(lo, hi, part, whom, w, ground, need, terms, behaviour, offered, paid):
    """Hours a week that people offer to each market of open posts, and pay for the part of them that is served. Where
    no rows are given, everybody is looked at and the willing are listed."""
    b = behaviour[0]
    district, kinds, most = ground
    posts, monthly, served = terms
    zones = len(most)
    rows, place, key, listed = whom
    willing, counts = listed
    found = 0
    for n in range(lo, hi):
        i = np.uint32(n)
        if len(rows):
            i = rows[n]
        else:
            if w.status[i] != EMPLOYED or place[w.occupation[i]] < 0:
                continue
            if uniform(key, identity(i, w.born[i])) >= b.sharing_take_up:
                continue
            willing[lo + found] = i
            found += 1
        zone = district[w.cell[i]]
        further, room = int(most[zone] + 0.5), int(b.longest_week) - int(w.hours[i])
        if further == 0 or room <= 0:
            continue
        technical, application, management = w.technical[i] * BP, w.application[i] * BP, w.management[i] * BP
        pay = taken = 0.0
        for k in range(len(kinds)):
            if further == 0 or room <= 0:
                break
            o, market = kinds[k], k * zones + zone
            if o == w.occupation[i] or posts[market] <= 0.0:
                continue
            if skill_match(technical, application, management, need[o, 0], need[o, 1], need[o, 2]) < FIT:
                continue
            hours = min(room, int(b.shared_hours))
            offered[part, market] += hours
            pay += hours * served[market] * monthly[market]
            taken += hours * served[market]
            room -= hours
            further -= 1
        if pay > 0.0:
            w.transfers[i] += int(pay)
            paid[part, 0] += 1
            paid[part, 1] += int(pay)
            paid[part, 2] += int(taken + 0.5)
    if len(rows) == 0:
        counts[part] = found


@kernel
def _close_posts(lo, hi, part, lines, vacancies, filled, key):
    """Close posts whose work is served: the share of them that is, at random to the whole post."""
    for k in range(lo, hi):
        j = lines[k]
        vacancies[j] -= min(vacancies[j], rounded_by_luck(vacancies[j] * filled[k], uniform(key, j)))
