"""Firms: establishments close and open, and the city at rest keeps what it has."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from jiuye.agents.employers import Employers
from jiuye.agents.workers import EMPLOYED, UNEMPLOYED
from jiuye.model.behaviour import Behaviour
from jiuye.model.build import build_city
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.levers.existing import existing_training
from jiuye.model.month import step
from jiuye.model.occupations import INCUBATED
from jiuye.model.phases.firms import renew_firms
from jiuye.scenarios.cities import load_city

from ..ten_people import begin, staff_by_count, ten_people

PROFILE = load_city("reference")
REST = Policy(existing=(existing_training(PROFILE),))


@cache
def town(rows=6_000, seed=3):
    return build_city(PROFILE, rows, seed, size=16)


def passed(city, months, policy=REST):
    """Flows of some months."""
    return [step(city, policy).counts for _ in range(months)]


def alive(city):
    """Numbers of living establishments."""
    e = city.employers
    return np.unique(e.establishment[e.closed == 0])


def capacity(city):
    """[occupation] staff that lines want."""
    e = city.employers
    return np.bincount(e.occupation, e.capacity, len(city.occupations.ids))


def lines(city):
    """[occupation] living lines."""
    e = city.employers
    return np.bincount(e.occupation, e.closed == 0, len(city.occupations.ids))


# Build.


def test_every_trade_has_empty_places_where_nobody_works():
    city = town()
    e, empty = city.employers, city.employers.closed == 1
    assert set(e.occupation[empty]) == set(range(len(city.occupations.ids)))
    for column in (e.staff, e.capacity, e.vacancies, e.desired, e.niche):
        assert not column[empty].any()
    assert (e.slots[empty] > 0).all()
    assert (np.diff(e.cell.astype(int)) >= 0).all()
    assert (e.opened[~empty] <= 0).all()
    assert (e.posted[empty] >= 100.0 * city.rules.minimum_wage[e.zone[empty]] - 1).all()
    assert len(np.unique(e.establishment)) == len(alive(city)) + empty.sum()  # one line each


def test_ages_at_build_are_those_the_exits_leave():
    """Whoever is built older must have outlived more: the share of the young stays about what it is."""
    city = town(20_000).fork()
    e = city.employers

    def young():
        numbers, first = np.unique(e.establishment[e.closed == 0], return_index=True)
        assert len(numbers) > 500
        return float((city.month - e.opened[e.closed == 0][first] < 60).mean())

    before = young()
    assert 0.25 < before < 0.6
    passed(city, 120)
    assert young() == pytest.approx(before, abs=0.12)


# Deaths.


def test_who_closes_dismisses_everybody_and_opens_no_post():
    city = town().fork()
    city.behaviour = Behaviour(exit_multiplier=1.8)
    passed(city, 2)
    e, w, before = city.employers, city.workers, city.employers.closed.copy()
    at = np.where(w.status == EMPLOYED, w.employer, 0)
    counts = passed(city, 1)[0]
    gone = (e.closed == 1) & (before == 0)
    assert 0 < counts["firm_deaths"] <= gone.sum()
    assert counts["dismissals"] >= counts["jobs_closed"] > 0
    assert not np.array([e.staff[gone], e.vacancies[gone], e.capacity[gone]]).any()
    there = gone[at] & (at > 0)
    assert (w.status[there] == UNEMPLOYED).any()
    assert not gone[w.employer[w.status == EMPLOYED]].any()
    assert e.staff.tolist() == staff_by_count(city)


def test_an_establishment_closes_as_a_whole():
    city = town().fork()
    city.behaviour = Behaviour(exit_multiplier=1.8)
    passed(city, 12)
    e = city.employers
    closed = np.bincount(e.establishment, e.closed)
    assert np.isin(closed, (0, *range(1, 99))).all()
    assert ((closed == 0) | (closed == np.bincount(e.establishment))).all()


def test_losses_close_and_patience_spares():
    deaths = []
    for margin in (0.0, -1.0):
        city = town().fork()
        city.draws.month = city.month
        city.employers.margin[:] = city.employers.lasting[:] = margin
        deaths.append(renew_firms(city, city.rules)["firm_deaths"])
    assert deaths[1] > 3 * deaths[0]


# Births.


def test_rows_are_used_again_with_a_new_identity():
    city = town().fork()
    first = {name: column.copy() for name, column in city.employers.columns().items()}
    passed(city, 60)
    e = city.employers
    again = (e.opened > 0) & (first["niche"] > 0) & (e.closed == 0)
    assert again.sum() > 10
    kept = ("cell", "zone", "occupation", "remote", "slots", "first_slot", "niche", "schooling")
    terms = ("sector", "ownership", "usual", "contributes")  # of the place: no mean drifts by births
    for name in (*kept, *terms):
        assert (getattr(e, name) == first[name])[(first["niche"] > 0) | (name in kept)].all(), name
    assert e.posted[again].min() > 0
    assert e.capacity[again].mean() < 0.6 * first["capacity"][again].mean() + 4.0
    assert e.staff.tolist() == staff_by_count(city)


def test_newborns_are_like_their_trade():
    """Who pays, owns and contributes is drawn from the lines of the trade, so no mean of a trade drifts by births."""
    city = town(20_000).fork()
    e = city.employers
    old = e.closed == 0
    passed(city, 36)
    new = (e.opened > 0) & (e.closed == 0)
    trades = [o for o in range(len(city.occupations.ids)) if min((old & (e.occupation == o)).sum(), 20) == 20]
    weight = np.array([(new & (e.occupation == o)).sum() for o in trades])
    assert weight.sum() > 80
    for column, width in ((e.ownership, 0.12), (e.contributes, 0.15), (np.log(np.maximum(e.usual, 1)), 0.12)):
        born = [column[new & (e.occupation == o)].mean() if n else 0.0 for o, n in zip(trades, weight, strict=True)]
        there = [column[old & (e.occupation == o)].mean() for o in trades]
        assert np.average(born, weights=weight) == pytest.approx(np.average(there, weights=weight), abs=width)


def test_trades_whose_posts_are_worth_more_gain_employers():
    base, better = town(20_000).fork(), town(20_000).fork()
    o = int(np.argmax(lines(base)))
    for city in (base, better):
        city.behaviour = replace(city.behaviour, entry_response=1.0)
    for _ in range(24):
        passed(base, 1)
        better.employers.lasting[better.employers.occupation == o] += 0.05
        passed(better, 1)
    assert lines(better)[o] > lines(base)[o]
    assert capacity(better)[o] > 1.05 * capacity(base)[o]


def test_nothing_happens_where_rates_are_nil():
    city = begin(ten_people())
    before = city.employers.copy()
    counts = renew_firms(city, city.rules)
    assert counts["firms"] == 3
    assert not any(n for name, n in counts.items() if name != "firms")
    for name, column in before.columns().items():
        assert (column == getattr(city.employers, name)).all(), name


# New occupations.


def future(*levers, months=18, zones=None, rows=1_000):
    """A city too small for rare occupations, some months into a policy."""
    city = town(rows).fork()
    city.start = city.month
    dated = tuple(Dated(lever=lever, zones=zones) for lever in levers)
    passed(city, months, Policy(dated, REST.existing))
    return city


def absent(city):
    """Kinds of incubated posts that nobody in the city has."""
    trades = [city.occupations.index(name) for name in INCUBATED]
    return [o for o in trades if not lines(city)[o]]


def incubated(city, posts):
    """The lever with so many simulated posts of each kind."""
    return LEVERS["occupation_incubation"](posts=12.0 * posts * city.weight)


def test_incubation_opens_lines_in_occupations_the_city_did_not_have():
    missing = absent(town(1_000))
    assert len(missing) >= 3
    city = future(incubated(town(1_000), 4.0))
    assert lines(future())[missing].sum() == 0
    assert lines(city)[missing].sum() >= len(missing) - 1
    e = city.employers
    new = np.isin(e.occupation, missing) & (e.closed == 0)
    assert e.staff[new].sum() > 0
    assert 2.0 * len(missing) < capacity(city)[missing].sum() < 8.0 * len(missing)
    assert e.posted[new].min() > 0


def test_incubation_opens_lines_beside_those_there_are():
    kinds = [town().occupations.index(name) for name in INCUBATED]
    base, city = future(rows=6_000), future(incubated(town(), 8.0), rows=6_000)
    assert lines(city)[kinds].sum() >= lines(base)[kinds].sum() + 5
    assert city.employers.desired[np.isin(city.employers.occupation, kinds)].sum() > 40.0


def test_incubation_opens_lines_in_its_districts_alone():
    city = future(incubated(town(1_000), 30.0), zones=(0,))
    e = city.employers
    new = np.isin(e.occupation, absent(town(1_000))) & (e.closed == 0)
    assert new.any()
    assert set(e.zone[new]) == {0}


def test_a_listed_occupation_that_is_new_finds_its_first_employers():
    city = future(LEVERS["occupation_list"](entries=40.0, lag=1.0), months=30)
    new = [o for o in city.government.listed if not lines(town(1_000))[o]]
    assert new
    assert lines(city)[new].sum() > 0 == lines(future(months=30))[new].sum()


# Rest.


def test_a_city_at_rest_keeps_its_employers_and_what_they_want():
    """Over twenty years: neither the number of employers nor the staff they want, by trade, runs away."""
    city = town(20_000).fork()
    firms, wanted, had = len(alive(city)), capacity(city), lines(city)
    seen = passed(city, 240)
    half = capacity(city).sum()
    assert len(alive(city)) == pytest.approx(firms, rel=0.08)
    assert half == pytest.approx(wanted.sum(), rel=0.04)
    large = wanted > 150
    assert large.sum() > 5
    assert np.abs(capacity(city)[large] / wanted[large] - 1.0).mean() < 0.2
    assert np.abs(lines(city)[large] / had[large] - 1.0).mean() < 0.2
    born, died = (sum(month[name] for month in seen) for name in ("firm_births", "firm_deaths"))
    assert born == pytest.approx(died, rel=0.08)
    assert 0.07 < died / 20.0 / firms < 0.17
    assert city.employers.staff.tolist() == staff_by_count(city)


def test_columns_say_what_newborns_get():
    assert {"ownership", "posted", "usual", "contributes"} <= set(Employers.drawn())
    assert "staff" not in Employers.drawn()
