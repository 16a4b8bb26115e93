"""Clearing: on each market of a service, price and wait move until orders served are the capacity used.

A market is a service in a zone, an online one the whole country: there the city's people take the share of orders that
their hours serve, and as many others as are needed work elsewhere. Some rounds of one step towards balance are made,
always as many, so that the bits do not hang on threads.
"""

from __future__ import annotations

from typing import Any, NamedTuple

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
# data make, orders kept under policy; orders over hours where hours are short and where not, over those of the market.
BRAND, ROOM, HERE, LIST, KNOWN, KEPT, SHORT, SPARE = range(8)
OF_FIRM = SPARE + 1
# Of a firm at a time: orders and hours, log price over list, log wait, orders done, share of hours pooled, idle
# hours in normal times; while balance is looked for, orders over hours and the waits at both kinds of place.
ASKED, HOURS, PRICE, WAIT, DONE, POOLED, IDLE, TIGHT, AT_SHORT, AT_SPARE = range(10)
AT_A_TIME = AT_SPARE + 1
WANTED, PATIENCE, BRANDS, ROOMS = range(4)  # of a market: orders at usual terms, sharpness, sums over its firms
OF_MARKET = ROOMS + 1


class Leanings(NamedTuple):
    """What the rules below read of behaviour: numbers at hand, so that loops go side by side."""

    patience: float
    surge_most: float
    discount_most: float
    surge_strength: float
    wait_most: float
    wait_density: float
    wait_elasticity: float
    wait_worth: float
    switching: float


def clear_markets(
    city: City, rules: Rules, terms: NDArray[Any], levels: tuple[float, float], supply: NDArray[np.int64]
) -> None:
    """Settle price, wait and orders of each market, and write what an order pays into the terms. `levels`: demand of
    the month where residents order, and where everybody does; `supply`: sums over the workers of each market."""
    m, p = city.markets, city.platforms
    _clear(m.view(), p.view(), rules.view(), city.behaviour.view(), levels, city.ground.uneven, supply, terms)


@serial
def _clear(m, p, rules, behaviour, levels, uneven, supply, terms):
    """One service after the other; the firms of all its markets stand side by side, market by market."""
    b, zones, ranks = behaviour[0], len(rules), len(p.online) // SERVICES
    leanings = Leanings(
        b.patience,
        b.surge_most,
        b.discount_most,
        b.surge_strength,
        b.wait_most,
        b.wait_density,
        b.wait_elasticity,
        b.wait_worth,
        b.switching,
    )
    for service in range(SERVICES):
        online = p.online[service] > 0.0
        here = 1 if online else zones
        running = _running(service, ranks, p)
        level = levels[1] if online else levels[0]
        week = p.peak_share[service], p.peak_hours[service], p.price_elasticity[service]
        normal = _normal_times(p.peak_share[service], p.peak_hours[service], b)
        firms, times = np.zeros((OF_FIRM, here * ranks)), np.zeros((len(TIMES), AT_A_TIME, here * ranks))
        markets = np.zeros((here, OF_MARKET))
        for zone in range(here):
            first, end = zone * ranks, (zone + 1) * ranks
            mine = firms[:, first:end]
            usual = _gather(service * zones + zone, zones, m, p, rules[zone], supply, online, mine, b)
            apart = uneven[service, zone]
            markets[zone, WANTED] = usual * level * (1.0 - b.gaming_loss * rules[zone].dispatch_openness)
            markets[zone, PATIENCE] = sharpness(apart, b)
            markets[zone, BRANDS], markets[zone, ROOMS] = total(mine[BRAND]), total(mine[ROOM])
            mine[SHORT], mine[SPARE] = tighter_at_orders(apart, 1.0), tighter_at_orders(apart, -1.0)
            _remember_idle(usual, normal, mine, markets[zone, BRANDS], times[:, IDLE, first:end])
        abreast, then = np.empty((OF_FIRM, here * len(running))), np.zeros((len(TIMES), AT_A_TIME, here * len(running)))
        _draw_together(running, ranks, firms, abreast)
        for time in TIMES:
            _draw_together(running, ranks, times[time], then[time])
        for _ in range(ROUNDS):
            _ask(week, abreast, then, markets, leanings, b)
            _respond(normal[1], abreast, then, leanings)
        _ask(week, abreast, then, markets, leanings, b)
        _serve_orders(abreast, then, markets, b)
        for time in TIMES:
            _put_back(running, ranks, then[time], times[time])
        for zone in range(here):
            first, end = zone * ranks, (zone + 1) * ranks
            mine, found = firms[:, first:end], times[:, :, first:end]
            if online:
                _work_elsewhere(service * zones + zone, zones, m, mine, found, b)
            _settle_market(service * zones + zone, zones, m, supply, mine, found, terms)


@serial
def _running(service, ranks, p):
    """Ranks of a service at which a firm runs: the others are empty places, half of all in most cities, and nothing
    becomes of them while balance is looked for."""
    found = np.empty(ranks, np.int64)
    n = 0
    for rank in range(ranks):
        k = service + rank * SERVICES
        if p.brand[k] * p.running[k] > 0.0:
            found[n] = rank
            n += 1
    return found[:n]


@serial
def _draw_together(running, ranks, places, firms):
    """Of [field, market and rank] those at which firms run, in the same order."""
    for field in range(len(places)):
        for n in range(firms.shape[1]):
            firms[field, n] = places[field, n // len(running) * ranks + running[n % len(running)]]


@serial
def _put_back(running, ranks, firms, places):
    """The reverse."""
    for field in range(len(places)):
        for n in range(firms.shape[1]):
            places[field, n // len(running) * ranks + running[n % len(running)]] = firms[field, n]


@serial
def _gather(first, zones, m, p, r, supply, online, firms, b):
    """What each firm of a service brings to a market; return the orders demanded there in normal times."""
    usual = 0.0
    for rank in range(firms.shape[1]):
        market = first + rank * SERVICES * zones
        k = market // zones
        usual += m.demand[market]
        m.capacity[market], m.workers[market] = supply[market, CAPACITY] / 100.0, supply[market, HEADS]
        if supply[market, HEADS] > 0:
            m.consenting[market] = supply[market, CONSENTING] / supply[market, HEADS]
        firms[BRAND, rank] = p.brand[k] * p.running[k]
        firms[HERE, rank] = m.capacity[market]
        firms[ROOM, rank] = firms[HERE, rank] + (m.elsewhere[market] if online else 0.0)
        firms[LIST, rank] = log(m.price[market] / p.price[k])
        firms[KNOWN, rank] = better_known(data_in_use(m.consenting[market], r.dividend_share, r.data_export, b), b)
        firms[KEPT, rank] = orders_kept(market, m, r, b)
    if usual <= 0.0:  # nobody orders anything there
        firms[BRAND] = 0.0
    return usual


@serial
def _remember_idle(usual, normal, firms, brands, idle):
    """Idle hours that each firm has at each time in normal times."""
    for time in TIMES:
        for rank in range(firms.shape[1]):
            if firms[BRAND, rank] > 0.0:
                idle[time, rank] = normal[0][time] * usual * (firms[BRAND, rank] / brands) * normal[2][time]


@serial
def _ask(week, firms, times, markets, leanings, b):
    """Orders asked of each firm at each time, and the hours there for them: those of people on several platforms go
    where orders are, and everybody's to the peak as it pays."""
    peak_share, peak_hours, elasticity = week
    ranks = firms.shape[1] // len(markets)
    for time in TIMES:
        _attract(firms[BRAND], firms[LIST], times[time, PRICE], times[time, WAIT], times[time, ASKED], leanings)
    for zone in range(len(markets)):
        brands, rooms = markets[zone, BRANDS], markets[zone, ROOMS]
        if brands <= 0.0:
            continue
        first, end, dearer = zone * ranks, (zone + 1) * ranks, 0.0
        for n in range(first, end):
            dearer += firms[BRAND, n] * (times[PEAK, PRICE, n] - times[OFF_PEAK, PRICE, n])
        peak = hours_at_peak(peak_share, peak_hours, exp(dearer / brands), b)
        for time in TIMES:
            x = times[time]
            chosen = price = wait = asked = 0.0
            for n in range(first, end):
                if firms[BRAND, n] > 0.0:  # else an empty place
                    chosen += x[ASKED, n]
                    price += x[ASKED, n] * (firms[LIST, n] + x[PRICE, n])
                    wait += x[ASKED, n] * x[WAIT, n]
            orders = markets[zone, WANTED] * (peak_share if time == PEAK else 1.0 - peak_share)
            orders *= orders_left(price / chosen, wait / chosen, elasticity, b) / chosen
            for n in range(first, end):
                x[ASKED, n] *= orders * firms[KEPT, n]
                asked += x[ASKED, n]
            hours, several = peak if time == PEAK else 1.0 - peak, b.several_platforms
            for n in range(first, end):
                if firms[BRAND, n] > 0.0:
                    own, pooled = _own_and_pooled(x[ASKED, n] / max(asked, 1e-9), firms[ROOM, n], rooms, several)
                    x[HOURS, n] = hours * (own + pooled)


@rule
def _own_and_pooled(part, room, rooms, several):
    """Hours of a firm's own people, and those of people on several platforms that its part of the orders draws."""
    return (1.0 - several) * room, several * rooms * part


@serial
def _attract(brand, listed, price, wait, asked, leanings):
    for n in range(len(brand)):
        asked[n] = brand[n] * attraction(listed[n] + price[n], wait[n], leanings) if brand[n] > 0.0 else 0.0


@serial
def _serve_orders(firms, times, markets, b):
    """Orders done, as far as they fill the hours; share of hours that are pooled."""
    ranks = firms.shape[1] // len(markets)
    for zone in range(len(markets)):
        for time in TIMES:
            x, asked = times[time], 0.0
            for n in range(zone * ranks, (zone + 1) * ranks):
                asked += x[ASKED, n]
            for n in range(zone * ranks, (zone + 1) * ranks):
                if firms[BRAND, n] > 0.0:
                    part, rooms = x[ASKED, n] / max(asked, 1e-9), markets[zone, ROOMS]
                    own, pooled = _own_and_pooled(part, firms[ROOM, n], rooms, b.several_platforms)
                    x[POOLED, n] = pooled / max(own + pooled, 1e-9)
                    x[DONE, n] = x[HOURS, n] * _use(x[ASKED, n], x[HOURS, n], markets[zone, PATIENCE])


@rule
def _use(asked, hours, patience):
    """Share of the hours that orders fill."""
    tightness = asked / max(hours, 1e-9)
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
def _respond(usually, firms, times, leanings):
    """Price and wait move part of the way to what orders over hours make of them, waits where hours are short and where
    they are not."""
    for time in TIMES:
        x = times[time]
        _tighten(x[ASKED], x[HOURS], x[TIGHT])
        _wait(x[HOURS], x[TIGHT], firms[SHORT], x[IDLE], x[AT_SHORT], leanings)
        _wait(x[HOURS], x[TIGHT], firms[SPARE], x[IDLE], x[AT_SPARE], leanings)
        _move_prices(firms[BRAND], x[TIGHT], usually[time], x[PRICE], leanings)
        _move_waits(firms[BRAND], firms[SHORT], firms[SPARE], x[AT_SHORT], x[AT_SPARE], firms[KNOWN], x[WAIT])


@serial
def _tighten(asked, hours, tight):
    """Orders over hours."""
    for n in range(len(tight)):
        tight[n] = asked[n] / max(hours[n], 1e-9)


@serial
def _wait(hours, tight, place, idle, out, leanings):
    """Log wait where orders over hours are `place` times those of the market."""
    for n in range(len(out)):
        out[n] = _wait_at(hours[n], place[n] * tight[n], idle[n], leanings)


@serial
def _move_prices(brand, tight, usually, price, leanings):
    for n in range(len(price)):
        moved = price[n] + PACE * (surge(tight[n], usually, leanings) - price[n])
        price[n] = moved if brand[n] > 0.0 else price[n]


@serial
def _move_waits(brand, short, spare, at_short, at_spare, known, wait):
    for n in range(len(wait)):
        mean = 0.5 * (at_short[n] + at_spare[n]) if spare[n] != short[n] else at_short[n]
        moved = wait[n] + PACE * (mean + known[n] - wait[n])
        wait[n] = moved if brand[n] > 0.0 else wait[n]


@serial
def _work_elsewhere(first, zones, m, firms, times, b):
    """People elsewhere come to an online service and leave it as their pay there is above or below the usual."""
    for rank in range(firms.shape[1]):
        market = first + rank * SERVICES * zones
        needed = max(_at_both(times, rank, ASKED) / USUAL_TIGHTNESS - firms[HERE, rank], 0.0)
        m.elsewhere[market] += b.entry_elsewhere * (needed - m.elsewhere[market])


@rule
def _at_both(x, rank, what):
    """Sum over both times."""
    return x[PEAK, what, rank] + x[OFF_PEAK, what, rank]


@rule
def _products(x, rank, what, other):
    """Sum over both times of one thing times another."""
    return x[PEAK, what, rank] * x[PEAK, other, rank] + x[OFF_PEAK, what, rank] * x[OFF_PEAK, other, rank]


@rule
def _at_levels(x, rank, what, logs):
    """Sum over both times of one thing times what another is the log of."""
    return x[PEAK, what, rank] * exp(x[PEAK, logs, rank]) + x[OFF_PEAK, what, rank] * exp(x[OFF_PEAK, logs, rank])


@serial
def _settle_market(first, zones, m, supply, firms, times, terms):
    """Orders of each firm, and what an hour of its workers gets from it and, on several platforms, from all: orders,
    and the price and the pay of an order, which are written into the terms. Online, all are the city's part."""
    room = max(total(firms[ROOM]), 1e-9)
    here = total(firms[HERE]) / room
    pool = paid = net = 0.0
    for rank in range(firms.shape[1]):
        market = first + rank * SERVICES * zones
        for time in TIMES:
            pooled = times[time, DONE, rank] * times[time, POOLED, rank] / room
            pool += pooled
            paid += pooled * m.price[market] * exp(times[time, PRICE, rank])
            net += pooled * m.price[market] * exp(times[time, PRICE, rank]) * (1.0 - m.commission[market])
    for rank in range(firms.shape[1]):
        market = first + rank * SERVICES * zones
        asked, served = _at_both(times, rank, ASKED), _at_both(times, rank, DONE)
        m.asked[market], m.orders[market] = asked * here, served * here
        m.surge[market], m.wait[market], m.tightness[market] = 1.0, 1.0, 0.0
        own = dearer = 0.0
        if asked > 0.0 and served > 0.0:
            m.surge[market] = _at_levels(times, rank, DONE, PRICE) / served
            m.tightness[market] = _products(times, rank, DONE, PRICE) / served
            m.wait[market] = _at_levels(times, rank, ASKED, WAIT) / asked
            for time in TIMES:
                alone = times[time, DONE, rank] * (1.0 - times[time, POOLED, rank])
                own += alone
                dearer += alone * exp(times[time, PRICE, rank])
            own, dearer = own / max(firms[ROOM, rank], 1e-9), dearer / max(firms[ROOM, rank], 1e-9)
        orders, weight = own + pool, supply[market, WEIGHT] / 100.0
        m.allotted[market] = firms[HERE, rank] * orders
        m.share[market] = m.allotted[market] / m.filled[market] / weight if weight > 0.0 else 0.0
        value = paid + dearer * m.price[market]
        kept = net + dearer * m.price[market] * (1.0 - m.commission[market])
        for home in range(zones):
            t = terms[market // zones, home]
            if t.market == market and orders > 0.0:
                t.price, t.kept = value / orders, kept / value
