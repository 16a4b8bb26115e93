"""Two cities in one scenario: apart they are what they are alone; together they spoil the evaluator's measure."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner

from jiuye.agents.government import ADOPTED, ENDED, REVISED
from jiuye.agents.workers import EMPLOYED
from jiuye.commands.door import main
from jiuye.experiments.compare.neighbours import Neighbours, _pull
from jiuye.experiments.compare.pair import SECOND, compare_pair, neighbour, play_pair
from jiuye.experiments.compare.shared_trial import CARRIED, SharedTrial, policies
from jiuye.experiments.runs.run import burnt_in, play
from jiuye.model.params import params_of
from jiuye.scenarios.pairing import Coupling, Rollout
from jiuye.scenarios.spec import check_file, load_scenario, write_scenario
from jiuye.viz.words.faults import fault_line
from jiuye.viz.words.texts import text

NAMES = ("unemployment_rate", "worker_income", "insured_share")
SIZE = {"city": {"profile": "hangzhou", "workers": 1_500}, "time": {"months": 8, "burn_in": 6}}
APART = Coupling(moves=0.0, visitors=0.0, orders=0.0)
CLOSE = Coupling(moves=0.01, visitors=0.5, orders=1.0)


@pytest.fixture(scope="module")
def base():
    return load_scenario("baseline", overrides=SIZE)


@pytest.fixture(scope="module")
def asked():
    """The shipped scenario, small, with a trial of three months that always helps."""
    own = {"months": 3, "lag": 2, "at_least": -1}
    return load_scenario("hangzhou_to_lishui", overrides={**SIZE, "pair": own})


@pytest.fixture(scope="module")
def burnt(base, asked):
    """Both cities on the eve."""
    there = neighbour(base, asked)
    return [burnt_in(base, 3), burnt_in(there, 3 + SECOND)]


def linked(scenario, coupling, **rollout):
    pair = replace(scenario.pair, coupling=coupling, rollout=replace(scenario.pair.rollout, **rollout))
    return replace(scenario, pair=pair)


def both(burnt, base, scenario, *, acting):
    own = base if not acting else scenario
    return play_pair(burnt, [own, neighbour(own, scenario)], scenario, NAMES, acting=acting)


def same(one, other):
    assert one.ledger == other.ledger
    for name in NAMES:
        np.testing.assert_array_equal(one.indicators[name], other.indicators[name])


def test_cities_between_which_nothing_passes_are_what_they_are_alone(burnt, base, asked):
    apart = linked(asked, APART)
    results, _ = both(burnt, base, apart, acting=False)
    for (city, past), own, result in zip(burnt, (base, neighbour(base, apart)), results, strict=True):
        same(result, play(city.fork(), past, own, NAMES))
    acted, trial = both(burnt, base, apart, acting=True)
    city, past = burnt[0]
    same(acted[0], play(city.fork(), past, replace(apart, pair=None), NAMES))
    start = trial.begun
    assert start == 5
    before = [row for row in acted[1].ledger if row[0] < start]
    assert before == [row for row in results[1].ledger if row[0] < start], "the second city waits"
    assert acted[1].ledger != results[1].ledger, "and then has the levers too"


def test_people_cross_and_no_city_changes_its_size_or_loses_count(burnt, base, asked):
    close = linked(asked, CLOSE)
    results, trial = both(burnt, base, close, acting=True)
    assert min(side.moved for side in trial.neighbours.sides) > 0
    for side, (old, _) in zip(trial.neighbours.sides, burnt, strict=True):
        w, e = side.city.workers, side.city.employers
        assert len(w) == len(old.workers)
        employed = (w.status == EMPLOYED) & (w.employer >= 0)
        np.testing.assert_array_equal(np.bincount(w.employer[employed], minlength=len(e)), e.staff)
    apart, _ = both(burnt, base, linked(asked, APART), acting=True)
    assert results[1].ledger != apart[1].ledger


def test_newcomers_from_next_door_bring_their_skills(burnt, asked):
    here, there = (city.fork() for city, _ in burnt)
    neighbours = Neighbours(here, there, replace(CLOSE, moves=0.02))
    here.workers.literacy[:], there.workers.literacy[:] = 9_999, 1
    neighbours.before()
    from jiuye.experiments.compare.pair import _rest
    from jiuye.model.month import step

    step(here, _rest(asked))
    step(there, _rest(neighbour(asked, asked)))
    there.workers.literacy[there.workers.literacy == 9_999] = 9_998
    neighbours.after()
    assert (there.workers.literacy == 9_999).sum() == neighbours.sides[1].moved > 0


def test_more_leave_where_income_is_lower(burnt):
    here, there = (city for city, _ in burnt)
    assert _pull(here, there, replace(CLOSE, job_pull=0.0)) < 1.0 < _pull(there, here, replace(CLOSE, job_pull=0.0))
    assert _pull(here, there, replace(CLOSE, income_pull=0.0, job_pull=0.0)) == 1.0


def test_the_host_pays_for_its_guests_and_has_fewer_places(burnt, base, asked):
    courses = replace(asked.levers[0], lever=replace(asked.levers[0].lever, seats=2_000_000.0))
    close = linked(replace(asked, levers=(courses, *asked.levers[1:])), replace(APART, visitors=0.5))
    here, there = policies(close)
    places = [o.programme.seats for o in here.in_force(burnt[0][0].fork())[1]]
    assert places[1] == 0.5 * close.levers[0].lever.seats
    assert there.levers[-1].lever.amend(burnt[1][0].rules) is burnt[1][0].rules, "guests bring no rules home"
    results, trial = both(burnt, base, close, acting=True)
    paid = sum(fen for _, payer, payee, _, fen in results[1].ledger if (payer, payee) == (CARRIED, CARRIED))
    assert trial.guests == pytest.approx(paid / 100.0 * burnt[1][0].weight)
    assert trial.guests > 0
    fund = [row for row in results[1].ledger if row[1] == "special_fund" and row[0] < trial.begun]
    assert fund == [], "the second city's own fund has paid nothing while its copy waits"


def test_a_trial_that_fails_twice_is_never_copied(burnt, base, asked):
    scenario = linked(asked, CLOSE, at_least=9.0)
    _, trial = both(burnt, base, scenario, acting=True)
    assert [standing for _, standing, _ in trial.decided] == [REVISED, ENDED]
    assert trial.begun is None
    assert trial.story(trial.levels).verdicts[0].true == 0.0
    assert {t.standing for t in trial.there.government.trials.values()} == {ENDED}
    rules, _ = policies(scenario)[1].in_force(trial.there)
    assert (rules.dispatch_openness == 0.0).all()


def test_what_is_adopted_at_the_second_trial_is_copied_as_revised(burnt, asked):
    here, there = (city.fork() for city, _ in burnt)
    trial = SharedTrial(here, there, linked(asked, APART), Neighbours(here, there, APART))
    measured = iter([-9.0, 9.0])
    trial._measured = lambda since, month: next(measured)
    trial.levels = [np.ones(2)] * 20
    for month in range(9):
        trial.decide(month)
    assert [standing for _, standing, _ in trial.decided] == [REVISED, ADOPTED]
    _, there_acts = policies(linked(asked, APART))
    names = {o.programme.per_trainee: o.strength for o in there_acts.in_force(there)[1][1:]}
    assert names == {2_000.0: 0.0, 3_000.0: 0.7}


def test_the_comparison_holds_both_cities_and_what_was_decided(base, asked):
    found = compare_pair(base, linked(asked, CLOSE), [1])
    assert (found.first.city, found.second.city) == ("hangzhou", "lishui")
    assert abs(found.second.weight / found.first.weight - 1.0) < 0.01, "a person stands for as many"
    (seed,) = found.record()["seeds"]
    assert seed["begun"] == 5
    (verdict,) = seed["verdicts"]
    assert (verdict["month"], verdict["standing"]) == (3, ADOPTED)
    assert np.isfinite([verdict["measured"], verdict["true"], verdict["spilled"]]).all()


def test_a_pair_is_read_and_written_the_same(tmp_path):
    scenario = load_scenario("hangzhou_to_lishui")
    file = tmp_path / "again.yaml"
    file.write_text(write_scenario(scenario), encoding="utf-8")
    assert load_scenario(file) == scenario
    assert scenario.pair.revised[0].per_trainee == 3_000.0
    assert replace(scenario, pair=None).hash != scenario.hash


PAIR = "city: hangzhou\nlevers: [{data_dividend: {share: 0.2}}]\npair: "


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        (PAIR + "{city: lisui}", "3:14: pair.city must be a known city (got 'lisui'); did you mean lishui?"),
        (PAIR + "{city: hangzhou}", "3:14: pair.city must be another city than hangzhou"),
        (PAIR + "{}", "3:7: pair must give city"),
        (PAIR + "{city: lishui, month: 3}", "3:22: pair.month is not a setting; did you mean months?"),
        (PAIR + "{city: lishui, moves: 0.5}", "3:29: pair.moves must be ≤ 0.02 share/month (got 0.5)"),
        (
            PAIR + "{city: lishui, measure: certificates}",
            "3:31: pair.measure must be what government measures by district (got 'certificates'); "
            "did you mean certified?",
        ),
        (
            PAIR + "{city: lishui, revise: {data_dividend: {share: 0.2}}}",
            "3:46: pair.revise.data_dividend must change a setting",
        ),
        ("pair: {city: lishui}", "1:1: pair needs a lever to try"),
    ],
)
def test_a_mistake_in_a_pair_is_answered_in_both_languages(tmp_path, monkeypatch, asked, line):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(asked, encoding="utf-8")
    found = check_file("mine.yaml")
    assert [str(fault) for fault in found] == [f"mine.yaml:{line}"]
    assert any("\u4e00" <= sign <= "\u9fff" for sign in fault_line(found[0], "zh"))


# The command.


def test_the_command_writes_both_cities_and_says_what_was_decided(tmp_path):
    words = ["pair", "hangzhou_to_lishui", "--workers", "1200", "--months", "13", "--seed", "1", "--out", str(tmp_path)]
    done = CliRunner().invoke(main, [*words, "--lang", "zh"])
    assert done.exit_code == 0, done.output
    (folder,) = tmp_path.iterdir()
    page = (folder / "two-cities.html").read_text("utf-8")
    assert "试行该政策12个月" in page
    assert "adopted" not in page
    assert "tries the policy for 12 months" in (folder / "two-cities.en.html").read_text("utf-8")
    record = json.loads((folder / "two-cities.json").read_text("utf-8"))
    assert [seed["seed"] for seed in record["seeds"]] == [1]
    assert record["seeds"][0]["verdicts"][0]["month"] == 12
    assert {path.name for path in folder.iterdir() if path.is_dir()} == {"hangzhou", "lishui"}
    assert (folder / "lishui" / "brief.html").is_file()
    assert "丽水" in done.stdout


@pytest.mark.parametrize("command", ["run", "compare"])
def test_two_cities_are_not_played_as_one(tmp_path, command):
    words = [command, *(["baseline"] if command == "compare" else []), "hangzhou_to_lishui", "--city", "hangzhou"]
    done = CliRunner().invoke(main, [*words, "--out", str(tmp_path), "--lang", "zh"])
    assert done.exit_code == 2
    assert "涉及两座城市" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_one_city_is_no_pair(tmp_path):
    done = CliRunner().invoke(main, ["pair", "four_levers", "--out", str(tmp_path), "--lang", "zh"])
    assert done.exit_code == 2
    assert "没有第二座城市" in done.stderr


@pytest.mark.parametrize("name", [*params_of(Coupling), *params_of(Rollout)])
def test_what_passes_is_told_in_both_languages(name):
    assert text(f"pair.parameter.{name}", "en") != text(f"pair.parameter.{name}", "zh")
