"""Enrolment: the life of a programme, offered → taken up → attended → completed or dropped."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ...agents.compiled import kernel, parts
from ...agents.workers import (
    BP,
    EMPLOYED,
    NO_TARGET,
    TRAINING,
    UNEMPLOYED,
    age_in_years,
    skill_after_course,
    training_take_up,
)
from ..city import City
from ..draws import uniform, uniform_column
from ..frame import instead, stays
from ..programme import Offer, Programme
from ..rules import Rules
from .events import Events

Rows = NDArray[np.uint32]
LEVY_PAYER = "protection_fund"
LIMITED = ("special_fund", "development_fund")  # pay for no more places than they hold money for


def enrol_participants(city: City, rules: Rules, offers: Sequence[Offer]) -> dict[str, int]:
    """Let a month of courses pass, then fill this month's places; return the flows of trainees."""
    flows = {"enrolled": 0, "completed": 0, "certified": 0, "dropped": 0, "places": 0}
    _attend(city, rules, offers, flows)
    w = city.workers
    hearing = Events.room_for(len(w))
    _hear(
        len(w),
        w.view(),
        city.behaviour.awareness,
        city.draws.key("hear of courses"),
        hearing.buffer,
        hearing.counts,
    )
    rows = hearing.rows()
    for offer in offers:
        if offer.strength > 0.0:
            _fill_places(city, offer, rows, _fund_free(city, rules, offers, offer.programme.payer), flows)
    return flows


# ---- attending and completing ---------------------------------------------------------------------------------------


def _attend(city: City, rules: Rules, offers: Sequence[Offer], flows: dict[str, int]) -> None:
    """One more month for those on a course: some drop out, some complete; providers are paid for those who attended."""
    w, b = city.workers, city.behaviour
    stay = {"full_time": b.completion_full_time, "part_time": b.completion_part_time, "online": b.completion_online}
    hazard = np.ones(256)  # by number of the programme; persons remember it in a byte
    hazard[: len(offers)] = [1.0 - stay[o.programme.mode] ** (1.0 / o.programme.months) for o in offers]
    ended, attending = Events.room_for(len(w)), np.zeros((parts(len(w)), len(hazard), 2), np.int64)
    _sit(len(w), w.view(), hazard, city.draws.key("drop out"), attending, ended.buffer, ended.counts)
    heads, months = attending.sum(axis=0).T
    if heads[len(offers) :].any():
        raise ValueError("people attend a programme that this policy does not have; a policy may add but not drop one")
    rows = ended.rows()
    number = w.programme[rows].astype(np.int64) - 1
    finished = w.months_left[rows] == 0
    paid_here = [o for o in offers if o.programme.payer == "special_fund"]
    city.government.promised = sum(int(months[o.number]) * _cost(o.programme) for o in paid_here)
    for k, offer in enumerate(offers):
        _pay_providers(city, rules, offer, int(heads[k]))
        _complete(city, offer, rows[finished & (number == k)], flows)
    dropped = rows[~finished]
    flows["dropped"] += len(dropped)
    w.target[dropped] = NO_TARGET
    w.programme[rows], w.months_left[rows] = 0, 0
    freed = rows[w.status[rows] == TRAINING]
    w.status[freed], w.since[freed], w.idle[freed] = UNEMPLOYED, city.month, 0


def _pay_providers(city: City, rules: Rules, offer: Offer, trainees: int) -> None:
    """Providers are paid by the month and head; the protection fund pays its training share first."""
    ledger, programme = city.ledger, offer.programme
    due = int(round(100.0 * programme.outlays() * trainees))
    if programme.payer == "special_fund" and due > 0:
        share = float(rules.fund_training_share.mean())
        by_fund = int(min(due, share * city.government.fund_income, max(0, ledger.balances[LEVY_PAYER])))
        ledger.pay(LEVY_PAYER, "providers", "training", by_fund)
        due -= by_fund
        spend_special(city, "providers", "training", due)
    else:
        ledger.pay(programme.payer, "providers", "training", due)


def spend_special(city: City, payee: str, account: str, amount: int) -> None:
    """Pay from the special fund, which the general budget fills as it is used (a yearly limit stands in the rules)."""
    city.ledger.pay("government", "special_fund", "grants", amount)
    city.ledger.pay("special_fund", payee, account, amount)
    city.government.special_fund_spent += amount


def special_fund_left(city: City, rules: Rules) -> int:
    """Fen still to be spent from the special fund this calendar year, simulated city."""
    per_head = float(rules.special_fund_per_head.mean())
    return int(100.0 * per_head * city.profile.residents / city.weight) - city.government.special_fund_spent


def special_fund_free(city: City, rules: Rules) -> int:
    """Fen of the special fund that are not yet promised to those on a course, who will be paid for to the end."""
    return max(0, special_fund_left(city, rules) - city.government.promised)


def free_for_courses(city: City, rules: Rules) -> int:
    """The same, less what the year's limit keeps for matching the protection fund."""
    reserve = float(rules.match_reserve.mean())
    if reserve <= 0.0:
        return special_fund_free(city, rules)
    limit = special_fund_left(city, rules) + city.government.special_fund_spent
    return max(0, special_fund_free(city, rules) - int(reserve * limit))


def _fund_free(city: City, rules: Rules, offers: Sequence[Offer], payer: str) -> int:
    """Fen of the paying fund that are not promised to those on a course."""
    if payer != "development_fund":
        return free_for_courses(city, rules)
    w, mine = city.workers, [o for o in offers if o.programme.payer == payer]
    months = [int(w.months_left[w.programme == o.number + 1].sum()) for o in mine]
    promised = sum(left * _cost(o.programme) for left, o in zip(months, mine, strict=True))
    return max(0, city.ledger.balances[payer] - promised)


def _cost(programme: Programme) -> int:
    """Fen a month and trainee, rounded up."""
    return math.ceil(100.0 * (programme.outlays() + programme.allowance))


def _complete(city: City, offer: Offer, rows: Rows, flows: dict[str, int]) -> None:
    """Skills rise towards what the target asks, most get a certificate, those without a job now look in the new
    field."""
    if not len(rows):
        return
    w, b = city.workers, city.behaviour
    _learn(len(rows), rows, w.view(), city.occupations.need, b.learning_in_course, offer.programme.fresh)
    passed = uniform_column(city.draws.key("examination"), rows.astype(np.uint64)) < b.pass_rate
    target = w.target[rows].astype(np.uint64)
    w.certificates[rows] |= np.where(passed, np.uint64(1) << target, np.uint64(0))
    w.trained[rows] = city.month
    w.target[rows[w.target[rows] == w.occupation[rows]]] = NO_TARGET
    flows["completed"] += len(rows)
    flows["certified"] += int(passed.sum())


@kernel
def _sit(lo, hi, part, w, hazard, key, attending, ended, counts):
    """Count who attends and the months still to come of those who go on; mark those who complete (no months left) and
    those who drop out (months left)."""
    over = 0
    for n in range(lo, hi):
        i = np.uint32(n)
        if w.programme[i] == 0:
            continue
        number = w.programme[i] - 1
        attending[part, number, 0] += 1
        dropped = uniform(key, i) < hazard[number]
        left = max(w.months_left[i], 1) if dropped else w.months_left[i] - 1
        w.months_left[i] = left
        if dropped or left == 0:
            ended[lo + over] = i
            over += 1
        else:
            attending[part, number, 1] += left
    counts[part] = over


@kernel
def _learn(lo, hi, part, rows, w, need, learning, fresh):
    for k in range(lo, hi):
        i = rows[k]
        o = w.target[i]
        w.technical[i] = int(10_000.0 * skill_after_course(w.technical[i] * BP, need[o, 0], learning, fresh) + 0.5)
        w.application[i] = int(10_000.0 * skill_after_course(w.application[i] * BP, need[o, 1], learning, fresh) + 0.5)
        w.management[i] = int(10_000.0 * skill_after_course(w.management[i] * BP, need[o, 2], learning, fresh) + 0.5)


# ---- enrolling ------------------------------------------------------------------------------------------------------


@kernel
def _hear(lo, hi, part, w, awareness, key, hearing, counts):
    """Mark those who hear of courses this month: a fixed frame, before anybody's eligibility is looked at."""
    heard = 0
    for n in range(lo, hi):
        i = np.uint32(n)
        hearing[lo + heard] = i
        heard += uniform(key, i) < awareness
    counts[part] = heard


def _fill_places(city: City, offer: Offer, hearing: Rows, free: int, flows: dict[str, int]) -> None:
    """Applicants of each centre draw lots for its places; what the budget cannot pay is not opened."""
    w, programme = city.workers, offer.programme
    zone = city.grid.district[w.cell[hearing]]
    rows = hearing[programme.eligible(w, hearing, city.month) & (offer.scope[zone] > 0.0)]
    places = _places(city, offer)
    if programme.payer in LIMITED:
        room = free / max(1, _cost(programme) * programme.months)
        if room < places.sum():
            places = np.floor(places * (room / places.sum())).astype(np.int64)
    flows["places"] += int(places.sum())
    if not len(rows) or not places.sum():
        return
    rows, centre, target = _apply_for_course(city, offer, rows)
    lot = uniform_column(city.draws.key(f"lot for {programme.name}"), rows.astype(np.uint64))
    order = np.lexsort((lot, centre))
    turn = np.arange(len(rows)) - np.searchsorted(centre[order], centre[order])
    taken = np.sort(order[turn < places[centre[order]]])
    rows, target = rows[taken], target[taken]
    w.programme[rows], w.months_left[rows], w.target[rows] = offer.number + 1, programme.months, target
    if programme.mode == "full_time":
        w.status[rows], w.since[rows] = TRAINING, city.month
    if programme.payer == "special_fund":
        city.government.promised += len(rows) * _cost(programme) * programme.months
    flows["enrolled"] += len(rows)


def _places(city: City, offer: Offer) -> NDArray[np.int64]:
    """Places of each centre this month: the year's places spread evenly, fractions carried over by a fixed offset."""
    programme, grid = offer.programme, city.grid
    yearly = programme.seats * offer.strength / city.weight
    if programme.mode == "online":
        share = np.array([1.0])
    else:
        weight = grid.seats * offer.scope[grid.district]
        share = np.bincount(grid.block, weights=weight, minlength=grid.blocks)
        share = share / max(share.sum(), 1e-12)
    centres = np.arange(len(share), dtype=np.uint64)
    offset = uniform_column(city.draws.lifelong(f"first place of {programme.name}"), centres)
    done = yearly / 12.0 * share * city.month + offset
    return np.asarray(np.floor(done + yearly / 12.0 * share) - np.floor(done), np.int64)


def _apply_for_course(city: City, offer: Offer, rows: Rows) -> tuple[Rows, NDArray[np.int32], NDArray[np.int32]]:
    """Who of `rows` applies, at which centre, to be trained for which occupation; shape (applicants,) each.

    Under early warning a share of the places is for occupations that are short, the others are as the catalogue has it.
    """
    occ, government, draws = city.occupations, city.government, city.draws
    warned = np.where((government.alarm == 1) & occ.digital, government.vacancies, 0.0)
    catalogue = np.where(occ.digital, occ.share, 0.0)
    steered = offer.programme.steered if warned.sum() > 0 else 0.0
    name = offer.programme.name
    ranges = parts(len(city.workers))
    applying = Events.room_for(len(rows), ranges)
    centre, target = np.zeros(len(rows), np.int32), np.zeros(len(rows), np.int32)
    _want(
        len(rows),
        rows,
        city.workers.view(),
        (occ.view(), np.cumsum(catalogue) / catalogue.sum(), np.cumsum(warned) / max(warned.sum(), 1.0)),
        100.0 * city.profile.monthly_wage * occ.wage,
        (city.grid.block, city.grid.block_km, city.frame.seat, city.places.bandwidth, 0.5 * city.grid.km_per_cell),
        offer.programme.mode == "online",
        steered,
        city.behaviour.view(),
        city.month,
        (draws.key(f"course of {name}"), draws.key(f"steering of {name}")),
        (draws.key("course centre"), draws.key("want a course")),
        (centre, target, applying.buffer, applying.counts),
        ranges=ranges,
    )
    who = applying.rows()
    return rows[who], centre[who], target[who]


@kernel
def _want(lo, hi, part, rows, w, courses, pay, ground, online, steered, b, month, course_keys, keys, out):
    """Mark who wants a place: the course is within reach, and worth the way and the hours."""
    occ, catalogue, warned = courses
    block, block_km, seat, bandwidth, within = ground
    course_key, steering_key = course_keys
    centre_key, want_key = keys
    centre, target, applying, counts = out
    last, centres, found = len(pay) - 1, seat.shape[1], 0
    for k in range(lo, hi):
        i = rows[k]
        luck = uniform(course_key, i)
        if steered > 0.0 and uniform(steering_key, i) < steered:
            o = min(last, np.searchsorted(warned, luck, side="right"))
        else:
            o = min(last, np.searchsorted(catalogue, luck, side="right"))
        gap = max(occ.need[o, 0] - w.technical[i] * BP, 0.0) + max(occ.need[o, 1] - w.application[i] * BP, 0.0)
        gap = (gap + max(occ.need[o, 2] - w.management[i] * BP, 0.0)) / 3.0
        if gap > b.training_reach or w.schooling[i] + 1 < occ.schooling[o] or o == w.occupation[i]:
            continue
        km, c, home = 0.0, 0, block[w.cell[i]]
        if not online:
            point = uniform(centre_key, i) * centres
            c = int(point)
            entry = seat[home, c]
            c = c if stays(entry, point - c) else instead(entry)
            km = block_km[home, c] + within
        gain = min(0.5, max(-0.3, pay[o] / max(w.wage[i], 1) - 1.0))
        jobless = 0.0 if w.status[i] == EMPLOYED else 1.0
        age = age_in_years(month, w.born[i])
        chance = training_take_up(
            b.training_intercept, gain, km, b.training_km, age, b.training_age, jobless, w.hours[i]
        )
        if online:
            chance *= bandwidth[w.cell[i]]
        if uniform(want_key, i) < chance:
            centre[k], target[k] = c, o
            applying[lo + found] = k
            found += 1
    counts[part] = found
