"""Enrolment in courses, on ten people whose fate can be worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.workers import EMPLOYED, NO_TARGET, PLATFORM, TRAINING, UNEMPLOYED
from jiuye.model.phases.courses import enrol_participants
from jiuye.model.phases.courses.enrolment import share_out
from jiuye.model.phases.platforms import dispatch_orders
from jiuye.model.phases.search import search_jobs

from ..ten_people import STAFF, begin, skip, zoned
from .scenes import COURSE, YEAR, renewed, school


def test_a_trainee_attends_completes_and_learns():
    city, offers = school()
    w, need = city.workers, city.occupations.need
    flows = enrol_participants(city, city.rules, offers)
    assert flows["enrolled"] == 3  # a full-time course leaves no room for a job
    assert w.status[[6, 7, 9]].tolist() == [TRAINING] * 3
    assert w.months_left[[6, 7, 9]].tolist() == [3, 3, 3]
    assert not w.programme[:6].any()
    target = w.target[[6, 7, 9]].astype(int)
    assert city.occupations.digital[target].all()
    before = np.stack([w.technical, w.application, w.management])[:, [6, 7, 9]] / 10_000.0
    offers[0] = replace(offers[0], strength=0.0)  # no new places
    for _month in range(2):
        flows = enrol_participants(skip(city), city.rules, offers)
        assert (flows["completed"], flows["dropped"]) == (0, 0)
        assert w.status[[6, 7, 9]].tolist() == [TRAINING] * 3
        assert city.ledger.total("training") == 3 * 100_000
    flows = enrol_participants(skip(city), city.rules, offers)
    assert (flows["completed"], flows["certified"], flows["dropped"]) == (3, 3, 0)
    assert city.ledger.balances["providers"] == 3 * 300_000
    assert w.status[[6, 7, 9]].tolist() == [UNEMPLOYED] * 3
    assert not w.programme.any()
    assert (w.trained[[6, 7, 9]] == city.month).all()
    after = np.stack([w.technical, w.application, w.management])[:, [6, 7, 9]] / 10_000.0
    assert after == pytest.approx(before + 0.5 * np.maximum(need[target].T - before, 0.0), abs=1e-4)
    assert (after > before).any()
    for row, occupation in zip((6, 7, 9), target, strict=True):
        assert w.certificates[row] == 1 << int(occupation)
        assert w.target[row] == occupation  # they now look in the new field


def test_a_full_time_course_locks_in():
    city, offers = school(search_unemployed=1.0, consider_unemployed=1.0, consider_inactive=1.0)
    enrol_participants(city, city.rules, offers)
    trainees = np.flatnonzero(city.workers.status == TRAINING).tolist()
    assert trainees == [6, 7, 9]
    assert not {*search_jobs(city, city.rules).rows.tolist()} & {*trainees}
    dispatch_orders(city, city.rules)
    city.behaviour = replace(city.behaviour, participation_men=0.0, participation_women=0.0)
    renewed(city, YEAR)
    assert (city.workers.status[trainees] == TRAINING).all()


def test_a_course_beside_work_leaves_the_job():
    city, offers = school("part_time")
    flows = enrol_participants(city, city.rules, offers)
    assert flows["enrolled"] == 9  # everybody but the inactive
    assert city.workers.status[:9].tolist() == [EMPLOYED] * 6 + [UNEMPLOYED] * 2 + [PLATFORM]
    assert city.employers.staff.tolist() == list(STAFF)


def test_those_who_drop_out_get_nothing():
    city, offers = school(completion_full_time=0.0)
    enrol_participants(city, city.rules, offers)
    flows = enrol_participants(skip(city), city.rules, [replace(offers[0], strength=0.0)])
    assert (flows["dropped"], flows["completed"], flows["certified"]) == (3, 0, 0)
    w = city.workers
    assert (w.status[[6, 7, 9]] == UNEMPLOYED).all()
    assert not w.certificates.any()
    assert not w.programme.any()
    assert not w.months_left.any()
    assert (w.target == NO_TARGET).all()
    assert (w.technical == 5_000).all()


def test_a_policy_that_forgets_a_programme_people_attend_is_refused():
    city, offers = school()
    enrol_participants(city, city.rules, offers)
    with pytest.raises(ValueError, match="attend a programme that this policy does not have"):
        enrol_participants(skip(city), city.rules, [])


def test_places_are_not_exceeded_and_lots_decide():
    winners = set()
    for seed in range(1, 9):
        city, offers = school("online")
        city.draws.seed = seed
        city.grid.bandwidth[city.workers.cell[0]] = 1.0
        offers = [replace(offers[0], programme=replace(COURSE, mode="online", seats=24.0))]
        assert enrol_participants(begin(city), city.rules, offers)["enrolled"] == 2
        winners |= {*np.flatnonzero(city.workers.programme).tolist()}
    assert len(winners) > 3


def test_pilot_districts_leave_the_others_out():
    city, offers = school("part_time")
    here = city.grid.district[city.workers.cell[0]]
    elsewhere = np.ones(city.zones)
    elsewhere[here] = 0.0
    assert enrol_participants(city, city.rules, [replace(offers[0], scope=elsewhere)])["enrolled"] == 0
    assert enrol_participants(city, city.rules, [replace(offers[0], scope=1.0 - elsewhere)])["enrolled"] > 0


def test_what_the_special_fund_cannot_pay_is_not_opened():
    city, offers = school("part_time")
    offers = [replace(offers[0], programme=replace(COURSE, mode="part_time", payer="special_fund"))]
    assert enrol_participants(city, zoned(city, special_fund_per_head=0.0), offers)["enrolled"] == 0


def test_few_places_are_shared_among_many_centres_to_the_last():
    places = np.array([7, 0, 2, 9, 1, 1, 5])
    for room in (0, 1, 3, 8, 24):
        shares = np.array([share_out(places, room, luck) for luck in (np.arange(1000) + 0.5) / 1000])
        assert (shares.sum(axis=1) == room).all()
        assert (shares >= 0).all()
        assert (shares <= places).all()
        assert shares.mean(axis=0) == pytest.approx(places * room / 25, abs=0.05)


def test_who_is_paid_badly_by_a_line_wants_a_course_no_more_than_others():
    """They may find a better line without one; so trainees earn before it what others like them do."""
    went = []
    for posted in (200_000, 2_000_000):
        city, offers = school("part_time", training_intercept=-1.0)
        e = city.employers
        e.posted[1:] = 600_000
        e.posted[0], e.slots[0] = posted, 0  # one line among many hardly moves what its trade pays
        went.append([])
        for _ in range(60):
            enrol_participants(skip(city), city.rules, offers)
            went[-1].append(np.count_nonzero(city.workers.programme[:6]))
            city.workers.programme[:] = 0
    assert went[0] == went[1]
    assert 0 < sum(went[0]) < 300
