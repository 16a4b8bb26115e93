"""Is the untouched city believable? A few public moments; the full table is `jiuye validate`."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from jiuye.experiments.run import Result, burnt_in, play
from jiuye.scenarios.spec import load_scenario

NAMES = (
    *("unemployment_rate", "platform_year_share", "turnover_rate", "voluntary_share", "participation_rate"),
    *("job_finding_rate", "flexible_share"),
)


@cache
def _baseline() -> tuple[Result, ...]:
    size = {"city": {"profile": "hangzhou", "workers": 12_000}, "time": {"months": 60}, "by": ["sex"]}
    scenario = load_scenario("baseline", overrides=size)
    results = []
    for seed in (3, 5):
        city, past = burnt_in(scenario, seed)
        results.append(play(city, past, scenario, NAMES))
    return tuple(results)


def _mean(name: str, group: str = "all", year: int = 5) -> float:
    return float(np.mean([r.indicators[name][12 * (year - 1) : 12 * year, r.groups.index(group)] for r in _baseline()]))


@pytest.mark.parametrize(
    ("name", "group", "low", "high", "target"),
    [
        ("unemployment_rate", "urban_rural=urban", 5.15 - 1.0, 5.15 + 1.0, "P01 within a point"),
        ("platform_year_share", "all", 14.0, 22.0, "P15"),
        ("turnover_rate", "all", 14.5, 17.5, "P06"),
        ("voluntary_share", "all", 60.0, 80.0, "P07"),
        ("job_finding_rate", "all", 12.0, 28.0, "P08"),
        ("flexible_share", "all", 24.0, 36.0, "P14"),
        ("participation_rate", "sex=female", 58.0, 64.0, "P11"),
    ],
)
def test_moment(name: str, group: str, low: float, high: float, target: str) -> None:
    assert low <= _mean(name, group) <= high, target


def test_without_policy_the_city_stays_as_it_is() -> None:
    assert abs(_mean("unemployment_rate", year=5) - _mean("unemployment_rate", year=1)) < 0.8
    assert abs(_mean("platform_year_share", year=5) - _mean("platform_year_share", year=1)) < 1.5
