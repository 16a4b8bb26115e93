"""Posts: what rules change in the cost of a post and in the demand for it, line by line.

Reliefs are paid at the start of the month for the staff that lines then have; what the special fund cannot carry is
not paid, and employers do not count on it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import serial
from ....agents.workers import EMPLOYED, STATUSES
from ...city import City
from ...funds import special_fund_free, spend_special
from ...ledger import TAXES
from ...occupations import INCUBATED, skill_distance
from ...rules import Rules
from ..circle.demand import line_demand
from ..firms.rooms import founded_share
from ..search.credentials import in_new_parks, knows_another, locally_trained, short_of
from .hours import paid_share

Floats = NDArray[np.float64]
REVISIONS = 1  # month of the year in which the list of occupations is revised
SMOOTHED = 3.0  # months over which revenue is averaged
MIDDLEMEN = "trade"  # the sector of those who buy from farms
TINY = 1e-12  # where there is nothing to divide


class PostPlan(NamedTuple):
    """What lines reckon with this month. L lines."""

    lift: Floats  # [L] demand relative to what it is at usual spending and without the rules
    subsidised: Floats  # [L] share of the employer's contribution that is paid for the line
    relief: Floats  # [L] fen a month by which a new post is cheaper


def plan_posts(city: City, rules: Rules) -> PostPlan:
    """Pay the month's reliefs and say what lines reckon with."""
    lines = len(city.employers)
    lift, subsidised, relief = line_demand(city), np.zeros(lines), np.zeros(lines)
    if rules.somewhere.contribution_subsidy or rules.somewhere.sharing_subsidy:
        subsidised = _subsidise(city, rules)
    if rules.somewhere.vat_relief:
        relief = _relieve(city, rules)
    if rules.somewhere.incubated_posts:
        lift *= _incubation(city, rules)
    if rules.somewhere.list_revision:
        lift *= _listing(city, rules)
    if city.places.diverted > 0.0:
        lift *= _fewer_middlemen(city)
    if rules.somewhere.investment_share:
        lift *= _investment(city, rules)
    return PostPlan(lift, subsidised, relief)


def _relieve(city: City, rules: Rules) -> Floats:
    """Give tax relief once for every post a digital line has beyond the staff it had when the relief began."""
    e = city.employers
    amount = np.round(100.0 * rules.vat_relief[e.zone]) * city.occupations.digital[e.occupation]
    entitled = amount > 0.0
    begin = entitled & (e.counted == 0)
    e.counted[begin] = e.staff[begin] + 1
    new = np.where(entitled, np.maximum(0, e.staff - (e.counted - 1) - e.relieved), 0)
    e.relieved += new.astype(e.relieved.dtype)
    city.ledger.pay("government", "employers", "vat_relief", int((amount * new).sum()))
    return np.asarray(amount / rules.relief_months[e.zone])


def _subsidise(city: City, rules: Rules) -> Floats:
    """Pay a share of contributions, for every post or for the multi-skilled alone, as far as the special fund goes."""
    w, e = city.workers, city.employers
    every, extra = rules.contribution_subsidy[e.zone], rules.sharing_subsidy[e.zone]
    pay, shared = np.zeros(len(e)), np.zeros(len(e))
    _sum_pay(w.view(), paid_share(city), pay, shared)
    share = e.contributes * (every + np.maximum(extra - every, 0.0) * shared / np.maximum(pay, 1.0))
    due = int(round(float((share * pay * rules.employer_contribution[e.zone]).sum())))
    free = special_fund_free(city, rules)
    paid = spend_special(city, rules, "employers", "contribution_subsidies", min(due, free))
    return np.asarray(share * (paid / max(due, 1)))


def _incubation(city: City, rules: Rules) -> Floats:
    """Demand with the incubated posts: twelve kinds in equal parts, each in the zones in scope where its lines are.

    A share comes with new employers instead, see `firms.rooms`: all of a kind that is new to the city. A kind for which
    the simulated city is too small is given to the nearest kind by skill that it has.
    """
    e, occ = city.employers, city.occupations
    spread = e.capacity * rules.incubated_posts[e.zone]
    held = np.bincount(e.occupation, spread, len(occ.ids))
    distance = skill_distance(occ.need)
    distance = np.where((held > 0.0) & occ.digital, distance + distance.T, np.inf)
    posts = float(rules.incubated_posts.max()) / city.weight / len(INCUBATED)
    extra = np.zeros(len(occ.ids))
    present = 1.0 - founded_share(city, rules.incubated_posts)
    for kind in (occ.index(id) for id in INCUBATED):
        home = kind if held[kind] > 0.0 else int(distance[kind].argmin())
        extra[home] += present[kind] * posts * (held[home] > 0.0)
    share = spread / np.maximum(held[e.occupation], TINY)
    return np.asarray(1.0 + extra[e.occupation] * share / np.maximum(e.capacity, TINY))


def _listing(city: City, rules: Rules) -> Floats:
    """Demand with the official list: each revision enters the digital occupations that grow fastest, and some months
    later more of their growth comes about, at the cost of all other posts."""
    e, occ, listed = city.employers, city.occupations, city.government.listed
    if not listed or city.calendar.of_year(city.month) == REVISIONS:
        waiting = [int(o) for o in np.argsort(-occ.trend, kind="stable") if occ.digital[o] and occ.trend[o] > 0.0]
        for o in [o for o in waiting if o not in listed][: int(round(float(rules.list_revision.max())))]:
            listed[o] = city.month
    growth = np.zeros(len(occ.ids))
    lag = float(rules.list_lag.max())
    for o, month in listed.items():
        growth[o] = city.behaviour.listing_pull * np.log1p(occ.trend[o]) * max(0.0, city.month - month - lag) / 12.0
    lift = np.where(rules.list_revision[e.zone] > 0.0, np.exp(growth)[e.occupation], 1.0)
    return np.asarray(lift * e.capacity.sum() / (lift * e.capacity).sum())


def _fewer_middlemen(city: City) -> Floats:
    """Demand for what trade does, less what producers sell past it (plan §3.3.1): staff falls with the margin lost."""
    e = city.employers
    trade = e.sector == city.sectors.index(MIDDLEMEN)
    pay = float((1.0 * e.posted * e.staff)[trade].sum())
    lost = min(1.0, city.behaviour.purchases_labour * city.places.diverted / max(pay, 1.0))
    return np.asarray(np.where(trade, 1.0 - lost, 1.0))


def _investment(city: City, rules: Rules) -> Floats:
    """Demand with public investment out of tax and contributions beyond those of the month in which the rule began."""
    w, g, ledger = city.workers, city.government, city.ledger
    spend = rules.average.investment_share * max(0.0, g.revenue - g.revenue_before)
    ledger.pay("government", "employers", "public_investment", int(spend))
    wages = float(np.bincount(w.status, w.wage, len(STATUSES))[EMPLOYED])
    share = city.behaviour.investment_labour * spend / max(wages, 1.0)
    zone = rules.investment_share / max(rules.average.investment_share, TINY)
    return np.asarray(1.0 + share * zone[city.employers.zone])


def watch_revenue(city: City, rules: Rules) -> None:
    """Note the month's tax and contributions, as a three-month mean, for those rules that spend what is extra."""
    g = city.government
    if not rules.somewhere.investment_share:
        g.revenue = -1.0  # one that comes back begins anew
        return
    now = float(sum(city.ledger.total(name) for name in TAXES))
    if g.revenue < 0.0:
        g.revenue = g.revenue_before = now
    g.revenue += (now - g.revenue) / SMOOTHED


def approved_staff(city: City, rules: Rules) -> Any:
    """[line] staff wanted, or the present staff and posts where growth is refused: lines in new parks whose
    establishment employs fewer locally trained than the park's quota asks for."""
    e = city.employers
    if not rules.somewhere.park_quota:
        return e.desired
    parks = in_new_parks(city)
    if not parks.any():
        return e.desired

    def trained(rows: NDArray[Any]) -> Any:
        return locally_trained(city, rows) | (city.workers.certificates[rows] != 0)

    refused = parks & short_of(city, trained, parks, rules.park_quota[e.zone])
    return np.where(refused, np.minimum(e.desired, 1.0 * e.staff + e.vacancies), e.desired)


@serial
def _sum_pay(w, paid, pay, shared):
    """[line] fen that staff are paid, and of that the multi-skilled: in the order of rows, as no integers."""
    for row in range(len(w.status)):
        i = np.uint32(row)
        if w.status[i] == EMPLOYED:
            line = w.employer[i]
            wage = w.wage[i] * paid[line]
            pay[line] += wage
            if knows_another(w.certificates[i], w.occupation[i]):
                shared[line] += wage
