"""What to do for a goal with a sum: the race, mixes and the last round, on futures known in closed form."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from jiuye.experiments.advise import fresh_after
from jiuye.experiments.advise.judging import Finalist, choices_of, spread
from jiuye.experiments.advise.ladder import (
    Ladder,
    policy_at,
)
from jiuye.experiments.advise.mixes import kept_to, mixes_of
from jiuye.experiments.advise.more import raised
from jiuye.experiments.advise.race import race
from jiuye.experiments.compare.rates import per_10k

from .known_futures import BUDGET, FRESH, SEARCH, Known, Town, found_dose

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
