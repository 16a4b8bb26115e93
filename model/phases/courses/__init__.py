"""Enrolment: the life of a programme, offered → taken up → attended → completed or dropped."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, parts, serial
from ....agents.workers import BP, NO_TARGET, TRAINING, UNEMPLOYED, skill_after_course
from ...city import City
from ...draws import uniform, uniform_column
from ...events import Events
from ...funds import cost, fund_free, special_fund_free, spend_special
from ...ledger import LIMITED
from ...programme import Offer
from ...rules import Rules
from .course_choice import apply_for_course, hear_of_courses, places_of
from .firm_training import train_staff
from .placement import found_businesses, place_graduates, reserved_posts
from .points import award_course_points, run_points
from .steering import draw_skill_map, grow_capacity, send_courses
from .terms import Terms, fee, lesson, terms_of

Rows = NDArray[np.uint32]
LEVY_PAYER = "protection_fund"
MASTERED = 0.85  # skill match from which modules add up to a certificate; the tally calls a seeker fit from there


def enrol_participants(city: City, rules: Rules, offers: Sequence[Offer]) -> dict[str, int]:
    """Let a month of courses pass, then fill this month's places; return the flows of trainees."""
    flows = {"enrolled": 0, "completed": 0, "certified": 0, "dropped": 0, "places": 0}
    _attend(city, rules, offers, flows)
    draw_skill_map(city, rules)
    grow_capacity(city, rules)
    rows = _free(city, send_courses(city, rules, hear_of_courses(city)), offers)
    by_firms = [offer for offer in offers if offer.programme.by_firms and offer.strength > 0.0]
    for offer in offers:
        if offer.strength > 0.0 and not offer.programme.by_firms:
            _fill_places(city, rules, offers, offer, rows, flows)
    if by_firms:  # one course, whatever the number of levers that pay for it
        train_staff(city, rules, by_firms[0], flows)
    run_points(city, rules, flows)
    return flows


# ---- attending and completing ---------------------------------------------------------------------------------------


def _attend(city: City, rules: Rules, offers: Sequence[Offer], flows: dict[str, int]) -> None:
    """One more month for those on a course: some drop out, some complete; providers are paid for those who attended."""
    w = city.workers
    terms = terms_of(city, rules, offers)
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
    heads, months, extra, to_come = attending.sum(axis=0).T
    if heads[len(offers) :].any():
        raise ValueError("people attend a programme that this policy does not have; a policy may add but not drop one")
    rows = ended.rows()
    number = w.programme[rows].astype(np.int64) - 1
    finished = w.months_left[rows] == 0
    paid_here = [o for o in offers if o.programme.payer == "special_fund"]
    city.government.promised = sum(int(months[o.number]) * cost(o.programme) for o in paid_here)
    for offer in offers:
        _pay_providers(city, rules, offer, int(heads[offer.number]))
    for offer in offers:
        _pay_surcharge(city, rules, offer, int(extra[offer.number]))
    city.government.promised += sum(int(to_come[o.number]) for o in paid_here)
    for k, offer in enumerate(offers):
        _complete(city, rules, terms, offer, rows[finished & (number == k)], flows)
    dropped = rows[~finished]
    flows["dropped"] += len(dropped)
    w.target[dropped] = NO_TARGET
    w.programme[rows], w.months_left[rows] = 0, 0
    freed = rows[w.status[rows] == TRAINING]
    w.status[freed], w.since[freed], w.idle[freed] = UNEMPLOYED, city.month, 0
    for k, offer in enumerate(offers):
        graduates = rows[finished & (number == k)]
        if offer.programme.reserved > 0.0 or offer.programme.by_firms:
            place_graduates(city, offer, rules, graduates, flows)
        elif offer.programme.incubated:
            found_businesses(city, graduates, flows)


def _pay_providers(city: City, rules: Rules, offer: Offer, trainees: int) -> None:
    """Providers are paid by the month and head; the protection fund pays its training share first. They teach those who
    are on a course to its end, also when the year's limit has been lowered and the special fund cannot pay them all."""
    ledger, programme = city.ledger, offer.programme
    due = int(round(100.0 * programme.outlays() * trainees))
    if programme.payer == "special_fund" and due > 0:
        share = rules.average.fund_training_share
        by_fund = int(min(due, share * city.government.fund_income, max(0, ledger.balances[LEVY_PAYER])))
        ledger.pay(LEVY_PAYER, "providers", "training", by_fund)
        due -= by_fund
        spend_special(city, rules, "providers", "training", due)
    else:
        ledger.pay(programme.payer, "providers", "training", due)


def _pay_surcharge(city: City, rules: Rules, offer: Offer, due: int) -> None:
    """Practice costs more, also for those who were on a course before; what the special fund has not got providers
    bear."""
    if offer.programme.payer == "special_fund":
        spend_special(city, rules, "providers", "training", min(due, special_fund_free(city, rules)))
    else:
        city.ledger.pay(offer.programme.payer, "providers", "training", due)


def _complete(city: City, rules: Rules, terms: Terms, offer: Offer, rows: Rows, flows: dict[str, int]) -> None:
    """Skills rise towards what the target asks, most get a certificate, those without a job now look in the new
    field."""
    if not len(rows):
        return
    w, b, p = city.workers, city.behaviour, offer.programme
    taught, practice = lesson(city, rules, terms, offer, rows)
    _learn(len(rows), rows, w.view(), city.occupations.need, b.learning_in_course, taught)
    passed = uniform_column(city.draws.key("examination"), rows.astype(np.uint64)) < b.pass_rate
    target = w.target[rows].astype(np.uint64)
    if p.extent < 1.0:
        passed &= _mastered(city, rows)
    w.certificates[rows] |= np.where(passed, np.uint64(1) << target, np.uint64(0))
    if rules.somewhere.points_course:
        award_course_points(city, rules, rows, p.extent)
    if p.months:
        w.trained[rows] = city.month
    w.target[rows[w.target[rows] == w.occupation[rows]]] = NO_TARGET
    if practice.any():
        _gain_experience(city, rows, practice * p.extent)
    flows["completed"] += len(rows)
    flows["certified"] += int(passed.sum())


def _mastered(city: City, rows: Rows) -> NDArray[np.bool_]:
    """Whose skills match what posts of the target occupation need."""
    w, need = city.workers, city.occupations.need[city.workers.target[rows]]
    skill = BP * np.stack([w.technical[rows], w.application[rows], w.management[rows]], axis=1)
    return np.asarray(np.maximum(need - skill, 0.0).sum(axis=1) <= (1.0 - MASTERED) * need.sum(axis=1))


def _gain_experience(city: City, rows: Rows, practice: NDArray[np.float64]) -> None:
    """Employers take some of those who practised for experienced, if they are out of work: what counts is the last
    occupation."""
    w, share = city.workers, city.behaviour.practice_experience * practice
    luck = uniform_column(city.draws.key("practice counts as experience"), rows.astype(np.uint64))
    free = (w.status[rows] == TRAINING) | (w.status[rows] == UNEMPLOYED)
    shown = rows[free & (luck < share) & (w.target[rows] != NO_TARGET)]
    w.occupation[shown] = w.target[shown]


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


@kernel
def _learn(lo, hi, part, rows, w, need, learning, taught):
    for k in range(lo, hi):
        i = rows[k]
        o = w.target[i]
        fresh = taught[k]
        w.technical[i] = int(10_000.0 * skill_after_course(w.technical[i] * BP, need[o, 0], learning, fresh) + 0.5)
        w.application[i] = int(10_000.0 * skill_after_course(w.application[i] * BP, need[o, 1], learning, fresh) + 0.5)
        w.management[i] = int(10_000.0 * skill_after_course(w.management[i] * BP, need[o, 2], learning, fresh) + 0.5)


# ---- enrolling ------------------------------------------------------------------------------------------------------


def _free(city: City, hearing: Rows, offers: Sequence[Offer]) -> Rows:
    """Those of `hearing` whom at least one programme could take; worth sorting out first where there are several."""
    if len(offers) < 3:
        return hearing
    w = city.workers
    status = np.zeros(8, np.bool_)
    status[[s for offer in offers if offer.strength > 0.0 for s in offer.programme.statuses]] = True
    rows = hearing[(w.programme[hearing] == 0) & status[w.status[hearing]]]
    age = (city.month - w.born[rows].astype(np.int64)) // 12
    return rows[(age >= 18) & (age <= max(offer.programme.oldest for offer in offers))]


def _fill_places(
    city: City, rules: Rules, offers: Sequence[Offer], offer: Offer, hearing: Rows, flows: dict[str, int]
) -> None:
    """Applicants of each centre draw lots for its places; what the budget cannot pay is not opened."""
    w, programme = city.workers, offer.programme
    places = places_of(city, offer)
    room = float(places.sum())
    if programme.payer in LIMITED:
        free = fund_free(city, rules, offers, programme.payer)
        room = min(room, free / max(1, _whole_fee(city, rules, offer)))
    if programme.reserved > 0.0:
        room = min(room, reserved_posts(city, offer))
    if room < places.sum():
        places = np.floor(places * (room / places.sum())).astype(np.int64)
    flows["places"] += int(places.sum())
    if not places.sum():
        return
    zone = city.grid.district[w.cell[hearing]]
    rows = hearing[programme.eligible(w, hearing, city.month) & (offer.scope[zone] > 0.0)]
    if not len(rows):
        return
    rows, centre, target = apply_for_course(city, rules, offer, rows)
    lot = uniform_column(city.draws.key(f"lot for {programme.name}"), rows.astype(np.uint64))
    taken = np.zeros(len(rows), np.bool_)
    _draw_lots(np.argsort(lot, kind="stable"), centre, places.copy(), taken)
    rows, target = rows[taken], target[taken]
    flows["enrolled"] += len(rows)
    if programme.months == 0:
        _take_modules(city, rules, offer, rows, target, flows)
        return
    w.programme[rows], w.months_left[rows], w.target[rows] = offer.number + 1, programme.months, target
    if programme.mode == "full_time":
        w.status[rows], w.since[rows] = TRAINING, city.month
    if programme.payer == "special_fund":
        city.government.promised += len(rows) * _whole_fee(city, rules, offer)


@serial
def _draw_lots(turn, centre, left, taken):
    for k in turn:
        if left[centre[k]] > 0:
            left[centre[k]] -= 1
            taken[k] = True


def _whole_fee(city: City, rules: Rules, offer: Offer) -> int:
    """Fen that a trainee costs from beginning to end, at most."""
    return fee(city, rules, offer) * max(offer.programme.months, 1)


def _take_modules(
    city: City, rules: Rules, offer: Offer, rows: Rows, target: NDArray[np.int32], flows: dict[str, int]
) -> None:
    """Modules of minutes are taken at once, beside whatever the person does; providers are paid for every one."""
    w, terms = city.workers, terms_of(city, rules, [offer])
    zone = city.grid.district[w.cell[rows]]
    _pay_providers(city, rules, offer, len(rows))
    _pay_surcharge(city, rules, offer, int(terms.surcharge[offer.number, zone].sum()))
    hazard = terms.hazard[offer.number, zone]
    done = uniform_column(city.draws.key("finish modules"), rows.astype(np.uint64)) >= hazard
    aims = w.target[rows].copy()
    w.target[rows] = target
    _complete(city, rules, terms, offer, rows[done], flows)
    w.target[rows] = aims
    flows["dropped"] += int((~done).sum())
