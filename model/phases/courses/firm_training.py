"""Firm training: firms train their own staff, more where a grant or a tax deduction lowers what it costs them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import interpreted, kernel
from ....agents.maths import rounded_by_luck
from ....agents.training import (
    ANYWAY,
    BY_TAX,
    IF_PAID,
    induced_training,
    net_cost_ratio,
    reason_to_train,
    training_offer,
)
from ....agents.workers import BACHELOR, BP, EMPLOYED
from ...city import City
from ...draws import uniform, uniform_column
from ...events import Events
from ...funds import free_for_courses, spend_special
from ...programme import Offer
from ...rules import Rules

Rows = NDArray[np.uint32]
PROFIT_TAX = 0.25  # enterprise income tax (Enterprise Income Tax Law 2007, art. 4)


def train_staff(city: City, rules: Rules, offer: Offer, flows: dict[str, int]) -> None:
    """Firms choose whom to train; grants go by lot to all who claim, those who would have trained anyway included.

    What firms do anyway is part of learning on the job and teaches nothing beyond it: a grant for it is deadweight.
    """
    w = city.workers
    anyway, more, if_paid = (Events.room_for(len(w)) for _ in range(3))
    _choose_trainees(
        len(w),
        w.view(),
        city.employers.zone,
        *_chances(city, rules),
        city.draws.key("firm trains"),
        (anyway.buffer, more.buffer, if_paid.buffer),
        (anyway.counts, more.counts, if_paid.counts),
    )
    usual, taxed, hoping = anyway.rows(), more.rows(), if_paid.rows()
    paid = _grant(city, rules, np.concatenate([usual, taxed, hoping]), flows)
    granted = hoping[paid[len(usual) + len(taxed) :]]
    flows["grants_anyway"] = int(paid[: len(usual)].sum())
    trained = np.sort(np.concatenate([taxed, granted]))
    w.programme[trained], w.months_left[trained] = offer.number + 1, offer.programme.months
    w.target[trained] = _subjects(city, trained)
    _relieve(city, rules, np.concatenate([usual, trained]))
    flows["enrolled"] += len(trained)


def _chances(city: City, rules: Rules) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """[schooling] chance that firms train an employee anyway; [zones] further chance, over the first, with the tax
    deduction alone, and with the grant as well where there is one."""
    b, pairs = city.behaviour, list(zip(rules.training_grant, rules.training_deduction, strict=True))
    ratio, more, offer = interpreted(net_cost_ratio), interpreted(induced_training), interpreted(training_offer)
    levels = range(1, BACHELOR + 1)
    by_tax = [ratio(b.firm_course_cost, 0.0, d, PROFIT_TAX) for _, d in pairs]
    by_grant = [ratio(b.firm_course_cost, g, d, PROFIT_TAX) for g, d in pairs]
    elasticity = b.training_elasticity
    return (
        np.array([0.0, *(offer(b.firm_training, 1.0 * level, b.offer_schooling) for level in levels)]),
        np.array([more(1.0, x, elasticity) for x in by_tax]),
        np.array([more(1.0, x, elasticity) if g > 0.0 else 0.0 for x, (g, _) in zip(by_grant, pairs, strict=True)]),
    )


def _grant(city: City, rules: Rules, claims: Rows, flows: dict[str, int]) -> NDArray[np.bool_]:
    """Pay grants by lot as far as their number and the special fund allow; which claims were paid."""
    w = city.workers
    paid = np.zeros(len(claims), np.bool_)
    amount = np.round(100.0 * rules.training_grant).astype(np.int64)[city.employers.zone[w.employer[claims]]]
    lot = uniform_column(city.draws.key("lot for a training grant"), claims.astype(np.uint64))
    order = np.argsort(lot, kind="stable")
    order = order[amount[order] > 0]
    number = rules.average.training_grants / 12.0 / city.weight
    luck = uniform_column(city.draws.key("training grants"), np.zeros(1, np.uint64))[0]
    order = order[: interpreted(rounded_by_luck)(number, luck)]
    order = order[np.cumsum(amount[order]) <= free_for_courses(city, rules)]
    paid[order] = True
    spend_special(city, rules, "employers", "training_grants", int(amount[order].sum()))
    flows["training_grants"] = len(order)
    return paid


def _subjects(city: City, rows: Rows) -> NDArray[np.int64]:
    """What each is trained for: some for a digital post within reach, the others for their own occupation."""
    w, occ, b = city.workers, city.occupations, city.behaviour
    luck = uniform_column(city.draws.key("subject of the firm's course"), rows.astype(np.uint64))
    turn = uniform_column(city.draws.key("retrained by the firm"), rows.astype(np.uint64))
    weights = np.cumsum(np.where(occ.digital, occ.share, 0.0))
    other = np.minimum(np.searchsorted(weights / weights[-1], luck, side="right"), len(weights) - 1)
    skill = BP * np.stack([w.technical[rows], w.application[rows], w.management[rows]], axis=1)
    gap = np.maximum(occ.need[other] - skill, 0.0).mean(axis=1)
    within = (gap <= b.training_reach) & (w.schooling[rows] + 1 >= occ.schooling[other])
    return np.where(within & (turn < b.retraining), other, w.occupation[rows])


def _relieve(city: City, rules: Rules, rows: Rows) -> None:
    """Tax forgone on what firms deduct beyond the cost of their courses."""
    zone = city.employers.zone[city.workers.employer[rows]]
    extra = np.maximum(rules.training_deduction[zone] - 1.0, 0.0)
    relief = np.round(100.0 * PROFIT_TAX * extra * city.behaviour.firm_course_cost).sum()
    city.ledger.pay("government", "employers", "training_relief", int(relief))


@kernel
def _choose_trainees(lo, hi, part, w, line_zone, offers, by_tax, by_grant, key, lists, counts):
    """Sort employees on no course into those trained anyway, those trained because of the tax, those if a grant is
    paid."""
    anyway, more, if_paid = lists
    n_anyway, n_more, n_paid = counts
    a = m = p = 0
    for n in range(lo, hi):
        i = np.uint32(n)
        if w.status[i] != EMPLOYED or w.programme[i] != 0:
            continue
        zone = line_zone[w.employer[i]]
        why = reason_to_train(uniform(key, i), offers[w.schooling[i]], by_tax[zone], by_grant[zone])
        if why == ANYWAY:
            anyway[lo + a] = i
            a += 1
        elif why == BY_TAX:
            more[lo + m] = i
            m += 1
        elif why == IF_PAID:
            if_paid[lo + p] = i
            p += 1
    n_anyway[part] = a
    n_more[part] = m
    n_paid[part] = p
