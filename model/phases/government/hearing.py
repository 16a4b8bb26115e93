"""Hearings and proposals: workers drawn by lot speak of what they have lived through, and a rule decides on it.

A hearing carries a better subsidy of flexible workers' cover for a year, or does not. Proposals of platform workers to
slow down are read each quarter, and platforms adopt those that pay.
"""

from __future__ import annotations

import numpy as np

from ....agents.compiled import interpreted, serial
from ....agents.government import wants_cheaper_cover, worth_adopting
from ....agents.maths import logistic
from ....agents.workers import EMPLOYEE_SCHEME, FEN, PLATFORM, SELF_EMPLOYED
from ...city import City
from ...draws import mix, uniform
from ...funds import special_fund_free, spend_special
from ...rules import Rules
from .surveys import Floats, draw_sample, odds_of_discontent

YEAR, QUARTER = 12, 3  # months
FOR, AGAINST = range(2)
NOTHING = np.zeros(0)


def hear(city: City, rules: Rules) -> Rules:
    """The month's rules with what hearings carry and with the proposals that are worth adopting."""
    g = city.government
    if rules.somewhere.hearing_support or rules.somewhere.hearing_cover:
        if g.hearing < 0 or city.month - g.hearing >= YEAR:
            g.carried, g.hearing = _hold_hearing(city, rules), city.month
    else:
        g.carried, g.hearing = False, -1
    if not rules.somewhere.worker_feedback:
        g.proposals, g.read = NOTHING, -1
    elif g.read < 0 or city.month - g.read >= QUARTER:
        g.proposals, g.read = _read_proposals(city, rules), city.month
    if not g.carried and not len(g.proposals):
        return rules
    carried, proposals = g.carried, g.proposals
    return rules.once(f"heard, {carried}", proposals, lambda: _as_heard(rules, carried, proposals))


def _as_heard(rules: Rules, carried: bool, proposals: Floats) -> Rules:
    if carried:
        rules = rules.amended(
            premium_support=np.minimum(1.0, rules.premium_support + rules.hearing_support),
            medical_cover=np.minimum(1.0, rules.medical_cover * (1.0 + rules.hearing_cover)),
        )
    return rules.amended(worker_feedback=rules.worker_feedback * proposals) if len(proposals) else rules


def _hold_hearing(city: City, rules: Rules) -> bool:
    """Whether a panel of flexible workers of the districts in scope carries the proposal; no money, no hearing."""
    due = int(round(100.0 * rules.average.hearing_cost * rules.average.hearing_panel / city.weight))
    if due > special_fund_free(city, rules):
        return False
    spend_special(city, rules, "providers", "hearings", due)
    w, asked = city.workers, (rules.hearing_support > 0.0) | (rules.hearing_cover > 0.0)
    kinds = (PLATFORM, SELF_EMPLOYED)
    rows = draw_sample(city, "heard", int(rules.average.hearing_panel), kinds, asked)
    premium = rules.flexible_premium[city.grid.district[w.cell[rows]]]
    votes, pays = np.zeros(2, np.int64), w.insured[rows] & EMPLOYEE_SCHEME > 0
    situation = pays, premium, w.income[rows] * FEN
    _vote(odds_of_discontent(city, rows), situation, city.draws.key("speaks up"), city.behaviour.view(), votes)
    return bool(votes[FOR] > rules.average.hearing_majority * votes.sum())


@serial
def _vote(odds, situation, key, behaviour, votes):
    b = behaviour[0]
    pays, premium, income = situation
    for k in range(len(odds)):
        if uniform(key, np.uint64(k)) < logistic(wants_cheaper_cover(odds[k], pays[k], premium[k], income[k], b)):
            votes[FOR] += 1
        elif uniform(mix(key), np.uint64(k)) < b.objecting:
            votes[AGAINST] += 1


def _read_proposals(city: City, rules: Rules) -> Floats:
    """[zones] share of platform workers who ask to slow down, as a sample of them tells, where platforms gain by it."""
    size, zones = int(rules.average.proposal_panel), city.zones
    share = np.zeros(zones)
    pays = _paying(city)
    for zone in np.flatnonzero(rules.worker_feedback > 0.0):
        rows = draw_sample(city, f"proposes in {zone}", size, (PLATFORM,), np.arange(zones) == zone)
        votes = np.zeros(1, np.int64)
        _propose(odds_of_discontent(city, rows), city.draws.key(f"asks to slow down in {zone}"), votes)
        share[zone] = votes[0] / max(1, len(rows))
    return share * pays


@serial
def _propose(odds, key, votes):
    for k in range(len(odds)):
        votes[0] += uniform(key, np.uint64(k)) < logistic(odds[k])


def _paying(city: City) -> Floats:
    """[zones] share of platform workers at platforms that gain by slowing down."""
    m, b, zones = city.markets, city.behaviour, city.zones
    worth = interpreted(worth_adopting)
    busy = np.minimum(1.0, m.orders / np.maximum(m.capacity, 1e-9))
    gains = np.array([worth(x, b.pressure_quality, b.pressure_pace) for x in busy])
    heads = 1.0 * m.workers
    by_zone = np.arange(len(m)) % zones
    total = np.bincount(by_zone, heads, zones)
    return np.asarray(np.bincount(by_zone, heads * gains, zones) / np.maximum(total, 1.0))
