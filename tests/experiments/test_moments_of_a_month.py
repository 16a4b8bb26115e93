"""Public moments of a month: hand-made people against values worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from jiuye.agents.employers import NON_PRIVATE
from jiuye.agents.farmers import OWN_FARM
from jiuye.agents.platforms import RIDE
from jiuye.agents.workers import (
    EMPLOYEE_SCHEME,
    EVERY_SCHEME,
    INJURY,
    LOCAL_RURAL,
    NONLOCAL_RURAL,
    PLATFORM,
    SELF_EMPLOYED,
)
from jiuye.experiments.validation.census import Census
from jiuye.experiments.validation.moments import STOCKS
from jiuye.model.grid import CORE, VILLAGE

from .city_of_ten import city_of_ten


def stock(city, name: str) -> float:
    """A moment of the city's month, which ends as `step` leaves it."""
    return STOCKS[name](Census(city))


def test_unemployment_is_of_those_who_looked_within_three_months():
    assert stock(city_of_ten(), "P01") == pytest.approx(100 * 2 / 9)
    assert stock(city_of_ten(idle={6: 2}), "P01") == pytest.approx(100 * 2 / 9)
    assert stock(city_of_ten(idle={6: 3}), "P01") == pytest.approx(100 * 1 / 8)


def test_unemployment_by_age_and_hukou_is_of_towns():
    young = city_of_ten(born={0: -12 * 20, 6: -12 * 20})
    assert stock(young, "P02") == pytest.approx(50.0)
    assert stock(young, "P03") == pytest.approx(100 * 1 / 7)
    migrants = city_of_ten(hukou={6: NONLOCAL_RURAL, 0: NONLOCAL_RURAL, 1: NONLOCAL_RURAL, 2: LOCAL_RURAL})
    assert stock(migrants, "P04") == pytest.approx(100 / 3)
    village = int(np.flatnonzero(migrants.grid.klass == VILLAGE)[0])
    migrants.workers.cell[6] = village
    assert stock(migrants, "P04") == 0.0
    assert stock(migrants, "P01") == pytest.approx(100 * 1 / 8)


def test_participation_by_sex():
    city = city_of_ten(idle={7: 9})
    assert stock(city, "P11") == pytest.approx(50.0)  # of rows 5 and 7, the second is discouraged
    assert stock(city, "P12") == pytest.approx(100 * 7 / 8)  # all men but the student


def test_kinds_of_work():
    city = city_of_ten(status={6: SELF_EMPLOYED}, gig={8: 1, 0: -9, 9: 0})
    city.month = 2
    assert stock(city, "P14") == pytest.approx(100 * 2 / 8)
    assert stock(city, "P15") == pytest.approx(100 * 2 / 7)  # rows 8 and 0 within the year; the student is not counted
    city.month = 4
    assert stock(city, "P15") == pytest.approx(100 * 1 / 7)
    assert stock(city, "P05") == 40.0


def test_migrant_workers_do_not_farm():
    city = city_of_ten(hukou={0: LOCAL_RURAL, 1: NONLOCAL_RURAL, 5: LOCAL_RURAL, 6: LOCAL_RURAL, 8: LOCAL_RURAL})
    w = city.workers
    w.status[8], w.employer[8], w.cell[8] = SELF_EMPLOYED, OWN_FARM, int(np.flatnonzero(city.grid.klass == VILLAGE)[0])
    w.earned[[0, 1, 5]] = 300_000, 900_000, 600_000
    w.born[0], w.trained[1] = -12 * 45, -24
    assert np.flatnonzero(Census(city).migrant).tolist() == [0, 1, 5]
    assert stock(city, "P16") == pytest.approx(100 * 3 / 6)
    assert stock(city, "P17a") == pytest.approx((45 + 30 + 30) / 3)
    assert stock(city, "P17b") == pytest.approx(100 / 3)
    assert stock(city, "P18a") == pytest.approx(6_000.0)
    village, core = (int(np.flatnonzero(city.grid.klass == kind)[0]) for kind in (VILLAGE, CORE))
    w.cell[[0, 1, 5]] = city.employers.cell[:] = village
    assert stock(city, "P18b") == pytest.approx(9_000 / 4_500)  # within the own township at home and at work
    w.cell[0] = core
    assert stock(city, "P18b") == pytest.approx(6_000 / 6_000)
    w.cell[0], city.employers.cell[w.employer[0]] = village, core
    assert stock(city, "P18b") == pytest.approx(6_000 / 6_000)
    assert stock(city, "P42") == pytest.approx(100 / 3)


def test_relative_wages():
    city = city_of_ten(wage=dict.fromkeys((4, 5), 900000))
    city.employers.ownership[1] = NON_PRIVATE
    assert stock(city, "P19") == pytest.approx(1.5)
    assert stock(city, "P20e") == pytest.approx(6_000 / 7_000)  # production
    assert stock(city, "P20d") == pytest.approx(9_000 / 7_000)  # drivers are service staff
    assert math.isnan(stock(city, "P20a"))  # nobody manages
    city.workers.wage[5] = 450_000
    assert stock(city, "P22") == pytest.approx(0.5)  # production staff are not on an online board


def test_pay_and_hours_on_platforms():
    city = city_of_ten(status={6: PLATFORM, 7: PLATFORM}, employer={6: 1, 7: RIDE})
    w = city.workers
    w.earned[[6, 7, 8]] = 400_000, 700_000, 800_000
    w.hours[[6, 7, 8]] = 30, 63, 35
    assert stock(city, "P25") == pytest.approx(8_000.0)  # 30 hours a week are fewer than 22 days of six
    assert math.isnan(stock(city, "P27"))
    assert stock(city, "P26") == pytest.approx(7_000.0)
    assert stock(city, "P28") == pytest.approx(9.0)
    assert (stock(city, "P29a"), stock(city, "P29b")) == (0.0, 100.0)
    assert stock(city, "P32") == pytest.approx(100 / 3)
    assert stock(city, "P33") == pytest.approx(200 / 3)


def test_cover_against_injury_is_no_pension():
    city = city_of_ten(status={6: PLATFORM, 7: SELF_EMPLOYED})
    city.workers.insured[[5, 6, 7, 8]] = 0, INJURY, EVERY_SCHEME, EMPLOYEE_SCHEME | INJURY
    assert stock(city, "P30a") == pytest.approx(100 / 3)
    assert stock(city, "P30b") == pytest.approx(100 / 6)
    assert stock(city, "P31") == pytest.approx(100 / 3)


def test_posts_units_and_ways_to_work():
    city = city_of_ten()
    e = city.employers
    e.vacancies[:], e.age_ceiling[:] = (3, 1, 0), (0, 35, 35)
    assert stock(city, "P44") == pytest.approx(25.0)
    assert stock(city, "P48") == pytest.approx(3.0)  # the third unit has no staff
    e.cell[0] = int(np.argmax(city.grid.distance(np.full(256, e.cell[1]), np.arange(256))))
    assert stock(city, "P50") == pytest.approx(100 * 2 / 6)
    e.remote[0] = 1
    assert stock(city, "P50") == 100.0


def test_skill_and_access():
    city = city_of_ten(technical={0: 4_999}, literacy={1: 2_999, 9: 2_000}, born={1: -12 * 60})
    assert stock(city, "P38") == pytest.approx(100 * 6 / 7)
    assert stock(city, "P43a") == pytest.approx(80.0)
    assert math.isnan(stock(city, "P43b"))
    assert stock(city, "P43c") == 0.0
