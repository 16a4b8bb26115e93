"""The loop of the dispatch sandbox: drivers move cell by cell, requests wait, one rule says who goes.

Order of a step, as in the program published with Bokányi & Hannák (2020): everybody moves, then waiting requests are
handed out, the oldest first, then new ones arise. Luck belongs to (driver, step) for the way driven and to (driver,
request) for lots, so that rules are tried under the same luck.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ...agents.compiled import rule, serial
from ...agents.maths import log
from ..draws import mix, uniform

FREE, CALLED, CARRYING = range(3)
NOBODY = -1
START, CELL, COST = 450, 140, 13  # fare of a ride, fare a cell with passenger, cost a cell driven; the paper's units
PATIENCE = 30  # steps a request waits at most
CELL_KM = 0.1
STEPS_AN_HOUR = 360.0  # a cell a step at 36 km/h, the published program's speed
LEAST = 2.0**-53


class Fleet(NamedTuple):
    """One row per driver; int64 each."""

    x: Any  # cell
    y: Any
    to_x: Any  # cell driven to: the passenger, the destination or, while free, the home
    to_y: Any
    status: Any  # FREE, CALLED, CARRYING
    request: Any  # row of the request served, else NOBODY
    since: Any  # step in which the driver became free
    rides: Any  # passengers picked up
    carried: Any  # cells driven with a passenger
    driven: Any  # cells driven
    busy: Any  # steps called or carrying


class Roster(NamedTuple):
    """When and where each driver waits; one row per driver."""

    home_x: Any  # int64 cell to which a free driver returns
    home_y: Any
    begins: Any  # int64 step of the day in which the shift begins
    shift: Any  # int64 steps of the day on the road
    earlier: Any  # float64 income of the time before, the paper's units


class Span(NamedTuple):
    """How time passes: steps in a day, and in the time over which a rule looks back on incomes."""

    day: int
    memory: float


class Requests(NamedTuple):
    """One row per request, in the order in which they arise."""

    from_x: Any  # int16 cells
    from_y: Any
    to_x: Any
    to_y: Any
    driver: Any  # int32 row of the driver, NOBODY where none came
    assigned: Any  # int32 step of the assignment


class RequestClaim(NamedTuple):
    """What moves a driver's claim on a request, in logarithms."""

    distance: float  # lost a cell
    income: float  # lost a unit of money earned
    waiting: float  # gained a step waited
    chance: float  # scale of the lot: 0 the highest claim wins, 1 chances are in proportion to claims


@rule
def income_of(rides, carried, driven):
    """Fares less cost, the paper's units of money."""
    return START * rides + CELL * carried - COST * driven


@rule
def lottery(lot):
    """A standard Gumbel draw: the highest of log-claims plus these wins with a chance in proportion to its claim."""
    return -log(-log(max(lot, LEAST)))


@serial
def play_steps(first, last, fleet, requests, opened, standing, claim, radius, roster, span, ways, lots):
    """Play the steps from `first` to `last`. `opened[s]` counts the requests that arose before step s; `standing` is
    each driver's log-claim apart from distance, income and waiting; `ways` and `lots` are keys of draws. Of incomes a
    rule sees a window that moves with time: what was earned earlier drops out of it bit by bit."""
    free = np.empty(len(standing), np.int64)
    for step in range(first, last):
        _drive(fleet, mix(ways ^ np.uint64(step)))
        count = _arrive(step, fleet, requests, roster, span.day, free)
        left = max(0.0, 1.0 - step / span.memory)
        for r in range(opened[max(0, step - PATIENCE)], opened[step]):
            if requests.driver[r] == NOBODY:
                lot = mix(lots ^ np.uint64(r))
                x, y = np.int64(requests.from_x[r]), np.int64(requests.from_y[r])
                place = _chosen(x, y, step, free[:count], fleet, standing, claim, radius, roster.earlier, left, lot)
                if place >= 0:
                    _call(free[place], r, step, fleet, requests)
                    count -= 1
                    free[place] = free[count]


@serial
def _drive(fleet, luck):
    """Everybody one cell along a shortest way; all shortest ways are equally likely."""
    x, y, to_x, to_y, status = fleet.x, fleet.y, fleet.to_x, fleet.to_y, fleet.status
    carried, driven = fleet.carried, fleet.driven
    for i in range(len(x)):
        dx, dy = to_x[i] - x[i], to_y[i] - y[i]
        left = abs(dx) + abs(dy)
        if left == 0:
            continue
        if uniform(luck, i) * left < abs(dx):
            x[i] += 1 if dx > 0 else -1
        else:
            y[i] += 1 if dy > 0 else -1
        driven[i] += 1
        if status[i] == CARRYING:
            carried[i] += 1


@serial
def _arrive(step, fleet, requests, roster, day, free):
    """Who is where a passenger stands picks up; who is at the destination sets down and is free on the way home. Fills
    `free` with the rows of free drivers on shift and returns how many there are."""
    x, y, to_x, to_y, status = fleet.x, fleet.y, fleet.to_x, fleet.to_y, fleet.status
    request, since, rides = fleet.request, fleet.since, fleet.rides
    begins, shift, clock = roster.begins, roster.shift, step % day
    count = 0
    for i in range(len(x)):
        if x[i] == to_x[i] and y[i] == to_y[i]:
            if status[i] == CALLED:
                status[i] = CARRYING
                rides[i] += 1
                to_x[i], to_y[i] = requests.to_x[request[i]], requests.to_y[request[i]]
            elif status[i] == CARRYING:
                status[i], request[i], since[i] = FREE, NOBODY, step
                to_x[i], to_y[i] = roster.home_x[i], roster.home_y[i]
        if status[i] != FREE:
            fleet.busy[i] += 1
            continue
        on_shift = clock - begins[i] if clock >= begins[i] else clock - begins[i] + day
        if on_shift < shift[i]:
            if on_shift == 0 and shift[i] < day:
                since[i] = step
            free[count] = i
            count += 1
    return count


@serial
def _chosen(x, y, step, free, fleet, standing, claim, radius, earlier, left, lots):
    """Place in `free` of the driver with the highest claim among those nearer than `radius`; ties go by lot."""
    at_x, at_y, since = fleet.x, fleet.y, fleet.since
    rides, carried, driven = fleet.rides, fleet.carried, fleet.driven
    best, highest, plain, luckiest = -1, 0.0, 0.0, 0.0
    for place in range(len(free)):
        i = free[place]
        cells = abs(at_x[i] - x) + abs(at_y[i] - y)
        if cells >= radius:
            continue
        lot = uniform(lots, i)
        height = standing[i] - claim.distance * cells + claim.waiting * (step - since[i])
        height -= claim.income * (income_of(rides[i], carried[i], driven[i]) + left * earlier[i])
        if best >= 0 and height <= plain and lot <= luckiest:
            continue  # behind the best so far in claim and in luck; spares two logarithms
        total = height + claim.chance * lottery(lot) if claim.chance > 0.0 else height
        if best < 0 or total > highest or (total == highest and lot > luckiest):
            best, highest, plain, luckiest = place, total, height, lot
    return best


@serial
def _call(i, r, step, fleet, requests):
    """Send a driver to a passenger."""
    requests.driver[r], requests.assigned[r] = i, step
    fleet.status[i], fleet.request[i] = CALLED, r
    fleet.to_x[i], fleet.to_y[i] = requests.from_x[r], requests.from_y[r]
