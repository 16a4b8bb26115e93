"""Is the untouched city believable? The public moments, on fewer people and seeds than `jiuye validate` takes."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from jiuye.experiments.runs.run import Result, burnt_in, play
from jiuye.experiments.validation.moments import by_number
from jiuye.experiments.validation.observation import YEAR
from jiuye.experiments.validation.validate import MomentVerdict, judge, seed_moments
from jiuye.scenarios.spec import Scenario, load_scenario
from jiuye.scenarios.targets import load_targets

SEEDS = {"reference": range(1, 7), "hangzhou": range(1, 4)}
FIRST = 50  # number up to which every moment is measured
LEAST = {"reference": 45, "hangzhou": 38}  # moments in band


def _scenario(city: str, months: int) -> Scenario:
    return load_scenario(
        "baseline", overrides={"city": {"profile": city, "workers": 15_000}, "time": {"months": months}}
    )


@cache
def _verdicts(city: str) -> dict[str, MomentVerdict]:
    found = [seed_moments(seed, _scenario(city, YEAR), None) for seed in SEEDS[city]]
    return {verdict.target.id: verdict for verdict in judge(load_targets(), found)}


@pytest.mark.parametrize("city", LEAST)
def test_public_moments_are_in_band(city: str) -> None:
    first = {name: verdict for name, verdict in _verdicts(city).items() if by_number(name)[0] <= FIRST}
    missed = [name for name, verdict in first.items() if not verdict.passed]
    assert len(first) - len(missed) >= LEAST[city], missed


@pytest.mark.parametrize("name", ["P06", "P07", "P08", "P09", "P14", "P15"])
def test_flows_and_platform_work_are_in_band(name: str) -> None:
    """So few seeds do not show the mean to be out of band: its 95 % interval reaches into it."""
    verdict = _verdicts("reference")[name]
    assert verdict.low <= verdict.target.high, verdict.value
    assert verdict.high >= verdict.target.low, verdict.value


def test_unemployment_is_within_a_point() -> None:
    assert abs(_verdicts("reference")["P01"].value - 5.15) < 1.0


def test_without_policy_the_city_stays_as_it_is() -> None:
    scenario = _scenario("hangzhou", 5 * YEAR)
    results: list[Result] = []
    for seed in SEEDS["hangzhou"][:2]:
        city, past = burnt_in(scenario, seed)
        results.append(play(city, past, scenario, ("unemployment_rate", "platform_year_share")))
    for name, most in (("unemployment_rate", 0.8), ("platform_year_share", 1.5)):
        paths = np.mean([r.indicators[name][:, r.groups.index("all")] for r in results], axis=0)
        assert abs(paths[-YEAR:].mean() - paths[:YEAR].mean()) < most, name
