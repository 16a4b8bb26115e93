"""A city at rest stays what it is: without policy, shocks or growth, people and their lives do not drift.

The small form of the judgement: few seeds and persons, so the bounds are those of the full form widened by what samples
of this size leave open.
"""

from functools import cache

import numpy as np
import pytest

from jiuye.agents.workers import ACCESS, EMPLOYED, INACTIVE, NEVER, SKILLED, UNEMPLOYED
from jiuye.model.build import build_city
from jiuye.model.indicators import Series, measure
from jiuye.model.levers import Policy
from jiuye.model.levers.existing import existing_training
from jiuye.model.month import step
from jiuye.scenarios.cities import load_city

PERSONS, SEEDS = 20_000, (1, 2)
FIRST, LAST = 60, 156
NAMES = ("unemployment_rate", "tenure_years", "gini", "skilled_share", "platform_share", "urban_rural_income_ratio")
# Change per five years: the bound of the full form, and two standard errors of the small one.
BOUNDS = {
    "unemployment_rate": (0.15, 0.5),
    "youth": (0.8, 4.0),
    "tenure_years": (0.15, 0.25),
    "gini": (0.003, 0.008),
    "skilled_share": (0.3, 0.7),
    "urban_rural_income_ratio": (0.03, 0.08),
    "platform_share": (0.1, 0.5),
}


def cross_section(city):
    """What people are like, by name."""
    w, grid = city.workers, city.grid
    age, months = (city.month - w.born.astype(int)) // 12, city.month - w.hired.astype(int)
    skill = (w.technical.astype(float) + w.application + w.management) / 3
    at_work = (w.status != INACTIVE) & (w.status != UNEMPLOYED)
    result = {"trained at 45": (w.trained > NEVER)[(age >= 40) & (age < 50)].mean()}
    result["skilled at work"] = (skill >= SKILLED)[at_work].mean()
    result["tenure, years"] = months[w.status == EMPLOYED].mean() / 12
    for first in (16, 25, 35, 45, 55):
        band = (age >= first) & (age < first + 10)
        result[f"literacy at {first}"] = w.literacy[band].mean() / 1e4
        result[f"online at {first}"] = (w.literacy[band] >= ACCESS).mean()
        result[f"share aged {first}"] = band.mean()
        result[f"college at {first}"] = (w.schooling[band] >= 4).mean()
        for level in (1, 2, 5):
            people = band & (w.schooling == level) & at_work
            if people.sum() > 200:
                name = f"skill at {first} of schooling {level}"
                result[name] = skill[people].mean() / 1e4
                result[f"{name}, error"] = skill[people].std() / 1e4 / np.sqrt(people.sum())
    for hukou in range(4):
        homes = grid.klass[w.cell[w.hukou == hukou]]
        result |= {f"homes of {hukou} in {place}": (homes == place).mean() for place in range(4)}
    result["disabled"] = w.disabled.mean()
    return result


@cache
def played(seed):
    """(cross-section at build, the same at the end, series of the months) of a city at rest."""
    profile = load_city("reference")
    city = build_city(profile, PERSONS, seed, by=("age_band",))
    rest, before = Policy(existing=(existing_training(profile),)), cross_section(city)
    series = Series.of(city, [step(city, rest) for _ in range(LAST)])
    return before, cross_section(city), headlines(city, series)


def headlines(city, series):
    """Name → [month]."""
    found, groups = measure(series, NAMES), list(city.groups.names)
    result = {name: found[name][:, 0] for name in NAMES}
    result["youth"] = found["unemployment_rate"][:, groups.index("age_band=16-24")]
    return result


@pytest.mark.parametrize("name", BOUNDS)
def test_headlines_do_not_drift(name):
    months = np.arange(FIRST, LAST)
    drift = np.mean([np.polyfit(months, played(seed)[2][name][FIRST:], 1)[0] * 60 for seed in SEEDS])
    assert abs(drift) < sum(BOUNDS[name])


def test_people_after_years_are_like_those_of_the_start():
    before, after = ({n: np.mean([played(s)[k][n] for s in SEEDS]) for n in played(SEEDS[0])[k]} for k in (0, 1))
    assert [*before] == [*after]
    far = {}
    for name, old in before.items():
        new, error = after[name], f"{name}, error"
        room = 0.8 if name.startswith("tenure") else 0.06 if name == "trained at 45" else 0.025
        room = 0.04 if name.startswith("online") else room
        if error in before:  # some groups are of some hundred persons: two standard errors of the difference
            room = 0.02 + 2.0 * np.hypot(before[error], after[error]) / np.sqrt(len(SEEDS))
        if abs(new - old) > room:
            far[name] = (round(old, 3), round(new, 3))
    assert far == {}


def test_skilled_people_are_as_many_as_the_profile_says_at_the_start_and_later():
    share = load_city("reference").skilled_share
    before, after = (np.mean([played(seed)[k]["skilled at work"] for seed in SEEDS]) for k in (0, 1))
    assert before == pytest.approx(share, abs=0.004)
    assert after == pytest.approx(share, abs=0.02)
