"""What a figure is measured by, on a small city: with policy, without, and before."""

import math
from dataclasses import replace

import numpy as np
import pytest

from jiuye.experiments.claims import Tests, try_claims
from jiuye.experiments.claims.counts import COUNTS
from jiuye.experiments.claims.future import WithAndWithout, follow
from jiuye.experiments.claims.levels import NOTHING, Levels
from jiuye.experiments.claims.measures import MEASURES
from jiuye.experiments.claims.region import compared
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


CITY_WIDE = (
    "posts_filled",
    "applications_answered",
    "seekers_matched",
    "enrolled",
    "enrolled_by_equity",
    "grants_paid",
)


def test_every_measure_of_the_city_is_a_number(small):
    _, pair = small
    for name in CITY_WIDE:
        levels = MEASURES[name](pair, trial("level", measure=name, months=6))
        assert math.isfinite(levels.policy), name
        assert math.isfinite(levels.base), name


def heads(pair, name, compare="count", **more):
    """What a measure of heads finds in the small city, in simulated persons."""
    levels = MEASURES[name](pair, trial(compare, measure=name, months=6, **more))
    weight = pair.city.weight
    return round(levels.policy / weight), round(levels.base / weight)


def test_participants_are_counted_once_each_and_only_those_of_the_policy(small):
    _, pair = small
    course = pair.policy.panel["programme"][:7]
    on = (course == pair.policy.programmes.index("training_subsidy") + 1).any(axis=0)
    assert heads(pair, "participants", of="training_subsidy") == (on.sum(), 0)
    status = pair.policy.panel["status"].copy()
    status[6, np.flatnonzero(on)[0]] = 1  # somebody looks for work again
    one_less = replace(pair, policy=replace(pair.policy, panel={**pair.policy.panel, "status": status}))
    at_work = np.isin(status[6], (2, 3, 4))
    assert heads(one_less, "participants_at_work", of="training_subsidy") == ((on & at_work).sum(), 0)
    assert 0 < (on & at_work).sum() < on.sum()
    starts = ((course[1:] > 0) & (course[:-1] == 0)).sum()
    assert heads(pair, "enrolled")[0] == starts > on.sum()  # of any provider


def test_villagers_and_farmers_among_trainees_are_told_apart(small):
    _, pair = small
    every, village, farmers = (
        heads(pair, "participants", of="training_subsidy", group=group)[0]
        for group in ("all", "trained_villagers", "trained_farmers")
    )
    assert every > village >= farmers > 0


def test_whose_income_rose_is_counted_and_what_would_have_risen_is_taken_off(small):
    _, pair = small
    test = trial("count", measure="risen", of="training_subsidy", months=6)
    rows, month = treated(pair, test, by=6)
    before = pair.base.panel["income"][month - 1, rows].astype(float)
    ratio = [f.panel["income"][4:7, rows].mean(axis=0) / np.maximum(before, 1e-9) for f in (pair.policy, pair.base)]
    up, down = ([int((r > 1.01).sum()) for r in ratio], [int((r < 0.99).sum()) for r in ratio])
    assert heads(pair, "risen", of="training_subsidy") == tuple(up)
    assert heads(pair, "better_off", "heads", of="training_subsidy") == (up[0] - down[0], up[1] - down[1])


def test_a_years_income_is_the_sum_of_twelve_months(small):
    _, pair = small
    test = trial("change", measure="yearly_income", group="rural_own_account", months=12)
    assert MEASURES["yearly_income"](pair, replace(test, months=8)) is NOTHING  # a part of a year is none
    longer = [
        replace(f, panel={n: np.concatenate([v, np.repeat(v[-1:], 4, 0)]) for n, v in f.panel.items()})
        for f in (pair.policy, pair.base)
    ]
    year = WithAndWithout(pair.city, *longer)
    levels = MEASURES["yearly_income"](year, test)
    rows, month = treated(year, test)
    assert set(month) == {1}
    assert levels.policy == pytest.approx(longer[0].panel["income"][1:13, rows].sum(axis=0).mean() / 100.0)
    assert levels.before == pytest.approx(12.0 * longer[1].panel["income"][0, rows].mean() / 100.0)


def test_newcomers_to_a_group_are_those_who_were_not_in_it(small):
    _, pair = small
    now, before = (pair.policy.masks["pilot_jobs"][k] for k in (6, 0))
    born = pair.policy.panel["born"]
    came = now & ~(before & (born[6] == born[0]))
    assert heads(pair, "newly", of="pilot_jobs")[0] == came.sum() > now.sum() - before.sum()
    near = np.zeros_like(pair.policy.masks["pilot_jobs"])
    near[2, ::2] = True  # a station that had no money later on
    helped = replace(pair, policy=replace(pair.policy, masks={**pair.policy.masks, "near_stations": near}))
    assert heads(helped, "newly", of="pilot_jobs", group="near_stations")[0] == came[::2].sum() > 0


def test_a_gap_is_looked_at_only_where_the_alarm_would_sound(small):
    _, pair = small
    test = trial("level", measure="occupation_gap", of="production_worker", months=3)
    place = pair.city.occupations.ids.index("production_worker")

    def eve(seekers):
        kept = pair.base.series
        series = replace(kept, seekers=kept.seekers.copy(), vacancies=kept.vacancies.copy())
        series.vacancies[pair.base.past - 3 : pair.base.past, place] = 10
        series.seekers[pair.base.past - 3 : pair.base.past, place] = seekers
        return replace(pair, base=replace(pair.base, series=series))

    assert MEASURES["occupation_gap"](eve(8), test) is NOTHING
    assert MEASURES["occupation_gap"](eve(6), test).before == pytest.approx(40.0)


def test_horizons_are_read_from_the_same_future(small):
    base, _ = small
    test = trial(levers=(("protection_fund", {}),), months=6)
    written = Variant(("C41", 0), 0, test, scenario_of(base, test))
    assert written.horizons() == [3, 6]  # eight months are played
    assert replace(written, point=1).horizons() == [6]
    followed = replace(written, test=replace(test, measure="income", group="all"))
    assert followed.horizons() == [6]  # nobody treated later can be followed for longer


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
    levels = {months: levels for _, _, months, levels in play_seed(1, base, (variant,), None)}[6]
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
    half = len(found) // 2
    assert [row[2:] for row in found[:half]] == [row[2:] for row in found[half:]]
    assert sum(ticks) == months_to_play(base, (one, other), 1) == 18 + 8 + 8


def test_what_is_due_later_is_not_tried(small):
    base, _ = small
    claims = load_claims(["C37"])
    tests = Tests.of(base, claims)
    assert (tests.written, tests.swept) == ((), ())
    (finding,) = try_claims(base, tests, [1, 2]).findings
    assert (finding.verdict("caused"), finding.reason("caused")) == ("not testable", "late")


@pytest.mark.parametrize("finished", [1, 2, 3])
def test_ctrl_c_keeps_the_seeds_that_are_finished(monkeypatch, small, finished):
    base = replace(small[0], months=24)
    claims = load_claims(["C37"])
    tests = Tests.of(base, claims)

    def interrupted(work, seeds, persons, base, variants, tick=None):
        for seed in seeds[:finished]:
            yield seed, [(v.where, v.point, v.test.months, Levels(seed, 0.0, 0.0, 0)) for v in variants]
        raise KeyboardInterrupt

    monkeypatch.setattr("jiuye.experiments.claims.each_seed", interrupted)
    if finished < 2:
        with pytest.raises(KeyboardInterrupt):
            try_claims(base, tests, [1, 2, 3, 4])
        return
    found = try_claims(base, tests, [1, 2, 3, 4])
    assert (found.seeds, found.unfinished) == ((1, 2, 3, 4)[:finished], (1, 2, 3, 4)[finished:])
    assert found.findings[0].readings[0].seeds == (1.0, 2.0, 3.0)[:finished]
    assert found.findings[0].regions == {}
