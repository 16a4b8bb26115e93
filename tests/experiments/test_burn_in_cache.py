"""Burnt-in cities that are kept: the same question gets the same city, another question another, within bounds."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from jiuye.experiments.compare.one_seed import one_seed, one_seed_cached
from jiuye.experiments.runs import burn_in_cache
from jiuye.experiments.runs.burn_in_cache import EVES, Recent, burn_in_of, eve_of
from jiuye.experiments.runs.run import burnt_in, play
from jiuye.scenarios.spec import load_scenario

SMALL = {"city": {"workers": 300}, "time": {"months": 2, "burn_in": 2}}


@pytest.fixture(scope="module")
def base():
    return load_scenario("baseline", overrides=SMALL)


@pytest.fixture(autouse=True)
def nothing_kept():
    EVES.clear()


def test_the_same_question_gets_the_same_city(base):
    first = eve_of(base, 1)
    other = load_scenario("training_subsidy", overrides=SMALL)
    assert eve_of(other, 1) is first, "levers come after the burn-in"
    assert eve_of(base, 2) is not first
    assert len(EVES) == 2


def test_whatever_a_burn_in_depends_on_tells_cities_apart(base):
    others = [
        replace(base, workers=301),
        replace(base, burn_in=3),
        replace(base, start=(base.start[0], base.start[1] % 12 + 1)),
        replace(base, behaviour=replace(base.behaviour, tries=base.behaviour.tries + 1)),
        replace(base, by=("sex",)),
        replace(base, forecast=replace(base.forecast, seasons=True)),
        replace(base, profile=replace(base.profile, residents=base.profile.residents + 1)),  # a file that was edited
    ]
    assert len({burn_in_of(scenario, 1) for scenario in (base, *others)}) == 1 + len(others)
    growing = replace(base, forecast=replace(base.forecast, growth=0.02), months=1)
    assert burn_in_of(growing, 1) == burn_in_of(base, 1), "growth begins with the scenario"


def test_a_kept_city_plays_as_one_of_ones_own(base):
    own = play(*burnt_in(base, 1), base, ("unemployment_rate",), diary=True)
    for _ in range(2):
        eve = eve_of(base, 1)
        kept = play(eve.city.fork(), eve.past, base, ("unemployment_rate",), diary=True)
        np.testing.assert_array_equal(kept.indicators["unemployment_rate"], own.indicators["unemployment_rate"])
        np.testing.assert_array_equal(kept.diary.income, own.diary.income)
        assert kept.ledger == own.ledger


def test_a_comparison_from_the_cache_is_the_same(base):
    other = load_scenario("training_subsidy", overrides=SMALL)
    names = ("unemployment_rate",)
    plain = one_seed(1, base, (other,), names, {}, None)
    months = []
    for _ in range(2):
        cached = one_seed_cached(1, base, (other,), names, tick=months.append)
        assert (cached.gains, cached.treatment) == (plain.gains, plain.treatment)
    assert sum(months) == base.burn_in + 2 * base.months, "the second time nothing is played"


def test_what_was_not_used_for_longest_makes_room():
    kept: Recent[str] = Recent(3, len, room=10)
    made = []

    def get(key, size):
        return kept.get(key, lambda: made.append(key) or "x" * size)

    get("a", 3), get("b", 3), get("a", 3), get("c", 3)
    assert (made, len(kept)) == (["a", "b", "c"], 3)
    get("d", 1)  # four are too many: b goes, a was used since
    get("a", 3), get("b", 3)
    assert made == ["a", "b", "c", "d", "b"]
    get("e", 11)  # too large for any other beside it, but the last one stays
    assert (get("e", 11), len(kept)) == ("x" * 11, 1)


def test_a_process_that_keeps_few_keeps_few_of_every_kind(monkeypatch):
    """Each kind has room of its own, and none more than the process may have; what comes last stays."""
    monkeypatch.setattr(Recent, "ceiling", Recent.ceiling)
    monkeypatch.setattr(burn_in_cache, "FEW_BYTES", 7)
    wide, tight = Recent(9, len, room=100), Recent(9, len, room=4)
    burn_in_cache.keep_few()
    for kept, left in ((wide, 2), (tight, 1)):
        for key in "abcd":
            kept.get(key, lambda: "x" * 3)
        assert len(kept) == left
    wide.get("e", lambda: "x" * 30)
    assert len(wide) == 1


def test_what_is_kept_weighs_about_what_it_takes(base):
    """Room is made by sizes that are those of the packed values."""
    eve = eve_of(base, 1)
    result = play(eve.city.fork(), eve.past, base, ("unemployment_rate",), diary=True)
    for value in (eve, result):
        assert value.nbytes == pytest.approx(len(pickle.dumps(value)), rel=0.2)


def test_room_is_made_before_a_large_value_is():
    kept: Recent[str] = Recent(3, len, room=10)
    kept.get("a", lambda: "x" * 4)
    kept.get("b", lambda: "x" * 4)
    assert kept.get("c", lambda: "x" * len(kept), expected=5) == "x", "a is gone, b may stay"
    assert kept.get("d", lambda: "x" * (1 + len(kept)), expected=50) == "x", "nothing is there beside it"
