"""Newcomers of an age have the past of residents of that age, and nobody learns from a policy they did not live
under."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from jiuye.agents.workers import ACCESS, EMPLOYED, INACTIVE, NEVER, UNEMPLOYED
from jiuye.model.build import build_city
from jiuye.model.build.start import tenure_so_far
from jiuye.model.levers import Policy
from jiuye.model.month import step
from jiuye.model.phases.population.entrants import admit_entrants
from jiuye.scenarios.cities import load_city


@cache
def built(name="reference", rows=20_000):
    return build_city(load_city(name), rows, 4)


@cache
def newcomers():
    """A city in which everybody has just come."""
    city = built().fork()
    city.month = 7
    admit_entrants(city, city.rules, np.arange(len(city.workers), dtype=np.uint32))
    return city


def years(city):
    return (city.month - city.workers.born.astype(int)) // 12


def skill(w):
    return (w.technical.astype(float) + w.application + w.management) / 3e4


TRAITS = {
    "skill": (skill, 0.012),
    "literacy": (lambda w: w.literacy / 1e4, 0.015),
    "access": (lambda w: w.literacy >= ACCESS, 0.025),
    "courses": (lambda w: w.trained > NEVER, 0.025),
    "certificates": (lambda w: w.certificates > 0, 0.025),
}


LEFT = {2: 16, 3: 19, 5: 22}  # ages of leaving school, by schooling: what is learnt there comes at the end


@pytest.mark.parametrize("trait", TRAITS)
def test_newcomers_are_like_residents_of_their_age_and_schooling(trait):
    value, room = TRAITS[trait]
    compared = 0
    for schooling in (2, 3, 5):
        for first in (16, 22, 30, 45, 60):
            means = []
            for city in (built(), newcomers()):
                w, age = city.workers, years(city)
                people = (w.schooling == schooling) & (age >= max(first, LEFT[schooling])) & (age < first + 4)
                means.append((value(w)[people].sum() / max(1, people.sum()), people.sum()))
            (resident, there), (new, here) = means
            if min(there, here) >= 150:
                compared += 1
                spread = (0.25 if trait in ("skill", "literacy") else 0.5) * (1 / there + 1 / here) ** 0.5
                assert new == pytest.approx(resident, abs=room + 3 * spread), (schooling, first)
    assert compared >= 5


def test_the_experienced_have_a_last_wage_and_ask_for_less_of_it_than_beginners_hope_for():
    city = newcomers()
    w, age = city.workers, years(city)
    asks = w.reservation / w.wage
    floor = 100 * city.rules.minimum_wage[city.grid.district[w.cell]]
    free = (w.reservation > floor) & (w.schooling == 2)
    assert asks[free & (age >= 30)].mean() == pytest.approx(city.behaviour.reservation_start, abs=0.02)
    assert asks[free & (age == 16)].mean() > 0.97


def test_a_policy_of_this_city_does_not_teach_those_who_come_from_elsewhere():
    city, other = (built().fork() for _ in range(2))
    for column in (other.workers.technical, other.workers.literacy):
        column[:] = 10_000
    other.workers.certificates[:] = 1
    rows = np.arange(0, 20_000, 7, dtype=np.uint32)
    for one in (city, other):
        admit_entrants(one, one.rules, rows)
    for name in ("technical", "literacy", "certificates", "born", "occupation"):
        assert (getattr(city.workers, name)[rows] == getattr(other.workers, name)[rows]).all()


@pytest.mark.parametrize("name", ["reference", "lishui"])
def test_the_skilled_share_at_work_is_the_profile_s(name):
    city = built(name, 5_000)
    w = city.workers
    at_work = (w.status != INACTIVE) & (w.status != UNEMPLOYED)
    assert (skill(w) >= 0.5)[at_work].mean() == pytest.approx(city.profile.skilled_share, abs=0.006)


def test_work_teaches_and_retirement_forgets():
    city = built()
    w, age = city.workers, years(city)
    doctors = (w.status == EMPLOYED) & (w.occupation == city.occupations.index("doctor_nurse"))
    means = [skill(w)[doctors & (age >= a) & (age < a + 10)].mean() for a in (22, 32, 42)]
    assert means[0] < means[1] < means[2]
    assert skill(w)[age >= 75].mean() < 0.5 * skill(w)[(age >= 45) & (age < 50)].mean()


def test_nobody_has_been_in_a_job_for_longer_than_since_school():
    w = built().workers
    leaving = np.array([0, 16, 16, 19, 21, 22])[w.schooling]
    employed = w.status == EMPLOYED
    assert ((-w.hired.astype(int)) <= np.maximum(1, -w.born.astype(int) - 12 * leaving))[employed].all()


def test_tenures_follow_the_law_of_leaving():
    luck = (np.arange(100_000) + 0.5) / 100_000
    tenure = tenure_so_far(luck, np.full(len(luck), 240.0), 0.03, 24.0)
    months = np.arange(0.0, 240.0, 0.01)
    alive = (1 + months / 24.0) ** -(0.03 * 24.0)
    for q in (0.1, 0.5, 0.9):
        assert np.quantile(tenure, q) == pytest.approx(np.interp(q, np.cumsum(alive) / alive.sum(), months), rel=0.01)
    assert tenure_so_far(luck, np.full(len(luck), 240.0), 1 / 24.0, 24.0).max() <= 240.0


def test_some_leave_vocational_schools_with_the_certificate_of_their_trade():
    city = built().fork()
    w, b, policy = city.workers, city.behaviour, Policy()
    before = w.born.copy()
    city.behaviour = replace(b, vocational_senior=0.5, vocational_college=1.0, school_certified=0.8)
    for schooling, age, share in ((3, 19, 0.4), (4, 21, 0.8), (5, 22, 0.0), (2, 16, 0.0), (3, 20, 0.0)):
        w.certificates[:] = 0
        w.born[:] = np.where(w.schooling == schooling, city.month - 12 * age, before)
        step(one := city.fork(), policy)
        same = (w.schooling == schooling) & (one.workers.born == w.born)
        held = one.workers.certificates[same]
        assert np.mean(held > 0) == pytest.approx(share, abs=0.05)
        assert np.isin(held, [0, *(1 << np.arange(59, dtype=np.uint64))]).all()
    young = (years(built()) >= 21) & (years(built()) < 25) & (built().workers.schooling == 4)
    assert np.mean(built().workers.certificates[young] > 0) == pytest.approx(0.67, abs=0.08)  # who left lately
