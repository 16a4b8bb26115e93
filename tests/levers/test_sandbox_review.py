"""Trials in the sandbox: what leaves a group behind on synthetic drivers is changed before it is launched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jiuye.agents.platforms import DELIVERY, PLATFORMS, SERVICES
from jiuye.experiments.sandbox.verdicts import usual_city, verdict_of
from jiuye.model.build import build_city
from jiuye.model.dispatch import shipped
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.levers.existing import existing_training
from jiuye.model.month import step
from jiuye.model.sandbox import Bias
from jiuye.model.sandbox.trial import gaps_of, hold, shipped_verdicts, trial_of, tried
from jiuye.scenarios.cities import load_city

Review = LEVERS["sandbox_review"]


@pytest.fixture(scope="module")
def city():
    return usual_city()


def test_the_shipped_verdicts_are_those_of_the_services_as_they_stand(city):
    keys = [trial_of(city, service).key for service in PLATFORMS]
    assert keys == list(shipped_verdicts()), "make verdicts writes the file anew"
    assert verdict_of(city, "online_teaching") == shipped_verdicts()[keys[-1]]
    assert (gaps_of(city) > 0.0).all()


def test_a_rule_of_ones_own_is_tried_and_not_looked_up(city):
    own = replace(trial_of(city, "delivery"), bias=Bias(age=0.6, sex=0.0))
    assert own.key not in shipped_verdicts()
    usual = tried(trial_of(city, "delivery"))
    assert tried(own).clear_gap > usual.clear_gap
    assert hold(replace(own, bias=Bias())).clear_gap < usual.clear_gap / 3


def test_another_rule_in_force_is_another_trial(city):
    other = city.fork()
    other.dispatch = other.dispatch.with_rule("delivery", shipped()["poorest"])
    assert trial_of(other, "delivery").key != trial_of(city, "delivery").key
    assert trial_of(other, "ride_hailing").key == trial_of(city, "ride_hailing").key


def after_a_year(**settings):
    """Share of the bias of delivery and of online service left after a year of trials."""
    profile = load_city("reference")
    city = build_city(profile, 600, 1, size=16)
    policy = Policy((Dated(lever=Review(**settings)),), (existing_training(profile),))
    for _ in range(12):
        step(city, policy)
    m = city.markets
    rows = slice(DELIVERY * city.zones, (DELIVERY + 1) * city.zones)
    assert len(m.bias) == len(city.platforms) * city.zones
    assert len(PLATFORMS) == SERVICES
    return float(m.bias[rows][m.workers[rows] > 0].min())


def test_bias_is_taken_out_before_launch_as_far_as_the_trial_asks():
    strict, usual, lax = (after_a_year(most_gap=gap) for gap in (0.0, 0.05, 1.0))
    assert strict == 0.0
    assert 0.0 < usual < 0.5
    assert lax == 1.0
