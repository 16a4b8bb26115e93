"""Firms: each sets its price and commission in each zone, reckons its profit, and may give up or come anew."""

from __future__ import annotations

import numpy as np

from ....agents.compiled import serial
from ....agents.maths import log, total
from ....agents.platform_firms import (
    LEAST,
    attraction,
    commission_sought,
    data_in_use,
    owed_to_data,
    price_step,
    step_towards,
)
from ....agents.platforms import SERVICES
from ....agents.workers import PLATFORM
from ...city import City
from ...draws import uniform
from ...rules import Rules

NO_FIRM = -1


def run_firms(city: City, rules: Rules, flows: dict[str, int]) -> None:
    """Firms see what the month brought and decide what to charge, whether to go on, and whether to come."""
    m, p, b = city.markets, city.platforms, city.behaviour
    profits, heir = np.zeros(len(p)), np.full(len(p), NO_FIRM)
    key = city.draws.key("new platform")
    entered = int(_decide(m.view(), p.view(), rules.view(), b.view(), key, profits, heir))
    gone = np.flatnonzero(heir != NO_FIRM)
    for firm in gone:
        _hand_over(city, int(firm), int(heir[firm]))
    flows["platforms_closed"], flows["platforms_opened"] = len(gone), entered
    flows["platform_profit"] = int(round(100.0 * profits.sum()))


def _hand_over(city: City, firm: int, heir: int) -> None:
    """Workers of a firm that gives up go on with the rival that takes over its customers."""
    w = city.workers
    w.employer[(w.status == PLATFORM) & (w.employer == firm)] = heir
    w.side[w.side == firm + 1] = heir + 1


@serial
def _decide(m, p, rules, behaviour, key, profits, heir):
    _charge(m, p, rules, behaviour)
    _value_data(m, p, rules, behaviour)
    return _live(m, p, len(rules), behaviour, key, profits, heir)


@serial
def _charge(m, p, rules, behaviour):
    """One step of each firm's list price and commission in each zone."""
    b, zones = behaviour[0], len(rules)
    for market in range(len(m.price)):
        k, zone = market // zones, market % zones
        if p.running[k] <= 0.0:
            continue
        all_brands = 0.0
        for other in range(k % SERVICES, len(p.price), SERVICES):
            over = log(m.price[other * zones + zone] / p.price[other])
            all_brands += p.running[other] * p.brand[other] * attraction(over, 0.0, b)
        share = p.brand[k] * attraction(log(m.price[market] / p.price[k]), 0.0, b) / all_brands
        own = b.own_cost * p.commission[k] * p.price[k] / m.price[market]
        now, elasticity = m.commission[market], p.price_elasticity[k]
        sought = commission_sought(own, m.burden[market], p.power[k], share, now, elasticity, b)
        m.commission[market] = step_towards(now, sought, rules[zone].commission_cap, b)
        m.price[market] = price_step(m.price[market], p.price[k], m.tightness[market], b)


@serial
def _value_data(m, p, rules, behaviour):
    """What data are worth to each firm: what it earned on the orders it owes to them, for each worker here whose data
    it may use; the mean of some months, for that is what a dividend can be drawn from."""
    b, zones = behaviour[0], len(rules)
    for k in range(len(p.price)):
        brands = total((p.running * p.brand)[k % SERVICES :: SERVICES])
        gain = givers = 0.0
        for market in range(k * zones, (k + 1) * zones):
            r = rules[market % zones]
            used = data_in_use(m.consenting[market], r.dividend_share, r.data_export, b)
            owed = owed_to_data(used, p.brand[k] / max(brands, LEAST), b)
            gain += owed * m.orders[market] * max(_margin(market, k, m, p, b), 0.0)
            givers += m.consenting[market] * m.workers[market]
        if p.running[k] > 0.0 and givers > 0.0:
            worth = gain / givers
            p.data_gain[k] += (worth - p.data_gain[k]) * (b.firm_memory if p.data_gain[k] > 0.0 else 1.0)


@serial
def _margin(market, k, m, p, b):
    """What an order leaves a firm above its own cost, yuan."""
    paid = m.price[market] * m.surge[market]
    return paid * (m.commission[market] - m.burden[market]) - b.own_cost * p.commission[k] * p.price[k]


@serial
def _live(m, p, zones, behaviour, key, profits, heir):
    """Profit of each firm; those that lose for long give up to the largest rival, and newcomers take an empty place
    where they would earn more than the fixed cost. Return how many came."""
    b, entered = behaviour[0], 0
    for service in range(SERVICES):
        fixed = _fixed_cost(service, m, p, zones, b)
        rivals = largest = brands = earned = 0.0
        for k in range(service, len(p.price), SERVICES):
            if p.running[k] > 0.0 and fixed > 0.0:
                gain, ours = _contribution(k, m, p, zones, b)
                profits[k] = (gain - fixed) * ours
                p.profit[k] += b.firm_memory * (gain / fixed - 1.0 - p.profit[k])
                p.losing[k] = p.losing[k] + 1.0 if p.profit[k] < 0.0 else 0.0
                rivals, brands = rivals + 1.0, brands + p.brand[k]
                largest = max(largest, p.brand[k])
                earned += fixed * (1.0 + p.profit[k])
        came = False
        for k in range(service, len(p.price), SERVICES):
            if p.running[k] > 0.0:
                if p.losing[k] > b.firm_patience and rivals > 1.0 and p.brand[k] < largest:
                    heir[k] = _give_up(k, m, p, zones, largest)
                    rivals -= 1.0
            elif not came and rivals > 0.0 and heir[k] == NO_FIRM:
                hoped = earned * b.entrant_brand / (brands + b.entrant_brand * brands)
                came = True
                if hoped > fixed and uniform(key, service) < b.firm_entry:
                    _open(k, m, p, zones, b.entrant_brand * brands)
                    entered += 1
    return entered


@serial
def _fixed_cost(service, m, p, zones, b):
    """What it costs a month to be in a service at all: what a firm of the least share that pays would earn in normal
    times."""
    orders = 0.0
    for k in range(service, len(p.price), SERVICES):
        orders += total(m.demand[k * zones : (k + 1) * zones])
    return b.viable_share * orders * p.price[service] * p.commission[service] * (1.0 - b.own_cost)


@serial
def _contribution(k, m, p, zones, b):
    """What a firm's orders left last month above their own cost, everywhere, and the city's part of it."""
    gain = ours = 0.0
    for market in range(k * zones, (k + 1) * zones):
        each = _margin(market, k, m, p, b)
        whole = m.orders[market]
        if p.online[k] > 0.0 and m.capacity[market] > 0.0:
            whole *= 1.0 + m.elsewhere[market] / m.capacity[market]
        gain += each * whole
        ours += each * m.orders[market]
    return gain, ours / gain if gain > 0.0 else 1.0


@serial
def _give_up(k, m, p, zones, largest):
    """A firm merges into its largest rival, which keeps the customers; its row is free."""
    heir = NO_FIRM
    for other in range(k % SERVICES, len(p.price), SERVICES):
        if p.running[other] > 0.0 and p.brand[other] >= largest:
            heir = other
    p.brand[heir] += p.brand[k]
    p.running[k], p.brand[k], p.profit[k], p.losing[k] = 0.0, 0.0, 0.0, 0.0
    m.workers[k * zones : (k + 1) * zones] = 0
    return heir


@serial
def _open(k, m, p, zones, brand):
    """A newcomer begins with the usual terms and a hidden rule like the others'."""
    p.running[k], p.brand[k], p.profit[k], p.losing[k] = 1.0, brand, 0.0, 0.0
    for market in range(k * zones, (k + 1) * zones):
        m.price[market], m.commission[market] = p.price[k], p.commission[k]
        m.bias[market], m.relief[market], m.fair_entry[market], m.excluded[market] = 1.0, 0.0, 0.0, 0.0
        m.elsewhere[market], m.filled[market] = 0.0, 1.0
        m.hourly[market] = m.hourly[market % zones + k % SERVICES * zones]
