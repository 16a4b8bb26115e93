"""Survey of the ground: how much the hours of each cell find, by the orders within reach and those who wait for them.

Reach falls with the way along streets, and a district's orders are for those who work there. Sums over all that is
within reach are made by a pass along rows and one along columns, whatever the reach.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import serial
from ....agents.dispatch import as_far_out
from ....agents.ground import found_in_hour, hours_for_orders, spread_of_logs
from ....agents.maths import exp
from ....agents.platforms import SERVICES
from ...city import City
from ...ground import order_shares

YEAR = 12  # months
LEAST = 1e-12  # what is within reach where nothing is
LEAST_USED = 0.05  # share of hours: below it no cell comes near the most that its hours can do


def survey_ground(city: City, offered: NDArray[np.int32]) -> None:
    """See what an hour finds in each cell, for the next month; `offered`: [service, cell] hours a week."""
    g, m, old, b = city.grid, city.markets, city.ground, city.behaviour
    hours, finds, uneven = np.empty(offered.shape), np.ones(offered.shape), np.zeros(old.uneven.shape)
    anew = city.month % YEAR == 0 or not old.far.any()  # homes move slowly
    far = np.empty(g.cells) if anew else old.far
    done, room = (x.reshape(-1, SERVICES, city.zones).sum(axis=0) for x in (m.orders, m.capacity))
    most = 1.0 / np.maximum(done / np.maximum(room, 1.0), LEAST_USED)
    orders = order_shares(old.residents, g, b)
    local = city.platforms.online[:SERVICES] <= 0.0
    ground = g.district, *g.joined, g.km_per_cell
    _survey(local, orders, (old.hours, offered, hours), most, ground, b.view(), anew, finds, far, uneven)
    city.ground = replace(old, hours=hours, finds=finds, far=far, uneven=uneven)


@serial
def _survey(local, orders, worked, most, ground, behaviour, anew, finds, far, uneven):
    """What an hour finds in each cell, and how uneven that is in each district, of every service that is local; the
    hours of each cell are a mean of some months, before, this month and after."""
    b = behaviour[0]
    before, offered, hours = worked
    for service in range(len(hours)):
        for c in range(len(orders)):
            news = offered[service, c] - before[service, c]
            hours[service, c] = before[service, c] + b.news_speed * news
    district, beside, below, side = ground
    fall = exp(-side / b.order_reach)
    zones = uneven.shape[1]
    own, here, found = np.empty(len(orders)), np.empty(len(orders)), np.empty(len(orders))
    around = np.empty(len(orders))
    _look_around(orders, beside, below, fall, around)
    if anew:
        _look_out(orders, district, zones, around, far)
    each, anywhere, mean, level = np.empty(zones), np.empty(zones), np.empty(zones), np.empty(zones)
    for service in range(len(local)):
        if not local[service]:
            continue
        each[:] = anywhere[:] = mean[:] = 0.0
        for c in range(len(orders)):
            each[district[c]] += hours[service, c]
        for zone in range(zones):
            each[zone] = 1.0 / each[zone] if each[zone] > 0.0 else 0.0
        for c in range(len(orders)):
            own[c] = hours[service, c] * each[district[c]]
            found[c] = own[c] / around[c]
        _along_columns(found, below, fall, here)
        _along_rows(here, beside, fall, found)
        for c in range(len(orders)):
            found[c] = orders[c] / max(hours_for_orders(found[c], b), LEAST)
            anywhere[district[c]] += found[c]
        _along_rows(found, beside, fall, here)  # the same reach seen from the other end
        _along_columns(here, below, fall, found)
        for c in range(len(orders)):
            zone = district[c]
            orders_found = found_in_hour(found[c] / around[c], anywhere[zone], b)
            here[c] = min(orders_found, most[service, zone])
            uneven[service, zone] += own[c] * (orders_found - 1.0) * (orders_found - 1.0)
            mean[zone] += own[c] * here[c]
        for zone in range(zones):
            level[zone] = 1.0 / mean[zone] if mean[zone] > 0.0 else 0.0
            uneven[service, zone] = spread_of_logs(uneven[service, zone])
        for c in range(len(orders)):
            if level[district[c]] > 0.0:
                finds[service, c] = here[c] * level[district[c]]


@serial
def _look_around(orders, beside, below, fall, around):
    """[cells] orders within reach."""
    across = np.empty(len(orders))
    _along_rows(orders, beside, fall, across)
    _along_columns(across, below, fall, around)
    for c in range(len(orders)):
        around[c] = max(around[c], LEAST)


@serial
def _look_out(orders, district, zones, around, far):
    """[cells] how far out a place is, by the density of orders around over the usual of the district."""
    usual = np.zeros(zones)
    for c in range(len(orders)):
        usual[district[c]] += orders[c] * around[c]
    for c in range(len(orders)):
        far[c] = as_far_out(max(around[c] / max(usual[district[c]], LEAST), LEAST))


@serial
def _along_rows(values, beside, fall, out):
    """Sums along each row of a square map, falling from cell to cell, as far as cells are `beside` one another."""
    size = int(len(values) ** 0.5 + 0.5)
    for first in range(0, len(values), size):
        before = after = 0.0
        for c in range(first, first + size):
            before = values[c] + before
            out[c] = before
            before *= fall * beside[c]
        for c in range(first + size - 2, first - 1, -1):
            after = fall * beside[c] * (values[c + 1] + after)
            out[c] += after


@serial
def _along_columns(values, below, fall, out):
    """The same down and up the columns; `below`: whether a cell and the one to the south are of one district."""
    size = int(len(values) ** 0.5 + 0.5)
    after = np.zeros(size)
    for k in range(size):
        out[k] = values[k]
    for c in range(size, len(values)):
        out[c] = values[c] + fall * below[c - size] * out[c - size]
    for first in range(len(values) - 2 * size, -1, -size):
        for k in range(size):
            c = first + k
            after[k] = fall * below[c] * (values[c + size] + after[k])
            out[c] += after[k]
