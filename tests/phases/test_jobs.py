"""Separation, vacancies and wages, on ten people whose fate can be worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.compiled import interpreted
from jiuye.agents.employers import NON_PRIVATE, skill_match
from jiuye.agents.workers import FEMALE, INACTIVE, NO_TARGET, NOBODY, PLATFORM, UNEMPLOYED
from jiuye.model.calendar import Shock
from jiuye.model.phases.jobs.separation import _demand, separate_jobs
from jiuye.model.phases.jobs.trades import cost_by_trade, prospects, watch_trades
from jiuye.model.phases.jobs.vacancies import post_vacancies
from jiuye.model.phases.jobs.wages import review_wages
from jiuye.model.phases.matching import Hires

from ..ten_people import LINES, SLOTS, STAFF, WAGE, begin, skip, staff_by_count, ten_people, zoned

LUCKS = range(1, 201)  # seeds of a test on means


# Separation.


def test_dismissals_lower_staff():
    city = begin(ten_people(separation_rate=1.0, reservation_start=0.9))
    assert separate_jobs(city, city.rules) == {"dismissals": 6, "quits": 0}
    w = city.workers
    assert city.employers.staff.tolist() == [0, 0, 0] == staff_by_count(city)
    assert (w.status[:6] == UNEMPLOYED).all()
    assert (w.employer[:6] == NOBODY).all()
    assert (w.reservation[:6] == 0.9 * WAGE).all()
    assert (w.since[:6] == city.month).all()
    assert w.wage[0] == WAGE  # remembered
    assert w.status[6:].tolist() == [UNEMPLOYED, UNEMPLOYED, PLATFORM, INACTIVE]


def test_quits_lower_staff():
    city = begin(ten_people(quit_rate=10.0))
    assert separate_jobs(city, city.rules) == {"dismissals": 0, "quits": 6}
    assert city.employers.staff.tolist() == [0, 0, 0] == staff_by_count(city)


def test_a_line_with_excess_sheds_and_others_do_not():
    city = begin(ten_people(adjustment=1.0, shedding=1.0))
    city.employers.capacity[0] = 0.0
    assert separate_jobs(city, city.rules)["dismissals"] == 4
    assert city.employers.staff.tolist() == [0, 2, 0]


def test_a_share_of_the_excess_goes_each_month():
    gone = 0
    for seed in LUCKS:
        city = begin(ten_people(seed, adjustment=1.0, shedding=0.5))
        city.employers.capacity[0] = 2.0
        gone += separate_jobs(city, city.rules)["dismissals"]
    assert gone / len(LUCKS) == pytest.approx(1.0, abs=0.2)  # half of the two too many


def test_costlier_labour_is_wanted_less():
    city = begin(ten_people(cost_elasticity=0.5, cost_pace=1.0, adjustment=1.0))
    dearer = zoned(city, employer_contribution=(1.0 + city.rules.employer_contribution[0]) * 1.21 - 1.0)
    separate_jobs(city, city.rules)
    assert city.employers.desired == pytest.approx(STAFF, rel=1e-6)
    separate_jobs(city, dearer)
    assert city.employers.desired == pytest.approx(np.array(STAFF) / 1.1, rel=1e-6)


def test_people_leave_more_often_where_the_sector_turns_over_more():
    quits = []
    for sector in ("public", "catering"):
        gone = 0
        for seed in LUCKS:
            city = begin(ten_people(seed, quit_rate=0.2))
            city.employers.sector[:] = city.sectors.index(sector)
            gone += separate_jobs(city, city.rules)["quits"]
        quits.append(gone)
    share = city.sectors.turnover[city.sectors.index("catering")] / city.sectors.turnover[city.sectors.index("public")]
    assert quits[1] / quits[0] == pytest.approx(share, rel=0.25)


def test_closed_lines_do_not_tell_what_can_be_hoped_for():
    city = begin(ten_people())
    e = city.employers
    e.occupation[2] = e.occupation[0]
    before = prospects(city)[e.occupation[0]]
    e.posted[2] = 9 * WAGE
    assert (prospects(city)[e.occupation[0]] > 2.0 * before).all()
    e.closed[2] = 1
    assert prospects(city)[e.occupation[0]] == pytest.approx(before)


# Vacancies.


def test_lines_of_a_trade_that_hires_abler_people_reckon_with_cheaper_output():
    city = begin(ten_people(hires_foreseen=0.5))
    t = city.trades
    t.fit[:] = t.usual_fit[:] = t.usual_hired[:] = 0.8
    t.filled[:], t.hired_fit[:], t.usual_wait[:], t.open_posts[:] = 9.0, 7.2, 1.0, 9.0
    assert cost_by_trade(city)[0] == pytest.approx(np.zeros(len(t)))
    t.hired_fit[0] = 9.0
    cost = cost_by_trade(city)[0]
    assert cost[0] < -0.05
    assert cost[1:] == pytest.approx(0.0)


def test_trades_see_how_well_the_hired_fit():
    """A sixth of the way from what was known to the fits of this month's hired, summed by the trade they have begun."""
    city = begin(ten_people())
    w, t, rows = city.workers, city.trades, np.array([0, 1, 4], np.uint32)
    w.technical[rows], w.application[rows], w.management[rows] = (
        [1_000, 8_000, 3_000],
        [2_000, 500, 9_999],
        [0, 700, 90],
    )
    hires = Hires(rows, *(np.zeros(3, kind) for kind in (np.int32, np.uint8, float, np.uint8, float)))
    before, this_month = np.linspace(0.0, 2.0, len(t)), np.zeros(len(t))
    t.hired_fit[:] = before
    for i in rows:
        skills = np.array([w.technical[i], w.application[i], w.management[i]]) / 10_000
        this_month[w.occupation[i]] += interpreted(skill_match)(*skills, *city.occupations.need[w.occupation[i]])
    watch_trades(city, rows, hires.trade, hires)
    assert np.count_nonzero(this_month) == 2
    assert len({*np.round(this_month, 3)}) == 3
    assert t.hired_fit == pytest.approx(before + (this_month - before) / 6.0, rel=1e-12)


def test_vacancies_open_at_the_stated_rate():
    opened = np.zeros(LINES)
    for seed in LUCKS:
        city = begin(ten_people(seed, opening_rate=0.25, filling=0.5))
        city.employers.desired[:] = [4.0, 2.0, 1.5]
        posts = int(city.employers.vacancies.sum())
        flows = post_vacancies(city, city.rules)
        assert flows["vacancies"] == city.employers.vacancies.sum() == posts + flows["posts_opened"]
        opened += city.employers.vacancies
    assert opened / len(LUCKS) == pytest.approx([1.0, 0.5, 0.75 * 0.5 * 1.5], abs=0.12)


def test_a_gap_is_filled_at_once_if_lines_adjust_at_once_up_to_the_places():
    city = begin(ten_people(filling=1.0))
    city.employers.desired[:] = [6.0, 2.0, 99.0]
    post_vacancies(city, city.rules)
    assert city.employers.vacancies.tolist() == [2, 0, SLOTS]


def test_stale_posts_are_withdrawn_and_others_grow_older():
    city = begin(ten_people(withdrawal_rate=1.0, stale_age=4.0))
    city.employers.vacancies[:], city.employers.vacancy_age[:] = 2, [7.0, 3.0, 0.0]
    city.employers.desired[:] = [STAFF[0], STAFF[1] + 2.0, STAFF[2] + 2.0]
    city.employers.applicants[:] = 9
    post_vacancies(city, city.rules)
    assert city.employers.vacancies.tolist() == [0, 2, 2]
    assert city.employers.vacancy_age.tolist() == [0.0, 4.0, 1.0]
    assert not city.employers.applicants.any()


def test_part_of_the_posts_that_nobody_takes_is_given_up_for_good():
    kept = []
    for share in (0.0, 0.5):
        city = begin(ten_people(withdrawal_rate=1.0, stale_age=4.0, given_up=share))
        e = city.employers
        e.capacity[:] = 6.0
        e.vacancies[:], e.vacancy_age[:] = 2, [7.0, 3.0, 0.0]
        post_vacancies(city, city.rules)
        kept.append(e.capacity / 6.0)
    assert kept[0].tolist() == [1.0, 1.0, 1.0]
    assert kept[1] == pytest.approx([1.0 - 0.5 * 2 / (STAFF[0] + 2), 1.0, 1.0])


def test_posts_that_one_line_opens_are_counted_whatever_others_withdraw():
    city = begin(ten_people(withdrawal_rate=1.0, stale_age=4.0))
    city.employers.vacancies[:], city.employers.vacancy_age[:] = [2, 0, 0], [7.0, 0.0, 0.0]
    city.employers.desired[:] = [STAFF[0], STAFF[1] + 2.0, STAFF[2]]
    assert post_vacancies(city, city.rules) == {"vacancies": 2, "posts_opened": 2}


def test_what_the_public_budget_pays_for_has_no_slump():
    city = begin(ten_people())
    city.calendar = replace(city.calendar, shocks=(Shock(0, 12, -0.1),), growth=0.02)
    market, public = (city.sectors.index(name) for name in ("construction", "public"))
    city.employers.sector[:] = [market, public, public]
    growth = 1.02 ** ((city.month - city.start) / 12.0)
    assert _demand(city) == pytest.approx([0.9 * growth, growth, growth])


def test_the_wage_floor_binds_where_posts_are_posted():
    city = begin(ten_people(overtime_paid=0.0))
    post_vacancies(city, zoned(city, minimum_wage=7_000.0))
    assert (city.employers.posted == 700_000).all()


def test_paid_overtime_does_not_count_towards_the_floor():
    city = begin(ten_people(overtime_paid=0.5))
    hours = city.behaviour.overtime * city.sectors.beyond[city.employers.sector, city.employers.ownership]
    post_vacancies(city, zoned(city, minimum_wage=7_000.0))
    assert (hours > 0.0).all()
    assert city.employers.posted == pytest.approx(700_000 * (1.0 + 0.5 * hours / 40.0), abs=1.0)


# Wages.


def test_reviewed_wages_move_to_fair_pay_and_respect_the_floor():
    city = begin(
        ten_people(wage_rise=1.0, wage_cut=1.0, ability_spread=0.0, tenure_return=0.0, learning=0.0, overtime_paid=0.0)
    )
    city.workers.wage[:6] = 300_000
    for _month in range(12):
        review_wages(city, city.rules)
        skip(city)
    skill = city.behaviour.skill_return * (0.5 - 0.35) / 0.18
    fair = WAGE * np.exp(skill) * np.where(city.workers.sex[:6] == FEMALE, city.behaviour.women_bargain, 1.0)
    assert city.workers.wage[:6] == pytest.approx(fair, rel=1e-4)
    for _month in range(12):
        review_wages(city, zoned(city, minimum_wage=9_000.0))
        skip(city)
    assert (city.workers.wage[:6] == 900_000).all()


def test_the_reservation_wage_falls_to_the_floor_of_the_zone():
    city = begin(ten_people(reservation_learning=1.0, benefit_counts=0.0))
    city.hopes = np.zeros_like(city.hopes)  # nothing to hope for
    review_wages(city, zoned(city, minimum_wage=3_800.0))
    assert (city.workers.reservation[[6, 7]] == 380_000).all()
    assert (city.workers.reservation[:6] == 400_000).all()  # only searchers give way


def test_where_no_private_line_is_of_the_trade_one_hopes_for_what_posts_pay_anywhere():
    city = begin(ten_people())
    e = city.employers
    e.ownership[2], e.posted[:], e.slots[:2] = NON_PRIVATE, [500_000, 800_000, 2_000_000], [2, 1]
    hoped = prospects(city)
    worker, driver, seller = e.occupation
    assert np.isfinite(hoped).all()
    assert hoped[worker, e.zone[0]] < hoped[seller, e.zone[0]] < hoped[driver, e.zone[0]]
    assert hoped[seller] == pytest.approx(1.2 * hoped[worker])  # 600,000 over 500,000
    review_wages(city, city.rules)
    assert (city.workers.reservation[6:8] > 0).all()


def test_a_field_that_led_nowhere_is_forgotten_after_some_time():
    city = ten_people(field_months=24.0)
    w = begin(city).workers
    w.target[[6, 7, 8]] = 2
    w.trained[[6, 7, 8]] = city.month - np.array([10, 26, 26])
    w.programme[8] = 1  # on the next course already
    for _month in range(12):
        review_wages(skip(city), city.rules)
    assert w.target[[6, 7, 8]].tolist() == [2, NO_TARGET, 2]


def test_skills_grow_at_work_and_fade_without():
    city = begin(ten_people(learning=0.01, forgetting=0.01))
    w = city.workers
    for column in (w.technical, w.application, w.management):
        column[:] = 1_000
    w.programme[7] = 1
    for _month in range(12):
        review_wages(city, city.rules)
        skip(city)
    assert (w.application[:6] > 1_000).all()
    assert w.application[8] > 1_000
    assert w.application[6] == 880
    assert (w.application[[7, 9]] == 1_000).all()  # a course and school keep the skill
