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
    skill_after_course,
    training_take_up,
)
from ..city import City
from ..draws import uniform, uniform_column
from ..frame import instead, stays
from ..programme import Offer
from ..rules import Rules
from .events import Events

Rows = NDArray[np.int32]
LEVY_PAYER = "protection_fund"


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
            _fill_places(city, offer, rows, special_fund_free(city, rules, offers), flows)
    return flows


# ---- attending and completing ---------------------------------------------------------------------------------------


def _attend(city: City, rules: Rules, offers: Sequence[Offer], flows: dict[str, int]) -> None:
    """One more month for those on a course: some drop out, some complete; providers are paid for those who attended."""
    w, b = city.workers, city.behaviour
    if w.programme.max(initial=0) > len(offers):
        raise ValueError("people attend a programme that this policy does not have; a policy may add but not drop one")
    stay = {"full_time": b.completion_full_time, "part_time": b.completion_part_time, "online": b.completion_online}
    hazard = np.array([1.0 - stay[o.programme.mode] ** (1.0 / o.programme.months) for o in offers] or [0.0])
    ended, attending = Events.room_for(len(w)), np.zeros((parts(len(w)), len(hazard)), np.int64)
    _sit(len(w), w.view(), hazard, city.draws.key("drop out"), attending, ended.buffer, ended.counts)
    rows = ended.rows()
    number = w.programme[rows].astype(np.int64) - 1
    finished = w.months_left[rows] == 0
    for k, offer in enumerate(offers):
        _pay_providers(city, rules, offer, int(attending[:, k].sum()))
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


def special_fund_free(city: City, rules: Rules, offers: Sequence[Offer]) -> int:
    """Fen of the special fund that are not yet promised to those on a course, who will be paid for to the end."""
    w, promised = city.workers, 0
    for offer in offers:
        programme = offer.programme
        if programme.payer == "special_fund":
            months = int(w.months_left[w.programme == offer.number + 1].sum())
            promised += months * math.ceil(100.0 * (programme.outlays() + programme.allowance))
    return max(0, special_fund_left(city, rules) - promised)


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
    flows["completed"] += len(rows)
    flows["certified"] += int(passed.sum())


@kernel
def _sit(lo, hi, part, w, hazard, key, attending, ended, counts):
    """Count who attends; mark those who complete (no months left) and those who drop out (months left)."""
    over = 0
    for i in range(lo, hi):
        if w.programme[i] == 0:
            continue
        number = w.programme[i] - 1
        attending[part, number] += 1
        if uniform(key, i) < hazard[number]:
            w.months_left[i] = max(w.months_left[i], 1)
            ended[lo + over] = i
            over += 1
            continue
        w.months_left[i] -= 1
        if w.months_left[i] == 0:
            ended[lo + over] = i
            over += 1
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
    for i in range(lo, hi):
        if uniform(key, i) < awareness:
            hearing[lo + heard] = i
            heard += 1
    counts[part] = heard


def _fill_places(city: City, offer: Offer, hearing: Rows, free: int, flows: dict[str, int]) -> None:
    """Applicants of each centre draw lots for its places; what the budget cannot pay is not opened."""
    w, programme = city.workers, offer.programme
    zone = city.grid.district[w.cell[hearing]]
    rows = hearing[programme.eligible(w, hearing, city.month) & (offer.scope[zone] > 0.0)]
    places = _places(city, offer)
    if programme.payer == "special_fund":
        cost = math.ceil(100.0 * (programme.outlays() + programme.allowance)) * programme.months
        room = free / max(1, cost)
        if room < places.sum():
            places = np.floor(places * (room / places.sum())).astype(np.int64)
    flows["places"] += int(places.sum())
    if not len(rows) or not places.sum():
        return
    centre, km = _centres(city, programme.mode, rows)
    target = _targets(city, offer, rows)
    applies = _apply_for_course(city, programme.mode, rows, target, km)
    rows, centre, target = rows[applies], centre[applies], target[applies]
    lot = uniform_column(city.draws.key(f"lot for {programme.name}"), rows.astype(np.uint64))
    order = np.lexsort((lot, centre))
    turn = np.arange(len(rows)) - np.searchsorted(centre[order], centre[order])
    chosen = order[turn < places[centre[order]]]
    taken = np.sort(chosen)
    rows, target = rows[taken], target[taken]
    w.programme[rows], w.months_left[rows], w.target[rows] = offer.number + 1, programme.months, target
    if programme.mode == "full_time":
        w.status[rows], w.since[rows] = TRAINING, city.month
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


def _centres(city: City, mode: str, rows: Rows) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Centre each person would go to, drawn by places and distance, and the way there in km."""
    if mode == "online":
        return np.zeros(len(rows), np.int64), np.zeros(len(rows))
    block = city.grid.block[city.workers.cell[rows]]
    luck = uniform_column(city.draws.key("course centre"), rows.astype(np.uint64))
    centre = np.empty(len(rows), np.int64)
    _draw_centres(len(block), block, luck, city.frame.seat, centre)
    return centre, city.grid.block_km[block, centre] + 0.5 * city.grid.km_per_cell


@kernel
def _draw_centres(lo, hi, part, block, luck, seat, centre):
    centres = seat.shape[1]
    for k in range(lo, hi):
        at = int(luck[k] * centres)
        entry = seat[block[k], at]
        centre[k] = at if stays(entry, luck[k] * centres - at) else instead(entry)


def _targets(city: City, offer: Offer, rows: Rows) -> NDArray[np.int64]:
    """Occupation each course would be for: under early warning, or as the catalogue has it; NO_TARGET if out of
    reach."""
    w, occ, government = city.workers, city.occupations, city.government
    catalogue = np.where(occ.digital, occ.share, 0.0)
    warned = np.where((government.alarm == 1) & occ.digital, government.vacancies, 0.0)
    number = rows.astype(np.uint64)
    luck = uniform_column(city.draws.key(f"course of {offer.programme.name}"), number)
    steered = uniform_column(city.draws.key(f"steering of {offer.programme.name}"), number) < offer.programme.steered
    target = np.searchsorted(np.cumsum(catalogue) / catalogue.sum(), luck, side="right")
    if warned.sum() > 0:
        target = np.where(steered, np.searchsorted(np.cumsum(warned) / warned.sum(), luck, side="right"), target)
    target = np.minimum(target, len(occ.ids) - 1)
    held = np.stack([w.technical[rows], w.application[rows], w.management[rows]], axis=1) * BP
    gap = np.maximum(occ.need[target] - held, 0.0).mean(axis=1)
    fit = (gap <= city.behaviour.training_reach) & (w.schooling[rows] + 1 >= occ.schooling[target])
    return np.where(fit & (target != w.occupation[rows]), target, NO_TARGET)


def _apply_for_course(
    city: City, mode: str, rows: Rows, target: NDArray[np.int64], km: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Who wants the place: the gain expected from the target's pay against distance and long hours."""
    w, occ, b = city.workers, city.occupations, city.behaviour
    pay = 100.0 * city.profile.monthly_wage * occ.wage[np.minimum(target, len(occ.ids) - 1)]
    gain = np.clip(pay / np.maximum(w.wage[rows], 1) - 1.0, -0.3, 0.5)
    chance = np.empty(len(rows))
    jobless = (w.status[rows] != EMPLOYED) * 1.0
    _take_up(len(gain), gain, km, jobless, w.hours[rows], b.training_intercept, b.training_km, chance)
    if mode == "online":
        chance *= city.grid.bandwidth[w.cell[rows]]
    luck = uniform_column(city.draws.key("want a course"), rows.astype(np.uint64))
    return np.asarray((target != NO_TARGET) & (luck < chance))


@kernel
def _take_up(lo, hi, part, gain, km, jobless, hours, intercept, km_slope, chance):
    for k in range(lo, hi):
        chance[k] = training_take_up(intercept, gain[k], km[k], km_slope, jobless[k], hours[k])
