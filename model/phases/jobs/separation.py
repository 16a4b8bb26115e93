"""Separations: lines revise the staff they want, dismiss some, and some people quit."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, rule, serial
from ....agents.employers import PRIVATE, desired_staff, excess_shed, reckoned_cost, relieved, whole_staff
from ....agents.maths import log
from ....agents.trades import smoothed
from ....agents.workers import JOBLESS, NOBODY, NONLOCAL_RURAL, UNEMPLOYED
from ...city import City
from ...draws import normal, uniform
from ...events import Events
from ...occupations import SCENES
from ...rules import Rules
from .hours import ON_LEAVE, adjust_hours
from .parting import ENDS, WATCHED, find_ends, part_ways
from .post_costs import plan_posts
from .ties import keep_ties
from .trades import cost_by_trade

ROUNDING = "rounds posts up"  # lifelong luck of a line
PAID_YEARS = 10.0  # of tenure that raise pay, see `pay_factor`
NO_BENEFIT = np.uint8(0xFF ^ JOBLESS)  # whoever quits has no claim (Social Insurance Law 2010, art. 45)


def separate_jobs(city: City, rules: Rules) -> dict[str, int]:
    """End jobs: spontaneous dismissals, the shedding of excess staff, quits; return the number of each."""
    w, e, b = city.workers, city.employers, city.behaviour.view()
    shed, work = np.empty(len(e)), np.empty(len(e))
    _plan_staff(
        len(e),
        e.view(),
        (_demand(city), *cost_by_trade(city)),
        plan_posts(city, rules),
        b,
        (rules.employer_contribution, city.rules.employer_contribution, city.circle.firm_levy),
        (city.draws.key("productivity"), city.draws.lifelong(ROUNDING)),
        city.places.posts_of(len(e)),
        (shed, work),
    )
    given_up = adjust_hours(city, work, shed)
    dismissed, quitting = Events.room_for(len(w)), Events.room_for(len(w))
    ends, turnover = np.empty(len(e), ENDS), city.sectors.turnover[e.sector]
    stopped = rules.intervention * city.behaviour.report_chance * city.behaviour.report_upheld
    find_ends(len(e), shed, turnover, given_up, (e.zone, stopped, city.draws.lifelong(WATCHED)), b, ends)
    part_ways(
        len(w),
        w.view(),
        (e.posted, shed, turnover, ends),
        (given_up, city.draws.lifelong(ON_LEAVE)),
        city.month,
        b,
        city.draws.key("end of a job"),
        (dismissed.buffer, dismissed.counts),
        (quitting.buffer, quitting.counts),
    )
    out, away = dismissed.rows(), quitting.rows()
    usual = private_pay(city)
    gone, tied = np.concatenate([out, away]), np.repeat([1.0, city.behaviour.recall_quitters], [len(out), len(away)])
    left = w.employer[gone]
    for rows in (out, away):
        leave_job(city, rows, usual)
    keep_ties(city, gone, left, tied)
    w.parted[out] = city.month
    w.insured[away] &= NO_BENEFIT
    return {"dismissals": len(out), "quits": len(away)}


def leave_job(city: City, rows: NDArray[np.uint32], usual: NDArray[np.float64]) -> None:
    """Turn employees into job seekers; `usual` pay as `private_pay` has it."""
    e = city.employers
    _leave(rows, city.workers.view(), e.posted, e.staff, usual, city.behaviour.view(), city.month)


def private_pay(city: City) -> NDArray[np.float64]:
    """[occupation] mean wage that private lines post, fen; infinite where there are none."""
    usual = np.empty(len(city.occupations.ids))
    e = city.employers
    _mean_posted(e.occupation, e.ownership, e.slots * (e.closed == 0), e.posted, np.zeros(len(usual)), usual)
    return usual


@rule
def modesty(hukou, b):
    """What a person asks for relative to a local: migrants of rural hukou ask for less."""
    return b.migrant_modesty if hukou == NONLOCAL_RURAL else 1.0


@rule
def pay_alike(wage, usual, posted, years, tenure_return):
    """What private lines, which post `usual`, pay somebody who got `wage` at a line that posts `posted`: the rents of
    the last employer and of tenure do not last (B 2.3)."""
    return usual * wage / max(posted * math.exp(tenure_return * min(years, PAID_YEARS)), 1.0)


@rule
def next_productivity(log_productivity, luck, b):
    """Log productivity of the next month (AR(1))."""
    return b.productivity_persistence * log_productivity + b.productivity_shock * luck


@rule
def labour_cost(wage, contributes, contribution, subsidised):
    """What a post costs a month, fen: wage and the part of the employer's contribution that nobody else pays."""
    return wage * (1.0 + contributes * contribution * (1.0 - subsidised))


@serial
def _mean_posted(occupation, ownership, slots, posted, posts, usual):
    usual[:] = 0.0
    for j in range(len(occupation)):
        if ownership[j] == PRIVATE:
            posts[occupation[j]] += slots[j]
            usual[occupation[j]] += 1.0 * slots[j] * posted[j]
    for o in range(len(usual)):
        usual[o] = usual[o] / max(posts[o], 1.0) if posts[o] > 0.0 else np.inf


@serial
def _leave(rows, w, posted, staff, usual, behaviour, month):
    """They ask for a share of the last wage, or of what private lines pay people like them where that is less."""
    b = behaviour[0]
    for i in rows:
        line = w.employer[i]
        staff[line] -= 1
        years = (month - w.hired[i]) / 12.0
        alike = pay_alike(w.wage[i], usual[w.occupation[i]], posted[line], years, b.tenure_return)
        w.reservation[i] = round(min(w.wage[i], alike) * b.reservation_start * modesty(w.hukou[i], b))
        w.status[i], w.employer[i] = UNEMPLOYED, NOBODY
        w.since[i], w.idle[i], w.commute[i] = month, 0, 0


def _demand(city: City) -> NDArray[np.float64]:
    """Demand for each line relative to the start: what the calendar adds, and in a forecast with growth the trend of
    its occupation at constant total. A city at rest has no trend: else it would not be at rest. What the public budget
    pays for has no seasons and no shocks."""
    occ, e, calendar = city.occupations, city.employers, city.calendar
    years = max(0, city.month - city.start) / 12.0 if city.calendar.growth else 0.0
    trend = np.exp(city.behaviour.trend_scale * np.log1p(occ.trend) * years)
    capacity = np.bincount(e.occupation, e.capacity, len(occ.ids))
    trend /= (trend * capacity).sum() / capacity.sum()
    market = calendar.demand(city.month, city.start, [SCENES[s] for s in occ.scene])[e.occupation]
    market = market * calendar.sector_demand(city.month, city.start, city.sectors.ids)[e.sector]
    spared = city.sectors.public[e.sector] * (market - calendar.steady(city.month, city.start))
    return np.asarray(trend[e.occupation] * (market - spared))


@kernel
def _plan_staff(lo, hi, part, e, trade, plan, behaviour, contributions, keys, extra, plans):
    """Desired staff of each line, the share of staff it sheds, and the work there is, in persons at normal hours. Costs
    are reckoned with as they have lasted; staff follows demand faster, and hours at once."""
    b = behaviour[0]
    demand, lasting, elasticity = trade
    contribution, usual_contribution, levy = contributions
    luck_key, turn_key = keys
    shed, work = plans
    for j in range(lo, hi):
        if e.closed[j]:
            e.desired[j], e.wanted[j], work[j], shed[j] = 0.0, 0.0, 0.0, 1.0  # whoever was there is dismissed
            continue
        e.productivity[j] = next_productivity(e.productivity[j], normal(luck_key, j), b)
        zone, o = e.zone[j], e.occupation[j]
        cost = labour_cost(e.posted[j], e.contributes[j], contribution[zone], plan.subsidised[j]) + levy * e.posted[j]
        usual = labour_cost(e.usual[j], e.contributes[j], usual_contribution[zone], 0.0)
        dearer = log(cost / usual)
        e.margin[j] = e.productivity[j] - lasting[o] - dearer  # 0 in normal times
        if plan.relief[j] > 0.0 and relieved(e.wanted[j], e.counted[j] - 1):
            dearer = log(reckoned_cost(cost, plan.relief[j]) / usual)
        e.cost[j] = smoothed(e.cost[j], dearer + lasting[o], b.cost_pace)
        aim = desired_staff(e.capacity[j], demand[j] * plan.lift[j], e.productivity[j], e.cost[j], elasticity[j])
        e.wanted[j] = smoothed(e.wanted[j], aim, b.adjustment)
        e.desired[j], work[j] = e.wanted[j] + extra[j], aim + extra[j]
        open_posts = (1.0 - b.posts_first) * e.vacancies[j]
        shed[j] = excess_shed(e.staff[j], open_posts, whole_staff(e.desired[j], uniform(turn_key, j)), b.shedding)
