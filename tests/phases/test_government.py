"""Government acts by written rules: alarms, reviews, targets, pilots, help."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.government import ADOPTED, ENDED, FAIRNESS, ON_TRIAL, QUALITY, QUANTITY, REVISED, Government, Trial
from jiuye.agents.workers import EMPLOYED, NO_TARGET, PLATFORM, UNEMPLOYED
from jiuye.model.build import build_city
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.levers.existing import existing_training
from jiuye.model.levers.lever import steer
from jiuye.model.levers.skills.training_subsidy import TrainingSubsidy
from jiuye.model.month import step
from jiuye.model.phases.government import (
    _advised,
    _count_trained,
    _hold_to_targets,
    _review,
    _set_alarms,
    _strike_off,
    _watch,
    govern,
)
from jiuye.model.pilot import MEASURES, Pilot, by_district, gain
from jiuye.model.programme import Offer
from jiuye.model.tally import tally_city
from jiuye.scenarios.cities import load_city
from jiuye.scenarios.spec import check_file, load_scenario, write_scenario

PROFILE = load_city("reference")
ZONES = len(PROFILE.districts)
EXISTING = (existing_training(PROFILE),)


@pytest.fixture(scope="module")
def past():
    """A city that has lived one month."""
    city = build_city(PROFILE, 600, 1, size=16)
    step(city, Policy(existing=EXISTING))
    city.start = city.month
    return city


def ruled(city, **values):
    """The baseline's rules with some values everywhere."""
    return city.rules.amended(**{name: np.full(ZONES, float(value)) for name, value in values.items()})


# ---- alarms ---------------------------------------------------------------------------------------------------------


def test_gap_and_vacancy_rate_are_different_ratios():
    g = Government.new(2, 1)
    g.vacancies[:], g.seekers[:], g.staff[:] = (10.0, 0.0), (4.0, 3.0), (30.0, 5.0)
    assert g.gap().tolist() == [0.6, 0.0]
    assert g.vacancy_rate().tolist() == [0.25, 0.0]


@pytest.mark.parametrize(("by_rate", "alarmed"), [(0, 1), (1, 0)])
def test_an_alarm_looks_at_what_the_rule_says(past, by_rate, alarmed):
    city = past.fork()
    g = city.government
    g.vacancies[:], g.seekers[:], g.staff[:] = 10.0, 4.0, 90.0  # gap 60 %, vacancy rate 10 %
    _set_alarms(city, ruled(city, alarm_threshold=0.3, alarm_by_rate=by_rate))
    assert (g.alarm == alarmed).all()


def test_an_alarm_lasts_until_the_release(past):
    city = past.fork()
    g, rules = city.government, ruled(city, alarm_threshold=0.3, alarm_release=0.2)
    heard = []
    for seekers in (6.5, 7.5, 8.5):  # of ten posts: gaps of 35, 25 and 15 %
        g.vacancies[:], g.seekers[:] = 10.0, seekers
        _set_alarms(city, rules)
        heard.append(int(g.alarm[0]))
    assert heard == [1, 1, 0]


def test_a_lag_makes_the_alarm_come_later(past):
    city = past.fork()
    g, rules = city.government, ruled(city, alarm_threshold=0.3, reporting_lag=2)
    g.reports = []
    heard = []
    for seekers in (10.0, 10.0, 2.0, 2.0, 2.0):
        g.vacancies[:], g.seekers[:] = 10.0, seekers
        _set_alarms(city, rules)
        heard.append(int(g.alarm[0]))
    assert heard == [0, 0, 0, 0, 1]


def test_the_joint_meeting_makes_reports_fresh(past):
    seen = {}
    for months in (1.0, 3.0):
        city = past.fork()
        city.behaviour = replace(city.behaviour, posts_counted=0.0)  # a count without chance
        city.government.vacancies[:] = 0.0
        govern(city, ruled(city, coordination=months), [])
        seen[months] = city.government.vacancies.sum()
    assert seen[1.0] == past.tally.vacancies.sum()
    assert seen[3.0] == pytest.approx(seen[1.0] / 3.0)


def test_special_training_opens_only_while_an_alarm_is_on(past):
    city = past.fork()
    policy = Policy((Dated(lever=LEVERS["early_warning"]()),), EXISTING)
    city.government.alarm[:] = 0
    assert policy.in_force(city)[1][1].strength == 0.0
    city.government.alarm[3] = 1
    assert policy.in_force(city)[1][1].strength == 1.0


# ---- the year's end -------------------------------------------------------------------------------------------------


def test_the_review_moves_budget_by_how_far_aims_are_missed(past):
    city = past.fork()
    g, rules = city.government, ruled(city, review_move=0.3)
    _review(city, rules)
    now = g.last_year
    assert g.emphasis.tolist() == pytest.approx([1 / 3] * 3)  # nothing to compare with yet
    g.last_year = np.array([now[QUANTITY] / 1.2, now[QUALITY] * 1.3, 0.3])  # income fell
    _review(city, rules)
    assert g.emphasis.argmax() == QUALITY
    assert g.emphasis.sum() == pytest.approx(1.0)
    missed = np.array([0.0, (0.15 + 1.0 - 1.0 / 1.3) / 0.15, (0.3 - now[FAIRNESS]) / 0.3])
    assert g.emphasis == pytest.approx(0.7 / 3 + 0.3 * missed / missed.sum())


def test_what_two_aims_missed_alike_get_is_not_left_to_luck(past):
    shares = []
    for more in (0.999, 1.001):
        city = past.fork()
        g, rules = city.government, ruled(city, review_move=0.8)
        _review(city, rules)
        g.last_year = g.last_year * (more, 1.0, 1.0)
        _review(city, rules)
        shares.append(g.emphasis.copy())
    assert shares[0] == pytest.approx(shares[1], abs=0.02)


def test_budget_for_fairness_goes_out_of_town_and_for_quality_costs_places(past):
    city = past.fork()
    offer = Offer(0, replace(EXISTING[0], fresh=0.5), 1.0, np.ones(ZONES))
    assert steer([offer], city)[0] is offer
    g = city.government
    g.emphasis[:] = 0.2
    g.emphasis[FAIRNESS] = 0.6
    tilted = steer([offer], city)[0]
    urban = np.array([d.urban_share for d in PROFILE.districts])
    assert np.argsort(tilted.scope).tolist() == np.argsort(-urban).tolist()
    g.emphasis[:] = 0.2
    g.emphasis[QUALITY] = 0.6
    better = steer([offer], city)[0]
    assert better.programme.fresh > 0.5
    assert better.strength < 1.0


@pytest.mark.parametrize("emphasis", [(0.6, 0.2, 0.2), (0.2, 0.6, 0.2), (0.2, 0.2, 0.6)])
def test_a_review_spends_the_budget_there_is(past, emphasis):
    city = past.fork()
    offer = Offer(0, replace(EXISTING[0], fresh=0.5), 1.0, np.ones(ZONES))
    city.government.emphasis[:] = emphasis
    steered = steer([offer], city)[0]
    spent = steered.strength * steered.programme.per_trainee
    assert spent == pytest.approx(offer.strength * offer.programme.per_trainee)


def test_districts_that_miss_the_target_lose_budget_for_a_year(past):
    city = past.fork()
    g, rules = city.government, ruled(city, training_target=1_000.0 * city.weight, target_penalty=0.4)
    g.due[:], g.trained[:] = 1_000.0, 1_000
    g.trained[0], g.trained[1] = 0, 500
    _hold_to_targets(city, rules)
    assert g.budget_share.tolist() == pytest.approx([0.6, 0.8] + [1.0] * (ZONES - 2))
    assert not g.trained.any()
    assert not g.due.any()
    g.due[:] = 1_000.0
    _hold_to_targets(city, city.rules)  # repealed
    assert (g.budget_share == 1.0).all()


def test_a_district_owes_the_months_in_which_a_rule_asked(past):
    city = past.fork()
    w, g, asked = city.workers, city.government, ruled(city, training_target=1_200.0 * city.weight)
    w.trained[:] = city.month - 1
    _count_trained(city, asked)
    assert not g.trained.any()  # they were trained before anybody asked
    for _ in range(3):
        city.month += 1
        w.trained[:50] = city.month - 1
        _count_trained(city, asked)
    assert g.due.tolist() == pytest.approx([300.0] * ZONES)
    assert g.trained.sum() == 150
    _count_trained(city, city.rules)  # repealed: the last month still counts, the next ones do not
    _count_trained(city, city.rules)
    assert g.due.tolist() == pytest.approx([400.0] * ZONES)


@pytest.mark.parametrize("first", [1, 10])
def test_nobody_is_judged_for_the_time_before_a_rule(past, first):
    """A year's judgement by each rule that has one, which comes into force in January or in October."""
    city = past.fork()
    while city.calendar.of_year(city.month) != first:
        step(city, Policy(existing=EXISTING))
    city.start = city.month
    new_course = TrainingSubsidy(seats=40.0 * city.weight, months=12)  # of which nobody can have attended yet
    kinds = [LEVERS["five_year_plan"](target=1e5), LEVERS["annual_review"](), LEVERS["yearly_revision"](least_fill=1.0)]
    policy = Policy(tuple(Dated(lever=lever) for lever in (*kinds, new_course)), EXISTING)
    g, judged = city.government, 0
    for held in range(26):  # months in which the rules have held
        step(city, policy)
        january = city.calendar.of_year(city.month - 1) == 1
        if january and held:
            judged += 1
            assert (g.budget_share < 1.0).all()  # nobody could train so many
        elif not judged:
            assert (g.budget_share == 1.0).all()
        if held < 12:
            assert g.emphasis.tolist() == [1 / 3] * 3
            assert len(EXISTING) not in g.closed  # the new course
        if held < EXISTING[0].months:
            assert g.closed == {}
    assert judged == 2
    assert {*g.closed} == {0, len(EXISTING)}
    assert g.emphasis.max() > 1 / 3


def test_a_review_that_is_repealed_leaves_courses_as_they_were(past):
    city = past.fork()
    city.government.emphasis[:] = (0.2, 0.6, 0.2)  # as a review left it
    govern(city, ruled(city), [])
    assert city.government.emphasis.tolist() == [1 / 3] * 3
    offers = Policy(existing=EXISTING).in_force(city)[1]
    assert [offer.programme for offer in offers] == list(EXISTING)


def test_what_lapsed_begins_anew(past):
    city = past.fork()
    g = city.government
    g.last_year, g.reports = np.ones(3), [(np.ones(1), np.ones(1))]
    g.watched = {0: 11}
    govern(city, ruled(city), [Offer(0, EXISTING[0], 1.0, np.ones(ZONES))])
    assert (len(g.last_year), g.reports, g.watched) == (0, [], {})


def test_what_nobody_wants_is_struck_off_and_who_attends_may_finish(past):
    city = past.fork()
    programme = replace(EXISTING[0], seats=10.0 * city.weight * 12.0 / EXISTING[0].months)  # room for ten
    offer = Offer(0, programme, 1.0, np.ones(ZONES))
    city.workers.programme[:] = 0
    city.workers.programme[:4] = 1
    for _ in range(EXISTING[0].months + 1):  # nobody knows before how many it can fill
        assert _strike_off(city, ruled(city, least_fill=0.5), [offer]) == 0
        _watch(city, ruled(city, least_fill=0.5), [offer])
    assert _strike_off(city, ruled(city, least_fill=0.3), [offer]) == 0
    assert _strike_off(city, ruled(city, least_fill=0.5), [offer]) == 1
    assert Policy(existing=EXISTING).in_force(city)[1][0].strength == 0.0
    assert (city.workers.programme[:4] == 1).all()


# ---- help -----------------------------------------------------------------------------------------------------------


def test_help_reaches_those_whose_income_fell_three_months_in_a_row(past):
    city = past.fork()
    w = city.workers
    w.falls[:] = 0
    rows = np.flatnonzero(w.status == UNEMPLOYED)[:5]
    w.falls[rows], w.idle[rows] = 3, 9
    spent = city.government.special_fund_spent
    counts = govern(city, ruled(city, income_help=1.0), [])
    assert counts["helped"] == 5
    assert (w.idle[rows] == 0).all()
    assert city.government.special_fund_spent - spent == 5 * 30_000


def test_help_ends_with_the_money(past):
    city = past.fork()
    city.workers.falls[:] = np.where(city.workers.status == PLATFORM, 3, 0)
    assert govern(city, ruled(city, income_help=1.0, special_fund_per_head=0.0), [])["helped"] == 0


def test_advice_is_within_reach_of_skills_and_schooling(past):
    city = past.fork()
    w, occ = city.workers, city.occupations
    rows = np.array([0, 1])
    for column in (w.technical, w.application, w.management):
        column[rows] = (0, 10_000)
    w.schooling[rows] = (1, 5)
    unmet = np.zeros(len(occ.ids))
    hard = int(occ.need.mean(axis=1).argmax())
    unmet[hard] = 5.0
    assert _advised(city, rows, unmet).tolist() == [NO_TARGET, hard]


# ---- pilots ---------------------------------------------------------------------------------------------------------


def test_gain_is_change_here_less_change_elsewhere():
    inside = np.array([True, False, False])
    before, after = np.array([1.0, 2.0, 4.0]), np.array([1.2, 2.2, 4.4])
    assert gain(before, after, inside, "income") == pytest.approx(0.1)
    assert gain(before, after, inside, "unemployment") == pytest.approx(-0.1)


def test_measures_are_shares_and_means_by_district(past):
    for name in MEASURES:
        values = by_district(past, name)
        assert values.shape == (ZONES,)
        assert np.isfinite(values).all()
    w = past.workers
    zone = past.grid.district[w.cell]
    here = (zone == 0) & (w.status != 0)
    at_work = here & np.isin(w.status, (EMPLOYED, PLATFORM, 4))
    assert by_district(past, "employment")[0] == pytest.approx(at_work.sum() / here.sum())


@pytest.mark.parametrize(
    ("least", "revised", "ends"),
    [(-1.0, None, [ADOPTED]), (9.0, None, [ENDED]), (9.0, TrainingSubsidy(per_trainee=3_000.0), [REVISED, ENDED])],
)
def test_a_pilot_is_adopted_revised_or_ended(past, least, revised, ends):
    city = past.fork()
    pilot = Pilot(months=2, measure="employment", at_least=least, transfer=0.5, revised=revised)
    lever = TrainingSubsidy(trigger=0.25)
    policy = Policy((Dated(lever=lever, zones=(0,), pilot=pilot),), EXISTING)
    seen, strengths, threshold = [], [], []
    for _ in range(6):
        step(city, policy)
        rules, offers = policy.in_force(city)
        seen.append(city.government.trials[0].standing)
        strengths.append([o.strength for o in offers])
        threshold.append(rules.alarm_threshold.tolist())
    standings = list(dict.fromkeys(seen))
    assert standings == [ON_TRIAL, *ends]
    assert threshold[0] == [0.25] + [1.0] * (ZONES - 1)
    if ends[-1] == ADOPTED:
        assert threshold[-1] == [0.25] + [0.625] * (ZONES - 1)  # half of the way from 1 to 0.25
        assert strengths[-1] == [1.0, 1.0]
    else:
        assert threshold[-1] == [1.0] * ZONES
        assert not any(strengths[-1][1:])
    if revised is not None:
        assert [1.0, 0.0, 1.0] in strengths  # the revised course runs instead of the first


def test_what_wins_at_its_second_trial_goes_on_as_it_was_revised(past):
    city = past.fork()
    pilot = Pilot(months=2, measure="income", at_least=0.0, transfer=0.5, revised=TrainingSubsidy(per_trainee=3_000.0))
    policy = Policy((Dated(lever=TrainingSubsidy(), zones=(0,), pilot=pilot),), EXISTING)
    found = {}
    for since in (2, 4):
        city.government.trials[0] = Trial(ADOPTED, since)
        found[since] = {o.programme.per_trainee: o.strength for o in policy.in_force(city)[1][1:]}
    assert found == {2: {2_000.0: 1.0, 3_000.0: 0.0}, 4: {2_000.0: 0.0, 3_000.0: 1.0}}


def test_a_pilot_is_read_written_and_refused_without_zones(tmp_path):
    file = tmp_path / "pilot.yaml"
    file.write_text(
        "levers:\n  - training_subsidy:\n      zones: [anhe]\n"
        "      pilot: {months: 6, measure: income, at_least: 0.02, revise: {per_trainee: 3000}}\n"
    )
    scenario = load_scenario(str(file))
    pilot = scenario.levers[0].pilot
    assert (pilot.months, pilot.measure, pilot.at_least, pilot.transfer) == (6, "income", 0.02, 0.7)
    assert pilot.revised == replace(scenario.levers[0].lever, per_trainee=3_000.0)
    again = tmp_path / "again.yaml"
    again.write_text(write_scenario(scenario))
    assert load_scenario(str(again)).levers == scenario.levers
    file.write_text("levers:\n  - training_subsidy: {pilot: {measure: joy}}\n")
    faults = [str(fault) for fault in check_file(str(file))]
    assert any("needs zones" in fault for fault in faults)
    assert any("what government measures by district" in fault for fault in faults)
    file.write_text("levers:\n  - training_subsidy: {zones: [atlantis], pilot: {measure: income}}\n")
    assert any("atlantis" in str(fault) for fault in check_file(str(file)))


def test_part_of_the_dose_is_lost_in_the_copy(past):
    half = Policy((Dated(lever=TrainingSubsidy(trigger=0.2), transfer=0.5),), EXISTING)
    rules, offers = half.in_force(past.fork())
    assert rules.alarm_threshold.tolist() == pytest.approx([0.6] * ZONES)
    assert offers[1].strength == 0.5


def test_government_forks_with_the_city(past):
    city = past.fork()
    city.government.emphasis[0] = 0.9
    city.government.closed[0] = 1
    city.government.watched[0] = 1
    city.government.due[0] = 7.0
    city.government.alarm[0] = 1 - city.government.alarm[0]
    assert past.government.emphasis[0] != 0.9
    assert past.government.closed == past.government.watched == {}
    assert not past.government.due.any()
    assert tally_city(city).sums.shape == past.tally.sums.shape
