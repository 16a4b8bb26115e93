"""Villages: whoever has land and no other work farms, looks for better work, and is never idle for want of a post."""

from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.farmers import OWN_FARM, PAID_DAYS
from jiuye.agents.workers import (
    EMPLOYED,
    EVERY_SCHEME,
    INACTIVE,
    LOCAL_RURAL,
    LOCAL_URBAN,
    NOBODY,
    NONLOCAL_RURAL,
    PLATFORM,
    SELF_EMPLOYED,
    TRAINING,
    UNEMPLOYED,
)
from jiuye.model.build import build_city
from jiuye.model.build.start import OFF_FARM
from jiuye.model.grid import CORE, VILLAGE
from jiuye.model.levers import Policy
from jiuye.model.month import step
from jiuye.model.phases.courses import enrol_participants
from jiuye.model.phases.jobs.separation import separate_jobs
from jiuye.model.phases.population import renew_population
from jiuye.model.phases.population.farming import work_on_farms
from jiuye.model.phases.search import search_jobs
from jiuye.model.phases.settlement import settle_accounts
from jiuye.model.phases.work_choice import choose_work
from jiuye.scenarios.cities import load_city

from ..ten_people import PEOPLE, begin, skip, ten_people
from .scenes import school

REST = Policy()


def home(city, klass):
    """A cell of a class where people live."""
    cells = np.flatnonzero(city.grid.klass == klass)
    return int(cells[np.argmax(city.grid.people[cells])])


def villagers(city):
    """The ten people, as villagers of local rural hukou who do what they did."""
    city.workers.cell[:], city.workers.hukou[:] = home(city, VILLAGE), LOCAL_RURAL
    return city


def farmers(**behaviour):
    """The ten people, as farmers."""
    city = villagers(begin(ten_people(**({"takings_spread": 0.0} | behaviour))))
    w, e = city.workers, city.employers
    w.born[9], w.status[:], w.employer[:] = -12 * 30, SELF_EMPLOYED, OWN_FARM
    e.staff[:] = e.capacity[:] = e.desired[:] = 0
    return city


def farming(w):
    return (w.status == SELF_EMPLOYED) & (w.employer == OWN_FARM)


def landed(city):
    return (city.grid.klass[city.workers.cell] == VILLAGE) & (city.workers.hukou == LOCAL_RURAL)


def test_a_city_knows_no_villager_without_work_and_no_farmer_without_land():
    city = build_city(load_city("reference"), 4_000, 3, size=16)
    moved = hired = 0
    for _ in range(18):
        before, born = city.workers.status.copy(), city.workers.born.copy()
        was = farming(city.workers)
        step(city, REST)
        w, land = city.workers, landed(city)
        assert not (land & (w.status == UNEMPLOYED)).any()
        assert not (farming(w) & ~land).any()
        assert ((w.employer == OWN_FARM) == farming(w)).all()
        same = w.born == born
        hired += (was & same & (w.status == EMPLOYED)).sum()
        moved += ((before == EMPLOYED) & same & farming(w)).sum()
    assert hired > 10  # from the farm to a job, and back to it
    assert moved > 10
    assert (~land & (w.status == UNEMPLOYED)).any()


@pytest.mark.parametrize(("klass", "hukou"), [(CORE, LOCAL_RURAL), (VILLAGE, LOCAL_URBAN), (VILLAGE, NONLOCAL_RURAL)])
def test_people_without_land_stay_unemployed(klass, hukou):
    city = begin(ten_people())
    city.workers.cell[:], city.workers.hukou[:] = home(city, klass), hukou
    assert work_on_farms(city) == 0
    assert (city.workers.status == UNEMPLOYED).sum() == 2


def test_those_dismissed_go_to_the_farm_after_a_first_look_around():
    city = villagers(begin(ten_people(separation_rate=1.0, tenure_half_life=1e9, search_unemployed=1.0)))
    w = city.workers
    separate_jobs(city, city.rules)
    assert (w.status[:8] == UNEMPLOYED).all()
    skip(city)
    flows = choose_work(city, city.rules)
    assert flows["farm_entries"] == 8
    assert farming(w)[:8].all()
    assert (w.since[:8] == 1).all()
    assert w.hours[:8].min() >= 26
    assert w.hours[:8].max() <= 54
    assert w.status[8:].tolist() == [PLATFORM, INACTIVE]


def test_those_who_leave_a_platform_or_close_a_business_go_to_the_farm():
    city = farmers(consider_platform=1.0, consider_own_account=1.0, platform_exit=1.0, own_account_exit=1.0)
    w = city.workers
    w.status[:5], w.employer[:5] = PLATFORM, 0
    w.employer[5:], w.literacy[:] = NOBODY, 0
    flows = choose_work(city, city.rules)
    assert farming(w).all()
    assert flows["farm_entries"] == flows["own_work_to_unemployment"] == PEOPLE


def test_those_who_begin_to_look_for_work_farm_meanwhile():
    city = farmers()
    w = city.workers
    w.status[:], w.employer[:] = INACTIVE, NOBODY
    for _ in range(12):
        flows = renew_population(city, city.rules)
        skip(city)
        assert not (w.status == UNEMPLOYED).any()
    assert farming(w).all()
    assert set(flows) >= {"joiners", "retirees"}


def test_farmers_who_move_to_town_look_for_work_there():
    city = farmers()
    city.workers.cell[:3] = home(city, CORE)
    assert work_on_farms(city) == -3
    assert city.workers.status[:4].tolist() == [UNEMPLOYED] * 3 + [SELF_EMPLOYED]
    assert city.workers.employer[:4].tolist() == [NOBODY] * 3 + [OWN_FARM]


def test_a_full_time_course_takes_people_off_the_farm_and_gives_them_back():
    city, offers = school()
    w = villagers(city).workers
    w.status[:5], w.employer[:5] = SELF_EMPLOYED, [OWN_FARM] * 3 + [NOBODY] * 2
    city.employers.staff[:] = 0
    flows = enrol_participants(city, city.rules, offers)
    assert w.status[:5].tolist() == [TRAINING] * 3 + [SELF_EMPLOYED] * 2  # owners do not leave their business
    assert (w.employer[:5] == NOBODY).all()
    assert flows["farmers_on_courses"] == 3
    for _ in range(3):
        skip(city)
        enrol_participants(city, city.rules, [replace(offers[0], strength=0.0)])
    work_on_farms(city)
    assert farming(w)[:3].all()


def test_farmers_have_no_unemployment_benefit():
    city = begin(ten_people())
    w = city.workers
    w.insured[6:8] = EVERY_SCHEME
    w.hukou[6], w.cell[6] = LOCAL_RURAL, home(city, VILLAGE)
    work_on_farms(city)
    settle_accounts(city, city.rules, [])
    assert city.ledger.total("benefits") == w.income[7] > 0
    assert w.earned[6] > 0


def test_farmers_ask_for_what_the_days_are_worth_on_the_farm_and_not_for_their_last_wage():
    city = farmers(reservation_learning=0.1, farm_day_wage=150.0)
    w = city.workers
    w.reservation[:5], w.reservation[5:] = 800_000, 100
    settle_accounts(city, city.rules, [])
    worth = 150.0 * PAID_DAYS * w.earned / city.behaviour.farm_income
    assert w.reservation[5:] == pytest.approx(worth[5:], abs=1)
    assert w.reservation[:5] == pytest.approx(800_000 + 0.1 * (worth[:5] - 800_000), abs=1)


def searching(reservation, **behaviour):
    """What ten farmers who ask for `reservation` come to when posts near them are open."""
    city = farmers(**({"tries": 100.0, "distance_decay": 0.0} | behaviour))
    w, e = city.workers, city.employers
    e.cell[:], e.vacancies[:] = w.cell[0], 4
    w.reservation[:], w.income[:] = reservation, 2_000_000
    return search_jobs(city, city.rules)


def test_farmers_look_for_other_work_when_the_farm_leaves_time():
    assert len(searching(0, search_farmer=1.0, farm_months=12.0).rows) == 0
    assert len(searching(0, search_farmer=1.0, farm_months=0.0).rows) == PEOPLE
    assert 0 < len(searching(0, search_farmer=1.0, farm_months=6.0).rows) < PEOPLE


def test_farmers_apply_where_the_month_pays_more_than_the_farm_whatever_it_brought_last_month():
    keen = {"search_farmer": 1.0, "farm_months": 0.0}
    assert searching(0, **keen).count > 0
    assert searching(5_000_000, **keen).count == 0


def test_villagers_begin_on_the_farm_or_in_a_business():
    city = build_city(load_city("reference"), 8_000, 1, size=16)
    w, land = city.workers, landed(city)
    assert farming(w).any()
    assert not (land & (w.status == UNEMPLOYED)).any()
    own = land & (w.status == SELF_EMPLOYED)
    assert not (farming(w) & ~own).any()
    assert farming(w)[own].mean() == pytest.approx(1.0 - OFF_FARM, abs=0.05)
