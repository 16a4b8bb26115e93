"""What to do for a goal with a sum: goals, levers and doses, on futures known in closed form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jiuye.experiments import advise as advising
from jiuye.experiments.advise import check_touch, read_goal
from jiuye.experiments.advise.dosing import check_places, dosed, too_little
from jiuye.experiments.advise.goal import level_and_cost
from jiuye.experiments.advise.ladder import (
    CAPPED,
    ELIGIBLE,
    FITS,
    FREE_OF_COST,
    RANGE,
    TAKERS,
    TOO_DEAR,
    Ladder,
    heads_of,
    lever_at,
    most_enrolled,
    policy_at,
)
from jiuye.experiments.advise.members import parse_group
from jiuye.experiments.advise.touching import COMPANY, IN_BASE, MADE_OF, MOVES, NO_WAY, THEIRS, can_touch, sort_out
from jiuye.experiments.compare.answers.outcomes import OUTCOMES
from jiuye.experiments.compare.answers.touches import REACHED
from jiuye.experiments.runs.burn_in_cache import eve_of
from jiuye.model.indicators import INDICATORS
from jiuye.model.levers import LEVERS
from jiuye.scenarios.spec import SpecError

from .known_futures import BASE, BUDGET, SEARCH, Known, Town, found_dose, look_of

# Goals and levers.


def test_what_the_ways_to_goals_name_exists():
    assert {*MADE_OF} <= {*INDICATORS}
    assert {one for outcomes in MADE_OF.values() for one in outcomes} <= {*OUTCOMES}
    assert {*MOVES} | {one for outcomes in MOVES.values() for one in outcomes} <= {*OUTCOMES}
    assert {*THEIRS} <= {*REACHED}
    told = {what for kind in LEVERS.values() for what in kind.expects if not what.startswith("city:")}
    assert told <= {*OUTCOMES}


def test_levers_without_a_way_to_the_goal_are_left_out_and_named():
    tried, left = sort_out(LEVERS, "internet_access")
    reasons = {one.lever: one.reason for one in left}
    assert {"literacy_courses", "community_helpers"} <= {*tried}
    assert reasons["hiring_ban"] == NO_WAY
    assert reasons["special_fund"] == COMPANY
    assert {*tried} | {*reasons} == {*LEVERS}
    base = replace(BASE, levers=policy_at("literacy_courses", 1.0))
    names, left = check_touch(["literacy_courses", "skill_exchange"], read_goal("internet_access"), base)
    assert (names, [(one.lever, one.reason) for one in left]) == (["skill_exchange"], [("literacy_courses", IN_BASE)])
    assert can_touch(LEVERS["protection_fund"], "platform_income")  # those it touches are those who count
    assert can_touch(LEVERS["training_subsidy"], "worker_income")  # by skill
    assert can_touch(LEVERS["hiring_ban"], "satisfaction")  # of which nothing is declared


@pytest.mark.parametrize(
    ("goal", "group", "words"),
    [
        ("platform_incme", "", "is not an indicator; did you mean platform_income"),
        ("vacancy_rate", "", "is neither better high nor low"),
        ("platform_income", "sex=fmale", "sex is never 'fmale'; did you mean female"),
        ("platform_income", "sx=female", "'sx' is not an attribute of people; did you mean sex"),
        ("platform_income", "age=59-45", "age 59-45 is upside down; write 45-59"),
        ("platform_income", "age=old", "age must be a range such as 45-59 or 60+ (got 'old')"),
    ],
)
def test_a_goal_that_is_none_is_refused(goal, group, words):
    with pytest.raises(SpecError) as refused:
        read_goal(goal, group)
    assert words in str(refused.value)


def test_a_group_is_measured_as_the_tally_measures_it():
    split = replace(BASE, by=("sex*urban_rural",), months=4)
    eve = eve_of(split, 3)
    from jiuye.experiments.runs.run import play

    result = play(eve.city.fork(), eve.past, split, ("worker_income", "employment_rate"))
    place = result.groups.index("sex=female,urban_rural=rural")
    for name in result.indicators:
        level, _ = level_and_cost(eve, split, (), read_goal(name, "sex=female,residence=rural"))
        assert level == pytest.approx(result.indicators[name][:, place].mean(), rel=1e-12)
        assert level != pytest.approx(result.indicators[name][:, 0].mean(), rel=1e-3)


def test_groups_are_named_alike_however_written():
    assert parse_group("sex=female, age=45-59") == parse_group("age=45-59,sex=female")
    assert parse_group("").name == "all"
    assert advising.FEW == 30


# Doses.


def test_the_dose_that_costs_the_sum_is_found_with_whole_places():
    ladder = found_dose(Town({"training_subsidy": Known(1.0, 101e6)}), "training_subsidy")
    assert (ladder.state, ladder.cap) == (FITS, "")
    seats = ladder.policy[0].lever.seats
    assert seats == int(seats) == pytest.approx(24_000 * 30 / 101, rel=0.03)


def test_a_dose_stops_at_its_range_at_the_eligible_and_where_takers_end():
    town = Town({"training_subsidy": Known(1.0, 1e6, takers=3.0), "practice_teaching": Known(1.0, 1e6)})
    few = found_dose(town, "training_subsidy", most=2.0, most_by=ELIGIBLE)
    assert (few.state, few.cap, few.factor) == (CAPPED, ELIGIBLE, 2.0)
    empty = found_dose(town, "training_subsidy")
    assert (empty.state, empty.cap) == (CAPPED, TAKERS)
    assert empty.factor <= 8.0  # not thirty times as many places as there are takers
    share = found_dose(town, "practice_teaching", most=2.5, most_by=RANGE)
    assert (share.state, share.cap, share.policy[0].lever.share) == (CAPPED, RANGE, 1.0)
    assert most_enrolled("training_subsidy", 12_000.0) == 0.5
    assert most_enrolled("rural_5g", 10.0) == 1_000.0  # has no places


def test_what_costs_nothing_or_saves_is_tried_as_written():
    town = Town({"career_ladder": Known(5.0, 0.0), "hiring_ban": Known(1.0, -9e6)})
    for name in town.levers:
        ladder = found_dose(town, name)
        assert (ladder.state, ladder.factor) == (FREE_OF_COST, 1.0)


def test_what_costs_more_than_the_sum_at_any_dose_is_left_out():
    class Fixed(Town):
        def of(self, policy, seed):
            return 1.0, 90e6 if policy else 0.0

    assert found_dose(Fixed({}), "skill_recommendation").state == TOO_DEAR


def test_a_sum_below_one_place_is_refused_with_the_price():
    ladder = Ladder("training_subsidy", [(0.0, 0.0), (1.0, 144e6)])  # 72,000 places in three years at 2,000 yuan
    ladder.begin(1_500.0)
    short = too_little(ladder, 1_500.0, 36, 50.0)
    assert (short.reason, short.amount) == ("below_one", 2_000.0)
    with pytest.raises(
        SpecError, match="1,500 yuan buy no whole place; the cheapest, of training_subsidy, costs about 2,0"
    ):
        check_places([short], 1_500.0, ["training_subsidy"])
    ladder.begin(50_000.0)
    unseen = too_little(ladder, 50_000.0, 36, 50.0)
    assert (unseen.reason, unseen.amount) == ("unseen", 100_000.0)
    with pytest.raises(SpecError, match="less than one simulated person stands for; about 100,000 yuan"):
        check_places([unseen], 50_000.0, ["training_subsidy"])
    check_places([unseen], 50_000.0, ["training_subsidy", "micro_credentials"])  # another buys places
    assert heads_of("mentors", 12) > 10 * LEVERS["mentors"]().mentors  # places, not mentors
    assert heads_of("rural_5g", 12) is None


def test_doses_of_all_are_found_together():
    town = Town(
        {"training_subsidy": Known(1.0, 101e6), "rural_5g": Known(1.0, 120e6), "career_ladder": Known(1.0, 0.0)}
    )
    ladders, left = dosed(town, list(town.levers), BASE, BUDGET, SEARCH, look_of())
    assert {name: ladder.state for name, ladder in ladders.items()} == {
        "training_subsidy": FITS,
        "rural_5g": FITS,
        "career_ladder": FREE_OF_COST,
    }
    assert left == []
    assert {seed for _, seed in town.asked} == {1, 2}


def test_places_are_whole():
    assert lever_at(LEVERS["training_subsidy"], 0.33335).seats == 8_000.0
    assert lever_at(LEVERS["blacklist"], 0.3).months == 4
    assert lever_at(LEVERS["rural_5g"], 1 / 3).spending == pytest.approx(13.33e6)
    assert policy_at("training_subsidy", 1e-6) == ()
    courses = lever_at(LEVERS["literacy_courses"], 0.1)
    assert (courses.elderly, courses.migrants, courses.disabled) == (400.0, 2_000.0, 400.0)
