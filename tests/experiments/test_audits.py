"""Audits: CVs and posts are sent into a city to find what employers and distance do."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from jiuye.experiments.validation.audits import distance_penalty, women_callback_penalty
from jiuye.model.build import build_city
from jiuye.scenarios.cities import load_city


@cache
def town():
    """A city with open posts."""
    city = build_city(load_city("hangzhou"), 3_000, 1)
    city.employers.vacancies[:] = city.employers.slots
    return city


def acting(**behaviour: float):
    """The same city where people or employers behave otherwise."""
    return replace(town(), behaviour=replace(town().behaviour, **behaviour))


def test_equal_cvs_have_equal_luck_without_bias():
    assert women_callback_penalty(acting(screening_bias=0.0)) == 0.0


def test_bias_is_found_by_sending_cvs():
    once, twice = (women_callback_penalty(acting(screening_bias=bias)) for bias in (1.0, 2.0))
    assert -15.0 < once < -0.3
    assert twice < 1.5 * once


def test_distance_is_found_by_moving_posts():
    assert abs(distance_penalty(acting(distance_decay=0.0, km_cost=0.0))) < 3.0
    decay = distance_penalty(acting(distance_decay=0.027, km_cost=0.0))
    assert decay == pytest.approx(100 * (math.exp(-0.027 * 16) - 1), abs=4.0)
    assert distance_penalty(acting(distance_decay=0.027, km_cost=60.0)) < decay - 5.0


def test_audits_leave_the_city_alone():
    city = town().fork()
    women_callback_penalty(city)
    distance_penalty(city)
    for table in ("workers", "employers", "markets"):
        for name, column in getattr(city, table).columns().items():
            assert np.array_equal(column, getattr(town(), table).columns()[name]), name
    assert city.draws == town().draws
