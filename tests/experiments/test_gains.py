"""Who gains and who loses: beyond what luck alone moves, with those reached and all others apart."""

from dataclasses import replace

import numpy as np
import pytest

from jiuye.experiments.compare.gains import Moved, beyond_luck, gain_groups, gain_rows, moved
from jiuye.experiments.compare.one_seed import future_of, seed_comparison
from jiuye.experiments.runs.run import Diary, Simulation, burnt_in
from jiuye.model.draws import Draws
from jiuye.scenarios.spec import load_scenario, policy

LUCK = "posts seen"
SEEDS = 6


def seeds(better, worse, n=1_000, spread=0):
    """Seeds of a group: counts among those reached and among the others, with a little spread."""
    shifts = [spread * ((k % 3) - 1) for k in range(SEEDS)]
    return [
        Moved(n, tuple(b + shift for b in better), tuple(w - shift for w in worse), 0.0)
        for k, shift in enumerate(shifts)
    ]


def test_what_both_sides_share_is_luck():
    assert beyond_luck(seeds((0, 66), (0, 66), spread=4)) == pytest.approx((0.0, 0.0, 0.066))
    better, worse, noise = beyond_luck(seeds((0, 120), (0, 60), spread=4))
    assert (better, worse, noise) == pytest.approx((0.060, 0.0, 0.060))


def test_who_loses_is_not_hidden_behind_who_gains():
    better, worse, noise = beyond_luck(seeds((80, 50), (10, 90), spread=3))
    assert (better, worse, noise) == pytest.approx((0.070, 0.040, 0.060))


def test_a_small_lead_that_the_seeds_do_not_agree_on_is_luck():
    better, worse, noise = beyond_luck(seeds((0, 66), (0, 64), spread=20))
    assert (better, worse) == (0.0, 0.0)
    assert noise == pytest.approx(0.065)


def test_one_seed_is_judged_by_the_pairs_that_differ():
    assert beyond_luck([Moved(1_000, (0, 60), (0, 55), 0.0)])[:2] == (0.0, 0.0)
    better, worse, noise = beyond_luck([Moved(1_000, (0, 160), (0, 55), 0.0)])
    assert (better, worse, noise) == pytest.approx((0.105, 0.0, 0.055))


def diary(income, trained=0):
    n = len(income)
    pages = [np.zeros(n, np.int16) for _ in range(5)]
    found = Diary(np.zeros(n, np.int16), np.array(income, np.int64), np.zeros(n, np.int64), *pages)
    found.trained[:trained] = 1
    return found


def test_neither_future_comes_first():
    one, two = diary([1000, 2000, 3000, 0, 0]), diary([1011, 1975, 3000, 5, 0], trained=1)
    groups = {"all": np.ones(5, np.bool_)}
    there, back = (moved(*both, groups, 1)["all"] for both in ((one, two), (two, diary([1000, 2000, 3000, 0, 0], 1))))
    assert (there.better, there.worse) == ((1, 1), (0, 1))
    assert (sum(back.worse), sum(back.better)) == (2, 1)


class OtherLuck(Draws):
    """The same tastes, another throw of the dice for one decision in the first month."""

    def key(self, decision):
        first = decision == LUCK and self.month == self.first
        return self._key(decision, self.month + 5_000 * first)


def test_a_policy_without_effect_makes_nobody_better_or_worse_off():
    """Whoever looks for work sees other posts in one month: it reaches many, and does nothing for anybody."""
    size = {"city": {"profile": "reference", "workers": 3_000}, "time": {"months": 12, "burn_in": 6}}
    base = load_scenario("baseline", overrides=size)
    null, found = replace(base, name="null"), []
    for seed in range(1, SEEDS + 1):
        eve = burnt_in(base, seed)
        city = eve.city.fork()
        city.draws = OtherLuck(city.draws.seed, city.draws.month)
        city.draws.first = city.month
        play = Simulation(city, eve.past, null, policy(base), ["gini"], diary=True)
        for _ in range(base.months):
            play.month()
        found.append(seed_comparison(eve, [future_of(eve, base, ["gini"]), play.result()]).gains)
    rows = gain_rows([null], found)
    everybody = rows[0]
    assert everybody.group == "all"
    assert everybody.noise > 0.01, "it moved people"
    assert (everybody.better, everybody.worse) == (0.0, 0.0)
    assert sum(row.better + row.worse > 0.0 for row in rows) <= 2, "of two dozen groups one or two by chance"


def test_groups_asked_for_stand_in_the_table():
    name = "sex=female,age=45-59,residence=village"
    scenario = load_scenario("baseline", overrides={"city": {"workers": 2_000}, "time": {"burn_in": 0}, "group": name})
    groups = gain_groups(burnt_in(scenario, 1).city)
    assert list(groups)[-1] == name
    assert 30 < groups[name].sum() < groups["sex=female"].sum() < groups["all"].sum() == 2_000
