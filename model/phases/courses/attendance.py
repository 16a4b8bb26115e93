"""Attendance: a month on a course; who drops out, who has done, what providers are paid."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, parts
from ....agents.workers import NO_TARGET, TRAINING, UNEMPLOYED
from ...city import City
from ...draws import uniform
from ...events import Events
from ...funds import cost, special_fund_free, spend_special
from ...ledger import PROTECTION_FUND
from ...programme import Offer
from ...rules import Rules
from .graduation import complete
from .placement import found_businesses, place_graduates
from .terms import CourseTerms, terms_of

Rows = NDArray[np.uint32]


def attend(city: City, rules: Rules, offers: Sequence[Offer], flows: dict[str, int]) -> None:
    """One more month for those on a course: some drop out, some complete; providers are paid for those who attended."""
    w = city.workers
    terms = terms_of(city, rules, offers)
    rows, attending = _sit_in(city, terms)
    if attending[len(offers) :, 0].any():
        raise ValueError("people attend a programme that this policy does not have; a policy may add but not drop one")
    finished = w.months_left[rows] == 0
    graduates = [rows[finished & (w.programme[rows] == offer.number + 1)] for offer in offers]
    _pay(city, rules, offers, attending)
    for offer, own in zip(offers, graduates, strict=True):
        complete(city, rules, terms, offer, own, flows)
    _leave(city, rows, rows[~finished], flows)
    for offer, own in zip(offers, graduates, strict=True):
        if offer.programme.reserved > 0.0 or offer.programme.by_firms:
            place_graduates(city, offer, rules, own, flows)
        elif offer.programme.incubated:
            found_businesses(city, own, flows)


def _sit_in(city: City, terms: CourseTerms) -> tuple[Rows, NDArray[np.int64]]:
    """Who ends the course this month, and by number of the programme: heads, months to come, fen of surcharge now and
    to come, shape (numbers, 4)."""
    w = city.workers
    ended, attending = Events.room_for(len(w)), np.zeros((parts(len(w)), len(terms.hazard), 4), np.int64)
    _sit(
        len(w),
        w.view(),
        city.grid.district,
        terms.hazard,
        terms.surcharge,
        city.draws.key("drop out"),
        attending,
        ended.buffer,
        ended.counts,
    )
    return ended.rows(), attending.sum(axis=0)


def _pay(city: City, rules: Rules, offers: Sequence[Offer], attending: NDArray[np.int64]) -> None:
    """Pay for the month, and note what the special fund has promised to those who go on."""
    heads, months, extra, to_come = attending.T
    paid_here = [o for o in offers if o.programme.payer == "special_fund"]
    city.government.promised = sum(int(months[o.number]) * cost(o.programme) for o in paid_here)
    for offer in offers:
        pay_providers(city, rules, offer, int(heads[offer.number]))
    for offer in offers:
        pay_surcharge(city, rules, offer, int(extra[offer.number]))
    city.government.promised += sum(int(to_come[o.number]) for o in paid_here)


def pay_providers(city: City, rules: Rules, offer: Offer, trainees: int) -> None:
    """Providers are paid by the month and head. They teach those who are on a course to its end, also when a fund
    cannot pay them all, because the year's limit has been lowered or contributions have ceased."""
    programme = offer.programme
    due = int(round(100.0 * programme.outlays() * trainees))
    if programme.payer == "special_fund":
        spend_special(city, rules, "providers", "training", due)
    elif programme.payer == PROTECTION_FUND:
        _pay_from_protection(city, due)
    else:
        city.ledger.pay(programme.payer, "providers", "training", due)


def pay_surcharge(city: City, rules: Rules, offer: Offer, due: int) -> None:
    """Practice costs more, also for those who were on a course before; what the special fund has not got providers
    bear."""
    if offer.programme.payer == "special_fund":
        spend_special(city, rules, "providers", "training", min(due, special_fund_free(city, rules)))
    elif offer.programme.payer == PROTECTION_FUND:
        _pay_from_protection(city, due)
    else:
        city.ledger.pay(offer.programme.payer, "providers", "training", due)


def _pay_from_protection(city: City, due: int) -> None:
    """What the protection fund has set aside for courses is the less for it."""
    paid = min(due, max(0, city.ledger.balances[PROTECTION_FUND]))
    city.ledger.pay(PROTECTION_FUND, "providers", "training", paid)
    city.government.for_training -= paid


def _leave(city: City, rows: Rows, dropped: Rows, flows: dict[str, int]) -> None:
    """Everybody who ends a course is free again; who dropped out has no new field."""
    w = city.workers
    flows["dropped"] += len(dropped)
    w.target[dropped] = NO_TARGET
    w.programme[rows], w.months_left[rows] = 0, 0
    freed = rows[w.status[rows] == TRAINING]
    w.status[freed], w.since[freed], w.idle[freed] = UNEMPLOYED, city.month, 0


@kernel
def _sit(lo, hi, part, w, district, hazard, surcharge, key, attending, ended, counts):
    """Count who attends, the months still to come of those who go on, and the surcharges of both in fen; mark those
    who complete (no months left) and those who drop out (months left)."""
    over = 0
    for n in range(lo, hi):
        i = np.uint32(n)
        if w.programme[i] == 0:
            continue
        number = w.programme[i] - 1
        zone = district[w.cell[i]]
        attending[part, number, 0] += 1
        attending[part, number, 2] += surcharge[number, zone]
        dropped = uniform(key, i) < hazard[number, zone]
        left = max(w.months_left[i], 1) if dropped else w.months_left[i] - 1
        w.months_left[i] = left
        if dropped or left == 0:
            ended[lo + over] = i
            over += 1
        else:
            attending[part, number, 1] += left
            attending[part, number, 3] += left * surcharge[number, zone]
    counts[part] = over
