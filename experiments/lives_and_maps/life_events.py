"""What happens in a life: events read off two months that follow each other, and where two futures part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...agents.farmers import OWN_FARM
from ...agents.platforms import SERVICES
from ...agents.workers import EMPLOYED, EMPLOYEE_SCHEME, INACTIVE, PLATFORM, SELF_EMPLOYED
from ...model.city import City

# Event → what its detail is.
DETAILS = {
    "hired": "occupation",
    "changed_job": "occupation",
    "dismissed": "",
    "quit": "",
    "gave_up_work": "",
    "joined_platform": "platform",
    "left_platform": "platform",
    "opened_business": "",
    "closed_business": "",
    "began_farming": "",
    "left_farm": "",
    "began_looking": "",
    "stopped_looking": "",
    "began_course": "course",
    "completed_course": "",
    "dropped_course": "",
    "joined_scheme": "",
    "left_scheme": "",
    "moved": "district",
    "left_city": "",
}
EVENTS = tuple(DETAILS)
CAUSES = ("none", "event", "wage", "takings", "scheme", "money")  # what differs first
NOTICEABLE = 0.01  # of income: less does not count as another life
LEAST = 1_000  # fen a month, likewise


class Page(NamedTuple):
    """What is known of people at a month's end; each array is [people]."""

    here: NDArray[np.bool_]  # still the person who was there at the start
    status: NDArray[np.uint8]
    employer: NDArray[np.int32]
    hired: NDArray[np.int16]
    occupation: NDArray[np.uint8]
    programme: NDArray[np.uint8]
    trained: NDArray[np.int16]
    cell: NDArray[np.uint16]
    scheme: NDArray[np.bool_]  # covered by the employees' scheme
    earned: NDArray[np.int32]  # fen
    income: NDArray[np.int32]  # fen


def read_page(city: City, rows: NDArray[np.int64], here: NDArray[np.bool_]) -> Page:
    """The present month of some people."""
    w = city.workers
    columns = {name: getattr(w, name)[rows] for name in Page._fields if name not in ("here", "scheme")}
    return Page(**columns, here=here[rows], scheme=(w.insured[rows] & EMPLOYEE_SCHEME) > 0)


def happened(city: City, month: int, rows: NDArray[np.int64], old: Page, new: Page) -> NDArray[np.int32]:
    """Events of the month that has just ended: person, month, event, detail."""
    found = _found(old, new, _pushed(city, rows), city.grid.district)
    parts = []
    for kind, event in enumerate(EVENTS):
        mask, detail = found[event]
        people = np.flatnonzero(mask)
        details = np.broadcast_to(detail, mask.shape)[people]
        parts.append(np.column_stack([people, np.full((len(people), 2), (month, kind)), details]))
    return np.concatenate(parts).astype(np.int32)


def _pushed(city: City, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Of those whose job ended: whether the employer ended it, in the month that was stepped last (see
    `phases/jobs/ties.py`)."""
    return np.asarray(city.workers.parted[rows] == city.draws.month)


def _found(old: Page, new: Page, pushed: NDArray[np.bool_], district: NDArray[Any]) -> dict[str, tuple[Any, Any]]:
    """Event → whom it befell, and the detail."""
    still, gone = new.here, old.here & ~new.here
    was, now = old.status, new.status
    flexible = (now == PLATFORM) | (now == SELF_EMPLOYED)
    another = (now == EMPLOYED) & (was == EMPLOYED) & (new.employer != old.employer)
    farmed, farms = ((page.status == SELF_EMPLOYED) & (page.employer == OWN_FARM) for page in (old, new))
    owned, owns = (was == SELF_EMPLOYED) & ~farmed, (now == SELF_EMPLOYED) & ~farms
    out_of_job = (was == EMPLOYED) & (now != EMPLOYED) & (now != INACTIVE) & (~flexible | farms)
    completed = new.trained > old.trained
    began = (new.programme > 0) & (new.programme != old.programme)
    events = {
        "hired": ((now == EMPLOYED) & (was != EMPLOYED), new.occupation),
        "changed_job": (another, new.occupation),
        "dismissed": (out_of_job & pushed, 0),
        "quit": (out_of_job & ~pushed, 0),
        "gave_up_work": ((now == INACTIVE) & ((was == EMPLOYED) | (was == PLATFORM) | (was == SELF_EMPLOYED)), 0),
        "joined_platform": (
            (now == PLATFORM) & ((was != PLATFORM) | (new.employer != old.employer)),
            np.where(now == PLATFORM, new.employer % SERVICES, 0),
        ),
        "left_platform": (
            (was == PLATFORM) & (now != PLATFORM) & (now != INACTIVE),
            np.where(was == PLATFORM, old.employer % SERVICES, 0),
        ),
        "opened_business": (owns & ~owned, 0),
        "closed_business": (owned & ~owns & (now != INACTIVE), 0),
        "began_farming": (farms & ~farmed, 0),
        "left_farm": (farmed & ~farms & (now != INACTIVE), 0),
        "began_looking": ((was == INACTIVE) & (now != INACTIVE) & (now != EMPLOYED) & ~flexible, 0),
        "stopped_looking": ((now == INACTIVE) & (was != INACTIVE) & (was != EMPLOYED) & ~_at_own(was), 0),
        "began_course": (began, new.programme.astype(np.int64) - 1),
        "completed_course": (completed, 0),
        "dropped_course": ((old.programme > 0) & (new.programme != old.programme) & ~completed, 0),
        "joined_scheme": (flexible & _at_own(was) & new.scheme & ~old.scheme, 0),
        "left_scheme": (flexible & _at_own(was) & old.scheme & ~new.scheme, 0),
        "moved": (new.cell != old.cell, district[new.cell]),
    }
    return {name: (mask & still, detail) for name, (mask, detail) in events.items()} | {"left_city": (gone, 0)}


def _at_own(status: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return (status == PLATFORM) | (status == SELF_EMPLOYED)


def parting(base: Sequence[Page], other: Sequence[Page]) -> tuple[NDArray[np.int16], NDArray[np.uint8]]:
    """First month in which a future differs from the base for each person (-1: never), and the cause, an index into
    CAUSES. Small sums do not count, for wages everywhere follow what others pay. Pages begin on the eve of the first
    month."""
    people = len(base[0].status)
    month, cause = np.full(people, -1, np.int16), np.zeros(people, np.uint8)
    for m, (ours, theirs) in enumerate(zip(base[1:], other[1:], strict=True)):
        alive = ours.here & theirs.here
        seen = np.logical_or.reduce(
            [getattr(ours, f) != getattr(theirs, f) for f in ("status", "employer", "programme", "trained", "cell")]
        )
        change = np.abs(theirs.income.astype(np.int64) - ours.income)
        money = alive & (change > np.maximum(NOTICEABLE * ours.income, LEAST))
        differs = [
            (1, seen | (ours.here != theirs.here)),
            (4, alive & (ours.scheme != theirs.scheme)),
            (2, money & (ours.status == EMPLOYED) & (ours.earned != theirs.earned)),
            (3, money & _at_own(ours.status) & (ours.earned != theirs.earned)),
            (5, money),
        ]
        for number, mask in differs:
            new = mask & (month < 0) & (ours.here | theirs.here)
            month[new], cause[new] = m, number
    return month, cause
