"""A small city with a lever and without: what tests of all levers share."""

from dataclasses import fields, replace
from functools import cache

import numpy as np
import pytest

from jiuye.model.behaviour import Behaviour
from jiuye.model.build import build_city
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.levers.existing import existing_training
from jiuye.model.month import step
from jiuye.model.rules import Rules
from jiuye.scenarios.cities import load_city

PROFILE = load_city("reference")
ZONES = len(PROFILE.districts)
EXISTING = (existing_training(PROFILE),)
MONTHS, BURN_IN = 10, 3
KEEN = {"awareness": 1.0, "training_intercept": 40.0, "training_reach": 1.0, "completion_part_time": 1.0}
# Levers by which government acts on other levers or at the year's end: beside what they are tried, and how long.
CROWDED = Dated(lever=LEVERS["training_subsidy"](seats=400_000.0))
COMPANY = {
    "annual_review": ((), 30),
    "five_year_plan": ((), 16),
    "yearly_revision": ((CROWDED,), 16),
    "coordination": ((CROWDED,), MONTHS),
    "special_fund": ((CROWDED,), MONTHS),
}
every_lever = pytest.mark.parametrize("kind", LEVERS.values(), ids=LEVERS)


@cache
def past(rows=1_000, **behaviour):
    """A burnt-in city; forked by every test."""
    city = build_city(PROFILE, rows, 1, Behaviour(**behaviour), size=16)
    for _ in range(BURN_IN):
        step(city, Policy(existing=EXISTING))
    city.start = city.month
    return city


def dose(kind):
    """Name of the setting that switches the lever off at zero."""
    return next(iter(kind.settings()))


def play(policy, months=MONTHS, city=None):
    """A future under a policy, and its flows."""
    city = (city or past()).fork()
    return city, [step(city, policy) for _ in range(months)]


@cache
def baseline():
    return play(Policy(existing=EXISTING))


@cache
def town(rows, keen):
    """Some people of a town in which a person stands for fifty, so that the places of a small programme reach some of
    them, many of whom want courses and hold a certificate if they are keen; and what becomes of it without policy."""
    city = replace(past(rows, **(KEEN if keen else {})).fork(), weight=50.0)
    if keen:
        w = city.workers
        w.certificates[::2] = np.uint64(1) << w.occupation[::2].astype(np.uint64)
    return city, play(Policy(existing=EXISTING), city=city)[0]


def shows(policy):
    """Whether a policy changes anything: in the city, or in a town, or in a larger town where many take courses."""
    company, months = COMPANY.get(policy.levers[0].lever.name, ((), 0))
    if months:
        with_others, others = Policy((*company, *policy.levers), EXISTING), Policy(company, EXISTING)
        cities = (past(), town(10_000, True)[0])
        return any(differences(play(with_others, months, city)[0], play(others, months, city)[0]) for city in cities)
    if differences(play(policy)[0], baseline()[0]):
        return True
    towns = (town(1_000, False), town(5_000, False), town(10_000, True))
    return any(differences(play(policy, city=city)[0], rest) for city, rest in towns)


def differences(one, other):
    """Names of the columns in which two cities differ, and of the books."""
    found = [
        f"{table}.{name}"
        for table in ("workers", "employers", "platforms", "markets")
        for name, column in getattr(one, table).columns().items()
        if (column != getattr(getattr(other, table), name)).any()
    ]
    for book in ("flows", "balances"):
        if getattr(one.ledger, book) != getattr(other.ledger, book):
            found.append(f"ledger.{book}")
    return found


def rules_of(dated, month, city=None):
    """Rules of a month of the scenario under one lever."""
    city = (city or past()).fork()
    city.month = city.start + month
    return Policy((dated,), EXISTING).in_force(city)


def changed(rules):
    """Which rules differ from the baseline, and in which zones."""
    base = past().rules
    return {
        f.name: np.flatnonzero(getattr(rules, f.name) != getattr(base, f.name)).tolist()
        for f in fields(Rules)
        if (getattr(rules, f.name) != getattr(base, f.name)).any()
    }
