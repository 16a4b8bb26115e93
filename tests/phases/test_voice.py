"""Surveys, hearings and proposals: a sample is asked, errs as a sample does, and answers from what it lived through."""

from __future__ import annotations

import numpy as np
import pytest

from jiuye.agents.platforms import DELIVERY
from jiuye.agents.workers import EMPLOYED, EMPLOYEE_SCHEME, PLATFORM, RESIDENT_SCHEME
from jiuye.model.behaviour import Behaviour
from jiuye.model.build import build_city
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.phases.government.hearing import YEAR, hear
from jiuye.model.phases.government.surveys import draw_sample, odds_of_discontent, satisfaction
from jiuye.scenarios.cities import load_city

PROFILE = load_city("reference")


def town(rows=600, **behaviour):
    """A city in its first month."""
    return build_city(PROFILE, rows, 1, Behaviour(**behaviour), size=16)


def delivering(**behaviour):
    """A city in which everybody delivers at the usual pay, 40 hours a week."""
    city = town(**behaviour)
    w = city.workers
    w.status[:], w.employer[:], w.hours[:], w.trust[:], w.falls[:] = PLATFORM, DELIVERY, 40, 5_000, 0
    w.insured[:], w.income[:] = RESIDENT_SCHEME, 600_000
    city.markets.hourly[:], w.earned[:] = 30.0, 30 * 40 * 433
    return city


def under(city, name, **settings):
    return Policy((Dated(lever=LEVERS[name](**settings)),)).in_force(city)[0]


def estimates(city, size, months=60):
    """Share of the content by survey, month after month of the same people."""
    rules = city.rules.amended(survey_sample=np.full(city.zones, float(size)))
    found = []
    for month in range(months):
        city.draws.month = month
        told = satisfaction(city, rules)
        found.append(told["survey_content"] / told["survey_answers"])
    return np.array(found)


@pytest.mark.parametrize("rows", [600, 4_000])
def test_a_survey_errs_as_its_sample_and_not_as_the_simulated_city(rows):
    city = town(rows, survey_response=1.0, discontent_responds=1.0)
    small, large = estimates(city, 100), estimates(city, 1_600)
    p = large.mean()
    assert small.std() == pytest.approx(np.sqrt(p * (1 - p) / 100), rel=0.3)
    assert large.std() < 0.4 * small.std()
    assert small.mean() == pytest.approx(p, abs=0.02)


def test_who_does_not_answer_bends_the_survey():
    all_alike = estimates(town(discontent_responds=1.0), 1_000).mean()
    assert estimates(town(discontent_responds=0.5), 1_000).mean() > all_alike + 0.05


@pytest.mark.parametrize(
    ("column", "value"), [("hours", 80), ("earned", 20 * 40 * 433), ("falls", 3), ("trust", 500)], ids=str
)
def test_people_answer_from_what_they_lived_through(column, value):
    calm, city = delivering(), delivering()
    getattr(city.workers, column)[:] = value
    rows = np.arange(50, dtype=np.uint32)
    assert (odds_of_discontent(city, rows) > odds_of_discontent(calm, rows)).all()


def test_employees_hold_their_pay_against_what_private_lines_post():
    city = town()
    rows = np.flatnonzero(city.workers.status == EMPLOYED).astype(np.uint32)
    before = odds_of_discontent(city, rows)
    city.workers.earned[rows] = 2 * city.workers.wage[rows]
    assert (odds_of_discontent(city, rows) <= before).all()


def test_a_hearing_decides_and_does_not_raise_the_rate_by_itself():
    for insured, carried in ((EMPLOYEE_SCHEME, True), (RESIDENT_SCHEME, False)):
        city = delivering(discontent=-6.0)
        city.workers.insured[:], city.behaviour = insured, Behaviour(discontent=-6.0, voice_own=12.0)
        rules = under(city, "hearing")
        heard = hear(city, rules)
        assert city.government.carried == carried
        assert heard.average.premium_support == pytest.approx(0.05 if carried else 0.0)
        assert city.ledger.total("hearings") == round(100.0 * 500.0 * 120.0 / city.weight)
        assert hear(city, rules) is heard  # worked out once
        assert city.ledger.total("hearings") == round(100.0 * 500.0 * 120.0 / city.weight)  # and held once a year


def test_the_hearing_comes_back_after_a_year_and_leaves_nothing_when_it_ends():
    city = delivering(discontent=6.0)
    rules = under(city, "hearing")
    assert hear(city, rules) is not rules
    city.behaviour, city.month = Behaviour(discontent=-9.0), YEAR - 1
    assert hear(city, rules) is not rules
    city.month = YEAR
    assert hear(city, rules) is rules
    assert hear(city, city.rules) is city.rules
    assert (city.government.hearing, city.government.carried) == (-1, False)


@pytest.mark.parametrize(
    ("discontent", "busy", "adopted"),
    [(9.0, 0.5, 0.5), (-9.0, 0.5, 0.0), (9.0, 1.0, 0.0)],
    ids=["asked", "not", "busy"],
)
def test_platforms_adopt_what_is_asked_for_and_pays_them(discontent, busy, adopted):
    city = delivering(discontent=discontent)
    city.markets.workers[:], city.markets.capacity[:] = 10, 100.0
    city.markets.orders[:] = 100.0 * busy
    heard = hear(city, under(city, "worker_feedback", adopted=0.5))
    here = np.unique(city.grid.district[city.workers.cell])
    assert heard.worker_feedback[here] == pytest.approx(adopted, abs=0.02)


def test_a_sample_is_of_the_kind_and_place_asked_for():
    city = town()
    scope = np.arange(city.zones) == 0
    rows = draw_sample(city, "anybody", 20, (EMPLOYED,), scope)
    assert 0 < len(rows) <= 20
    assert (city.workers.status[rows] == EMPLOYED).all()
    assert (city.grid.district[city.workers.cell[rows]] == 0).all()
