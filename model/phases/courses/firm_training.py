"""Firm training: firms train their own staff, more where a grant or a tax deduction lowers what it costs them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import interpreted, kernel, rule
from ....agents.maths import rounded_by_luck
from ....agents.training import (
    ANYWAY,
    BY_TAX,
    IF_PAID,
    called_first,
    induced_training,
    mean_shortfall,
    net_cost_ratio,
    reason_to_train,
    training_offer,
    usual_course,
)
from ....agents.workers import BACHELOR, BP, EMPLOYED
from ...city import City
from ...draws import STRETCH, uniform_column, uniforms
from ...events import Events
from ...funds import free_for_courses, spend_special
from ...programme import Offer
from ...rules import Rules
from ..jobs.wages import learnt

Rows = NDArray[np.uint32]
PROFIT_TAX = 0.25  # enterprise income tax (Enterprise Income Tax Law 2007, art. 4)
NONE = np.uint32(0)


def train_staff(city: City, rules: Rules, offers: Sequence[Offer], flows: dict[str, int]) -> None:
    """Firms choose whom to train and pay for it. Where a policy helps them they train more, in longer courses; grants
    go by lot to all who claim, those who would have trained anyway included: a grant for them is deadweight."""
    offer = next(iter(offers), None)  # one course, whatever the number of levers that pay for it
    usual, taxed, hoping = _choose(city, rules, helped=offer is not None)
    _teach_usual(city, usual)
    short, full = _costs(city)
    city.ledger.pay("employers", "providers", "staff_training", short * len(usual))
    flows["staff_trained"] = len(usual)
    if offer is None:
        return
    w = city.workers
    costs = np.repeat([short, full], [len(usual), len(taxed) + len(hoping)])
    paid = _grant(city, rules, np.concatenate([usual, taxed, hoping]), costs, flows)
    granted = hoping[paid[len(usual) + len(taxed) :]]
    flows["grants_anyway"] = int(paid[: len(usual)].sum())
    trained = np.sort(np.concatenate([taxed, granted]))
    w.programme[trained], w.months_left[trained] = offer.number + 1, offer.programme.months
    w.target[trained] = _subjects(city, trained)
    _relieve(city, rules, usual, short)
    _relieve(city, rules, trained, full)
    flows["enrolled"] += len(trained)


def _choose(city: City, rules: Rules, *, helped: bool) -> tuple[Rows, Rows, Rows]:
    """Staff whom firms train anyway, because of the tax, and if a grant is paid."""
    w, e = city.workers, city.employers
    offers, by_tax, by_grant = _chances(city, rules, helped)
    trains = city.sectors.trains[e.sector]
    most = offers.max() * trains.max() * city.behaviour.training_first * (1.0 + max(by_tax.max(), by_grant.max()))
    anyway, more, if_paid = (Events.room_for(len(w)) for _ in range(3))
    if most > 0.0:
        _choose_trainees(
            len(w),
            w.view(),
            city.occupations.need,
            (e.zone, trains),
            (offers, by_tax, by_grant, most),
            city.month,
            city.behaviour.view(),
            city.draws.key("firm trains"),
            (anyway.buffer, more.buffer, if_paid.buffer),
            (anyway.counts, more.counts, if_paid.counts),
        )
    return anyway.rows(), more.rows(), if_paid.rows()


def _costs(city: City) -> tuple[int, int]:
    """Fen that a usual course and a full one cost a firm."""
    b = city.behaviour
    return int(round(100.0 * b.firm_course_cost * b.firm_course_extent)), int(round(100.0 * b.firm_course_cost))


def _teach_usual(city: City, rows: Rows) -> None:
    """A firm's usual course lasts days: its staff learn sooner what work would teach them. They get no certificate."""
    b = city.behaviour
    share = interpreted(usual_course)(b.learning_in_course, b.firm_course_extent)
    _learn_sooner(len(rows), rows, city.workers.view(), city.occupations.need, share, b.learning_reach)


def _chances(
    city: City, rules: Rules, helped: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """[schooling] chance that firms train an employee anyway; [zones] further chance, over the first, with the tax
    deduction alone, and with the grant as well where there is one; none if nobody is `helped`."""
    b, pairs = city.behaviour, list(zip(rules.training_grant, rules.training_deduction, strict=True))
    ratio, more, offer = interpreted(net_cost_ratio), interpreted(induced_training), interpreted(training_offer)
    levels = range(1, BACHELOR + 1)
    by_tax = [ratio(b.firm_course_cost, 0.0, d, PROFIT_TAX) for _, d in pairs]
    by_grant = [ratio(b.firm_course_cost, g, d, PROFIT_TAX) for g, d in pairs]
    elasticity = b.training_elasticity
    usual = np.array([0.0, *(offer(b.firm_training, 1.0 * level, b.offer_schooling) for level in levels)])
    if not helped:
        return usual, np.zeros(city.zones), np.zeros(city.zones)
    return (
        usual,
        np.array([more(1.0, x, elasticity) for x in by_tax]),
        np.array([more(1.0, x, elasticity) if g > 0.0 else 0.0 for x, (g, _) in zip(by_grant, pairs, strict=True)]),
    )


def _grant(
    city: City, rules: Rules, claims: Rows, costs: NDArray[np.int64], flows: dict[str, int]
) -> NDArray[np.bool_]:
    """Pay grants by lot as far as their number and the special fund allow, none above what the course costs; which
    claims were paid."""
    w = city.workers
    paid = np.zeros(len(claims), np.bool_)
    amount = np.round(100.0 * rules.training_grant).astype(np.int64)[city.employers.zone[w.employer[claims]]]
    amount = np.minimum(amount, costs)
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


def _relieve(city: City, rules: Rules, rows: Rows, cost: int) -> None:
    """Tax forgone on what firms deduct beyond the cost of their courses."""
    zone = city.employers.zone[city.workers.employer[rows]]
    extra = np.maximum(rules.training_deduction[zone] - 1.0, 0.0)
    relief = np.round(PROFIT_TAX * extra * cost).sum()
    city.ledger.pay("government", "employers", "training_relief", int(relief))


@kernel
def _choose_trainees(lo, hi, part, w, need, lines, chances, month, behaviour, key, lists, counts):
    """Sort employees on no course into those trained anyway, those trained because of the tax, those if a grant is
    paid. Luck alone tells who may be concerned, and only they are looked at."""
    b = behaviour[0]
    line_zone, trains = lines
    offers, by_tax, by_grant, most = chances
    anyway, more, if_paid = lists
    n_anyway, n_more, n_paid = counts
    luck, near = np.empty(STRETCH), np.empty(STRETCH, np.uint32)
    a = m = p = 0
    for start in range(lo, hi, STRETCH):
        rows = min(STRETCH, hi - start)
        uniforms(key, start, rows, luck)
        for n in range(find_lucky(start, rows, luck, most, near)):
            i = near[n]
            if w.status[i] != EMPLOYED or w.programme[i] != 0:
                continue
            j, zone = w.employer[i], line_zone[w.employer[i]]
            often = offers[w.schooling[i]] * trains[j] * called_first(_gap(i, w, need), month - w.hired[i], b)
            why = reason_to_train(luck[i - np.uint32(start)], often, by_tax[zone], by_grant[zone])
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


@rule
def find_lucky(start, rows, luck, most, near):
    """List whose luck is below the highest chance; return how many."""
    found = NONE
    for k in range(rows):
        near[found] = start + k
        found += np.uint32(luck[k] < most)
    return found


@rule
def _gap(i, w, need):
    """What is lacking for the present post."""
    o = w.occupation[i]
    skills = w.technical[i] * BP, w.application[i] * BP, w.management[i] * BP
    return mean_shortfall(skills[0], skills[1], skills[2], need[o, 0], need[o, 1], need[o, 2])


@kernel
def _learn_sooner(lo, hi, part, rows, w, need, share, reach):
    """Part of the way to what work leads to (see the review of wages)."""
    for k in range(lo, hi):
        i = rows[k]
        o = w.occupation[i]
        w.technical[i] += learnt(w.technical[i], need[o, 0], share, reach)
        w.application[i] += learnt(w.application[i], need[o, 1], share, reach)
        w.management[i] += learnt(w.management[i], need[o, 2], share, reach)
