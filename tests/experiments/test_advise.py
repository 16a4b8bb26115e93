"""What to do for a goal with a sum: doses, the race, mixes and the last round, on futures known in closed form."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from jiuye.experiments import advise as advising
from jiuye.experiments.advise import check_touch, fresh_after, read_goal
from jiuye.experiments.advise.dosing import check_places, dosed, too_little
from jiuye.experiments.advise.goal import level_and_cost
from jiuye.experiments.advise.judging import Finalist, choices_of, spread
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
from jiuye.experiments.advise.looking import Look
from jiuye.experiments.advise.members import parse_group
from jiuye.experiments.advise.mixes import kept_to, mixes_of
from jiuye.experiments.advise.more import raised
from jiuye.experiments.advise.race import race
from jiuye.experiments.advise.touching import COMPANY, IN_BASE, MADE_OF, MOVES, NO_WAY, THEIRS, can_touch, sort_out
from jiuye.experiments.compare.answers.outcomes import OUTCOMES
from jiuye.experiments.compare.answers.touches import REACHED
from jiuye.experiments.compare.rates import per_10k
from jiuye.experiments.runs.burn_in_cache import eve_of
from jiuye.model.indicators import INDICATORS
from jiuye.model.levers import LEVERS
from jiuye.scenarios.spec import SpecError, load_scenario

BUDGET = 30e6
SEARCH, FRESH = tuple(range(1, 9)), tuple(range(9, 25))
BASE = load_scenario("baseline", overrides={"city": {"workers": 400}, "time": {"months": 3, "burn_in": 3}})


@dataclass
class Known:
    """A lever's effect and cost at its dose as written; both grow with it, up to `takers` times."""

    effect: float
    cost: float
    takers: float = np.inf
    lucky: float = 0.0  # added on the seeds of the search


@dataclass
class Town:
    """Futures that are formulas: levers add up, seeds differ by luck of a known spread."""

    levers: dict[str, Known]
    noise: float = 0.0
    asked: list = field(default_factory=list)

    def effects(self, policies, seeds):
        self.asked += [(policy, seed) for policy in policies for seed in seeds]
        return np.array([[self.of(policy, seed) for seed in seeds] for policy in policies])

    def of(self, policy, seed):
        effect = cost = 0.0
        for dated in policy:
            known, dose = self.levers[dated.lever.name], type(dated.lever).doses()[0]
            factor = getattr(dated.lever, dose) / type(dated.lever).settings()[dose].default
            factor = min(factor, known.takers)
            effect += known.effect * factor + known.lucky * (seed in SEARCH)
            cost += known.cost * factor
        luck = np.random.default_rng([seed, *map(ord, str(policy))]).normal() if policy else 0.0
        return effect + self.noise * luck * (effect != 0.0), cost


def look_of(*names: str, **eligible: float) -> Look:
    return Look(1_000, 500, 50.0, dict(eligible), ())


def found_dose(town: Town, name: str, budget: float = BUDGET, **caps) -> Ladder:
    ladder = Ladder(name, [], **caps)
    ladder.begin(budget)
    while not ladder.state:
        ladder.look(float(town.effects([ladder.policy], SEARCH[:2])[0, :, 1].mean()), budget)
    return ladder


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


# The race.

TOWN = Town(
    {
        "training_subsidy": Known(3.0, 30e6),
        "crash_courses": Known(2.0, 30e6),
        "order_training": Known(1.0, 30e6),
        "rural_5g": Known(4.0, 30e6),
        "points": Known(-2.0, 30e6),
        "mentors": Known(0.0, 30e6),
        "hiring_ban": Known(0.5, -5e6),
    },
    noise=0.4,
)


def policies_of(town: Town) -> dict:
    return {name: policy_at(name, 1.0) for name in town.levers}


def test_the_race_recovers_a_constructed_order():
    standing = race(TOWN, policies_of(TOWN), SEARCH, +1)
    assert standing.names[:4] == ["rural_5g", "training_subsidy", "crash_courses", "order_training"]
    assert standing.silent == ("mentors",)  # the same as nothing, bit for bit
    down = race(TOWN, policies_of(TOWN), SEARCH, -1)
    assert down.names[0] == "points"


def test_the_race_spends_its_seeds_on_the_best():
    town = replace(TOWN, asked=[])
    standing = race(town, policies_of(town), SEARCH, +1, kept=(4, 2, 1))
    assert standing.names[0] == "rural_5g"
    seeds = {policy: {seed for p, seed in town.asked if p == policy} for policy, _ in town.asked}
    assert len(seeds[policy_at("rural_5g", 1.0)]) == 8
    assert len(seeds[policy_at("points", 1.0)]) == 2
    assert "points" in standing.beaten


def test_what_saves_money_and_helps_stays():
    standing = race(TOWN, policies_of(TOWN), SEARCH, +1, kept=(3, 2, 2))
    assert standing.names == ["rural_5g", "training_subsidy", "hiring_ban"]


# Mixes.


def ladders_of(town: Town, budget: float) -> dict[str, Ladder]:
    return {name: found_dose(town, name, budget) for name in town.levers}


def test_mixes_split_the_sum_and_free_levers_stand_beside_in_full():
    town = Town(
        {
            "rural_5g": Known(4.0, 60e6),
            "training_subsidy": Known(3.0, 90e6),
            "live_commerce_training": Known(1.0, 3e6, takers=2.0),
            "career_ladder": Known(1.0, 0.0),
        }
    )
    ladders = ladders_of(town, BUDGET)
    gains = {"rural_5g": 2.0, "training_subsidy": 1.0, "live_commerce_training": 0.9, "career_ladder": 0.5}
    mixes = kept_to(town, mixes_of(ladders, gains, BUDGET), ladders, SEARCH[:2], BUDGET)
    costs = town.effects([mix.policy for mix in mixes], [1])[:, 0, 1]
    assert (costs <= 1.03 * BUDGET).all()
    by_levers = {}
    for mix, cost in zip(mixes, costs, strict=True):
        by_levers.setdefault(frozenset(mix.factors), []).append((mix, cost))
    two = by_levers[frozenset(("rural_5g", "training_subsidy"))]
    assert len(two) == 3  # halves, and unequally both ways
    assert all(cost == pytest.approx(BUDGET, rel=0.03) for _, cost in two)
    ((capped, cost),) = by_levers[frozenset(("rural_5g", "live_commerce_training"))]
    assert cost == pytest.approx(BUDGET, rel=0.05)  # what finds no takers goes to the other
    assert capped.factors["live_commerce_training"] == ladders["live_commerce_training"].factor
    ((free, _),) = by_levers[frozenset(("rural_5g", "career_ladder"))]
    assert free.factors == {"career_ladder": 1.0, "rural_5g": pytest.approx(0.5, rel=0.03)}


def test_capped_levers_are_taken_one_after_the_other():
    town = Town({name: Known(1.0, 8e6) for name in ("ethics_review", "inspections", "blacklist", "rural_5g")})
    caps = {"ethics_review": 1.5, "inspections": 1.0, "blacklist": 1.0}
    ladders = {name: found_dose(town, name, most=caps.get(name, 1_000.0)) for name in town.levers}
    mixes = mixes_of(ladders, {"rural_5g": 4.0, "ethics_review": 3.0, "inspections": 2.5, "blacklist": -1.0}, BUDGET)
    full = {"ethics_review": 1.5, "inspections": 1.0}
    (three,) = [mix for mix in mixes if len(mix.factors) == 3 and full.items() <= mix.factors.items()]
    assert three.factors["rural_5g"] == pytest.approx(1.25, abs=0.01)  # what is left of the sum
    assert not any("blacklist" in mix.factors for mix in mixes)  # does not help
    assert all(
        sum(ladders[n].cost * f / ladders[n].factor for n, f in mix.factors.items()) < 1.01 * BUDGET for mix in mixes
    )


def test_a_mix_that_cannot_be_cut_to_the_sum_is_dropped():
    class Fixed(Town):
        def of(self, policy, seed):
            effect, cost = super().of(policy, seed)
            return effect, cost + 28e6 * any(dated.lever.name == "ethics_review" for dated in policy)

    town = Fixed({"ethics_review": Known(2.0, 0.0), "rural_5g": Known(4.0, 30e6), "training_subsidy": Known(3.0, 30e6)})
    ladders = {name: found_dose(town, name) for name in town.levers}
    kept = kept_to(town, mixes_of(ladders, dict.fromkeys(ladders, 1.0), BUDGET), ladders, SEARCH[:2], BUDGET)
    costs = town.effects([mix.policy for mix in kept], SEARCH[:2])[:, :, 1]
    assert (costs <= 1.021 * BUDGET).all()
    assert any({*mix.factors} == {"rural_5g", "training_subsidy"} for mix in kept)


# The last round.


def judged(town: Town, names: list[str], budget: float = BUDGET):
    ladders = {name: found_dose(town, name, budget) for name in names}
    finalists = [Finalist((name,), ladders[name].policy) for name in names]
    return choices_of(finalists, town.effects([f.policy for f in finalists], FRESH), +1, ladders, len(names))


def test_the_ranking_and_its_figures_are_of_fresh_seeds_alone():
    town = Town(
        {"training_subsidy": Known(0.0, 30e6, lucky=10.0), "rural_5g": Known(2.0, 30e6), "points": Known(1.0, 30e6)},
        noise=0.3,
    )
    standing = race(town, policies_of(town), SEARCH, +1)
    assert standing.names[0] == "training_subsidy"  # the winner of luck
    choices = judged(town, standing.names)
    assert [choice.levers[0] for choice in choices] == ["rural_5g", "points", "training_subsidy"]
    assert choices[-1].effect[0] == 0.0
    assert [choice.shows for choice in choices] == [True, True, False]
    assert choices[1].level_with_first is False
    assert choices[0].rate[0] == pytest.approx(choices[0].effect[0] / 3_000.0, rel=0.01)
    assert not {*fresh_after(SEARCH, 16)} & {*SEARCH}
    assert fresh_after(SEARCH, 16) == list(FRESH)


def test_nothing_is_said_of_many_options_that_do_nothing():
    draws = np.random.default_rng(5).normal(size=(600, 8, 16))
    alarms = sum(any(spread(one, 8)[0] > 0.0 for one in options) for options in draws)
    single = sum(any(spread(one, 1)[0] > 0.0 for one in options) for options in draws)
    assert alarms / 600 < 0.04 < single / 600  # half of the 5 % lies on the good side


def test_the_goal_for_money_is_told_only_of_what_costs():
    effect = np.array([1.0, 2.0, 3.0, 2.0])
    mean, low, high = per_10k(effect, np.array([1e6, 1.1e6, 0.9e6, 1e6]))
    assert mean == pytest.approx(0.02)
    assert low < mean < high
    assert np.isnan(per_10k(effect, -np.array([1e6, 1.1e6, 0.9e6, 1e6]))[0])
    assert np.isnan(per_10k(effect, np.array([1e6, -1.1e6, 0.9e6, -1e6]))[0])


def test_more_money_is_named_where_it_would_show():
    town = Town({"training_subsidy": Known(0.4, 30e6), "points": Known(-1.0, 30e6)}, noise=1.0)
    choices = judged(town, ["training_subsidy", "points"])
    assert not any(choice.shows for choice in choices)
    ladders = {name: found_dose(town, name) for name in town.levers}
    alone = {name: town.effects([ladders[name].policy], FRESH)[0] for name in ladders}
    again = fresh_after(FRESH, 16)
    more = raised(town, ladders, alone, BUDGET, +1, again)
    assert more.budget in (90e6, 150e6, 300e6)
    assert more.choice.levers == ("training_subsidy",)
    assert more.choice.cost[0] == pytest.approx(more.budget, rel=0.03)
    tried = {seed for policy, seed in town.asked if policy[0].lever.name == "training_subsidy"}
    assert {*again} <= tried


def test_more_money_is_no_help_where_doses_end_or_go_the_wrong_way():
    town = Town({"training_subsidy": Known(0.25, 15e6, takers=2.0), "points": Known(-1.0, 30e6)}, noise=1.0)
    ladders = {name: found_dose(town, name) for name in town.levers}
    alone = {name: town.effects([ladders[name].policy], FRESH)[0] for name in ladders}
    alone["points"] -= 5.0
    ladders["training_subsidy"].most = ladders["training_subsidy"].factor
    more = raised(town, ladders, alone, BUDGET, +1, fresh_after(FRESH, 16))
    assert (more.budget, more.choice) == (None, None)
