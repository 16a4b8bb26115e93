"""Seasons: school is left in July, migrants are at home for Spring Festival, and some of them stay there."""

from dataclasses import fields, replace

import numpy as np
import pytest

from jiuye.agents.platforms import DELIVERY
from jiuye.agents.workers import (
    BACHELOR,
    BACHELOR_LEAVE,
    EMPLOYED,
    INACTIVE,
    JUNIOR,
    LOCAL_RURAL,
    NOBODY,
    NONLOCAL_RURAL,
    PLATFORM,
    SELF_EMPLOYED,
    TRAINING,
    UNEMPLOYED,
    WORKING_AGE,
)
from jiuye.model.build import build_city
from jiuye.model.calendar import FESTIVAL, GRADUATION, Calendar
from jiuye.model.levers import Policy
from jiuye.model.levers.existing import existing_training
from jiuye.model.month import step
from jiuye.model.phases.platforms import dispatch_orders
from jiuye.model.phases.population import renew_population
from jiuye.model.phases.search import search_jobs
from jiuye.model.phases.settlement import settle_accounts
from jiuye.model.seasons import FARM_WORK, eagerness, free_of_farm
from jiuye.scenarios.cities import load_city

from ..guards.test_conservation import after_renewal, check_flows, check_people
from ..ten_people import PEOPLE, begin, skip, staff_by_count, ten_people

PROFILE = load_city("reference")
REST = Policy(existing=(existing_training(PROFILE),))
ALL_GO = {"festival_leave": 1.0, "search_unemployed": 1.0}


def in_season(month, **behaviour):
    """The ten people in a calendar month, all migrants of rural hukou."""
    city = ten_people(**behaviour)
    city = begin(replace(city, calendar=Calendar(first_month=month, seasons=True)))
    city.workers.hukou[:] = NONLOCAL_RURAL
    return city


# School.


def test_school_ends_in_july_with_seasons_and_any_month_without():
    seasonal, still = Calendar(first_month=5, seasons=True), Calendar(first_month=5)
    assert [seasonal.end_of_school(month) for month in (-1, 0, 1, 2, 3, 13, 14)] == [-10, -10, -10, 2, 2, 2, 14]
    assert [still.end_of_school(month) for month in (-1, 0, 7)] == [-1, 0, 7]
    assert all(seasonal.of_year(seasonal.end_of_school(month)) == GRADUATION for month in range(30))


@pytest.mark.parametrize(("schooling", "leave"), [(JUNIOR, WORKING_AGE), (BACHELOR, BACHELOR_LEAVE)])
def test_students_of_age_wait_for_july(schooling, leave):
    for seasons, joined in ((True, 9), (False, 1)):
        city = replace(ten_people(), calendar=Calendar(first_month=10, seasons=seasons))
        begin(city)
        w = city.workers
        w.status[:], w.employer[:], w.schooling[:] = INACTIVE, NOBODY, schooling
        w.born[:] = 1 - 12 * leave  # of age in November
        city.employers.staff[:] = 0
        for month in range(12):
            flows = renew_population(city, city.rules)
            assert flows["joiners"] == (PEOPLE if month == joined else 0), (seasons, month)
            skip(city)


# The festival.


def test_away_at_the_festival_people_keep_their_work_and_neither_search_nor_earn_by_themselves():
    city = in_season(FESTIVAL, **ALL_GO, takings_spread=0.0)
    w = city.workers
    w.status[2], w.employer[2], w.earned[8] = SELF_EMPLOYED, NOBODY, 77
    status = w.status.copy()
    city.employers.staff[0] -= 1
    renew_population(city, city.rules)
    city.employers.vacancies[:] = 4
    assert len(search_jobs(city, city.rules).rows) == 0
    dispatch_orders(city, city.rules)
    settle_accounts(city, city.rules, [])
    assert (w.status == status).all()
    assert (w.hours[8], w.earned[8], w.earned[2]) == (0, 0, 0)
    assert (w.income[[0, 1, 3, 4, 5]] > 0).all()  # leave is paid
    skip(city)
    assert len(search_jobs(city, city.rules).rows) == 2
    dispatch_orders(city, city.rules)
    assert w.hours[8] > 0


def test_in_other_months_and_of_other_hukou_everybody_is_there():
    for month, hukou in ((FESTIVAL - 1, NONLOCAL_RURAL), (FESTIVAL + 1, NONLOCAL_RURAL), (FESTIVAL, LOCAL_RURAL)):
        city = in_season(month, **ALL_GO, festival_stay=0.0)
        city.workers.hukou[:] = hukou
        assert len(search_jobs(city, city.rules).rows) == 2


def test_some_of_those_who_went_do_not_come_back_to_their_work():
    city = in_season(FESTIVAL, festival_leave=0.6, festival_stay=0.5, consider_platform=0.0, participation_men=0.0)
    w = city.workers
    w.status[:], w.employer[:] = PLATFORM, DELIVERY
    city.employers.staff[:] = 0
    dispatch_orders(city, city.rules)
    went = w.hours == 0
    skip(city)
    city = replace(city, behaviour=replace(city.behaviour, review_of_work=0.0))
    flows = renew_population(city, city.rules)
    stayed = w.status == INACTIVE
    assert 0 < stayed.sum() == flows["stayed_away"] < went.sum() < PEOPLE
    assert went[stayed].all()  # the same people


def test_their_posts_fall_vacant_and_they_come_back_to_look():
    city = in_season(FESTIVAL + 1, festival_leave=1.0, festival_stay=1.0, review_of_work=0.0)
    w = city.workers
    w.status[7], w.programme[7], w.months_left[7] = TRAINING, 1, 3
    assert renew_population(city, city.rules)["stayed_away"] == 8  # not the student, nor who is on a course
    assert city.employers.staff.tolist() == staff_by_count(city) == [0, 0, 0]
    assert w.status[[0, 6, 7, 8]].tolist() == [INACTIVE, INACTIVE, TRAINING, INACTIVE]
    assert (w.employer == NOBODY).all()
    city = skip(replace(city, behaviour=replace(city.behaviour, review_of_work=1.0)))
    assert renew_population(city, city.rules)["joiners"] == 8
    assert (w.status[:7] == UNEMPLOYED).all()


def test_applications_are_few_at_the_festival_and_many_after_it():
    months = {month: eagerness(in_season(month, festival_search=0.5, spring_search=1.5)) for month in (1, 2, 3, 4)}
    assert months == {1: 1.0, 2: 0.5, 3: 1.5, 4: 1.0}


def test_the_farm_asks_for_the_same_months_in_a_year_with_and_without_seasons():
    assert pytest.approx(12.0) == FARM_WORK.sum()
    free = [free_of_farm(in_season(month, farm_months=6.0)) for month in range(1, 13)]
    assert free_of_farm(ten_people(farm_months=6.0)) == pytest.approx(0.5) == np.mean(free)
    assert min(free) < 0.3
    assert max(free) > 0.8


# A year of a city.

PEOPLE_SEEN = 30_000  # enough to tell one month from the next


def test_a_year_with_seasons_keeps_its_books_and_shows_july_and_the_festival():
    city = build_city(PROFILE, PEOPLE_SEEN, 2, size=16, calendar=Calendar(seasons=True))
    for _ in range(12):
        step(city, REST)
    seen = []
    for _month in range(1, 13):
        renewed = after_renewal(city, REST)
        flows = step(city, REST)
        check_people(city, PEOPLE_SEEN)
        check_flows(city, flows.counts, renewed)
        w = city.workers
        young = (city.month - 1 - w.born.astype(int)) // 12 < 25
        jobless = (young & (w.status == UNEMPLOYED)).sum() / (young & (w.status != INACTIVE)).sum()
        active = ((w.status == PLATFORM) & (w.hours > 0)).sum()
        counts = flows.counts
        seen.append((jobless, active, counts["joiners"], counts["stayed_away"], counts["applications"]))
    youth, active, joiners, stayed, applications = (np.array(column) for column in zip(*seen, strict=True))
    assert youth[6:9].mean() > 1.05 * youth[3:6].mean()
    assert joiners.argmax() == GRADUATION - 1
    assert active.argmin() == applications.argmin() == FESTIVAL - 1
    assert stayed.nonzero()[0].tolist() == [FESTIVAL]
    assert applications[FESTIVAL] > 1.2 * applications[FESTIVAL - 1]


def test_without_seasons_nothing_of_this_is_felt():
    acts = {"festival_leave": 0.8, "festival_stay": 0.2, "festival_search": 0.4, "spring_search": 1.8}
    usual, other = (build_city(PROFILE, 800, 2, size=16) for _ in range(2))
    other = replace(other, behaviour=replace(other.behaviour, **acts))
    for _ in range(14):
        flows = [step(city, REST).counts for city in (usual, other)]
        assert flows[0] == flows[1]
        assert flows[0]["stayed_away"] == 0
    for column in fields(usual.workers):
        assert (getattr(usual.workers, column.name) == getattr(other.workers, column.name)).all(), column.name


def test_with_seasons_it_is_felt():
    one, other = (build_city(PROFILE, 800, 2, size=16, calendar=Calendar(seasons=True)) for _ in range(2))
    other = replace(other, behaviour=replace(other.behaviour, festival_leave=0.8))
    for _ in range(3):
        step(one, REST), step(other, REST)
    assert (one.workers.status != other.workers.status).any()
    assert (one.workers.status == EMPLOYED).any()
