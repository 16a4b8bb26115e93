"""Hours before heads, leave and recall, on ten people and in a small city in a recession."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from jiuye.agents.compiled import interpreted
from jiuye.agents.workers import EMPLOYED, NEVER, NOBODY, PLATFORM, UNEMPLOYED
from jiuye.experiments.validation.facts.observing import follow
from jiuye.model.behaviour import Behaviour
from jiuye.model.build import build_city
from jiuye.model.calendar import Shock
from jiuye.model.indicators import Series, measure
from jiuye.model.levers import Policy
from jiuye.model.levers.existing import existing_training
from jiuye.model.month import step
from jiuye.model.phases.jobs.hours import paid_share, pay_of_month
from jiuye.model.phases.jobs.separation import separate_jobs
from jiuye.model.phases.jobs.vacancies import post_vacancies
from jiuye.model.phases.matching import match_applications, recall_staff
from jiuye.model.phases.search.applications import Applications
from jiuye.model.phases.settlement import settle_accounts
from jiuye.scenarios.cities import load_city

from ..ten_people import STAFF, WAGE, begin, skip, ten_people, zoned

PROFILE = load_city("reference")
REST = Policy(existing=(existing_training(PROFILE),))
CUT = {"hours_first": 1.0, "idle_borne": 0.0, "hours_least": 0.75, "short_pay": 0.6, "leave_first": 1.0}
FLOOR = 226_000  # fen


def short_of_work(work, seed=1, **behaviour):
    """Ten people, where line 0 with its staff of four has work for so many."""
    city = begin(ten_people(seed, **(CUT | behaviour)))
    city.employers.capacity[0] = work
    return city


# Hours.


def test_lines_with_the_staff_they_want_work_normal_hours():
    city = begin(ten_people(**CUT))
    separate_jobs(city, city.rules)
    settle_accounts(city, city.rules, [])
    e, w = city.employers, city.workers
    assert not e.short.any()
    assert not e.leave.any()
    assert (w.worked[:6] == 4_000).all()
    assert (w.earned[:6] == WAGE).all()


def test_hours_go_before_anybody_is_shed_and_return_with_the_work():
    city = short_of_work(2.9, adjustment=1.0, shedding=1.0)
    city.employers.vacancies[0] = 1
    assert separate_jobs(city, city.rules)["dismissals"] == 0  # work and half a post for four: 15 % shorter
    post_vacancies(city, city.rules)
    assert city.employers.short == pytest.approx([0.15, 0.0, 0.0])
    assert city.employers.vacancies[0] == 0
    settle_accounts(city, city.rules, [])
    assert city.workers.worked[:6].tolist() == [3_400] * 4 + [4_000] * 2
    city.employers.capacity[0] = 5.0
    separate_jobs(skip(city), city.rules)
    post_vacancies(city, city.rules)
    assert not city.employers.short.any()
    assert city.employers.vacancies[0] == 1


def test_what_hours_do_not_take_is_shed():
    def gone(hours_first):
        cities = [short_of_work(2.5, s, hours_first=hours_first, adjustment=0.5, shedding=1.0) for s in range(1, 201)]
        return np.mean([separate_jobs(city, city.rules)["dismissals"] for city in cities])

    assert gone(0.0) == pytest.approx(0.5 * 1.5, abs=0.15)
    assert gone(1.0) == pytest.approx(0.5 * 0.5, abs=0.1)  # the half post that lines bear
    assert gone(0.0) > gone(0.5) > gone(1.0)


# Pay.


def test_staff_bear_part_of_the_loss_and_contributions_follow_pay():
    city = short_of_work(2.9)
    separate_jobs(city, city.rules)
    settle_accounts(city, city.rules, [])
    paid = round(WAGE * (1.0 - 0.6 * 0.15))
    assert city.workers.earned[:6].tolist() == [paid] * 4 + [WAGE] * 2
    assert (city.workers.wage[:6] == WAGE).all()  # the contract stands
    assert city.ledger.total("wages") == 4 * paid + 2 * WAGE
    share = city.rules.employer_contribution[0]
    assert city.ledger.total("employer_contributions") == 4 * int(paid * share) + 2 * int(WAGE * share)
    assert sum(city.ledger.balances.values()) == 0
    assert paid_share(city) == pytest.approx([0.91, 1.0, 1.0])


def test_a_subsidy_of_contributions_follows_pay():
    def subsidy(work):
        city = short_of_work(work, cost_elasticity=0.0)
        rules = zoned(city, contribution_subsidy=0.5, special_fund_per_head=1e6)
        separate_jobs(city, rules)
        return separate_jobs(skip(city), rules) and city.ledger.total("contribution_subsidies")

    assert subsidy(2.9) == pytest.approx(subsidy(4.0) * (4 * 0.91 + 2) / 6)


def test_short_hours_pay_at_least_the_floor():
    city = short_of_work(2.9)
    city.workers.wage[:2] = 620_000, 550_000
    separate_jobs(city, city.rules)
    settle_accounts(city, zoned(city, minimum_wage=5_900.0), [])
    assert city.workers.earned[:3].tolist() == [590_000, 550_000, 590_000]  # a contract below it is none of this


@pytest.mark.parametrize(("wage", "fresh", "paid"), [(WAGE, 1, WAGE), (WAGE, 0, 180_800), (150_000, 0, 150_000)])
def test_leave_is_paid_as_work_for_a_month_and_then_by_the_floor(wage, fresh, paid):
    assert interpreted(pay_of_month)(wage, True, fresh, 0.1, FLOOR, Behaviour()) == paid


# Leave.


def test_some_go_on_leave_stay_employed_and_are_dismissed_after_some_months():
    city = short_of_work(0.4, adjustment=1.0, shedding=0.0, leave_longest=2.0)
    w, e = city.workers, city.employers
    away = []
    for _month in range(2):
        assert separate_jobs(city, city.rules)["dismissals"] == 0
        assert e.leave[0] == pytest.approx(1.0 - 0.225 / 0.75)
        settle_accounts(city, city.rules, [])
        away.append(np.flatnonzero(w.worked[:4] == 0).tolist())
        skip(city)
    assert away[0] == away[1] != []  # the same
    assert (w.status[:4] == EMPLOYED).all()
    assert w.earned[away[0]].max() <= 0.8 * 100 * city.rules.minimum_wage[0]
    assert separate_jobs(city, city.rules)["dismissals"] == len(away[0])
    assert (w.status[away[0]] == UNEMPLOYED).all()
    assert e.leave[0] == 0.0
    assert e.staff[0] == 4 - len(away[0])


def test_who_is_on_leave_returns_when_there_is_work():
    city = short_of_work(0.4)
    separate_jobs(city, city.rules)
    city.employers.capacity[0] = 4.0
    separate_jobs(skip(city), city.rules)
    settle_accounts(city, city.rules, [])
    assert city.employers.leave_months[0] == 0
    assert (city.workers.worked[:4] == 4_000).all()


# Recall.


def dismissed(tie=1.0, posts=4, **behaviour):
    """Everybody was dismissed last month, and line 0 has posts again."""
    city = begin(ten_people(**({"separation_rate": 1.0, "recall_tie": tie, "recall_months": 3.0} | behaviour)))
    separate_jobs(city, city.rules)
    city.behaviour = replace(city.behaviour, separation_rate=0.0)
    city.employers.vacancies[0] = posts
    return skip(city)


def test_the_dismissed_return_to_their_former_line_and_nobody_else():
    city = dismissed(ability_spread=0.0, skill_return=0.0)
    hires = recall_staff(city, city.rules)
    assert hires.counts()["recalls"] == hires.counts()["hires_from_unemployed"] == 4
    assert sorted(hires.rows.tolist()) == [0, 1, 2, 3]
    assert (city.workers.employer[:6] == [0, 0, 0, 0, NOBODY, NOBODY]).all()
    assert city.employers.staff.tolist() == [4, 0, 0]
    assert city.employers.vacancies[0] == 0
    assert (city.workers.hired[:4] == city.month).all()


def test_whoever_opened_in_the_place_of_a_closed_line_calls_nobody_back():
    city = dismissed(ability_spread=0.0, skill_return=0.0)
    city.employers.opened[0] = city.month
    assert recall_staff(city, city.rules).counts()["recalls"] == 0


def test_no_more_are_called_than_there_are_posts():
    city = dismissed(posts=1, ability_spread=0.0, skill_return=0.0)
    assert recall_staff(city, city.rules).counts()["recalls"] == 1
    assert city.employers.staff[0] == 1


def test_who_is_not_called_back():
    later, dearer, busy, untied = (dismissed(ability_spread=0.0, skill_return=0.0, tie=k < 3) for k in range(4))
    skip(later, 3)
    dearer.workers.reservation[:4] = 2 * WAGE
    busy.workers.since[:4] = busy.month  # had other work in between
    for city in (later, dearer, busy, untied):
        assert recall_staff(city, city.rules).counts()["recalls"] == 0
    same_month = begin(ten_people(separation_rate=1.0, recall_tie=1.0, ability_spread=0.0))
    separate_jobs(same_month, same_month.rules)
    same_month.employers.vacancies[:] = 4
    assert recall_staff(same_month, same_month.rules).counts()["recalls"] == 0


def test_ties_are_kept_more_often_in_seasonal_trades():
    kept = np.zeros(2)
    for seed in range(1, 101):
        city = begin(ten_people(seed, separation_rate=1.0, recall_tie=0.4, recall_seasonal=2.0))
        city.employers.occupation[0] = city.occupations.index("construction_worker")
        separate_jobs(city, city.rules)
        assert (city.workers.parted[:6] == city.month).all()
        kept += (city.workers.former[:4] == 0).mean(), (city.workers.former[4:6] == 1).mean()
    assert kept / 100 == pytest.approx([0.8, 0.4], abs=0.08)


def test_of_those_who_quit_some_come_back_too_and_other_work_ends_the_tie():
    city = begin(ten_people(quit_rate=1.0, beginners_quit=1.0, recall_tie=1.0, recall_quitters=1.0, ability_spread=0.0))
    assert separate_jobs(city, city.rules)["dismissals"] == 0
    away = np.flatnonzero(city.workers.former[:4] == 0)
    assert len(away) > 0
    assert (city.workers.parted[:4] == NEVER).all()
    city.employers.vacancies[0] = 4
    city.workers.reservation[:] = 0
    busy = skip(city.fork())
    busy.workers.status[away] = PLATFORM
    assert recall_staff(busy, busy.rules).counts()["recalls"] == 0
    assert (busy.workers.former[away] == NOBODY).all()
    assert recall_staff(skip(city), city.rules).counts()["recalls"] == len(away)
    nobody = begin(ten_people(quit_rate=1.0, beginners_quit=1.0, recall_tie=1.0, recall_quitters=0.0))
    separate_jobs(nobody, nobody.rules)
    assert (nobody.workers.former == NOBODY).all()


def test_the_market_counts_those_called_back():
    city = dismissed(ability_spread=0.0, skill_return=0.0)
    recalled = recall_staff(city, city.rules)
    watched = []
    for before in (None, recalled):
        fork = city.fork()
        hires = match_applications(fork, fork.rules, Applications.of(np.zeros(0, np.uint32)), before)
        assert len(hires.rows) == (4 if before else 0)
        watched.append((fork.trades.found.sum(), fork.trades.filled.sum(), fork.districts.found.sum()))
    assert (np.subtract(watched[1], watched[0]) > 0.0).all()


def test_posts_are_told_with_the_days_they_were_open():
    city = dismissed(ability_spread=0.0, skill_return=0.0)
    city.employers.vacancy_age[0] = 2.0
    assert recall_staff(city, city.rules).counts()["days_to_fill"] == 4 * 90


# A city.


@cache
def futures():
    """A city whose lines have the staff they want: calm, and in a recession of a year."""
    city = build_city(PROFILE, 6_000, 2, Behaviour(staffing_slack=0.0, opening_rate=0.018), size=16)
    for _ in range(24):
        step(city, REST)
    city.start = city.month
    return follow(city, REST, 24), follow(city, REST, 24, shocks=(Shock(0, 12, -0.08),))


def test_in_a_recession_hours_fall_before_heads_and_return_first():
    calm, slump = futures()
    heads = slump.series["employees"] / calm.series["employees"] - 1.0
    hours = slump.series["worked"] / calm.series["worked"] / (1.0 + heads) - 1.0
    assert hours[0] < -0.02 < heads[0]
    assert hours[11] > 0.6 * hours[0]  # given back as staff leaves
    assert heads[11] < -0.02 < heads[0]
    assert hours[12] > -0.003 > heads[12]  # demand is back: hours at once
    pay = slump.series["paid"] / slump.series["employees"] / (calm.series["paid"] / calm.series["employees"])
    assert -0.03 < pay[0] - 1.0 < -0.01


def test_the_books_close_and_the_floor_holds_in_a_deep_slump():
    city = build_city(PROFILE, 2_000, 4, size=16)
    city.calendar = replace(city.calendar, shocks=(Shock(2, 6, -0.5),))
    w, away = city.workers, 0
    for _ in range(10):
        before = city.ledger.balances["households"]
        step(city, REST)
        assert sum(city.ledger.balances.values()) == 0
        kept = w.income.astype(np.int64).sum() - city.ledger.total("local_spending")
        assert city.ledger.balances["households"] - before == kept
        job = np.flatnonzero(w.status == EMPLOYED)
        assert city.ledger.total("wages") == w.earned[job].astype(np.int64).sum()
        assert (np.bincount(w.employer[job], minlength=len(city.employers)) == city.employers.staff).all()
        at_work, floor = w.worked[job] > 0, 100.0 * city.rules.minimum_wage[city.employers.zone[w.employer[job]]]
        assert (w.earned[job] >= np.minimum(w.wage[job], floor))[at_work].all()
        assert (w.earned[job] <= w.wage[job]).all()
        away += (~at_work).sum()
    assert away > 50


def test_hours_and_leave_are_told_by_indicators():
    city = build_city(PROFILE, 2_000, 2, size=16)
    months = [step(city, REST) for _ in range(14)]
    found = measure(Series.of(city, months), ("weekly_hours", "on_leave_share", "recall_share", "mean_wage"))
    job = city.workers.status == EMPLOYED
    assert found["weekly_hours"][-1, 0] == pytest.approx(city.workers.worked[job].mean() / 100.0)
    assert found["mean_wage"][-1, 0] == pytest.approx(city.workers.earned[job].mean() / 100.0)
    assert found["on_leave_share"][-1, 0] == pytest.approx(100.0 * (city.workers.worked[job] == 0).mean())
    assert 0.0 < found["recall_share"][-1, 0] < 60.0
    assert sum(STAFF) == 6  # as the scenes above reckon
