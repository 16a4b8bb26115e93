"""Moments of platform work; what a moment is: `moments`. Figures by the day are over the days that people worked."""

from __future__ import annotations

import numpy as np

from ...agents.choices import WEEKS
from ...agents.platforms import DELIVERY, LIVE, RIDE, SERVICES
from ...agents.workers import EMPLOYEE_SCHEME, FEN
from .census import Census, Floats, Rows, mean, ratio, share
from .moment_registry import stock

FULL_TIME = 40  # hours a week
FEW = 10.0  # orders a day (P81b)


def _orders(c: Census, platform: int) -> Floats:
    """Orders of the month that each person's net pay on a platform stands for."""
    p, m, w, zones = c.city.platforms, c.city.markets, c.workers, c.city.zones
    zone = c.city.grid.district[w.cell] if p.online[platform] == 0.0 else 0
    market = np.where(c.on_platform(platform), w.employer, platform) * zones + zone
    net = m.price * m.surge * (1.0 - m.commission) - p.cost[platform]
    return np.asarray(w.earned * FEN / net[market])


def _a_day(c: Census, platform: int) -> Floats:
    """The same a day worked."""
    return np.asarray(_orders(c, platform) / np.maximum(c.workers.days, 1))


def _full_time(c: Census, platform: int) -> Rows:
    """Works on a platform as on a usual job."""
    return c.on_platform(platform) & (c.workers.hours >= FULL_TIME)


@stock("P81a")
def ride_orders_a_day(c: Census) -> float:
    return mean(_a_day(c, RIDE), _full_time(c, RIDE))


@stock("P81b")
def ride_days_with_few_orders(c: Census) -> float:
    return share(_a_day(c, RIDE) < FEW, c.on_platform(RIDE))


@stock("P81c")
def ride_fare(c: Census) -> float:
    m, zones = c.city.markets, c.city.zones
    price, orders = ((each.reshape(-1, SERVICES, zones)[:, RIDE]) for each in (m.price * m.surge, m.orders))
    return ratio(float((price * orders).sum()), float(orders.sum()))


@stock("P81d")
def ride_hours_a_day(c: Census) -> float:
    return mean(c.workers.hours * WEEKS / np.maximum(c.workers.days, 1), _full_time(c, RIDE))


@stock("P84")
def driver_net_over_gross(c: Census) -> float:
    # Gross is what the platform hands over; fuel and the like are paid out of it.
    rows, p = c.on_platform(RIDE), c.city.platforms
    net = float(c.workers.earned[rows].sum(dtype=np.float64)) * FEN
    return ratio(net, net + float(p.cost[RIDE]) * float(_orders(c, RIDE)[rows].sum()))


@stock("P89")
def rider_orders_a_day(c: Census) -> float:
    return mean(_a_day(c, DELIVERY), _full_time(c, DELIVERY))


@stock("P90")
def rider_hourly_pay(c: Census) -> float:
    rows = _full_time(c, DELIVERY)
    return ratio(float(c.pay[rows].sum()), float(c.workers.hours[rows].sum(dtype=np.float64)) * WEEKS)


@stock("P94a")
def flexible_in_employees_pension(c: Census) -> float:
    return share((c.workers.insured & EMPLOYEE_SCHEME) > 0, c.flexible)


@stock("P94b")
def flexible_in_employees_medical(c: Census) -> float:
    # Pension and medical insurance of employees are one scheme here.
    return share((c.workers.insured & EMPLOYEE_SCHEME) > 0, c.flexible)


@stock("P95a")
def streamers_below_5000(c: Census) -> float:
    return share(c.pay < 5_000.0, c.on_platform(LIVE))
