"""Levers of courses, firms' training, certificates and points: the rules by hand, the mechanics on ten people."""

from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.compiled import interpreted
from jiuye.agents.employers import perceived_productivity
from jiuye.agents.training import (
    credible_impression,
    drop_out_hazard,
    freshness,
    induced_training,
    internship_supply,
    net_cost_ratio,
    points_value,
    practised,
    revised,
    service_chance,
    training_offer,
)
from jiuye.agents.workers import EMPLOYED, INACTIVE, NO_TARGET, NONLOCAL_RURAL, PLATFORM, SELF_EMPLOYED, UNEMPLOYED
from jiuye.model.grid import CORE
from jiuye.model.levers import LEVERS
from jiuye.model.levers.existing import firm_course
from jiuye.model.phases.courses import enrol_participants
from jiuye.model.phases.courses.course_choice import apply_for_course, places_of
from jiuye.model.phases.courses.placement import found_businesses, place_graduates
from jiuye.model.phases.courses.points import award_course_points, run_points
from jiuye.model.phases.courses.steering import draw_skill_map, grow_capacity, send_courses
from jiuye.model.phases.courses.terms import placement_rate, terms_of
from jiuye.model.phases.population.projects import finish_on_a_project
from jiuye.model.phases.search import search_jobs
from jiuye.model.programme import Offer, Programme

from ..ten_people import begin, skip, staff_by_count, ten_people, zoned

COURSE = Programme(
    name="course", seats=1e7, per_trainee=3_000.0, mode="part_time", months=1, payer="government", fresh=0.5
)
NOBODY_YET = np.zeros(0, np.uint32)


def school(programme=COURSE, **behaviour):
    """A city where everybody hears of the course, wants it, stays and passes."""
    keen = {"awareness": 1.0, "training_intercept": 40.0, "training_reach": 1.0, "pass_rate": 1.0}
    stay = dict.fromkeys(("completion_full_time", "completion_part_time", "completion_online"), 1.0)
    city = ten_people(**(keen | stay | {"learning_in_course": 0.5} | behaviour))
    city.workers.schooling[:] = 5
    return begin(city), [Offer(0, programme, 1.0, np.ones(city.zones))]


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


def test_what_firms_make_of_money():
    assert interpreted(internship_supply)(3_000.0, 6_000.0, 0.6) == pytest.approx(0.3)
    ratio = interpreted(net_cost_ratio)
    assert ratio(3_000.0, 0.0, 1.0, 0.25) == 1.0
    assert ratio(3_000.0, 0.0, 1.5, 0.25) == pytest.approx(0.625 / 0.75)
    assert ratio(3_000.0, 1_500.0, 1.0, 0.25) == pytest.approx(1.0 / 3.0)
    assert ratio(3_000.0, 9_000.0, 1.0, 0.25) == 0.1
    assert interpreted(training_offer)(0.01, 3.0, 0.35) == pytest.approx(0.01)
    assert interpreted(training_offer)(0.01, 1.0, 0.35) == pytest.approx(0.01 * np.exp(-0.7))
    assert interpreted(induced_training)(0.01, 0.25, 0.5) == pytest.approx(0.01)


def test_points_far_from_the_threshold_are_worth_less():
    value = interpreted(points_value)
    assert value(0, 30.0, 60.0, 10.0) == pytest.approx(150.0)
    assert value(40, 30.0, 60.0, 10.0) == 300.0
    assert value(0, 30.0, 0.0, 10.0) == 300.0


def test_a_certificate_nobody_can_verify_is_what_it_was():
    known = interpreted(perceived_productivity)(0.8, True, 1.0, -1.0, 0.12, 0.1, 0.15)
    rule = interpreted(credible_impression)
    assert rule(0.8, 1.0, -1.0, 0.12, 0.1, 0.15, 0.0, 0.5, 0.4) == pytest.approx(known)
    assert rule(0.8, 1.0, -1.0, 0.12, 0.1, 0.15, 1.0, 0.5, 0.5) == pytest.approx(0.8 + 0.18 + 0.1 - 0.3 * 0.15)


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


# Placement.


def ordered(open_posts, **behaviour):
    """A course ordered by line 2 for its open posts; the salespeople of the table have other trades here."""
    programme = replace(COURSE, reserved=1.0, targets=("salesperson",), fresh=1.0)
    city, offers = school(programme, **behaviour)
    city.workers.occupation[6:] = city.occupations.index("driver")
    city.workers.schooling[:] = 3
    city.employers.vacancies[2] = open_posts
    return city, offers


def test_an_order_opens_no_more_places_than_posts_and_graduates_take_them_up():
    city, offers = ordered(2)
    core = city.grid.block[city.workers.cell[0]]
    assert enrol_participants(city, city.rules, offers)["enrolled"] <= 2
    w = city.workers
    w.programme[:], w.months_left[:], w.target[:] = 0, 0, NO_TARGET
    w.programme[[6, 7, 8]], w.months_left[[6, 7, 8]] = 1, 1
    w.target[[6, 7, 8]] = city.occupations.index("salesperson")
    flows = enrol_participants(skip(city), city.rules, [replace(offers[0], strength=0.0)])
    assert flows["completed"] == 3
    assert flows["order_hires"] == 2
    assert (w.status[[6, 7, 8]] == EMPLOYED).sum() == 2
    assert city.employers.vacancies[2] == 0
    assert city.employers.staff[2] == 2
    assert city.employers.staff.tolist() == staff_by_count(city)
    assert core >= 0


def test_a_post_that_pays_too_little_is_not_taken():
    city, offers = ordered(2)
    w = city.workers
    w.target[6], w.reservation[6] = city.occupations.index("salesperson"), 9_000_000
    flows = {}
    place_graduates(city, offers[0], city.rules, np.array([6], np.uint32), flows)
    assert flows == {}
    assert w.status[6] == UNEMPLOYED


# Firms and providers.


def trained_by_firms(free=1e9, **rules_and_behaviour):
    rules = {k: v for k, v in rules_and_behaviour.items() if k.startswith("training_") and k != "training_elasticity"}
    behaviour = {k: v for k, v in rules_and_behaviour.items() if k not in rules}
    city = begin(ten_people(**({"offer_schooling": 0.0} | behaviour)))
    offers = [Offer(0, firm_course(), 1.0, np.ones(city.zones))]
    flows = enrol_participants(city, zoned(city, special_fund_per_head=free, **rules), offers)
    return city, flows


def test_firms_that_trained_anyway_are_paid_too():
    city, flows = trained_by_firms(firm_training=1.0, training_grant=2_000.0, training_grants=1e6)
    assert flows["grants_anyway"] == flows["training_grants"] == 6
    assert flows["enrolled"] == 0
    assert city.ledger.total("training_grants") == 6 * 200_000


def test_a_grant_makes_firms_train_more_as_far_as_it_goes():
    some = {"firm_training": 0.4, "training_elasticity": 1.0}
    assert trained_by_firms(**some)[1]["enrolled"] == 0
    city, flows = trained_by_firms(training_grant=2_000.0, training_grants=1e6, **some)
    assert flows["enrolled"] == 6 - flows["grants_anyway"] > 0
    assert (city.workers.target[city.workers.programme == 1] != NO_TARGET).all()
    broke, flows = trained_by_firms(0.0, training_grant=2_000.0, training_grants=1e6, **some)
    assert flows["enrolled"] == flows["training_grants"] == broke.ledger.total("training_grants") == 0
    _, flows = trained_by_firms(training_grant=2_000.0, training_grants=24.0, **some)
    assert flows["training_grants"] == 2


def test_a_deduction_makes_firms_train_more_and_tax_is_forgone_on_all_of_it():
    some = {"firm_training": 0.3, "training_elasticity": 1.0}
    city, flows = trained_by_firms(training_deduction=3.0, **some)
    assert flows["enrolled"] > 0
    assert flows["training_grants"] == 0
    relief = city.ledger.flows[("government", "employers", "training_relief")]
    assert relief % 150_000 == 0
    assert relief >= flows["enrolled"] * 150_000


def test_equity_builds_places_that_wear_out():
    city, offers = school(place_capital=6_000.0, capital_wear=0.12)
    grow_capacity(city, zoned(city, course_equity=12_000.0 * 6_000.0))
    assert city.government.capacity == pytest.approx(1_000.0)
    assert city.ledger.flows[("guidance_fund", "providers", "course_equity")] == 600_000_000
    few = replace(offers[0], programme=replace(COURSE, seats=120.0))
    more = places_of(city, few).sum()
    grow_capacity(city, city.rules)
    assert city.government.capacity == pytest.approx(990.0)
    city.government.capacity = 0.0
    assert more > places_of(city, few).sum()


# Certificates and points.


def test_a_certificate_that_can_be_verified_ranks_higher():
    city = begin(ten_people(search_unemployed=1.0, applications=4.0, callback=1.0, hiring_bar=-10.0, tries=500.0))
    w = city.workers
    w.certificates[6] = np.uint64(1) << np.uint64(city.occupations.index("salesperson"))
    w.literacy[:] = 10_000
    city.employers.vacancies[2] = 4
    scores = []
    for credit in (0.0, 1.0):
        sought = search_jobs(city, zoned(city, certificate_credit=credit))
        assert (sought.sent > 0).all()
        assert len(sought.rows) == 2
        scores.append(sought.score[:, 0].astype(np.int64))
    assert scores[1][0] != scores[0][0]
    assert scores[1][1] == scores[0][1]  # who has none


def test_points_are_redeemed_from_the_threshold_on_as_far_as_the_fund_goes():
    city = begin(ten_people(service_intercept=-40.0))
    w = city.workers
    rules = {"points_worth": 10.0, "points_threshold": 50.0}
    w.points[[6, 7, 8]] = [49, 50, 80]
    flows = {}
    run_points(city, zoned(city, special_fund_per_head=0.0, **rules), flows)
    assert flows["redeemed"] == 0
    assert w.points[8] == 80
    run_points(city, zoned(city, special_fund_per_head=1e6, **rules), flows)
    assert flows["redeemed"] == 2
    assert w.points[[6, 7, 8]].tolist() == [49, 0, 0]
    assert w.transfers[[7, 8]].tolist() == [50_000, 80_000]
    assert city.ledger.total("points") == 130_000


def test_flexible_workers_earn_points_by_courses_and_service():
    city = begin(ten_people(service_intercept=40.0))
    award_course_points(city, zoned(city, points_course=30.0), np.arange(10, dtype=np.uint32), 1.0)
    assert city.workers.points.tolist() == [0] * 8 + [30, 0]
    flows = {}
    run_points(city, zoned(city, points_worth=1.0, points_service=5.0, points_threshold=1_000.0), flows)
    assert city.workers.points[8] == 35
    assert flows["served"] == 1


def test_points_are_a_motive_to_train():
    city, offers = school(training_intercept=-4.0, points_pull=3.0)
    city.workers.status[:9] = PLATFORM
    rows, keen, indifferent = np.arange(9, dtype=np.uint32), 0, 0
    for seed in range(1, 21):
        city.draws.seed = seed
        worth = zoned(city, points_worth=200.0, points_course=30.0, points_threshold=30.0)
        keen += len(apply_for_course(begin(city), worth, offers[0], rows)[0])
        indifferent += len(apply_for_course(city, city.rules, offers[0], rows)[0])
    assert keen > 2 * indifferent
    assert city.workers.status[9] == INACTIVE


def test_graduates_of_live_commerce_try_a_business():
    city, _ = school(own_account_income=50_000.0, farm_income=50_000.0)
    flows = {}
    found_businesses(city, np.array([5, 6, 7], np.uint32), flows)
    assert flows["founded"] == 2
    assert city.workers.status[5:8].tolist() == [EMPLOYED, SELF_EMPLOYED, SELF_EMPLOYED]


def test_service_is_done_for_what_its_points_are_worth():
    chance = interpreted(service_chance)
    assert chance(-2.0, 1.0, 0.0) == pytest.approx(1.0 / (1.0 + np.exp(2.0)), rel=1e-6)
    assert chance(-2.0, 1.0, 200.0) == pytest.approx(0.5)
