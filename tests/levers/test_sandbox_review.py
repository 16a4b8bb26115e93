"""Sandbox verdicts feed the rule: what fails on synthetic drivers is changed before it is launched."""

from __future__ import annotations

import numpy as np
import pytest

from jiuye.agents.platforms import PLATFORMS
from jiuye.experiments.sandbox import Estimate, Gap, RuleVerdict
from jiuye.experiments.sandbox.verdicts import clear_gap, verdict_of, worst
from jiuye.model.build import build_city
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.levers.existing import existing_training
from jiuye.model.levers.platforms.sandbox_review import verdicts
from jiuye.model.month import step
from jiuye.model.sandbox import SandboxRule, Setting, platform_rule
from jiuye.scenarios.cities import load_city

Review = LEVERS["sandbox_review"]


def test_the_stored_verdict_is_what_the_sandbox_says_now():
    assert tuple(verdicts()) == PLATFORMS
    assert verdict_of("online_teaching") == verdicts()["online_teaching"], "make verdicts writes the file anew"


def test_a_gap_counts_as_far_as_it_is_clear():
    gaps = [
        Gap("a", "b", 9.0, -0.3, -0.5, 0.1),
        Gap("c", "b", 9.0, -0.1, -0.12, -0.08),
        Gap("d", "b", 9, *[np.nan] * 3),
    ]
    weights, bias = platform_rule("delivery")
    rule = SandboxRule("x", {"zh": "x", "en": "x"}, weights, bias)
    verdict = RuleVerdict(rule, Setting(), (1,), {"gini": Estimate(0.2, 0.1, 0.3)}, tuple(gaps), (), (), (), None, 0)
    assert (clear_gap(verdict), worst(verdict)) == (0.08, "c")


def test_the_stricter_the_threshold_the_more_rules_fail():
    shares = [Review(most_gap=gap).failing for gap in (0.0, 0.05, 0.1, 1.0)]
    assert shares == [pytest.approx(5 / 6), pytest.approx(4 / 6), pytest.approx(2 / 6), 0.0]


def test_bias_is_taken_out_before_launch_where_rules_fail():
    profile = load_city("reference")
    left = {}
    for gap in (0.0, 1.0):
        city = build_city(profile, 600, 1, size=16)
        policy = Policy((Dated(lever=Review(most_gap=gap)),), (existing_training(profile),))
        for _ in range(12):
            step(city, policy)
        left[gap] = float(city.markets.bias[city.markets.workers > 0].mean())
    assert left[0.0] < left[1.0] == 1.0
