"""Clearing: on each market of a service, price and wait move until orders served are the capacity used.

A market is a service in a zone, an online one the whole country: there the city's people take the share of orders that
their hours serve, and as many others as are needed work elsewhere. Some rounds of one step towards balance are made,
always as many, so that the bits do not hang on threads.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import rule, serial
from ....agents.ground import sharpness, tighter_at_orders
from ....agents.maths import exp, log, total
from ....agents.platform_firms import (
    USUAL_TIGHTNESS,
    attraction,
    better_known,
    data_in_use,
    hours_at_peak,
    longer_wait,
    orders_left,
    served_share,
    surge,
)
from ....agents.platforms import SERVICES
from ...city import City
from ...rules import Rules
from .oversight import orders_kept

ROUNDS, PACE = 24, 0.25  # of the search for balance; share of the way in each
TIMES = PEAK, OFF_PEAK = 0, 1
WEIGHT, CAPACITY, HEADS, CONSENTING = range(4)  # sums of supply: the first two in hundredths of an order
# Of a firm: customers at equal terms, hours everywhere and here as orders, log list price over the usual, log wait that
# data make, orders kept under policy.
BRAND, ROOM, HERE, LIST, KNOWN, KEPT = range(6)
# Of a firm at a time: orders and hours, log price over list, log wait, orders done, share of hours that are pooled.
ASKED, HOURS, PRICE, WAIT, DONE, POOLED = range(6)


def clear_markets(
    city: City, rules: Rules, terms: NDArray[Any], levels: tuple[float, float], supply: NDArray[np.int64]
) -> None:
    """Settle price, wait and orders of each market, and write what an order pays into the terms. `levels`: demand of
    the month where residents order, and where everybody does; `supply`: sums over the workers of each market."""
    m, p = city.markets, city.platforms
    ranks = len(p) // SERVICES
    room = np.zeros((ranks, 6)), np.zeros((2, ranks, 6))
    _clear(m.view(), p.view(), rules.view(), city.behaviour.view(), levels, city.ground.uneven, supply, room, terms)


@serial
def _clear(m, p, rules, behaviour, levels, uneven, supply, room, terms):
    here, everywhere = levels
    firms, times = room
    b, zones = behaviour[0], len(rules)
    for service in range(SERVICES):
        online = p.online[service] > 0.0
        for zone in range(1 if online else zones):
            first, r = service * zones + zone, rules[zone]
            apart = uneven[service, zone]
            usual = _gather(first, zones, m, p, r, supply, online, firms, b)
            wanted = usual * (everywhere if online else here) * (1.0 - b.gaming_loss * r.dispatch_openness)
            times[:] = 0.0
            if total(firms[:, BRAND]) > 0.0 and usual > 0.0:
                week = p.peak_share[service], p.peak_hours[service], p.price_elasticity[service]
                patience, tighter = sharpness(apart, b), (tighter_at_orders(apart, 1.0), tighter_at_orders(apart, -1.0))
                normal = _normal_times(p.peak_share[service], p.peak_hours[service], b)
                for _ in range(ROUNDS):
                    _ask(wanted, week, firms, times, b)
                    _respond(usual, normal, tighter, firms, times, b)
                _ask(wanted, week, firms, times, b)
                _serve(patience, firms, times)
            if online:
                _work_elsewhere(first, zones, m, firms, times, b)
            _settle_market(first, zones, m, supply, firms, times, terms)


@serial
def _gather(first, zones, m, p, r, supply, online, firms, b):
    """What each firm of a service brings to a market; return the orders demanded there in normal times."""
    usual = 0.0
    for rank in range(len(firms)):
        market = first + rank * SERVICES * zones
        k, f = market // zones, firms[rank]
        usual += m.demand[market]
        m.capacity[market], m.workers[market] = supply[market, CAPACITY] / 100.0, supply[market, HEADS]
        if supply[market, HEADS] > 0:
            m.consenting[market] = supply[market, CONSENTING] / supply[market, HEADS]
        f[BRAND] = p.brand[k] * p.running[k]
        f[HERE] = m.capacity[market]
        f[ROOM] = f[HERE] + (m.elsewhere[market] if online else 0.0)
        f[LIST] = log(m.price[market] / p.price[k])
        f[KNOWN] = better_known(data_in_use(m.consenting[market], r.dividend_share, r.data_export, b), b)
        f[KEPT] = orders_kept(market, m, r, b)
    return usual


@serial
def _ask(wanted, week, firms, times, b):
    """Orders asked of each firm at each time, and the hours there for them: those of people on several platforms go
    where orders are, and everybody's to the peak as it pays."""
    peak_share, peak_hours, elasticity = week
    brands = rooms = dearer = 0.0
    for rank in range(len(firms)):
        brands += firms[rank, BRAND]
        rooms += firms[rank, ROOM]
        dearer += firms[rank, BRAND] * (times[PEAK, rank, PRICE] - times[OFF_PEAK, rank, PRICE])
    peak = hours_at_peak(peak_share, peak_hours, exp(dearer / brands), b)
    for time in TIMES:
        x = times[time]
        chosen = price = wait = asked = 0.0
        for rank in range(len(firms)):
            if firms[rank, BRAND] <= 0.0:  # an empty place
                continue
            over = firms[rank, LIST] + x[rank, PRICE]
            x[rank, ASKED] = firms[rank, BRAND] * attraction(over, x[rank, WAIT], b)
            chosen += x[rank, ASKED]
            price += x[rank, ASKED] * over
            wait += x[rank, ASKED] * x[rank, WAIT]
        orders = wanted * (peak_share if time == PEAK else 1.0 - peak_share)
        orders *= orders_left(price / chosen, wait / chosen, elasticity, b) / chosen
        for rank in range(len(firms)):
            x[rank, ASKED] *= orders * firms[rank, KEPT]
            asked += x[rank, ASKED]
        hours, several = peak if time == PEAK else 1.0 - peak, b.several_platforms
        for rank in range(len(firms)):
            if firms[rank, BRAND] <= 0.0:
                continue
            part = x[rank, ASKED] / max(asked, 1e-9)
            own, pooled = (1.0 - several) * firms[rank, ROOM], several * rooms * part
            x[rank, HOURS] = hours * (own + pooled)
            x[rank, POOLED] = pooled / max(own + pooled, 1e-9)


@serial
def _serve(patience, firms, times):
    """Orders done: hours, as far as orders fill them."""
    for time in TIMES:
        x = times[time]
        for rank in range(len(firms)):
            if firms[rank, BRAND] > 0.0:
                x[rank, DONE] = x[rank, HOURS] * _use(x[rank], patience)


@rule
def _use(x, patience):
    """Share of the hours that orders fill."""
    tightness = x[ASKED] / max(x[HOURS], 1e-9)
    return min(1.0, tightness * served_share(tightness, patience))


@rule
def _wait_at(hours, tightness, usual, b):
    """Log wait at a place, where so much of the hours is idle."""
    return longer_wait(hours * (1.0 - min(1.0, tightness * served_share(tightness, b.patience))), usual, b)


@serial
def _normal_times(peak_share, peak_hours, b):
    """Of peak and off-peak in normal times: share of orders, orders over hours, and idle hours for each order."""
    peak = hours_at_peak(peak_share, peak_hours, 1.0, b)
    orders, hours = (peak_share, 1.0 - peak_share), (peak, 1.0 - peak)
    tight = USUAL_TIGHTNESS * orders[PEAK] / hours[PEAK], USUAL_TIGHTNESS * orders[OFF_PEAK] / hours[OFF_PEAK]
    idle = 1.0 / tight[PEAK] - served_share(tight[PEAK], b.patience)
    return orders, tight, (idle, 1.0 / tight[OFF_PEAK] - served_share(tight[OFF_PEAK], b.patience))


@serial
def _respond(usual, normal, tighter, firms, times, b):
    """Price and wait move part of the way to what orders over hours make of them, waits where hours are short and where
    they are not."""
    brands = total(firms[:, BRAND])
    for time in TIMES:
        orders, usually, spare = normal[0][time], normal[1][time], normal[2][time]
        for rank in range(len(firms)):
            x, brand = times[time, rank], firms[rank, BRAND] / brands
            if brand > 0.0:
                tightness = x[ASKED] / max(x[HOURS], 1e-9)
                free = orders * usual * brand * spare
                wait = _wait_at(x[HOURS], tighter[0] * tightness, free, b)
                if tighter[1] != tighter[0]:
                    wait = 0.5 * (wait + _wait_at(x[HOURS], tighter[1] * tightness, free, b))
                wait += firms[rank, KNOWN]
                x[PRICE] += PACE * (surge(tightness, usually, b) - x[PRICE])
                x[WAIT] += PACE * (wait - x[WAIT])


@serial
def _work_elsewhere(first, zones, m, firms, times, b):
    """People elsewhere come to an online service and leave it as their pay there is above or below the usual."""
    for rank in range(len(firms)):
        market = first + rank * SERVICES * zones
        needed = max(total(times[:, rank, ASKED]) / USUAL_TIGHTNESS - firms[rank, HERE], 0.0)
        m.elsewhere[market] += b.entry_elsewhere * (needed - m.elsewhere[market])


@serial
def _exp(logs):
    """e to the logs of both times."""
    result = np.empty(2)
    for time in TIMES:
        result[time] = exp(logs[time])
    return result


@serial
def _settle_market(first, zones, m, supply, firms, times, terms):
    """Orders of each firm, and what an hour of its workers gets from it and, on several platforms, from all: orders,
    and the price and the pay of an order, which are written into the terms. Online, all are the city's part."""
    room = max(total(firms[:, ROOM]), 1e-9)
    here = total(firms[:, HERE]) / room
    pool = paid = net = 0.0
    for rank in range(len(firms)):
        market = first + rank * SERVICES * zones
        for time in TIMES:
            x = times[time, rank]
            pooled = x[DONE] * x[POOLED] / room
            pool += pooled
            paid += pooled * m.price[market] * exp(x[PRICE])
            net += pooled * m.price[market] * exp(x[PRICE]) * (1.0 - m.commission[market])
    for rank in range(len(firms)):
        market = first + rank * SERVICES * zones
        x = times[:, rank]
        asked, served = total(x[:, ASKED]), total(x[:, DONE])
        m.asked[market], m.orders[market] = asked * here, served * here
        m.surge[market], m.wait[market], m.tightness[market] = 1.0, 1.0, 0.0
        own = dearer = 0.0
        if asked > 0.0 and served > 0.0:
            m.surge[market] = total(x[:, DONE] * _exp(x[:, PRICE])) / served
            m.tightness[market] = total(x[:, DONE] * x[:, PRICE]) / served
            m.wait[market] = total(x[:, ASKED] * _exp(x[:, WAIT])) / asked
            own = total(x[:, DONE] * (1.0 - x[:, POOLED])) / max(firms[rank, ROOM], 1e-9)
            dearer = total(x[:, DONE] * (1.0 - x[:, POOLED]) * _exp(x[:, PRICE])) / max(firms[rank, ROOM], 1e-9)
        orders, weight = own + pool, supply[market, WEIGHT] / 100.0
        m.allotted[market] = firms[rank, HERE] * orders
        m.share[market] = m.allotted[market] / m.filled[market] / weight if weight > 0.0 else 0.0
        value = paid + dearer * m.price[market]
        kept = net + dearer * m.price[market] * (1.0 - m.commission[market])
        for home in range(zones):
            t = terms[market // zones, home]
            if t.market == market and orders > 0.0:
                t.price, t.kept = value / orders, kept / value
