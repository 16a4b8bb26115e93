"""The levers of work: what they do to posts, hiring and money, on cities small enough to work out by hand."""

import math
from dataclasses import replace

import numpy as np
import pytest

from jiuye.agents.compiled import interpreted
from jiuye.agents.employers import complies, hidden, relieved_staff
from jiuye.agents.platforms import DELIVERY
from jiuye.agents.workers import EMPLOYED, NONLOCAL_RURAL, PLATFORM
from jiuye.model.frame import build_frame
from jiuye.model.occupations import INCUBATED
from jiuye.model.phases.government import govern
from jiuye.model.phases.jobs.post_costs import approved_staff, plan_posts, watch_revenue
from jiuye.model.phases.jobs.separation import separate_jobs
from jiuye.model.phases.jobs.vacancies import post_vacancies
from jiuye.model.phases.matching import match_applications
from jiuye.model.phases.population import renew_population
from jiuye.model.phases.search import search_jobs
from jiuye.model.phases.search.applications import MOST, Applications
from jiuye.model.phases.search.precedence import give_precedence
from jiuye.model.phases.search.screening import OBEYS, inspect_posts, obeying, terms_of
from jiuye.model.phases.search.services import accommodate
from jiuye.model.phases.settlement import public_outlays
from jiuye.model.tally import tally_city

from ..ten_people import LINES, SLOTS, STAFF, WAGE, begin, skip, ten_people, zoned

SEARCHING = {f"search_{kind}": 1.0 for kind in ("unemployed", "employed", "platform", "self_employed")}
EAGER = SEARCHING | {"callback": 10.0, "hiring_bar": -9.0, "tries": 300.0, "applications": 3.0, "distance_decay": 0.0}
SEEDS = range(1, 21)


def eager(seed=1, **behaviour):
    """Everybody searches and applies for whatever suits; posts are open at all lines."""
    city = begin(ten_people(seed, **(EAGER | {"under_schooled": 1.0} | behaviour)))
    city.employers.vacancies[:] = SLOTS
    return city


def of_trade(city, *trades):
    """The city with other trades at its lines."""
    e, occ = city.employers, city.occupations
    e.occupation[:] = [occ.index(trade) for trade in trades]
    e.schooling[:] = occ.schooling[e.occupation]
    return replace(city, frame=build_frame(e, city.grid, occ, city.behaviour))


def applied(city, *rows):
    """Applications of `rows` to the first place of line 2, the first of them best liked."""
    n = len(rows)
    slot, score = np.zeros((n, MOST), np.int32), np.zeros((n, MOST), np.uint32)
    slot[:, 0], score[:, 0] = city.employers.first_slot[2], 1_000_000 - 1_000 * np.arange(n)
    return Applications(
        np.array(rows, np.uint32), np.ones(n, np.int64), slot, score, np.full((n, MOST), WAGE, np.int32), n
    )


# Rules.


def test_relief_moves_those_who_would_not_shrink():
    rule = interpreted(relieved_staff)
    assert rule(10.0, 10.4, 9) == 10.4
    assert rule(8.0, 8.3, 9) == 8.0


def test_employers_obey_the_more_surely_they_are_found():
    rule = interpreted(complies)
    assert rule(0.1, 30_000.0, 5_000.0) == pytest.approx(1.0 - math.exp(-0.6), rel=1e-6)
    assert rule(0.0, 30_000.0, 5_000.0) == 0.0


def test_what_is_hidden_does_not_count():
    rule = interpreted(hidden)
    assert rule(0.6, 0.0) == 0.6
    assert rule(0.6, 1.0) == 1.0
    assert rule(0.6, 0.5) == pytest.approx(0.8)


# Reliefs.


def digital(staff=0, **behaviour):
    """Line 2 annotates data."""
    city = of_trade(begin(ten_people(**behaviour)), "production_worker", "driver", "data_annotator")
    city.employers.capacity[2] = city.employers.staff[2] = staff
    return city


def test_five_hundred_new_digital_posts_are_relieved_of_two_and_a_half_million_yuan():
    city = digital(20)
    rules = zoned(city, vat_relief=5_000.0)
    plan_posts(city, rules)
    assert city.ledger.total("vat_relief") == 0  # posts that were there before
    city.employers.staff[:] += 500
    plan_posts(city, rules)
    assert city.ledger.total("vat_relief") == 100 * 2_500_000 == public_outlays(city)
    assert city.employers.relieved.tolist() == [0, 0, 500]
    plan_posts(city, rules)
    city.employers.staff[2] -= 10
    plan_posts(city, rules)
    city.employers.staff[2] += 10
    plan_posts(city, rules)
    assert city.ledger.total("vat_relief") == 100 * 2_500_000  # once for each post


def test_relief_makes_new_digital_posts_cheaper_and_no_others():
    city = digital(20, cost_elasticity=0.5)
    separate_jobs(city, zoned(city, vat_relief=5_000.0, relief_months=25.0))
    contribution = city.rules.employer_contribution[0]
    cheaper = 1.0 - 200.0 / (6_000.0 * (1.0 + contribution))
    assert city.employers.desired == pytest.approx([STAFF[0], STAFF[1], 20.0 * cheaper**-0.5], rel=1e-6)


def test_contributions_are_subsidised_as_far_as_the_special_fund_goes():
    city = begin(ten_people(cost_elasticity=0.5))
    rate = city.rules.employer_contribution[0]
    due = round(0.5 * 6 * WAGE * rate)
    plan = plan_posts(city, zoned(city, contribution_subsidy=0.5))
    assert city.ledger.flows["special_fund", "employers", "contribution_subsidies"] == due
    assert plan.subsidised == pytest.approx([0.5, 0.5, 0.5])
    city = begin(ten_people(cost_elasticity=0.5))
    head = 0.5 * due / 100.0 / city.profile.residents
    poor = zoned(city, contribution_subsidy=0.5, special_fund_per_head=head)
    separate_jobs(city, poor)
    paid = city.ledger.total("contribution_subsidies")
    assert paid == pytest.approx(0.5 * due, abs=2) == public_outlays(city)
    cost = (1.0 + 0.75 * rate) / (1.0 + rate)
    assert city.employers.desired[:2] == pytest.approx(np.array(STAFF[:2]) * cost**-0.5, rel=1e-4)
    city.ledger.open_month()
    assert not plan_posts(city, poor).subsidised.any()  # the fund is exhausted


def test_the_subsidy_of_shared_posts_is_for_the_multi_skilled():
    city = begin(ten_people())
    city.workers.certificates[0] = np.uint64(1) << np.uint64(city.occupations.index("data_annotator"))
    city.workers.certificates[1] = np.uint64(1) << np.uint64(city.workers.occupation[1])  # of the own trade
    plan = plan_posts(city, zoned(city, sharing_subsidy=0.8))
    assert plan.subsidised == pytest.approx([0.8 / 4, 0.0, 0.0])


# Demand.


def test_incubated_posts_are_as_many_as_said():
    city = of_trade(begin(ten_people()), "carbon_asset_manager", "driver", "digital_curator")
    city.employers.capacity[:] = [4.0, 2.0, 6.0]
    city = replace(city, weight=100.0)
    plan = plan_posts(city, zoned(city, incubated_posts=2_400.0))
    extra = city.employers.capacity * (plan.lift - 1.0)
    assert extra.sum() == pytest.approx(24.0)  # whatever kinds the city lacks
    assert extra[1] == 0.0
    assert extra[[0, 2]].min() >= 2.0
    assert len(set(INCUBATED)) == 12


def test_listed_occupations_grow_after_the_lag_at_the_cost_of_others():
    city = of_trade(begin(ten_people()), "iot_operations_engineer", "driver", "data_annotator")
    city.employers.capacity[:] = 4.0
    rules = zoned(city, list_revision=1.0, list_lag=3.0)
    assert plan_posts(city, rules).lift == pytest.approx(np.ones(LINES))
    assert city.government.listed == {city.occupations.index("iot_operations_engineer"): 0}
    skip(city, 3)
    assert plan_posts(city, rules).lift == pytest.approx(np.ones(LINES))
    skip(city, 9)
    lift = plan_posts(city, rules).lift
    assert lift[0] > 1.0 > lift[1] == lift[2]
    assert lift.mean() == pytest.approx(1.0)
    assert len(city.government.listed) == 2  # a year later


def test_extra_revenue_is_invested_and_wants_labour():
    city = begin(ten_people(investment_labour=0.5))
    rules = zoned(city, investment_share=0.4)
    for month, tax in enumerate((100_000, 400_000)):
        city.month = month
        begin(city)
        plan = plan_posts(city, rules)
        assert plan.lift == pytest.approx(np.ones(LINES))
        city.ledger.pay("households", "government", "income_tax", tax)
        watch_revenue(city, rules)
    skip(city)
    plan = plan_posts(city, rules)  # a third of 300,000 is extra in a three-month mean
    assert city.ledger.total("public_investment") == 40_000
    assert plan.lift == pytest.approx(np.full(LINES, 1.0 + 0.5 * 40_000 / (6 * WAGE)))


# Screening.


def callbacks(rules=None, seeds=SEEDS, city=eager, **behaviour):
    """Applications received and considered, over some lucks."""
    received = considered = 0
    for seed in seeds:
        here = city(seed, **behaviour)
        found = search_jobs(here, zoned(here, **(rules or {})))
        received, considered = received + found.count, considered + int(found.sent.sum())
    return received, considered


def sixty(seed, **behaviour):
    """Everybody is sixty."""
    city = eager(seed, **behaviour)
    city.workers.born[:] = -12 * 60
    return city


def test_masked_cvs_call_back_the_old_and_blur_impressions():
    fair = {"callback": 1.0, "callback_at_8_months": 1.0, "masking_reach": 1.0, "screening_bias": 0.0}
    received, considered = callbacks(city=sixty, **fair)
    assert considered < 0.85 * received
    received, considered = callbacks({"masked_cvs": 1.0}, city=sixty, **fair)
    assert considered == received
    city = eager(masking_reach=0.6, masking_blur=0.25)
    zone = terms_of(city, zoned(city, masked_cvs=0.5)).zone
    assert zone["masked"] == pytest.approx(0.3)
    assert zone["blurred"] == pytest.approx(1.125)


def test_published_weights_keep_those_away_who_would_fall_short():
    high = {"hiring_bar": 1.2, "impression_noise": 0.0, "experience_bonus": 0.1}
    received, considered = callbacks(**high)
    assert received > 0 == considered
    assert callbacks({"published_weights": 1.0}, **high) == (0, 0)
    city = eager(padding=0.2)
    assert terms_of(city, zoned(city, published_weights=0.5)).zone["blurred"] == pytest.approx(1.1)


def graduates_wanted(seed, **behaviour):
    """Three lines ask for a diploma that nobody has."""
    return of_trade(eager(seed, under_schooled=0.0, **behaviour), *["data_operations_specialist"] * LINES)


@pytest.mark.parametrize("rule", ["diploma_relaxation", "competence_standard"])
def test_a_fallen_diploma_filter_lets_others_apply(rule):
    assert callbacks(city=graduates_wanted, gap_decay=0.0) == (0, 0)
    assert callbacks({rule: 1.0}, city=graduates_wanted, gap_decay=0.0)[1] > 0
    some = callbacks({rule: 0.5}, city=graduates_wanted, gap_decay=0.0)
    assert 0 < some[1] < callbacks({rule: 1.0}, city=graduates_wanted, gap_decay=0.0)[1]


def test_a_relaxed_diploma_concerns_college_alone():
    def skilled(seed, **behaviour):
        city = of_trade(eager(seed, under_schooled=0.0, gap_decay=0.0, **behaviour), *["electrician"] * LINES)
        city.workers.schooling[:] = 1
        return city

    assert callbacks({"diploma_relaxation": 1.0}, city=skilled) == (0, 0)


def test_stated_competence_is_not_lowered_for_old_vacancies():
    city = eager(hiring_bar=0.5)
    city.employers.vacancy_age[:] = 5.0
    assert terms_of(city, city.rules).bar == pytest.approx(0.4)
    assert terms_of(city, zoned(city, competence_standard=1.0)).bar == pytest.approx(0.5)


def young_wanted(seed, **behaviour):
    """No line invites anybody past 29."""
    city = eager(seed, **behaviour)
    city.employers.age_ceiling[:] = 29
    return city


def test_a_ban_that_is_enforced_opens_posts_and_one_that_is_not_does_not():
    assert callbacks(city=young_wanted) == (0, 0)
    assert callbacks({"hiring_ban": 1.0, "hiring_fine": 500_000.0}, city=young_wanted)[0] > 0
    assert callbacks({"hiring_ban": 1.0, "hiring_fine": 0.01}, city=young_wanted)[0] == 0


def test_part_of_the_bias_goes_on_in_secret():
    fair = {"callback": 1.0, "callback_at_8_months": 1.0, "screening_bias": 0.0}
    ban = {"hiring_ban": 1.0, "hiring_fine": 500_000.0}
    before = callbacks(city=sixty, **fair)
    hidden_half = callbacks(ban, city=sixty, covert_bias=0.5, **fair)
    gone = callbacks(ban, city=sixty, covert_bias=0.0, **fair)
    assert before[1] / before[0] < hidden_half[1] / hidden_half[0] < gone[1] / gone[0] == 1.0
    city = eager()
    rules = zoned(city, hiring_ban=0.5, hiring_fine=5_000.0)
    assert ((terms_of(city, rules).marks & OBEYS) > 0).tolist() == obeying(city, rules).tolist()


def test_inspections_fine_those_who_disobey():
    found = 0
    for seed in range(1, 61):
        city = young_wanted(seed)
        guilty = inspect_posts(city, zoned(city, hiring_ban=1.0, hiring_fine=10.0))
        assert city.ledger.total("fines") == 1_000 * guilty
        assert city.ledger.total("audits") >= round(100.0 * city.behaviour.inspection_cost) * guilty
        found += guilty
    assert found == pytest.approx(60 * LINES / 12.0, abs=10)


def test_recommendation_spares_looks_and_stops_with_the_money():
    def two_closed(seed, **behaviour):
        city = eager(seed, tries=1.0, **behaviour)
        city.employers.vacancies[:2] = 0
        return city

    aim = {"skill_recommendation": 0.9, "service_cost": 1.0}
    plain = callbacks(city=two_closed)[0]
    assert plain < callbacks(aim, city=two_closed)[0]
    assert callbacks(aim | {"special_fund_per_head": 0.0}, city=two_closed)[0] == plain
    city = eager()
    search_jobs(city, zoned(city, skill_recommendation=0.5, service_cost=12.0))
    assert city.ledger.flows["special_fund", "providers", "job_services"] == 100 * 10  # a yuan each
    assert public_outlays(city) == 1_000


def test_shared_data_sharpen_the_view_of_employers_and_government():
    city = eager(shared_records=0.3)
    assert terms_of(city, zoned(city, data_sharing=0.5)).zone["recorded"] == pytest.approx(0.85)
    city.tally = tally_city(city)
    govern(city, zoned(city, data_sharing=1.0), [])
    assert city.government.vacancies.sum() == pytest.approx(LINES * SLOTS)


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
    city = digital()
    rules = zoned(city, park_quota=1.0)
    city.workers.trained[7] = city.month - 3
    assert hired(city, rules, 6, 7) == [7]
    assert hired(digital(), rules, 6) == []
    city = of_trade(begin(ten_people(adjustment=1.0)), "data_annotator", "data_annotator", "driver")
    city.employers.desired[:] = [6.0, 4.0, 3.0]
    city.workers.trained[4] = city.month - 3  # half of line 1
    assert approved_staff(city, zoned(city, park_quota=0.15)).tolist() == [4.0, 4.0, 3.0]
    post_vacancies(city, zoned(city, park_quota=0.15))
    assert city.employers.vacancies.tolist() == [0, 2, 3]


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
