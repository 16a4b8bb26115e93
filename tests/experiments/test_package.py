"""Packages taken apart: a game computed by hand, then a small city."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from click.testing import CliRunner

from jiuye.commands.door import main
from jiuye.experiments.compare.futures import groupings_of, indicator_of
from jiuye.experiments.compare.package import check_package, split_package, usual_pairs
from jiuye.experiments.compare.shapley import coalitions, gains, interactions, orders, prefixes, shapley
from jiuye.scenarios.spec import SpecError, load_scenario

SMALL = {"city": {"workers": 500}, "time": {"months": 6, "burn_in": 6}}

# Three parts: 1 alone is worth 10, 2 is worth 20, 3 nothing; 1 and 2 together lose 6, 1 and 3 gain 9.
HAND = {0: 0, 1: 10, 2: 20, 4: 0, 3: 24, 5: 19, 6: 20, 7: 33}


def test_a_game_computed_by_hand():
    worth = np.array([HAND[mask] for mask in coalitions(3)], float)
    # each pair's surplus is halved: 10 - 3 + 4.5, 20 - 3, 0 + 4.5
    assert shapley(worth) == pytest.approx([11.5, 17.0, 4.5])
    pairs = interactions(worth)
    assert pairs[0, 1] == pytest.approx(-6)
    assert pairs[0, 2] == pytest.approx(9)
    assert pairs[1, 2] == pytest.approx(0)
    assert (pairs == pairs.T).all()


def test_the_split_is_the_mean_over_all_orders_and_sums_to_the_whole():
    worth = np.random.default_rng(3).normal(size=(16, 5))
    worth[0] = 0.0
    every = [gains(order, worth[prefixes(order)]) for order in permutations(range(4))]
    assert shapley(worth) == pytest.approx(np.mean(every, axis=0))
    assert shapley(worth).sum(axis=0) == pytest.approx(worth[-1], abs=1e-12)
    assert every[5].sum(axis=0) == pytest.approx(worth[-1], abs=1e-12)


def test_sampled_orders_come_with_their_reverses():
    drawn = orders(7, 3, np.random.default_rng(1))
    assert len(drawn) == 6
    assert all(order[::-1] == drawn[n + 1] for n, order in enumerate(drawn) if n % 2 == 0)
    assert all(sorted(order) == list(range(7)) for order in drawn)


@pytest.fixture(scope="module")
def split():
    """Four levers in a small city, exactly."""
    scenario = load_scenario("four_levers", overrides=SMALL)
    return split_package(scenario, (1, 2, 3), measure=("insured_share", "unemployment_rate"))


def test_the_parts_of_a_city_sum_to_its_effect(split):
    assert split.exact
    assert split.futures == 16
    assert {whole.quantity for whole in split.wholes} == {"insured_share", "unemployment_rate", "public_cost"}
    for whole in split.wholes:
        parts = split.parts_of(whole.quantity)
        assert sum(part.share[0] for part in parts) == pytest.approx(whole.effect[0], rel=1e-9)
        assert whole.synergy[0] == pytest.approx(whole.effect[0] - sum(part.alone[0] for part in parts), rel=1e-6)
    cost = {part.lever: part.share[0] for part in split.parts_of("public_cost")}
    assert cost["protection_fund"] > cost["data_dividend"]
    assert len(split.pairs) == 3 * 6


def test_sampled_and_exact_agree_within_their_intervals(split, monkeypatch):
    monkeypatch.setattr("jiuye.experiments.compare.package.EXACT_UP_TO", 3)
    scenario = load_scenario("four_levers", overrides=SMALL)
    sampled = split_package(scenario, (1, 2, 3), measure=("insured_share", "unemployment_rate"), pairs=12)
    assert sampled.orders == 24
    assert not sampled.pairs
    for whole in sampled.wholes:
        parts = sampled.parts_of(whole.quantity)
        assert sum(part.share[0] for part in parts) == pytest.approx(whole.effect[0], rel=1e-9)
        for part, exact in zip(parts, split.parts_of(whole.quantity), strict=True):
            assert part.sampling is not None
            mean, low, _ = part.sampling
            assert abs(mean - exact.share[0]) <= 2 * (mean - low) + 1e-9


@pytest.mark.parametrize(("name", "has"), [("baseline", "no lever"), ("training_subsidy", "one lever")])
def test_what_is_no_package_is_refused_by_name(name, has):
    with pytest.raises(SpecError, match=f"{name}: has {has} in force"):
        check_package(load_scenario(name, overrides=SMALL))


def test_many_levers_are_split_over_fewer_orders():
    assert [usual_pairs(levers) for levers in (7, 26, 84, 500)] == [8, 8, 2, 2]


def test_a_quantity_of_a_group_is_that_of_the_group():
    quantity = "unemployment_rate:schooling=bachelor&age_band=16-24"
    assert indicator_of(quantity) == ("unemployment_rate", "age_band=16-24,schooling=bachelor")
    assert indicator_of("gini") == ("gini", "all")
    assert groupings_of((quantity, "gini", "lu4:sex=female")) == ("age_band=16-24,schooling=bachelor", "sex=female")
    young = "unemployment_rate:age_band=16-24"
    asked = {"city": {"workers": 1_000}, "time": {"months": 12, "burn_in": 12}}
    scenario = load_scenario("four_levers", overrides=asked)
    scenario = replace(scenario, levers=scenario.levers[:2], by=groupings_of((young,)))
    split = split_package(scenario, (1, 2), measure=(young, "unemployment_rate"))
    base = {whole.quantity: whole.base for whole in split.wholes}
    assert base[young] > base["unemployment_rate"] > 0.0


def test_a_group_that_is_none_is_refused():
    wrong = {
        "unemployment_rate:age=24-16": "age 24-16 is upside down; write 16-24",
        "unemployment_rate:age_band=16": "age_band is never '16'",
        "nothing:age=16-24": "nothing",
        "vacancy_rate:sex=female": "vacancy_rate is of the whole city",
        "gini:district=moon": "district is never 'moon'",
    }
    for name, message in wrong.items():
        shown = CliRunner(env={"LANG": "en_GB.UTF-8"}).invoke(main, ["package", "four_levers", "--measure", name])
        assert shown.exit_code == 2
        assert message in shown.output
