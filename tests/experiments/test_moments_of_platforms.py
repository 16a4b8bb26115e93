"""Public moments of platform work and of migrants' years: hand-made people against values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from jiuye.agents.choices import WEEKS
from jiuye.agents.platforms import DELIVERY, LIVE, RIDE
from jiuye.agents.workers import EMPLOYEE_SCHEME, LOCAL_RURAL, NONLOCAL_RURAL, PLATFORM, SELF_EMPLOYED
from jiuye.experiments.validation import platform_moments  # noqa: F401  they register themselves
from jiuye.experiments.validation.census import Census
from jiuye.experiments.validation.moment_registry import stock
from jiuye.experiments.validation.moments import STOCKS, YEARS
from jiuye.experiments.validation.observation import Year

from .city_of_ten import city_of_ten
from .test_moments_of_a_year import hand_made

DAYS = 26


def on_platform(platform: int, hours: tuple[int, ...], orders: tuple[float, ...]):
    """A city whose first people work on one platform, so many hours a week and with so many orders a month."""
    rows = range(len(hours))
    city = city_of_ten(
        status=dict.fromkeys(range(10), 0) | dict.fromkeys(rows, PLATFORM), employer=dict.fromkeys(rows, platform)
    )
    p, city.markets.orders[:] = city.platforms, 1.0
    net = p.price[platform] * (1.0 - p.commission[platform]) - p.cost[platform]
    for row, (time, number) in enumerate(zip(hours, orders, strict=True)):
        city.workers.hours[row], city.workers.earned[row] = time, round(100 * number * net)
        city.workers.days[row] = DAYS
    return city


def of(city, name: str) -> float:
    return STOCKS[name](Census(city))


def test_orders_of_drivers_are_those_their_pay_stands_for():
    city = on_platform(RIDE, (60, 50, 10), (15 * DAYS, 9 * DAYS, 2 * DAYS))
    assert of(city, "P81a") == pytest.approx(12.0, rel=1e-3)  # of the two who drive all day
    assert of(city, "P81b") == pytest.approx(100 * 2 / 3)
    assert of(city, "P81c") == city.platforms.price[RIDE]
    assert of(city, "P81d") == pytest.approx(55 * WEEKS / DAYS)


def test_net_over_gross_leaves_the_cost_of_each_order():
    p = on_platform(RIDE, (60,), (400.0,)).platforms
    kept = p.price[RIDE] * (1.0 - p.commission[RIDE])
    assert of(on_platform(RIDE, (60, 20), (400.0, 90.0)), "P84") == pytest.approx(1.0 - p.cost[RIDE] / kept, rel=1e-3)


def test_riders_are_told_by_the_day_and_by_the_hour():
    city = on_platform(DELIVERY, (70, 70, 8), (40 * DAYS, 20 * DAYS, 5.0))
    assert of(city, "P89") == pytest.approx(30.0, rel=1e-3)
    assert of(city, "P90") == pytest.approx(city.workers.earned[:2].sum() / 100 / (140 * WEEKS))


def test_schemes_are_of_everybody_who_works_flexibly():
    city = city_of_ten(status={6: SELF_EMPLOYED, 8: PLATFORM}, insured={6: EMPLOYEE_SCHEME, 8: 0})
    flexible = Census(city).flexible
    insured = (city.workers.insured[flexible] & EMPLOYEE_SCHEME) > 0
    assert of(city, "P94a") == of(city, "P94b") == pytest.approx(100 * insured.mean())
    assert 0.0 < insured.mean() < 1.0


def test_streamers_below_5000_yuan():
    city = on_platform(LIVE, (40, 40, 40, 40), (1.0, 2.0, 3.0, 4.0))
    city.workers.earned[:4] = [499_900, 500_000, 900_000, 100]
    assert of(city, "P95a") == pytest.approx(50.0)


def test_months_of_migrants_are_of_those_who_worked_half_the_year():
    city = city_of_ten()
    seen, w = Year(city), city.workers
    w.hukou[:] = NONLOCAL_RURAL
    employed = np.flatnonzero(Census(city).migrant)
    worked = len(employed)
    assert worked > 2
    for month in range(12):
        w.hukou[employed[0]] = NONLOCAL_RURAL if month < 8 else LOCAL_RURAL - 1  # eight months
        w.hukou[employed[1]] = NONLOCAL_RURAL if month < 3 else LOCAL_RURAL - 1  # three: no migrant worker
        seen.look(hand_made({}), {})
    assert YEARS["P66b"](seen) == pytest.approx((8 + 12 * (worked - 2)) / (worked - 1))


def test_a_moment_is_entered_once():
    with pytest.raises(ValueError, match="P90"):
        stock("P90")(lambda census: 0.0)
