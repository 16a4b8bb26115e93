"""Public moments of households: hand-made homes against values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from jiuye.agents.workers import INACTIVE, SELF_EMPLOYED
from jiuye.experiments.validation import household_moments, moments
from jiuye.experiments.validation.census import Census
from jiuye.experiments.validation.moment_registry import STOCKS
from jiuye.model.grid import VILLAGE
from jiuye.model.households import Households

from .city_of_ten import city_of_ten

ENTERED = (household_moments, moments)  # importing them enters their moments


def homes_of_ten(**columns):
    """Six people at work in two households of a town, with one child; four in a village, with two."""
    city = city_of_ten(**columns)
    city.households = Households(np.array([0, 4, 6, 10], np.int32), np.array([1, 0, 2], np.uint8))
    city.workers.cell[6:] = np.flatnonzero(city.grid.klass == VILLAGE)[0]
    return city


def stock(city, name):
    return STOCKS[name](Census(city))


def test_size_and_workers_of_households():
    city = homes_of_ten()
    assert stock(city, "P96") == pytest.approx(13 / 3)
    assert stock(city, "P97a") == pytest.approx(6 / 2)
    assert stock(city, "P97b") == pytest.approx(100 * 1 / 6)  # the rider, of four adults and two children


def test_income_per_head_of_town_and_village():
    city = homes_of_ten(income={0: 700_000, 5: 140_000, 6: 60_000, 9: 180_000})
    assert stock(city, "P23") == pytest.approx((8_400 / 7) / (2_400 / 6))


def test_parts_of_income():
    takings = {**dict.fromkeys(range(5), 600_000), 5: 300_000, 6: 0, 7: 0, 8: 400_000}
    city = homes_of_ten(status={5: SELF_EMPLOYED, 8: SELF_EMPLOYED, 9: INACTIVE}, earned=takings)
    w = city.workers
    w.income[:5], w.income[5], w.income[8], w.income[9] = 500_000, 300_000, 400_000, 250_000
    income = 25_000 + 3_000 + 4_000 + 2_500
    assert stock(city, "P99a") == pytest.approx(100 * 30_000 / income)
    assert stock(city, "P99b") == pytest.approx(100 * (2_500 - 5_000) / income)  # a pension less contributions and tax
    assert stock(city, "P99c") == pytest.approx((4_000 / 6_500) / (3_000 / 28_000))
