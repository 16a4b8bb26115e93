"""Moments of employers, on three lines whose fate is made by hand."""

import numpy as np
import pytest

from jiuye.experiments.validation import firm_moments as moments
from jiuye.experiments.validation import sector_moments
from jiuye.experiments.validation.census import Census
from jiuye.experiments.validation.observation import Year
from jiuye.model.month import Flows

from ..ten_people import begin, ten_people

AGES = (24, 3, 100)  # months, when the year begins


def a_year():
    """Line 0 grows from 4 to 6, line 1 (2 staff) closes, line 2 closed and opened anew with 3."""
    city = begin(ten_people())
    city.month, e = 200, city.employers
    e.opened[:] = city.month - np.array(AGES)
    e.staff[:] = [4, 2, 5]
    seen = Year(city)
    counts = {"firms": 3, "firm_deaths": 0, "young_firm_deaths": 0, "firm_births": 0, "days_to_fill": 120, "hires": 2}
    died = counts | {"firm_deaths": 2, "young_firm_deaths": 1, "firm_births": 1}
    seen.months = [Flows(city.month + k, died if k == 3 else counts, None) for k in range(12)]
    city.month += 12
    e.staff[:], e.closed[1], e.opened[2] = [6, 0, 3], 1, city.month - 8
    return seen


@pytest.fixture
def year(monkeypatch):
    seen = a_year()
    flows = {name: np.array([m.counts[name] for m in seen.months], float) for name in seen.months[0].counts}
    series = type("Flows", (), {"flow": staticmethod(flows.__getitem__)})
    monkeypatch.setattr(Year, "series", property(lambda self: series))
    return seen


def test_births_and_deaths(year):
    assert moments.exit_rate(year) == pytest.approx(100.0 * 12 * 2 / 36)
    assert moments.young_exits(year) == 50.0
    assert moments.third_year_exits(year) == 0.0  # the line of two years lives
    assert moments._hazard(year, 1) == 100.0  # that of three months closed
    assert moments._hazard(year, 9) == 100.0  # and in the place of that of 100 there is another
    assert moments.open_after_a_year(year) == 100.0


def test_sizes_and_jobs(year):
    census = Census(year.city)
    assert moments.unit_size(census) == pytest.approx(4.5)
    assert moments.young_firms(census) == pytest.approx(100.0)
    changed = 2 + 2 + 5 + 3  # grown, closed, closed in the place of the newborn, newborn
    assert moments.job_turnover(year) == pytest.approx(100.0 * changed / (0.5 * (11 + 9)))
    assert moments.vacancy_duration(year) == 60.0


def test_small_firms(monkeypatch):
    monkeypatch.setattr(sector_moments, "SMALL", 3)
    monkeypatch.setattr(sector_moments, "SMALL_INDUSTRY", 7)
    city = ten_people()
    e, sectors = city.employers, city.sectors
    e.staff[:] = [6, 2, 3]
    e.sector[:] = [sectors.index(name) for name in ("manufacturing", "trade", "trade")]
    assert sector_moments.small_firms_share(Census(city)) == pytest.approx(100.0 * (6 + 2) / 11)
    e.establishment[2] = e.establishment[1]  # together no longer small
    assert sector_moments.small_firms_share(Census(city)) == pytest.approx(100.0 * 6 / 11)
    e.sector[0] = sectors.index("education")  # no enterprise
    assert sector_moments.small_firms_share(Census(city)) == 0.0
