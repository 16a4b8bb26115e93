"""The dispatch sandbox: its accounts balance, its luck is shared, and it meets the article it is taken from."""

import dataclasses
import json
import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from jiuye.agents.platforms import DispatchRule
from jiuye.agents.workers import FEMALE, MALE
from jiuye.commands.door import main
from jiuye.experiments.sandbox import Estimate, groups_of, outcome, try_rule
from jiuye.experiments.sandbox.inequality import atkinson, gini, lorenz, ratio_20_20
from jiuye.model.sandbox import Bias, Drivers, SandboxRule, Setting, Weights, mean_trip, place_shares, play, standings
from jiuye.model.sandbox.fleet import CALLED, CARRYING, CELL, COST, FREE, NOBODY, PATIENCE, START, lottery
from jiuye.scenarios.dispatch import FOLDER, list_rules, load_rule
from jiuye.scenarios.yaml_reader import SpecError

SMALL = Setting(drivers=60, rate=0.3, steps=1_500)
TIGHT = Setting(drivers=40, rate=1.2, steps=800)  # more demand than drivers can carry
ALL = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def rule_of(tmp_path: Path, text: str) -> SandboxRule:
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    return load_rule(file)


# Measures, by hand.


@pytest.mark.parametrize(
    ("incomes", "expected"),
    [([5, 5, 5, 5], 0.0), ([0, 0, 0, 8], 0.75), ([1, 2, 3, 4, 5], 4 / 15), ([3, 1], 0.25)],
)
def test_gini(incomes, expected):
    assert gini(np.array(incomes)) == pytest.approx(expected)
    mean_difference = np.abs(np.subtract.outer(incomes, incomes)).mean()
    assert gini(np.array(incomes)) == pytest.approx(mean_difference / 2 / np.mean(incomes))


def test_ratio_of_fifths():
    assert ratio_20_20(np.array([1, 2, 3, 4, 10])) == pytest.approx(10)
    assert ratio_20_20(np.arange(1, 11)) == pytest.approx((9 + 10) / (1 + 2))
    assert ratio_20_20(np.array([2, 6])) == pytest.approx(3)  # the poorest fifth is a part of one person
    assert math.isnan(ratio_20_20(np.array([0, 0, 1, 1, 1])))


def test_atkinson():
    assert atkinson(np.array([7, 7])) == pytest.approx(0)
    assert atkinson(np.array([1, 9])) == pytest.approx(1 - 2**2 / 5)  # roots 1 and 3, mean income 5
    assert atkinson(np.array([-5, 4, 4])) == pytest.approx(atkinson(np.array([0, 4, 4])))
    assert math.isnan(atkinson(np.array([0, 0])))


def test_lorenz_curve():
    assert lorenz(np.array([3, 1])).tolist() == [0.0, 0.25, 1.0]
    assert np.isnan(lorenz(np.array([0, 0]))).all()


# The city.


def test_requests_are_those_of_the_article():
    assert place_shares().sum() == pytest.approx(1)
    assert np.argmax(place_shares()) == 20
    assert Setting().requests_a_step == pytest.approx(11, abs=0.1)
    week = play(load_rule("nearest"), Setting(drivers=2, rate=50.0, steps=2_000), 1)
    q = week.requests
    lengths = np.abs(q.from_x - q.to_x) + np.abs(q.from_y - q.to_y)
    assert len(lengths) > 8_000
    assert lengths.mean() == pytest.approx(mean_trip(), rel=0.02)
    assert q.from_x.std() == pytest.approx(9.0, abs=0.5)  # 10, less what falls outside
    for column in (q.from_x, q.from_y, q.to_x, q.to_y):
        assert column.min() == 0
        assert column.max() == 39


def test_drivers_have_the_stated_shares():
    drivers = play(load_rule("random"), Setting(drivers=20_000, rate=0.001, steps=5), 1).drivers
    assert (drivers.sex == FEMALE).mean() == pytest.approx(0.06, abs=0.005)
    assert drivers.age.mean() == pytest.approx(40.75, abs=0.5)
    assert (drivers.age.min(), drivers.age.max()) == (21, 60)
    assert (drivers.tenure < 1).mean() == pytest.approx(0.33, abs=0.01)
    assert ((drivers.tenure >= 1) & (drivers.tenure < 3)).mean() == pytest.approx(0.30, abs=0.01)
    old, new = drivers.rating[drivers.tenure > 3], drivers.rating[drivers.tenure < 1]
    assert old.mean() > new.mean() + 0.05
    assert 0 < drivers.rating.min() < drivers.rating.max() < 1


# Accounts.


@pytest.mark.parametrize("setting", [SMALL, TIGHT])
@pytest.mark.parametrize("name", ALL)
def test_the_accounts_balance(name, setting):
    week = play(load_rule(name), setting, 7)
    f, q = week.fleet, week.requests
    taken = np.flatnonzero(q.driver != NOBODY)
    assert len(taken) > 100
    assert len(f.x) == setting.drivers
    assert min(f.x.min(), f.y.min()) >= 0
    assert max(f.x.max(), f.y.max()) < 40
    # each request goes to one driver, who is busy with one at a time
    called, carrying = f.status == CALLED, f.status == CARRYING
    assert ((f.request == NOBODY) == (f.status == FREE)).all()
    assert (q.driver[f.request[~(f.status == FREE)]] == np.flatnonzero(f.status != FREE)).all()
    given = np.bincount(q.driver[taken], minlength=setting.drivers)
    assert (given == f.rides + called).all()
    # the wait
    wait = (q.assigned - week.born)[taken]
    assert wait.min() >= 1
    assert wait.max() <= PATIENCE
    # fares of the rides given, less the unfinished part, less cost
    length = (np.abs(q.to_x - q.from_x) + np.abs(q.to_y - q.from_y)).astype(np.int64)
    cells = np.bincount(q.driver[taken], weights=length[taken], minlength=setting.drivers).astype(np.int64)
    ahead = np.abs(f.to_x - f.x) + np.abs(f.to_y - f.y)
    cells -= np.where(carrying, ahead, 0) + np.where(called, length[f.request], 0)
    assert (cells == f.carried).all()
    assert (week.incomes[-1] == START * f.rides + CELL * cells - COST * f.driven).all()
    assert (f.driven >= f.carried).all()
    assert f.driven.max() <= setting.steps


def test_nobody_drives_two_passengers_at_once():
    week = play(load_rule("poorest"), TIGHT, 3)
    q = week.requests
    length = np.abs(q.to_x - q.from_x) + np.abs(q.to_y - q.from_y)
    for driver in range(TIGHT.drivers):
        mine = np.flatnonzero(q.driver == driver)
        mine = mine[np.argsort(q.assigned[mine])]
        assert len(mine) > 3
        assert (np.diff(q.assigned[mine]) >= np.maximum(length[mine][:-1], 1)).all()


def test_requests_run_out_of_patience_where_drivers_are_short():
    crowded, quiet = (outcome(1, load_rule("nearest"), setting) for setting in (TIGHT, SMALL))
    assert crowded.measures["served"] < 0.9
    assert quiet.measures["served"] > crowded.measures["served"]


def test_only_drivers_nearer_than_the_radius_are_sent():
    week = play(load_rule("random"), dataclasses.replace(SMALL, radius=1), 1)
    near = week.requests.driver != NOBODY
    assert near.any()
    first = np.flatnonzero(near)[0]  # while all stand at the base
    assert (week.requests.from_x[first], week.requests.from_y[first]) == (20, 20)
    assert near.mean() < 0.2


# Rules.


def test_the_rules_keep_their_order():
    setting = Setting(drivers=300, rate=0.2, steps=4_000)
    found = {name: try_rule(load_rule(name), setting, [1]).measures["gini"].value for name in list_rules()}
    assert found["nearest"] > 1.3 * found["random"]
    assert found["random"] > 3 * found["poorest"]


@pytest.mark.parametrize(("name", "published"), [("nearest", 0.199), ("random", 0.091), ("poorest", 0.0045)])
def test_the_published_inequality_is_met(name, published):
    verdict = try_rule(load_rule(name), Setting(), [1])
    assert verdict.published == published
    assert verdict.met
    assert verdict.measures["gini"].value == pytest.approx(published, rel=0.15)
    off = {**verdict.measures, "gini": Estimate(published * 5, 0.0, 1.0)}
    assert dataclasses.replace(verdict, measures=off).met is False


def test_no_bias_is_the_unbiased_rule_bit_for_bit(tmp_path):
    unbiased, biased = load_rule("rating"), load_rule("rating_biased")
    assert biased.bias == Bias(age=0.15, sex=0.02)
    same = rule_of(tmp_path, "platform: ride_hailing\nbias: {age: 0, sex: 0.0}\n")
    weeks = [play(rule, SMALL, 5) for rule in (unbiased, same, biased)]
    assert (weeks[0].incomes == weeks[1].incomes).all()
    assert (weeks[0].requests.driver == weeks[1].requests.driver).all()
    assert (weeks[0].incomes != weeks[2].incomes).any()
    for column in ("from_x", "from_y", "to_x", "to_y"):  # the same passengers meet every rule
        assert (getattr(weeks[0].requests, column) == getattr(weeks[2].requests, column)).all()


def test_bias_shows_as_a_gap(tmp_path):
    setting = Setting(drivers=300, rate=0.2, steps=3_000)
    strong = rule_of(tmp_path, "weights: {chance: 1}\nbias: {age: 0.8, sex: 0.6}\n")
    fair = rule_of(tmp_path, "weights: {chance: 1}\n")
    gaps = [{g.group: g for g in try_rule(rule, setting, [1, 2]).groups} for rule in (strong, fair)]
    assert gaps[0]["sex=female"].value < gaps[1]["sex=female"].value - 0.15
    assert gaps[0]["age=55-60"].value < -0.3
    assert gaps[0]["age=55-60"].value < gaps[0]["age=45-54"].value < gaps[0]["age=35-44"].value


def test_a_claim_is_that_of_the_models_platforms():
    weights, bias = load_rule("rating_biased").weights, load_rule("rating_biased").bias
    drivers = Drivers(np.array([MALE, FEMALE]), np.array([30, 60]), np.array([0.5, 9.0]), np.array([0.6, 0.9]))
    claims = np.exp(standings(SandboxRule("r", {}, weights, bias), drivers))
    assert claims[0] == pytest.approx(1 + 0.4 * 0.1 + 0.03 * 0.5)
    assert claims[1] == pytest.approx((1 + 0.4 * 0.4 + 0.03 * 3) * (1 - 0.15) * (1 - 0.02))
    model = DispatchRule(weights.rating, weights.tenure, weights.distance, bias.age, bias.sex)
    far = model.weight(1.0, 0.6, 0.5, 2.0, 30, MALE)
    assert far == pytest.approx(claims[0] * math.exp(-2.0 * weights.distance))


def test_chances_are_in_proportion_to_claims():
    lots = (np.arange(200_000) + 0.5) / 200_000
    rng = np.random.default_rng(1)
    one = math.log(3.0) + np.array([lottery(u) for u in lots])
    other = np.array([lottery(u) for u in rng.permutation(lots)])
    assert np.mean(one > other) == pytest.approx(0.75, abs=0.005)
    assert math.isfinite(lottery(0.0))
    assert math.isfinite(lottery(1.0 - 2.0**-53))


def test_waiting_drivers_are_sent_first(tmp_path):
    setting = Setting(drivers=200, rate=0.1, steps=3_000, radius=80)
    queue = rule_of(tmp_path, "weights: {waiting: 1}\n")
    assert try_rule(queue, setting, [1]).measures["gini"].value < 0.5 * (
        try_rule(load_rule("random"), setting, [1]).measures["gini"].value
    )


def test_groups_cover_all_drivers():
    drivers = play(load_rule("random"), Setting(drivers=500, rate=0.1, steps=20), 2).drivers
    groups = {name: (inside, against) for name, _, inside, against in groups_of(drivers)}
    women, men = groups["sex=female"]
    assert (women ^ men).all()
    bands = [groups[name][0] for name in ("age=35-44", "age=45-54", "age=55-60")]
    assert (sum(band.astype(int) for band in [*bands, groups["age=35-44"][1]]) == 1).all()


# Seeds.


def test_seeds_can_be_played_again_anywhere():
    here = try_rule(load_rule("rating"), SMALL, [4, 9])  # on two threads where there are two cores
    alone = [outcome(seed, load_rule("rating"), SMALL) for seed in (4, 9)]
    assert alone[0].measures != alone[1].measures
    assert here.measures["gini"].value == np.mean([one.measures["gini"] for one in alone])
    code = (
        "from jiuye.experiments.sandbox import *; from jiuye.scenarios.dispatch import load_rule\n"
        f"print(outcome(9, load_rule('rating'), {SMALL!r}).series.tolist())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == alone[1].series.tolist()


def test_the_interval_is_students(tmp_path):
    verdict = try_rule(load_rule("random"), SMALL, [1, 2, 3])
    values = np.array([outcome(seed, load_rule("random"), SMALL).measures["gini"] for seed in (1, 2, 3)])
    half = 4.302653 * values.std(ddof=1) / math.sqrt(3)
    found = verdict.measures["gini"]
    assert (found.value, found.low) == (pytest.approx(values.mean()), pytest.approx(values.mean() - half))
    assert verdict.series[-1] == found
    assert verdict.points[-1] == SMALL.steps
    assert math.isnan(try_rule(load_rule("random"), SMALL, [1]).measures["gini"].low)


# Files.


def test_every_shipped_rule_can_be_read():
    assert list_rules() == ["nearest", "poorest", "random", "rating", "rating_biased"]
    assert load_rule("example_own_rule").weights == Weights(rating=0.2, distance=0.5, waiting=1, chance=0.2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "weights:\n  distanz: 1\n",
            "2:3: weights.distanz is not a setting; did you mean distance?",
        ),
        ("weights: {chance: -1}\n", "1:19: weights.chance must be ≥ 0 ratio (got -1)"),
        ("weights: {income: much}\n", "1:19: weights.income must be a number (got 'much')"),
        ("weights: {}\nbias: {sex: 1}\n", "2:13: bias.sex must be ≤ 0.9 share (got 1)"),
        ("platform: taxi\n", "1:11: platform must be a platform (got 'taxi')"),
        ("bias: {sex: 0.1}\n", "1:1: must hold weights or a platform"),
        ("weights: [1]\n", "1:10: weights must hold settings such as rating (got a list)"),
        ("title: {fr: Proche}\nweights: {distance: 1}\n", "1:9: title.fr is not a setting; choose from zh, en"),
        ("weights: {distance: 1}\nweights: {distance: 2}\n", "2:1: weights is already given in line 1"),
        ("weights: {distance: &a 1}\n", "weights.distance has an anchor"),
    ],
)
def test_a_wrong_rule_is_refused_by_line_and_column(tmp_path, text, expected):
    with pytest.raises(SpecError) as refused:
        rule_of(tmp_path, text)
    assert f"mine.yaml:{expected}" in str(refused.value) or expected in str(refused.value)
    assert len(refused.value.faults) == 1


def test_all_faults_are_told_at_once(tmp_path):
    with pytest.raises(SpecError) as refused:
        rule_of(tmp_path, "weights: {chance: -1, rating: 9}\nbias: {age: 2, hukou: 1}\n")
    assert len(refused.value.faults) == 4


# The command.


def call(*words: object):
    return CliRunner(env={"LANG": "en_GB.UTF-8"}).invoke(main, ["sandbox", *map(str, words)])


TINY = ("--drivers", 150, "--steps", 1500, "--seeds", 2)


def test_the_command_prints_one_object(tmp_path):
    done = call("rating_biased", *TINY, "--json", "--out", tmp_path)
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)
    for name in ("gini", "ratio_20_20", "atkinson"):
        assert found[name]["low"] < found[name]["value"] < found[name]["high"]
    assert {g["group"] for g in found["groups"]} == {"sex=female", "age=35-44", "age=45-54", "age=55-60"}
    assert found["published_gini"] is None  # not the article's setting
    assert len(found["notes"]) == 3
    assert len(found["series"]) == 80
    assert json.loads((tmp_path / "sandbox-rating_biased.json").read_text(encoding="utf-8")) == found
    assert (tmp_path / "sandbox-rating_biased.svg").read_text(encoding="utf-8").startswith("<svg")
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_command_shows_a_table(lang):
    done = call("nearest", *TINY, "--lang", lang)
    assert done.exit_code == 0, done.stderr
    assert ("基尼系数" if lang == "zh" else "Gini") in done.stdout
    assert "Bokányi" in done.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("nearst",), "nearst: there is no such rule; did you mean nearest?; or name a .yaml file"),
        (("missing.yaml",), "missing.yaml: no such file"),
        (("nearest", "--drivers", 2, "--steps", 1), "make no request"),
        (("nearest", "--drivers", 20000, "--rate", 3, "--steps", 200000), "more than 20,000,000"),
        (("nearest", "--rate", 0), "--rate"),
    ],
)
def test_wrong_input_ends_with_two(words, expected):
    done = call(*words)
    assert done.exit_code == 2
    assert expected in done.stderr
    assert done.stdout == ""
