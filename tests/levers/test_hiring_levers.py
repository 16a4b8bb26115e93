"""Who is hired first and beyond matching: what levers do, on cities small enough to work out by hand."""

import numpy as np
import pytest

from jiuye.agents.platforms import DELIVERY
from jiuye.agents.workers import EMPLOYED, NONLOCAL_RURAL, PLATFORM
from jiuye.model.phases.government import _note_beginnings
from jiuye.model.phases.jobs.post_costs import approved_staff
from jiuye.model.phases.jobs.vacancies import post_vacancies
from jiuye.model.phases.matching import match_applications
from jiuye.model.phases.population import renew_population
from jiuye.model.phases.search.applications import Applications
from jiuye.model.phases.search.credentials import in_new_parks
from jiuye.model.phases.search.precedence import give_precedence
from jiuye.model.phases.search.services import accommodate

from ..ten_people import WAGE, begin, skip, ten_people, zoned
from .trades import digital, of_trade


def applied(city, *rows):
    """Applications of `rows` to the first place of line 2, the first of them best liked."""
    n = len(rows)
    sought = Applications.of(np.array(rows, np.uint32))
    sought.sent[:] = sought.called[:] = 1
    sought.slot[:, 0] = city.employers.first_slot[2]
    sought.score[:, 0], sought.wage[:] = 1_000_000 - 1_000 * np.arange(n), WAGE
    sought.count = n
    return sought


# Who comes first.


def hired(city, rules, *rows):
    """Who gets the one open post for which all `rows` apply, the first of them best liked."""
    city.employers.vacancies[2] = 1
    sought = applied(city, *rows)
    give_precedence(city, rules, sought)
    return match_applications(city, city.rules, sought).rows.tolist()


def test_the_pool_puts_the_certified_first():
    city = begin(ten_people(pool_preference=0.1))
    city.workers.certificates[7] = np.uint64(1) << np.uint64(city.employers.occupation[2])
    assert hired(begin(ten_people()), city.rules, 6, 7) == [6]
    assert hired(city, zoned(city, talent_pool=1.0), 6, 7) == [7]


def test_the_subsidised_are_cheaper_to_hire():
    city = begin(ten_people())
    city.workers.certificates[7] = np.uint64(1) << np.uint64(city.occupations.index("data_annotator"))
    assert hired(city, zoned(city, sharing_subsidy=1.0), 6, 7) == [7]


@pytest.mark.parametrize(("strict", "outcome"), [(1.0, []), (0.0, [6])])
def test_a_post_kept_for_locals(strict, outcome):
    def migrant():
        city = digital()
        city.workers.hukou[6] = NONLOCAL_RURAL
        return city

    city = migrant()
    rules = zoned(city, local_quota=1.0, quota_strict=strict)
    assert hired(city, rules, 6, 7) == [7]  # the local, though less liked
    assert hired(migrant(), rules, 6) == outcome
    assert hired(migrant(), city.rules, 6, 7) == [6]


def test_a_park_keeps_posts_for_the_trained_and_refuses_growth():
    city = digital(park_share=1.0)
    rules = zoned(city, park_quota=1.0)
    city.workers.trained[7] = city.month - 3
    assert hired(city, rules, 6, 7) == [7]
    assert hired(digital(park_share=1.0), rules, 6) == []
    assert hired(digital(park_share=0.0), rules, 6) == [6]  # none stands in a park
    city = of_trade(begin(ten_people(adjustment=1.0, park_share=1.0)), "data_annotator", "data_annotator", "driver")
    city.employers.desired[:] = [6.0, 4.0, 3.0]
    city.workers.trained[4] = city.month - 3  # one of two of line 1
    assert approved_staff(city, zoned(city, park_quota=0.5)).tolist() == [4.0, 4.0, 3.0]
    assert approved_staff(city, zoned(city, park_quota=0.2)).tolist() == [6.0, 4.0, 3.0]  # of four nobody is due
    post_vacancies(city, zoned(city, park_quota=0.5))
    assert city.employers.vacancies.tolist() == [0, 2, 3]


def test_a_park_is_new():
    city = of_trade(begin(ten_people(adjustment=1.0, park_share=1.0)), "data_annotator", "data_annotator", "driver")
    rules = zoned(city, park_quota=0.5)
    city.employers.opened[:] = [-50, 0, 0]
    _note_beginnings(city, rules)
    assert in_new_parks(city).tolist() == [False, True, False]  # an old one, a new one, one of another trade
    _note_beginnings(skip(city, 5), zoned(city, park_quota=0.0))
    _note_beginnings(skip(city, 5), rules)
    assert not in_new_parks(city).any()  # a rule that comes back begins anew


# Beyond matching.


def community(**behaviour):
    """Household workers at line 0; guards are wanted at line 1."""
    trades = ("household_service_worker", "property_security_worker", "driver")
    city = of_trade(begin(ten_people(sharing_take_up=1.0, shared_hours=8.0, **behaviour)), *trades)
    city.workers.occupation[:4] = city.employers.occupation[0]
    city.employers.vacancies[1] = 2
    return city


def test_the_multi_skilled_serve_open_posts_by_the_hour():
    city = community()
    rules = zoned(city, job_sharing=2.0)
    nobody = applied(city)
    flows = match_applications(city, rules, nobody).counts()
    assert (flows["sharers"], flows["shared_hours"]) == (4, 32)
    pay = 8.0 / 40.0 * WAGE  # of a week's post of 40 hours
    assert city.workers.transfers[:4] == pytest.approx(pay, abs=1)
    assert city.ledger.total("shared_work") == city.workers.transfers.sum()
    assert city.employers.vacancies[1] in (1, 2)  # 32 of 80 hours are served
    assert match_applications(community(), zoned(city, job_sharing=0.0), nobody).counts().get("sharers") is None


def test_no_more_is_served_than_is_wanted_and_nobody_works_beyond_sixty_hours():
    city = community()
    city.employers.vacancies[1], city.workers.hours[0] = 0, 60
    assert match_applications(city, zoned(city, job_sharing=2.0), applied(city)).counts()["sharers"] == 0
    city.employers.vacancies[1] = 1
    flows = match_applications(city, zoned(city, job_sharing=2.0), applied(city)).counts()
    assert (flows["sharers"], flows["shared_hours"]) == (3, 24)
    assert city.workers.transfers[0] == 0


def test_the_well_rated_take_posts_that_are_open_and_pay_enough():
    def delivering(rating=9_000, posts=1, asked=100_000):
        city = begin(ten_people(ability_spread=0.0))
        city.workers.rating[8], city.workers.since[8] = rating, -12
        city.workers.income[8] = city.workers.reservation[8] = asked
        city.employers.vacancies[1] = posts
        hires = match_applications(city, zoned(city, rating_to_post=1.0, rating_needed=0.7), applied(city))
        return city, hires

    city, hires = delivering()
    assert hires.rows.tolist() == [8]
    assert hires.counts()["conversions"] == hires.counts()["hires_from_platform"] == 1
    assert (city.workers.status[8], city.workers.employer[8]) == (EMPLOYED, 1)
    assert city.employers.vacancies[1] == 0
    for unlucky in (delivering(rating=6_000), delivering(posts=0), delivering(asked=9 * WAGE)):
        assert unlucky[1].counts()["conversions"] == 0
        assert (unlucky[0].workers.status[8], unlucky[0].workers.employer[8]) == (PLATFORM, DELIVERY)


def test_accessible_work_brings_the_disabled_in_and_pays_for_packs_while_money_lasts():
    joined = []
    for share in (0.0, 1.0):
        total = 0
        for seed in range(1, 31):
            city = begin(ten_people(seed, participation_men=0.9, participation_women=0.9, disabled_shut_out=0.6))
            city.workers.disabled[:], city.workers.status[:] = 1, 0
            city.workers.employer[:] = -1
            city.employers.staff[:] = 0
            total += renew_population(city, zoned(city, accessible_work=share))["joiners"]
        joined.append(total)
    assert joined[0] < joined[1]
    city = begin(ten_people())
    rules = zoned(city, accessible_work=1.0, accommodation_cost=1_000.0)
    assert accommodate(city, rules, city.workers.cell[:3]) == 3
    assert city.ledger.flows["special_fund", "providers", "accommodations"] == 300_000
    two = zoned(
        city,
        accessible_work=1.0,
        accommodation_cost=1_000.0,
        special_fund_per_head=(5_000.0 + 0.5) / city.profile.residents,
    )
    assert accommodate(city, two, city.workers.cell[:3]) == 2  # three thousand were spent before
