"""Screening: what levers do to applications and callbacks, on cities small enough to work out by hand."""

import math

import numpy as np
import pytest

from jiuye.agents.compiled import interpreted
from jiuye.agents.employers import complies, hidden
from jiuye.model.phases.government import govern
from jiuye.model.phases.search import search_jobs
from jiuye.model.phases.search.screening import OBEYS, PUBLISHED, inspect_posts, obeying, terms_of
from jiuye.model.phases.settlement import public_outlays
from jiuye.model.tally import tally_city

from ..ten_people import LINES, SLOTS, begin, ten_people, zoned
from .trades import of_trade

SEARCHING = {f"search_{kind}": 1.0 for kind in ("unemployed", "employed", "platform", "self_employed")}
EAGER = SEARCHING | {"callback": 10.0, "hiring_bar": -9.0, "tries": 300.0, "applications": 3.0, "distance_decay": 0.0}
SEEDS = range(1, 21)


def eager(seed=1, **behaviour):
    """Everybody searches and applies for whatever suits; posts are open at all lines."""
    city = begin(ten_people(seed, **(EAGER | {"under_schooled": 1.0} | behaviour)))
    city.employers.vacancies[:] = SLOTS
    return city


# Rules.


def test_employers_obey_the_more_surely_they_are_found():
    rule = interpreted(complies)
    assert rule(0.1, 30_000.0, 5_000.0) == pytest.approx(1.0 - math.exp(-0.6), rel=1e-6)
    assert rule(0.0, 30_000.0, 5_000.0) == 0.0


def test_what_is_hidden_does_not_count():
    rule = interpreted(hidden)
    assert rule(0.6, 0.0) == 0.6
    assert rule(0.6, 1.0) == 1.0
    assert rule(0.6, 0.5) == pytest.approx(0.8)


# Screening.


def callbacks(rules=None, seeds=SEEDS, city=eager, **behaviour):
    """Applications received, and looked at first, over some lucks."""
    received = considered = 0
    for seed in seeds:
        here = city(seed, **behaviour)
        found = search_jobs(here, zoned(here, **(rules or {})))
        received, considered = received + found.count, considered + int(found.called.sum())
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
    terms = terms_of(city, zoned(city, published_weights=0.5))
    assert terms.zone["padded"] == pytest.approx(1.2)
    assert 0 < np.count_nonzero(terms.marks & PUBLISHED) < len(terms.marks)


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
    city = eager(shared_records=0.3, posts_counted=0.0)  # a count without chance
    assert terms_of(city, zoned(city, data_sharing=0.5)).zone["recorded"] == pytest.approx(0.85)
    city.tally = tally_city(city)
    govern(city, zoned(city, data_sharing=1.0), [])
    assert city.government.vacancies.sum() == pytest.approx(LINES * SLOTS)
