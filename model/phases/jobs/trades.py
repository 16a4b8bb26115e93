"""Trades: what a month has shown of each occupation and district, and what people and employers make of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import interpreted, kernel, rule, serial
from ....agents.employers import PRIVATE, skill_match
from ....agents.maths import log
from ....agents.trades import (
    HALVINGS,
    better_elsewhere,
    expected_fit,
    hope,
    lasting_cost,
    match_of_hired,
    odds_of_work,
    posting_aim,
    smoothed,
    tabulate_means,
    wait_of,
)
from ....agents.workers import BP, EMPLOYED, UNEMPLOYED
from ...city import City
from ...rules import Rules

Floats = NDArray[np.float64]
SETTLING = 48  # months of a city in which what is usual follows what is
MEMORY = 1.0 / 6.0  # weight of the present month in what is known
YEAR = 1.0 / 12.0  # the same of the twelfth of staff that a month looks at


def cost_by_trade(city: City) -> tuple[Floats, Floats]:
    """[occupation] log cost of output beyond pay and contributions, relative to normal times; and [line] the elasticity
    of staff in that cost: higher where what is made can be sold outside the city."""
    t, e, b = city.trades, city.employers, city.behaviour
    lasting = np.empty(len(t))
    _reckon(t.view(), b.view(), lasting)
    sold = city.occupations.digital[e.occupation] * city.sectors.tradable[e.sector]
    return lasting, b.cost_elasticity + sold * (b.digital_elasticity - b.cost_elasticity)


def prospects(city: City) -> Floats:
    """[occupation, district] reservation wage of a person like those that private lines post for, fen: what they pay
    there, times what searching lets one hope for."""
    e = city.employers
    wage = np.empty_like(city.hopes)
    _hope_for((e.occupation, e.ownership, e.zone, e.slots * (e.closed == 0), e.posted), city.hopes, wage)
    return wage


def wages_aimed_at(city: City, rules: Rules) -> Floats:
    """[line] wage each line would post, fen."""
    e, b = city.employers, city.behaviour
    aim = np.empty(len(e))
    charges = rules.employer_contribution, city.rules.employer_contribution
    _aim(len(e), e.view(), city.trades.view(), city.hopes, charges, b.view(), aim)
    return aim


def watch_trades(city: City, seekers: NDArray[np.uint32], before: NDArray[np.uint8], hires: Any) -> None:
    """Take down what the month has shown: who without work looked for it in which trade and district, who was hired,
    and which posts were filled. `before`: occupation of the hired before."""
    w, t = city.workers, city.trades
    seen = np.zeros((5, len(t))), np.zeros((2, city.zones))
    jobless = hires.from_status == UNEMPLOYED
    hopes, b = np.empty_like(city.hopes), city.behaviour
    e, given = city.employers, (seekers, w.view(), city.grid.district, city.occupations.need)
    hired = hires.rows, hires.line, before, jobless
    memory = t.view(), city.districts.view(), city.month < SETTLING, mean_offers(b.offer_spread), b.view()
    _take_down(hired, given, (e.occupation, e.vacancies), seen, memory, hopes)
    city.hopes = hopes  # replaced, never edited: forks share it


@lru_cache(maxsize=16)
def mean_offers(spread: float) -> Floats:
    """What offers are worth above each wage that searchers weigh, see `tabulate_means`."""
    means = np.empty(1 << HALVINGS)
    tabulate_means(spread, means)
    return means


def watch_fit(city: City, total: Floats, heads: Floats) -> None:
    """Take down how well the staff that was looked at fits its trades; sums and heads by part and occupation."""
    _remember_fit(city.trades.view(), total.sum(axis=0), heads.sum(axis=0), city.month < SETTLING)


@serial
def _reckon(t, behaviour, lasting):
    b = behaviour[0]
    for o in range(len(lasting)):
        wait = wait_of(t.open_posts[o], t.filled[o])
        hired = match_of_hired(t.hired_fit[o], t.filled[o], t.usual_hired[o])
        fit = expected_fit(t.fit[o], hired, b.hires_foreseen)
        usual = expected_fit(t.usual_fit[o], t.usual_hired[o], b.hires_foreseen)
        lasting[o] = lasting_cost(fit, usual, wait, t.usual_wait[o], b)


@serial
def _hope_for(lines, hopes, wage):
    """First what private lines pay by trade, and how that of a district stands to it; then what can be hoped for."""
    occupation, ownership, zone, slots, posted = lines
    trades, zones = wage.shape
    paid, posts = np.zeros(trades), np.zeros(trades)
    for j in range(len(occupation)):
        if ownership[j] == PRIVATE:
            posts[occupation[j]] += slots[j]
            paid[occupation[j]] += 1.0 * slots[j] * posted[j]
    anywhere = paid.sum() / max(posts.sum(), 1.0)  # for trades without private lines
    level, weight = np.zeros(zones), np.zeros(zones)
    for j in range(len(occupation)):
        if ownership[j] == PRIVATE and slots[j] > 0:
            level[zone[j]] += posted[j] * posts[occupation[j]] / paid[occupation[j]] * slots[j]
            weight[zone[j]] += slots[j]
    for o in range(trades):
        usual = paid[o] / posts[o] if posts[o] > 0.0 else anywhere
        for z in range(zones):
            wage[o, z] = usual * hopes[o, z] * (level[z] / weight[z] if weight[z] > 0.0 else 1.0)


@kernel
def _aim(lo, hi, part, e, t, hopes, charges, behaviour, aim):
    """What each line would post; what hangs on trade and district alone is reckoned once."""
    b = behaviour[0]
    contribution, usual_contribution = charges
    trades, zones = hopes.shape
    made, outside, owed = np.empty(trades), np.empty((trades, zones)), np.empty((2, zones))
    for o in range(trades):
        made[o] = b.output_match * log(t.fit[o] / t.usual_fit[o])
        for z in range(zones):
            outside[o, z] = better_elsewhere(hopes[o, z], t.usual_hope[o])
    for z in range(zones):
        for pays in range(2):
            owed[pays, z] = log((1.0 + pays * contribution[z]) / (1.0 + pays * usual_contribution[z]))
    for j in range(lo, hi):
        o, z = e.occupation[j], e.zone[j]
        aim[j] = posting_aim(e.usual[j], made[o] + e.productivity[j], outside[o, z], owed[e.contributes[j], z], b)


@serial
def _take_down(hired, given, posts, seen, memory, hopes):
    rows, line, before, jobless = hired
    seekers, w, district, need = given
    by_trade, by_zone = seen
    t, d, settling, means, behaviour = memory
    _count_hires(rows, line, before, jobless, w.cell, district, posts[0], by_trade, by_zone)
    _match_hires(rows, w, need, by_trade)
    _count_seekers(seekers, w, district, by_trade, by_zone)
    _count_posts(posts[0], posts[1], by_trade)
    _remember(t, d, by_trade, by_zone, settling, means, behaviour, hopes)


@serial
def _count_hires(rows, line, before, jobless, cell, district, occupation, by_trade, by_zone):
    """Rows of `by_trade`: sought, found, filled, open, fit of the hired; of `by_zone` the first two."""
    for k in range(len(rows)):
        by_trade[2, occupation[line[k]]] += 1.0
        if jobless[k]:
            zone = district[cell[rows[k]]]
            by_trade[0, before[k]] += 1.0
            by_trade[1, before[k]] += 1.0
            by_zone[0, zone] += 1.0
            by_zone[1, zone] += 1.0


@serial
def _match_hires(rows, w, need, by_trade):
    """How well the hired fit the occupation they have begun."""
    for i in rows:
        o = w.occupation[i]
        fit = fit_of(w.technical[i], w.application[i], w.management[i], need[o, 0], need[o, 1], need[o, 2])
        by_trade[4, o] += fit


@serial
def _count_seekers(rows, w, district, by_trade, by_zone):
    """Those who looked in vain."""
    for i in rows:
        if w.status[i] == UNEMPLOYED:
            by_trade[0, w.occupation[i]] += 1.0
            by_zone[0, district[w.cell[i]]] += 1.0


@serial
def _count_posts(occupation, vacancies, by_trade):
    for j in range(len(occupation)):
        by_trade[3, occupation[j]] += vacancies[j]


@serial
def _remember(t, d, by_trade, by_zone, settling, means, behaviour, hopes):
    b = behaviour[0]
    for z in range(len(d.sought)):
        d.sought[z] = smoothed(d.sought[z], by_zone[0, z], MEMORY)
        d.found[z] = smoothed(d.found[z], by_zone[1, z], MEMORY)
    overall = (d.found.sum() + 1.0) / (d.sought.sum() + 1.0 / b.usual_finding)
    for o in range(len(t.sought)):
        t.sought[o] = smoothed(t.sought[o], by_trade[0, o], MEMORY)
        t.found[o] = smoothed(t.found[o], by_trade[1, o], MEMORY)
        t.filled[o] = smoothed(t.filled[o], by_trade[2, o], MEMORY)
        t.open_posts[o] = smoothed(t.open_posts[o], by_trade[3, o], MEMORY)
        t.hired_fit[o] = smoothed(t.hired_fit[o], by_trade[4, o], MEMORY)
        trade = odds_of_work(t.found[o], t.sought[o], overall, b.known_from)
        for z in range(len(d.sought)):
            there = odds_of_work(d.found[z], d.sought[z], overall, b.known_from)
            hopes[o, z] = hope(trade * there / overall, means, b)
        if settling:
            hoped, hired = hope(trade, means, b), match_of_hired(t.hired_fit[o], t.filled[o], t.usual_hired[o])
            t.usual_hired[o] = smoothed(t.usual_hired[o], hired, YEAR)
            t.usual_hope[o] = smoothed(t.usual_hope[o], hoped, YEAR)
            t.usual_wait[o] = smoothed(t.usual_wait[o], wait_of(t.open_posts[o], t.filled[o]), YEAR)


@serial
def _remember_fit(t, total, heads, settling):
    for o in range(len(total)):
        if heads[o] > 0.0:
            t.fit[o] = smoothed(t.fit[o], total[o] / heads[o], YEAR)
        if settling:
            t.usual_fit[o] = smoothed(t.usual_fit[o], t.fit[o], YEAR)


@rule
def fit_of(technical, application, management, need_t, need_a, need_m):
    """Fit of a person, with skills in bp, to what an occupation needs."""
    return skill_match(technical * BP, application * BP, management * BP, need_t, need_a, need_m)


@serial
def _fits(rows, w, need, total, heads):
    for i in rows:
        o = w.occupation[i]
        total[o] += fit_of(w.technical[i], w.application[i], w.management[i], need[o, 0], need[o, 1], need[o, 2])
        heads[o] += 1.0


def begin_trades(city: City) -> None:
    """What is known at the start: how well the staff fits, and the usual chance of finding work everywhere."""
    w, t, d, b = city.workers, city.trades, city.districts, city.behaviour
    total, heads = np.zeros(len(t)), np.zeros(len(t))
    _fits(np.flatnonzero(w.status == EMPLOYED).astype(np.uint32), w.view(), city.occupations.need, total, heads)
    t.fit[:] = np.where(heads > 0.0, total / np.maximum(heads, 1.0), 1.0)
    t.usual_fit[:] = t.usual_hired[:] = t.fit
    t.usual_wait[:] = 1.0
    jobless = np.flatnonzero(w.status == UNEMPLOYED)
    t.sought[:] = np.bincount(w.occupation[jobless], minlength=len(t))
    d.sought[:] = np.bincount(city.grid.district[w.cell[jobless]], minlength=city.zones)
    t.found[:], d.found[:] = t.sought * b.usual_finding, d.sought * b.usual_finding
    of: Any = interpreted(hope)
    usual = of(b.usual_finding, mean_offers(b.offer_spread), b)
    t.usual_hope[:] = usual
    city.hopes = np.full((len(t), city.zones), usual)
