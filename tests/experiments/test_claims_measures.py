"""What a figure is measured by, on a small city: with policy, without, and before."""

import math
from dataclasses import replace

import numpy as np
import pytest

from jiuye.experiments.claims import Tests, try_claims
from jiuye.experiments.claims.counts import COUNTS
from jiuye.experiments.claims.future import WithAndWithout, follow
from jiuye.experiments.claims.judging import compared
from jiuye.experiments.claims.measures import FOLLOWED, MEASURES, Levels
from jiuye.experiments.claims.simulate import Variant, months_to_play, play_seed, scenario_of
from jiuye.experiments.claims.treated import treated
from jiuye.experiments.runs.burn_in_cache import EVES
from jiuye.experiments.runs.run import burnt_in
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.scenarios.claims import load_claims
from jiuye.scenarios.spec import load_scenario, policy

from .hand_made_claims import trial


@pytest.fixture(scope="module")
def small():
    """A small city without policy, and its futures without and with courses."""
    base = load_scenario(
        "baseline", overrides={"city": {"profile": "reference", "workers": 1_500}, "time": {"months": 8}}
    )
    base = replace(base, burn_in=18)
    city, past = burnt_in(base, 1)
    lever = LEVERS["training_subsidy"](seats=400_000.0, trigger=0.0)
    rest = policy(base)
    acts = Policy((Dated(lever=lever),), rest.existing)
    return base, WithAndWithout(city, follow(city, past, acts, 8, COUNTS), follow(city, past, rest, 8, COUNTS))


def test_before_and_after_follows_the_same_persons_where_there_is_no_policy(small):
    _, pair = small
    test = trial("change", measure="income", of="training_subsidy", months=4)
    rows, month = treated(pair, test)
    assert len(rows) > 5
    course = pair.policy.panel["programme"]
    number = pair.policy.programmes.index("training_subsidy") + 1
    before, off, on = [], [], []
    for row, first in zip(rows, month, strict=True):
        assert course[first, row] == number
        assert not (course[:first, row] == number).any()
        before.append(pair.base.panel["income"][first - 1, row] / 100.0)
        window = slice(first + 1, first + 4)  # three months up to the fourth since the month before
        off.append(pair.base.panel["income"][window, row].mean() / 100.0)
        on.append(pair.policy.panel["income"][window, row].mean() / 100.0)
    levels = MEASURES["income"](pair, test)
    assert levels.persons == len(rows)
    assert (levels.before, levels.base, levels.policy) == pytest.approx((np.mean(before), np.mean(off), np.mean(on)))
    effect, without, naive = compared(levels, "change")
    assert without == pytest.approx(np.mean(off) - np.mean(before))
    assert without != 0.0  # incomes move without any policy
    assert naive == pytest.approx(effect + without)


def test_who_dies_or_leaves_is_not_followed(small):
    _, pair = small
    test = trial("change", measure="income", of="training_subsidy", months=4)
    rows, month = treated(pair, test)
    base = replace(pair.base, panel={**pair.base.panel, "born": pair.base.panel["born"].copy()})
    base.panel["born"][month[0] + 3, rows[0]] += 1  # somebody else in the row at the horizon
    left, _ = treated(replace(pair, base=base), test)
    assert set(rows) - set(left) == {rows[0]}


def test_heads_are_real_persons_and_shares_are_not(small):
    _, pair = small
    heads = MEASURES["counted"](pair, trial("heads", measure="counted", of="pilot_jobs", months=6))
    assert heads.base == pytest.approx(pair.base.counts["pilot_jobs"][4:7].mean() * pair.city.weight)
    share = MEASURES["counted"](pair, trial("change", measure="counted", of="women_drivers", months=6))
    assert share.base == pytest.approx(pair.base.counts["women_drivers"][4:7].mean())


def test_every_measure_of_the_city_is_a_number(small):
    _, pair = small
    for name in set(MEASURES) - {*FOLLOWED, "counted", "indicator", "changed_occupation", "into_digital"}:
        levels = MEASURES[name](pair, trial("level", measure=name, of="production_worker", months=6))
        assert math.isfinite(levels.policy), name
        assert math.isfinite(levels.base), name


def test_the_month_before_of_an_indicator_is_that_of_the_past(small):
    _, pair = small
    found = [future.indicator("insured_share") for future in (pair.policy, pair.base)]
    assert found[0][0] == found[1][0]
    assert len(found[0]) == 9
    assert MEASURES["indicator"](pair, trial(months=8)).base == pytest.approx(found[1][6:9].mean())


def test_a_dose_of_nothing_changes_nothing_but_time_does(small):
    base, _ = small
    test = trial(levers=(("protection_fund", {"contribution": 0}),), months=6)
    variant = Variant(("C41", 0), 0, test, scenario_of(base, test))
    ((_, _, levels),) = play_seed(1, base, (variant,), None)
    effect, without, _ = compared(levels, "change")
    assert effect == 0.0
    assert without != 0.0


def test_tests_that_ask_the_same_future_share_it(small):
    base, _ = small
    test = trial(levers=(("protection_fund", {}),), months=6)
    one = Variant(("C41", 0), 0, test, scenario_of(base, test))
    other = replace(one, where=("C14", 0))
    ticks: list[int] = []
    EVES.clear()
    found = play_seed(1, base, (one, other), ticks.append)
    assert found[0][2] == found[1][2]
    assert sum(ticks) == months_to_play(base, (one, other), 1) == 18 + 6 + 6


def test_what_is_due_later_is_not_tried(small):
    base, _ = small
    claims = load_claims(["C37"])
    tests = Tests.of(base, claims)
    assert (tests.written, tests.swept) == ((), ())
    (finding,) = try_claims(base, tests, [1, 2]).findings
    assert (finding.verdict, finding.reason) == ("not testable", "late")


@pytest.mark.parametrize("finished", [1, 2, 3])
def test_ctrl_c_keeps_the_seeds_that_are_finished(monkeypatch, small, finished):
    base = replace(small[0], months=24)
    claims = load_claims(["C37"])
    tests = Tests.of(base, claims)

    def interrupted(work, seeds, persons, base, variants, tick=None):
        for seed in seeds[:finished]:
            yield seed, [(v.where, v.point, Levels(seed, 0.0, 0.0, 0)) for v in variants]
        raise KeyboardInterrupt

    monkeypatch.setattr("jiuye.experiments.claims.each_seed", interrupted)
    if finished < 2:
        with pytest.raises(KeyboardInterrupt):
            try_claims(base, tests, [1, 2, 3, 4])
        return
    found = try_claims(base, tests, [1, 2, 3, 4])
    assert (found.seeds, found.unfinished) == ((1, 2, 3, 4)[:finished], (1, 2, 3, 4)[finished:])
    assert found.findings[0].readings[0].seeds == (1.0, 2.0, 3.0)[:finished]
    assert found.findings[0].region is None
