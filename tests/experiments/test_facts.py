"""Stylised facts: each statistic on numbers with a known answer, and the whole once on a small city."""

import math
import re

import numpy as np
import pytest

from jiuye.agents.workers import EMPLOYED
from jiuye.experiments.runs.intervals import mean_interval
from jiuye.experiments.validation.facts import DEFINITIONS, EffectEstimate, Findings, find_facts, months_of
from jiuye.experiments.validation.facts.evaluating import BEFORE, ESTIMATORS, Starts
from jiuye.experiments.validation.facts.fact import QUOTIENTS, Fact, judge_facts, pooled
from jiuye.experiments.validation.facts.market import wave
from jiuye.experiments.validation.facts.measures import (
    half_life,
    hill,
    least_squares,
    logit,
    loop_area,
    means,
    mismatch,
    outflow_share,
    skewness,
    theil_between,
    top_share,
    within_groups,
)
from jiuye.experiments.validation.facts.trainees import entered_field, pay_gap
from jiuye.scenarios.spec import load_scenario
from jiuye.viz.reports import as_markdown
from jiuye.viz.reports.document import ReportPage
from jiuye.viz.reports.stylised import sections
from jiuye.viz.words.texts import LANGUAGES, texts

PARTS = [part for parts in QUOTIENTS.values() for part in parts]


@pytest.fixture
def rng() -> np.random.Generator:
    """Luck that does not depend on which tests ran before."""
    return np.random.default_rng(11)


@pytest.mark.parametrize("alpha", [1.1, 2.0, 3.5])
def test_hill_finds_the_exponent_of_a_pareto_tail(alpha, rng):
    draws = (1.0 - rng.random(200_000)) ** (-1.0 / alpha)
    assert hill(draws, 0.05) == pytest.approx(alpha, rel=0.05)
    assert hill(100.0 * draws, 0.05) == pytest.approx(hill(draws, 0.05))  # whatever the unit


def test_a_lognormal_has_no_skew_in_logs_and_an_exponential_has_two(rng):
    assert abs(skewness(rng.standard_normal(200_000))) < 0.03
    assert skewness(rng.exponential(size=400_000)) == pytest.approx(2.0, abs=0.1)


def test_loop_of_an_ellipse_has_its_area_and_the_sign_of_its_direction():
    angle = np.linspace(0.0, 2.0 * np.pi, 400, endpoint=False)
    x, y = 5.0 + 0.3 * np.cos(angle), 2.0 + 0.1 * np.sin(angle)
    assert loop_area(x, y) == pytest.approx(np.pi / 4.0, rel=1e-3)
    assert loop_area(x[::-1], y[::-1]) == pytest.approx(-np.pi / 4.0, rel=1e-3)
    assert loop_area(x, 2.0 * x) == pytest.approx(0.0, abs=1e-9)  # there and back on one line


def test_regression_recovers_a_cobb_douglas_with_effects_of_groups(rng):
    group = np.repeat(np.arange(4), 50)
    s, v = rng.normal(6, 0.3, 200), rng.normal(5, 0.5, 200)
    s += 0.4 * group  # groups differ in scale and in efficiency
    hires = 0.6 * s + 0.35 * v - 0.9 * group
    assert least_squares(*within_groups(group, hires, s, v)) == pytest.approx([0.6, 0.35])
    assert least_squares(hires, s, v)[0] != pytest.approx(0.6, abs=0.05)


def test_decomposition_gives_all_to_the_rate_that_moves():
    moving = np.exp(0.2 * np.sin(np.arange(24)))
    still = np.full(24, 0.01)
    assert outflow_share(still, 0.2 * moving) == pytest.approx(1.0)
    assert outflow_share(0.01 * moving, np.full(24, 0.2)) == pytest.approx(0.0)
    assert outflow_share(0.01 * moving, 0.2 / moving) == pytest.approx(0.5)


def test_half_life_is_where_half_of_the_peak_is_lost():
    decay = 0.5 ** (np.arange(12) / 2.0)
    assert half_life(decay) == pytest.approx(2.0)
    assert half_life(np.concatenate([[0.1], decay])) == pytest.approx(2.0)  # counted from the peak
    assert half_life(np.ones(7)) == 7.0


def test_theil_lies_between_groups_or_within_them():
    group = np.repeat([0, 1], 100)
    assert theil_between(np.where(group == 0, 1.0, 3.0), group) == pytest.approx(1.0)
    assert theil_between(np.tile([1.0, 3.0], 100), group) == pytest.approx(0.0, abs=1e-12)


def test_mismatch_is_none_where_seekers_and_posts_are_alike_and_all_where_they_are_apart():
    assert mismatch(np.array([10.0, 20.0]), np.array([1.0, 2.0])) == pytest.approx(0.0)
    assert mismatch(np.array([10.0, 0.0]), np.array([0.0, 3.0])) == pytest.approx(1.0)
    assert mismatch(np.array([1.0, 3.0]), np.array([3.0, 1.0])) == pytest.approx(1.0 - math.sqrt(3.0) / 2.0)


def test_shares_and_means():
    assert top_share(np.arange(1.0, 11.0), 0.2) == pytest.approx(19.0 / 55.0)
    assert means(np.arange(7.0), 3) == pytest.approx([1.0, 4.0])


def test_the_wave_repeats_with_its_seed_and_has_one_shock_a_month():
    assert wave(3, 40) == wave(3, 40) != wave(4, 40)
    assert [(s.start, s.months) for s in wave(3, 40)] == [(m, 1) for m in range(40)]
    sizes = np.log1p([s.size for s in wave(1, 4_000)])
    assert sizes.std() == pytest.approx(0.05, rel=0.2)
    assert np.corrcoef(sizes[1:], sizes[:-1])[0, 1] == pytest.approx(0.97, abs=0.02)


def test_logit_recovers_log_odds(rng):
    x = rng.normal(size=(60_000, 2))
    odds = -1.0 + 0.8 * x[:, 0] - 0.5 * x[:, 1]
    treated = rng.random(60_000) < 1.0 / (1.0 + np.exp(-odds))
    assert np.abs(logit(treated, x) - odds).mean() < 0.05


def panel(rng: np.random.Generator, gap: float, trend: float, effect: float, on_past: float) -> Starts:
    """A constructed panel: the trained differ by a lasting gap, everybody's outcome grows, the course has one effect
    from enrolment on, and who had little in the past enrols more often."""
    n = 6_000
    age, past = rng.normal(40, 10, n), rng.normal(0.0, 1.0, n)
    chance = 1.0 / (1.0 + np.exp(1.5 + 0.05 * (age - 40) + on_past * past))
    trained = rng.random(n) < chance
    months = np.arange(-BEFORE, 13)
    outcome = (
        past[:, None] + 0.02 * age[:, None] + gap * trained[:, None] + trend * months
        + effect * trained[:, None] * (months >= 0) + 0.1 * rng.normal(size=(n, len(months)))
    )  # fmt: skip
    history = outcome[:, :BEFORE].mean(axis=1, keepdims=True)
    return Starts(trained, np.zeros(n, np.int64), age[:, None], history, outcome)


def test_differences_remove_a_lasting_gap_and_a_common_trend(rng):
    starts = panel(rng, gap=1.0, trend=0.05, effect=0.5, on_past=0.0)
    after = ESTIMATORS["difference_in_differences"](starts)[BEFORE:]
    assert after == pytest.approx(np.full(13, 0.5), abs=0.03)
    assert ESTIMATORS["raw"](starts)[BEFORE:].mean() > 1.2  # which the plain difference does not


def test_matching_removes_selection_on_the_past(rng):
    starts = panel(rng, gap=0.0, trend=0.05, effect=0.5, on_past=1.0)
    assert ESTIMATORS["raw"](starts)[BEFORE:].mean() < 0.0
    for name in ("matching", "matched_difference_in_differences"):
        assert ESTIMATORS[name](starts)[BEFORE:] == pytest.approx(np.full(13, 0.5), abs=0.06)


def test_only_the_same_stratum_is_compared(rng):
    starts = panel(rng, gap=0.0, trend=0.0, effect=0.5, on_past=0.0)
    starts.stratum = rng.integers(0, 2, len(starts.trained))
    starts.outcome = starts.outcome + 10.0 * starts.stratum[:, None]
    assert ESTIMATORS["matching"](starts)[BEFORE:] == pytest.approx(np.full(13, 0.5), abs=0.06)


def test_a_sign_must_leave_out_no_effect_and_a_range_hold_in_the_mean():
    fact = Fact("x", "x", "ratio", 0.1, -0.1, 0.3, 0.0, 1.0, 0.0, "", (0.1,))
    assert not fact.passed
    assert Fact(**{**vars(fact), "no_effect": None}).passed
    assert Fact(**{**vars(fact), "low": 0.05}).passed
    assert Fact(**{**vars(fact), "low": 0.05, "high": 2.0}).passed
    assert not Fact(**{**vars(fact), "no_effect": None, "value": 1.1}).passed
    assert not Fact(**{**vars(fact), "value": math.nan}).passed


def test_a_quotient_is_one_of_sums_over_seeds():
    assert pooled([1.0], [2.0]) == (0.5,)
    values = pooled([1.0, 2.0, 3.0], [0.0, 5.0, 7.0])  # the first alone has none
    assert mean_interval(values)[0] == pytest.approx(0.5)
    assert pooled([1.0, 2.0], [2.0, 4.0]) == pytest.approx((0.5, 0.5))  # seeds that agree
    assert math.isnan(pooled([1.0, 2.0], [0.0, 0.0])[0])


def test_intervals_are_students_and_need_two_seeds():
    mean, low, high = mean_interval([1.0, 2.0, 3.0, math.nan])
    assert (mean, low, high) == pytest.approx((2.0, 2.0 - 4.3027 / math.sqrt(3), 2.0 + 4.3027 / math.sqrt(3)), rel=1e-4)
    assert math.isnan(mean_interval([1.0])[1])


def test_every_fact_is_named_once_and_told_in_both_languages():
    names = [d.name for d in DEFINITIONS]
    assert len(set(names)) == len(names) > 30
    for lang in LANGUAGES:
        for name in names:
            assert texts(lang)[f"stylised.{name}.title"]
            assert texts(lang)[f"stylised.{name}.definition"]
        told = {key.split(".")[2] for key in texts(lang) if key.startswith("stylised.estimator.")}
        assert told == {"truth", *ESTIMATORS}
    assert all(d.low <= d.high and d.source for d in DEFINITIONS)
    assert {f.name for f in judge_facts([dict.fromkeys([*names, *PARTS], 0.0)] * 2)} == set(names)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_tells_every_fact_and_effect_and_links_lead_somewhere(lang):
    names = [d.name for d in DEFINITIONS]
    estimators = ("truth", *ESTIMATORS)
    rows = [
        EffectEstimate(mode, outcome, 1, 3, name, 0.25, 0.2, 0.3, 0.1, 0.05, 0.15, 7)
        for mode in ("part_time", "full_time")
        for outcome in ("employment", "formal_job", "income")
        for name in estimators
    ]
    facts = judge_facts([dict.fromkeys([*names, *PARTS], 0.5)] * 2)
    document = ReportPage(
        "en", "", "", (), ("zh", "", ""), tuple(sections(Findings(tuple(facts), tuple(rows), (1, 2)), lang)), "", ""
    )
    page = as_markdown.page(document, lang)
    links = set(re.findall(r"\]\(#([^)]+)\)", page))
    assert len(links) == len(names) + len(estimators)
    assert all(f'id="{link}"' in page for link in links)
    assert page.count("25.0") == 2 * 2 * len(estimators)  # shares are told in percentage points


def test_facts_of_a_small_city():
    scenario = load_scenario("baseline", overrides={"city": {"workers": 3_000}, "time": {"burn_in": 12}})
    done = []
    found = find_facts(scenario, [1], done.append)
    assert sum(done) == months_of(scenario)
    values = {fact.name: fact.value for fact in found.facts}
    assert list(values) == [d.name for d in DEFINITIONS]
    assert all(math.isfinite(value) for value in values.values())
    assert values["zero_dose"] == 0.0
    assert values["lock_in"] < 0.0  # who sits in a full-time course is not at work
    assert {row.estimator for row in found.training} == {"truth", *ESTIMATORS}
    assert all(row.bias == 0.0 for row in found.training if row.estimator == "truth")
    assert {row.mode for row in found.training} == {"part_time", "full_time"}
    assert repr(find_facts(scenario, [1]).record()) == repr(found.record())  # one seed has no interval: nan


def two_futures(months=40):
    """Four employees alike; the first completes a course of trade 7 in months 10 to 12."""
    ones = np.ones((months, 4), np.int64)
    seen = {"status": EMPLOYED * ones, "income": 500_000 * ones, "born": -300 * ones, "sex": 0 * ones}
    seen |= {"schooling": 3 * ones, "occupation": 2 * ones, "target": 255 * ones, "trained": -30_000 * ones}
    seen = {name: column.copy() for name, column in seen.items()}
    seen["target"][10:13, 0] = 7
    seen["trained"][13:, 0] = 13
    return seen, {name: column.copy() for name, column in seen.items()}


def test_trainees_are_held_beside_people_alike():
    seen, _ = two_futures()
    row, month, trained = np.arange(4), np.full(4, 10), np.array([True, False, False, False])
    assert pay_gap(seen, row, month, trained, 0) == 0.0
    seen["income"][9, 0] = 400_000
    assert pay_gap(seen, row, month, trained, 0) == pytest.approx(np.log(0.8))
    seen["occupation"][9, 1:] = 3  # nobody is left to compare with
    assert pay_gap(seen, row, month, trained, 0) == 0.0


def test_who_works_in_the_field_of_a_course_is_counted_in_both_futures():
    seen, other = two_futures()
    row, month = np.array([0]), np.array([10])
    assert entered_field(seen, other, row, month, 28, 0) == (0.0, 0.0, 1)
    seen["occupation"][34:, 0] = 7
    other["occupation"][36:, 0] = 7
    assert entered_field(seen, other, row, month, 28, 0) == pytest.approx((1.0, 0.6, 1))
    seen["trained"][13:, 0] = -30_000  # dropped out
    assert entered_field(seen, other, row, month, 28, 0) == (0.0, 0.0, 0)
