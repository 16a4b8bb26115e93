"""What jobs do to pay, skill and staff, one decision at a time, against numbers worked out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from jiuye.agents.compiled import interpreted
from jiuye.agents.workers import EVERY_SCHEME, RESIDENT_SCHEME
from jiuye.model.behaviour import Behaviour
from jiuye.model.phases.jobs import parting, separation, wages
from jiuye.model.phases.matching import schemes_of_job

B = Behaviour()


def test_rents_of_the_last_job_do_not_last():
    alike = interpreted(separation.pay_alike)
    assert alike(600_000, 500_000.0, 600_000, 0.0, 0.015) == pytest.approx(500_000.0)  # paid as posted: as others are
    assert alike(600_000, 500_000.0, 500_000, 0.0, 0.015) == pytest.approx(600_000.0)  # worth more than what is posted
    ten = alike(600_000, 500_000.0, 600_000, 10.0, 0.015)
    assert ten == pytest.approx(500_000.0 * math.exp(-0.15))
    assert alike(600_000, 500_000.0, 600_000, 30.0, 0.015) == ten
    assert alike(600_000, math.inf, 600_000, 0.0, 0.015) == math.inf


def test_productivity_returns_to_its_mean():
    b = replace(B, productivity_persistence=0.9, productivity_shock=0.01)
    assert interpreted(separation.next_productivity)(0.2, 0.0, b) == pytest.approx(0.18)
    assert interpreted(separation.next_productivity)(0.0, -2.0, b) == pytest.approx(-0.02)


def test_the_cost_of_a_post_is_wage_and_contribution():
    cost = interpreted(separation.labour_cost)
    assert cost(500_000, 0, 0.25, 0.0) == 500_000.0
    assert cost(500_000, 1, 0.25, 0.0) == 625_000.0
    assert cost(500_000, 1, 0.25, 0.4) == 575_000.0


def test_lines_that_shed_staff_dismiss_beyond_what_happens_anyway():
    b = replace(B, separation_rate=0.01, tenure_half_life=24.0, dismissal_past_35=1.2).view()[0]
    chance = interpreted(parting.dismissal_chance)
    assert chance(0, 30, 1.0, 0.0, b) == pytest.approx(0.01)
    assert chance(0, 30, 1.5, 0.0, b) == pytest.approx(0.015)  # a sector of much coming and going
    assert chance(24, 40, 1.0, 0.0, b) == pytest.approx(0.006)
    assert chance(0, 30, 1.0, 0.5, b) == pytest.approx(0.01 + 0.99 * 0.5)
    assert chance(0, 30, 1.0, 7.0, b) == 1.0


def test_skill_is_learnt_at_work_and_forgotten_without():
    assert interpreted(wages.skill_held)(3_000, 6_000, 9_000) == pytest.approx(0.6)
    assert interpreted(wages.learnt)(5_000, 0.6, 0.05, 1.15) == pytest.approx(95, abs=1)
    assert interpreted(wages.learnt)(7_000, 0.6, 0.05, 1.15) == 0
    assert interpreted(wages.forgotten)(5_000, 0.93) == 4_650


def test_trust_returns_to_where_it_is_without_experience():
    assert interpreted(wages.regained)(3_000, 0.1) == 200
    assert interpreted(wages.regained)(7_000, 0.1) == -200
    assert interpreted(wages.regained)(wages.NEUTRAL, 0.1) == 0


def test_reviews_close_a_gap_upwards_sooner():
    reviewed = interpreted(wages.reviewed_wage)
    assert reviewed(500_000, 600_000.0, 0.5, 0.2) == 550_000.0
    assert reviewed(500_000, 400_000.0, 0.5, 0.2) == 480_000.0


def test_lines_that_contribute_insure_their_staff():
    schemes = interpreted(schemes_of_job)
    assert schemes(1, False) == schemes(1, True) == EVERY_SCHEME
    assert schemes(0, True) == RESIDENT_SCHEME
    assert schemes(0, False) == 0
