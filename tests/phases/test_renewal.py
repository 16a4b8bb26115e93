"""Renewal of the population, on ten people whose fate can be worked out by hand."""

from dataclasses import replace

import numpy as np

from jiuye.agents.workers import EMPLOYED, INACTIVE, LOCAL_RURAL, NOBODY, NONLOCAL_RURAL, PLATFORM, UNEMPLOYED
from jiuye.model.phases.jobs.separation import separate_jobs
from jiuye.model.phases.jobs.vacancies import post_vacancies
from jiuye.model.phases.population import renew_population
from jiuye.model.phases.search import search_jobs

from ..ten_people import PEOPLE, STAFF, begin, staff_by_count, ten_people
from .scenes import YEAR, renewed


def test_nothing_happens_unless_asked():
    city = begin(ten_people())
    before = {name: column.copy() for name, column in city.workers.columns().items()}
    assert set(renewed(city, YEAR).values()) == {0}
    assert separate_jobs(city, city.rules) == {"dismissals": 0, "quits": 0}
    assert post_vacancies(city, city.rules) == {"vacancies": 0, "posts_opened": 0}
    assert search_jobs(city, city.rules).count == 0
    for name, column in city.workers.columns().items():
        assert (column == before[name]).all() or name == "idle", name
    assert staff_by_count(city) == city.employers.staff.tolist() == list(STAFF)


def test_retirement_releases_staff():
    city = begin(ten_people(participation_men=0.0, participation_women=0.0))
    flows = renewed(city, YEAR)
    assert flows["retirees"] == 9  # everybody but the student
    assert flows["leavers"] == flows["joiners"] == 0
    assert (city.workers.status == INACTIVE).all()
    assert (city.workers.employer == NOBODY).all()
    assert city.employers.staff.tolist() == [0, 0, 0]


def test_those_who_wish_to_work_begin_to_look():
    city = begin(ten_people())
    assert renewed(city, YEAR)["joiners"] == 0  # two years of study are left
    flows = renewed(city, 2 * YEAR)
    assert (flows["joiners"], flows["retirees"]) == (1, 0)
    assert city.workers.status[9] == UNEMPLOYED
    assert 24 <= city.workers.since[9] < 36
    assert city.workers.status[:9].tolist() == [EMPLOYED] * 6 + [UNEMPLOYED] * 2 + [PLATFORM]


def test_a_leaver_is_replaced_by_an_entrant_of_the_same_group():
    city = begin(ten_people())
    city = replace(city, closure=replace(city.closure, exit_hazard=np.ones_like(city.closure.exit_hazard)), month=24)
    w = city.workers
    w.hukou[:4] = [LOCAL_RURAL, LOCAL_RURAL, NONLOCAL_RURAL, NONLOCAL_RURAL]
    w.programme[6], w.months_left[6] = 1, 2
    w.income[:] = w.points[:] = 99
    kept = {name: getattr(w, name).copy() for name in ("hukou", "sex", "schooling", "cell")}
    begin(city)
    assert renew_population(city, city.rules)["leavers"] == PEOPLE
    for name, column in kept.items():
        assert (getattr(w, name) == column).all(), name
    assert (w.status == INACTIVE).all()
    assert (w.employer == NOBODY).all()
    assert city.employers.staff.tolist() == [0, 0, 0]
    assert ((city.month - w.born) // 12 >= 16).all()
    for column in (w.programme, w.months_left, w.income, w.points, w.earned):
        assert not column.any()
    assert (w.since == city.month).all()
    assert (w.wage >= 100 * city.rules.minimum_wage.min()).all()


def test_a_mover_takes_the_commute_along():
    city = begin(ten_people(move_rate=1.0))
    w, grid = city.workers, city.grid
    home = int(w.cell[0])
    far = int(np.argmax(np.hypot(grid.x_km - grid.x_km[home], grid.y_km - grid.y_km[home])))
    w.cell[1:6] = far
    w.commute[1:6] = 60
    w.income[:] = 500_000
    moved = renewed(city, YEAR)["movers"]
    gone = np.array([i for i in range(1, 6) if w.cell[i] != far])
    assert moved >= len(gone) > 0
    km = grid.distance(w.cell[gone], city.employers.cell[w.employer[gone]])
    assert (w.commute[gone] == np.minimum(255, np.round(km))).all()
