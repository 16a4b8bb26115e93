"""Levers of placement, firms' training, certificates and points: the rules by hand, the mechanics on ten people."""

from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.compiled import interpreted
from jiuye.agents.training import (
    called_first,
    induced_training,
    internship_supply,
    net_cost_ratio,
    points_value,
    service_chance,
    training_offer,
)
from jiuye.agents.workers import EMPLOYED, INACTIVE, NO_TARGET, PLATFORM, SELF_EMPLOYED, UNEMPLOYED
from jiuye.model.behaviour import Behaviour
from jiuye.model.levers.existing import firm_course
from jiuye.model.phases.courses import enrol_participants
from jiuye.model.phases.courses.course_choice import apply_for_course, places_of
from jiuye.model.phases.courses.placement import found_businesses, place_graduates
from jiuye.model.phases.courses.points import award_course_points, run_points
from jiuye.model.phases.courses.steering import grow_capacity
from jiuye.model.phases.search import search_jobs
from jiuye.model.programme import Offer

from ..ten_people import begin, skip, staff_by_count, ten_people, zoned
from .a_course import COURSE, school

# Rules by hand.


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
    assert flows["grants_anyway"] == flows["training_grants"] == flows["staff_trained"] == 6
    assert flows["enrolled"] == 0
    short = 100 * city.behaviour.firm_course_cost * city.behaviour.firm_course_extent  # no grant above the cost
    assert city.ledger.total("training_grants") == city.ledger.total("staff_training") == 6 * short < 6 * 200_000


def test_firms_train_and_pay_without_any_policy():
    city = begin(ten_people(firm_training=1.0))
    w, b = city.workers, city.behaviour
    room = [
        np.maximum(10_000 * b.learning_reach * city.occupations.need[w.occupation, k] - column, 0.0)
        for k, column in enumerate((w.technical, w.application, w.management))
    ]
    before = [column.astype(int) for column in (w.technical, w.application, w.management)]
    flows = enrol_participants(city, city.rules, [])
    assert (flows["staff_trained"], flows["enrolled"]) == (6, 0)  # the employees, and none of the others
    paid = int(100 * b.firm_course_cost * b.firm_course_extent)
    assert city.ledger.flows == {("employers", "providers", "staff_training"): 6 * paid}
    share = b.learning_in_course * b.firm_course_extent
    for was, column, lack in zip(before, (w.technical, w.application, w.management), room, strict=True):
        assert column[:6] - was[:6] == pytest.approx(share * lack[:6], abs=1.0)
        assert (column[6:] == was[6:]).all()
    assert not w.certificates.any()
    assert not w.programme.any()


def test_nobody_trains_staff_where_no_sector_does():
    city = begin(ten_people(firm_training=1.0))
    city.sectors = replace(city.sectors, trains=np.zeros(len(city.sectors.ids)))
    assert enrol_participants(city, city.rules, [])["staff_trained"] == 0
    assert city.ledger.flows == {}


def test_the_newly_hired_who_lack_most_are_called_first():
    rule, b = interpreted(called_first), Behaviour().view()[0]
    assert rule(0.0, 1, b) == rule(0.0, 100, b) == 1.0
    assert rule(0.02, 1, b) > rule(0.02, 100, b) > 1.0
    assert rule(0.9, 1, b) == b.training_first
    city = begin(ten_people(firm_training=0.5 / Behaviour().training_first, offer_schooling=0.0))
    city.sectors = replace(city.sectors, trains=np.ones(len(city.sectors.ids)))
    w, trained = city.workers, np.zeros(2)
    w.technical[:3] = w.application[:3] = w.management[:3] = 0
    w.technical[3:6] = w.application[3:6] = w.management[3:6] = 10_000
    for _ in range(200):
        before = w.technical.copy()
        enrol_participants(skip(city), city.rules, [])
        trained += [(w.technical[:3] > before[:3]).sum(), (w.technical[3:6] < before[3:6]).sum()]
        w.technical[:3] = w.application[:3] = w.management[:3] = 0
    assert 240 < trained[0] < 360  # as often as they may: half of the time
    assert trained[1] == 0  # who can do more than the work asks for learns nothing


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
    assert relief % 37_500 == 0  # a usual course is a quarter of a full one
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
