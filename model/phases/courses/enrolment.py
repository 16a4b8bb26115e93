"""Enrolment: this month's places, and who of the applicants gets one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, parts, serial
from ....agents.workers import NOBODY, SELF_EMPLOYED, STATUSES, TRAINING, age_in_years
from ...city import City
from ...draws import uniform_column
from ...events import Events
from ...funds import fund_free
from ...ledger import LIMITED
from ...programme import YOUNGEST, Offer
from ...rules import Rules
from .attendance import pay_providers, pay_surcharge
from .course_choice import apply_for_course, places_of
from .graduation import complete
from .placement import reserved_posts
from .terms import fee, terms_of

Rows = NDArray[np.uint32]
FEW = 3  # programmes below which it is not worth sorting out first who could enrol at all


def who_could_enrol(city: City, hearing: Rows, offers: Sequence[Offer]) -> Rows:
    """Those of `hearing` whom at least one programme could take."""
    if len(offers) < FEW:
        return hearing
    w = city.workers
    status = np.zeros(len(STATUSES), np.bool_)
    status[[s for offer in offers if offer.strength > 0.0 for s in offer.programme.statuses]] = True
    oldest, ranges = max(offer.programme.oldest for offer in offers), parts(len(w))
    able = Events.room_for(len(hearing), ranges)
    _could_enrol(len(hearing), hearing, w.view(), status, oldest, city.month, able.buffer, able.counts, ranges=ranges)
    return able.rows()


def fill_places(
    city: City, rules: Rules, offers: Sequence[Offer], offer: Offer, hearing: Rows, flows: dict[str, int]
) -> None:
    """Applicants of each centre draw lots for its places."""
    w, programme = city.workers, offer.programme
    places = _open_places(city, rules, offers, offer)
    opened = int(places.sum())
    flows["places"] += opened
    if not opened:
        return
    rows = hearing[programme.eligible(w, hearing, city.month)]
    if not (offer.scope > 0.0).all():
        rows = rows[offer.scope[city.grid.district[w.cell[rows]]] > 0.0]
    if not len(rows):
        return
    rows, centre, target = apply_for_course(city, rules, offer, rows)
    lot = uniform_column(city.draws.key(f"lot for {programme.name}"), rows.astype(np.uint64))
    taken = np.zeros(len(rows), np.bool_)
    _draw_lots(np.argsort(lot, kind="stable"), centre, places.copy(), taken)
    flows["enrolled"] += int(taken.sum())
    take = _take_course if programme.months else _take_modules
    take(city, rules, offer, rows[taken], target[taken], flows)


def _open_places(city: City, rules: Rules, offers: Sequence[Offer], offer: Offer) -> NDArray[np.int64]:
    """[centre] places of this month; what the budget cannot pay is not opened, nor what has no post reserved."""
    programme, places = offer.programme, places_of(city, offer)
    planned = int(places.sum())
    room = float(planned)
    if programme.payer in LIMITED:
        free = fund_free(city, rules, offers, programme.payer)
        room = min(room, free / max(1, _whole_fee(city, rules, offer)))
    if programme.reserved > 0.0:
        room = min(room, reserved_posts(city, offer))
    return share_out(places, int(room), _luck(city, offer)) if room < planned else places


def share_out(places: NDArray[np.int64], room: int, luck: float) -> NDArray[np.int64]:
    """[centre] `room` of the places, in proportion to them and to the last one: whose part is rounded up is luck."""
    total = int(places.sum())
    ends = (np.cumsum(places) * room + int(luck * total)) // total
    return np.diff(ends, prepend=0)


def _luck(city: City, offer: Offer) -> float:
    return city.draws.once(f"places shared out by {offer.luck}")


def _whole_fee(city: City, rules: Rules, offer: Offer) -> int:
    """Fen that a trainee costs from beginning to end, at most."""
    return fee(city, rules, offer) * max(offer.programme.months, 1)


def _take_course(
    city: City, rules: Rules, offer: Offer, rows: Rows, target: NDArray[np.int32], flows: dict[str, int]
) -> None:
    """Begin a course; a full-time one leaves no room for anything else."""
    w, programme = city.workers, offer.programme
    w.programme[rows], w.months_left[rows], w.target[rows] = offer.number + 1, programme.months, target
    if programme.mode == "full_time":
        flows["farmers_on_courses"] += int((w.status[rows] == SELF_EMPLOYED).sum())
        w.status[rows], w.since[rows], w.employer[rows] = TRAINING, city.month, NOBODY
    if programme.payer == "special_fund":
        city.government.promised += len(rows) * _whole_fee(city, rules, offer)


def _take_modules(
    city: City, rules: Rules, offer: Offer, rows: Rows, target: NDArray[np.int32], flows: dict[str, int]
) -> None:
    """Modules of minutes are taken at once, beside whatever the person does; providers are paid for every one."""
    w, terms = city.workers, terms_of(city, rules, [offer])
    zone = city.grid.district[w.cell[rows]]
    pay_providers(city, rules, offer, len(rows))
    pay_surcharge(city, rules, offer, int(terms.surcharge[offer.number, zone].sum()))
    hazard = terms.hazard[offer.number, zone]
    done = uniform_column(city.draws.key("finish modules"), rows.astype(np.uint64)) >= hazard
    aims = w.target[rows].copy()
    w.target[rows] = target
    complete(city, rules, terms, offer, rows[done], flows)
    w.target[rows] = aims
    flows["dropped"] += int((~done).sum())


@kernel
def _could_enrol(lo, hi, part, hearing, w, status, oldest, month, able, counts):
    """Mark who is on no course, and of a status and an age that some programme takes."""
    found = 0
    for k in range(lo, hi):
        i = hearing[k]
        age = age_in_years(month, w.born[i])
        able[lo + found] = i
        found += (w.programme[i] == 0) & status[w.status[i]] & (age >= YOUNGEST) & (age <= oldest)
    counts[part] = found


@serial
def _draw_lots(turn, centre, left, taken):
    """In the turn of their lots, applicants take the places that their centre has left."""
    for k in turn:
        if left[centre[k]] > 0:
            left[centre[k]] -= 1
            taken[k] = True
