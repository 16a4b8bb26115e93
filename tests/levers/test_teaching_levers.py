"""Levers of what courses teach and to whom: the rules by hand, the mechanics on ten people."""

from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.compiled import interpreted
from jiuye.agents.training import drop_out_hazard, freshness, practised, revised
from jiuye.agents.workers import EMPLOYED, NO_TARGET, NONLOCAL_RURAL
from jiuye.model.grid import CORE
from jiuye.model.levers import LEVERS
from jiuye.model.phases.courses import enrol_participants
from jiuye.model.phases.courses.course_choice import apply_for_course, places_of
from jiuye.model.phases.courses.steering import draw_skill_map, send_courses
from jiuye.model.phases.courses.terms import placement_rate, terms_of
from jiuye.model.phases.population.projects import finish_on_a_project
from jiuye.model.programme import Offer

from ..ten_people import begin, skip, ten_people, zoned
from .a_course import school

NOBODY_YET = np.zeros(0, np.uint32)


def taught(city, offers, **rules):
    """Enrol everybody, let the course pass; the flows of the month in which it ends."""
    enrol_participants(city, zoned(city, **rules), offers)
    closed = [replace(offer, strength=0.0) for offer in offers]
    return enrol_participants(skip(city), zoned(city, **rules), closed)


def lever_programme(name, **settings):
    return LEVERS[name](**settings).programmes()[0]


def total_skill(city):
    w = city.workers
    return int(w.technical.sum() + w.application.sum() + w.management.sum())


# Rules by hand.


def test_what_updates_and_feedback_make_of_a_stale_course():
    rule = interpreted(freshness)
    assert rule(0.5, 0.0, 0.02, 0.6) == 0.5
    assert rule(0.5, 12.0, 0.02, 0.6) == pytest.approx(0.5 + 0.6 * 0.5)  # renewed every month: nothing has aged
    renewed = (1.0 + 0.98 + 0.98**2) / 3.0
    assert rule(0.5, 4.0, 0.02, 0.6) == pytest.approx(0.5 + 0.6 * (renewed - 0.5))
    assert rule(1.0, 4.0, 0.02, 0.6) == 1.0  # an update makes nothing worse
    assert interpreted(revised)(0.5, 0.4, 0.25) == pytest.approx(0.5 + 0.4 * 0.5 * 0.75)
    assert interpreted(practised)(0.5, 0.5, 0.4) == pytest.approx(0.6)


def test_who_leaves_a_course():
    hazard = interpreted(drop_out_hazard)
    assert hazard(0.64, 2, 1.0, False, 0.5) == pytest.approx(0.2)
    assert hazard(0.64, 2, 1.0, True, 0.5) == pytest.approx(0.1)
    assert hazard(0.64, 1, 0.5, False, 0.5) == pytest.approx(0.2)  # half a course loses fewer


# What is taught.


def test_updated_courses_teach_more():
    gains = []
    for updates in (0.0, 12.0):
        city, offers = school()
        before = total_skill(city)
        assert taught(city, offers, course_updates=updates)["completed"] == 9
        gains.append(total_skill(city) - before)
    assert gains[1] == pytest.approx(gains[0] * (0.5 + 0.6 * 0.5) / 0.5, rel=0.01)


def test_feedback_revises_courses_whose_graduates_wait():
    city, _ = school()
    w = city.workers
    w.trained[6:8], w.target[6:8] = city.month, 5
    assert placement_rate(city)[5] == pytest.approx(1.0 / 4.0)
    assert placement_rate(city)[6] == 0.5
    gains = []
    for feedback in (0.0, 1.0):
        city, offers = school()
        before = total_skill(city)
        taught(city, offers, course_feedback=feedback)
        gains.append(total_skill(city) - before)
    assert gains[1] > gains[0] > 0


def test_practice_teaches_more_counts_as_experience_and_costs_more():
    city, offers = school(practice_experience=2.0)
    before = total_skill(city)
    assert taught(city, offers, practice_share=0.5)["completed"] == 9
    w = city.workers
    assert (w.target[6:8] == NO_TARGET).sum() == 0
    assert (w.occupation[6:8] == w.target[6:8]).all()
    assert city.ledger.total("training") == 9 * 420_000  # practice_cost 0.8
    plain, offers = school()
    taught(plain, offers)
    assert total_skill(city) - before > 1.15 * (total_skill(plain) - before)
    assert plain.ledger.total("training") == 9 * 300_000


def test_a_credit_brings_interns_and_is_paid_for_each():
    city, offers = school(internship_elasticity=1.0)
    before = total_skill(city)
    taught(city, offers, internship_credit=6_000.0)
    assert city.ledger.total("internship_credits") == 9 * 600_000
    plain, offers = school()
    taught(plain, offers)
    assert total_skill(city) - before > total_skill(plain) - before


def test_a_year_on_a_project_is_a_year_of_learning_at_work():
    city = begin(ten_people(learning=0.02))
    w = city.workers
    w.technical[:] = 1_000
    w.schooling[8] = 5  # thirty years old
    row = np.array([8, 9], np.uint32)
    finish_on_a_project(city, zoned(city, three_plus_one=1.0), row)
    need = city.occupations.need[w.occupation[9], 0]
    assert w.technical[9] == pytest.approx(1_000 + 0.24 * (11_500 * need - 1_000), abs=1)
    assert w.technical[8] == 1_000


# Who is taught what.


def test_the_skill_map_directs_courses_to_short_occupations_late():
    city, offers = school()
    rules = zoned(city, map_share=1.0, map_lag=2.0)
    short = int(np.flatnonzero(city.occupations.digital)[7])
    city.government.vacancies[short] = 10.0
    draw_skill_map(city, rules)
    assert city.government.demand_map[short] == 5.0
    draw_skill_map(city, rules)
    assert city.government.demand_map[short] == 7.5
    rows = np.arange(9, dtype=np.uint32)
    who, _, target = apply_for_course(city, rules, offers[0], rows)
    assert len(who) == 9
    assert set(target.tolist()) == {short}
    _, _, target = apply_for_course(city, city.rules, offers[0], rows)
    assert set(target.tolist()) != {short}


def test_courses_are_sent_to_those_with_a_gap():
    city = begin(ten_people(push_read=1.0))
    city.workers.technical[:3] = 0
    city.workers.technical[3:] = city.workers.application[3:] = city.workers.management[3:] = 9_900
    read = send_courses(city, zoned(city, course_push=1.0, push_gap=0.05), NOBODY_YET)
    assert {*read.tolist()} == {0, 1, 2}
    assert len(send_courses(city, city.rules, NOBODY_YET)) == 0


def test_bases_and_mentors_are_outside_the_core_and_mentors_hold_people():
    city, _ = school()
    mentored = lever_programme("mentors", mentors=10.0, class_size=15.0, months=3)
    assert mentored.seats == 600.0
    offer = Offer(0, replace(mentored, seats=1e7), 1.0, np.ones(city.zones))
    outside = np.bincount(city.grid.block, (city.grid.klass != CORE) * city.grid.people, city.grid.blocks) > 0
    places = places_of(city, offer)
    assert places.sum() > 0
    assert not places[~outside].any()
    city = begin(ten_people(completion_part_time=0.5, mentor_hold=0.5))
    alone = replace(offer, number=1, programme=replace(mentored, mentored=False))
    hazard = terms_of(city, city.rules, [offer, alone]).hazard
    assert hazard[0, 0] == pytest.approx(0.5 * hazard[1, 0])
    assert lever_programme("practice_bases").near_home


def test_modules_are_small_steps_beside_a_job_and_add_up():
    bundle = replace(lever_programme("micro_credentials"), seats=1e7, payer="government")
    assert bundle.extent == pytest.approx(20 * 10 / 60 / 120)
    city, offers = school(bundle)
    city.workers.technical[:] = city.workers.application[:] = city.workers.management[:] = 1_000
    city.places.bandwidth[city.workers.cell[0]] = 1.0
    before = total_skill(city)
    flows = enrol_participants(city, city.rules, offers)
    w = city.workers
    assert flows["enrolled"] == flows["completed"] == 9
    assert flows["certified"] == 0
    assert 0 < total_skill(city) - before < 9 * 3 * 100
    assert not w.programme.any()
    assert w.status[:6].tolist() == [EMPLOYED] * 6
    assert (w.trained < 0).all()
    assert city.ledger.total("training") == 9 * 3_000
    w.technical[0] = w.application[0] = w.management[0] = int(1e4 * city.occupations.need[w.occupation[0]].max()) - 50
    need = city.occupations.need[w.occupation[0]]
    w.management[0] = int(1e4 * need[2]) - 50  # nearly there
    assert enrol_participants(skip(city), city.rules, offers)["certified"] == 1


def test_those_a_programme_is_for():
    city, _ = school()
    w, rows = city.workers, np.arange(10, dtype=np.uint32)
    crash = lever_programme("crash_courses")
    w.occupation[7] = city.occupations.index("production_worker")
    assert np.flatnonzero(crash.eligible(w, rows, 0)).tolist() == [7]
    live = lever_programme("live_commerce_training")
    w.income[:], w.income[[2, 8]] = 500_000, 200_000
    assert np.flatnonzero(live.eligible(w, rows, 0)).tolist() == [2, 8]
    project = lever_programme("project_training", share=0.1, budget=4e7, per_trainee=4_000.0)
    assert project.seats == 1_000.0
    w.hukou[:5] = NONLOCAL_RURAL
    assert np.flatnonzero(project.eligible(w, rows, 0)).tolist() == [5, 6, 7, 8]
