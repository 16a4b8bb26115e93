"""Calibration: a city whose moments are known functions goes through the same search, journal, file and command."""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
import yaml
from click.testing import CliRunner

from jiuye.commands.door import main
from jiuye.experiments.calibration.emulator import Bands, fit_emulator
from jiuye.experiments.calibration.ensemble import SLACK, accept
from jiuye.experiments.calibration.fitting import FITTED, code_mark, fitted
from jiuye.experiments.calibration.identifiability import identifiability_of
from jiuye.experiments.calibration.known_runs import OLDER, RUNS, KnownRuns
from jiuye.experiments.calibration.search import search
from jiuye.experiments.compare.compare import compare
from jiuye.model.behaviour import Behaviour
from jiuye.scenarios.calibrations import CALIBRATIONS, ensemble_for, list_calibrations, load_ensemble
from jiuye.scenarios.spec import SpecError, load_scenario
from jiuye.scenarios.targets import load_targets

FITTED_HERE = ("tries", "quit_rate", "village_discount", "insurance_intercept", "insurance_price")
# Where every moment is in the middle of its band, over half the start's size away from it.
TRUTH = {"tries": 6.0, "quit_rate": 0.0045, "village_discount": 0.35}
MOMENTS = [t for t in load_targets() if t.kind == "moment"]


def toy_moments(seed, scenario, tick=None):
    """Straight and bent functions of five parameters, with luck of the seed; the last two only act as a sum."""
    b = scenario.behaviour
    away = [math.log(getattr(b, name) / truth) for name, truth in TRUTH.items()]
    away.append((b.insurance_intercept + 0.9 + b.insurance_price + 1.0) / 3.0)
    found = {}
    for number, t in enumerate(MOMENTS):
        weights = [3.0 * math.sin(1.0 + number * (k + 1.3)) for k in range(len(away))]
        bend = 0.8 * sum(w * a * a for w, a in zip(weights, away, strict=True))
        luck = 0.05 * math.sin(seed * 12.9 + number)
        half = (t.high - t.low) / 2.0
        found[t.id] = t.low + half * (1.0 + sum(w * a for w, a in zip(weights, away, strict=True)) + bend + luck)
    return found


@pytest.fixture
def toy(monkeypatch, tmp_path):
    """The command on the toy city, in this process and an empty folder; yields (call, runs made so far)."""
    made = Counter()

    def moments(seed, scenario, tick=None):
        b = scenario.behaviour
        made[tuple(getattr(b, name) for name in FITTED_HERE), seed] += 1
        return toy_moments(seed, scenario)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("jiuye.experiments.calibration.fitting.seed_moments", moments)
    monkeypatch.setattr("jiuye.viz.terminal.progress.compile_first", lambda lang: None)
    usual = ["--threads", "1", "--parameters", ",".join(FITTED_HERE), "--evaluations", "60", "--members", "8"]

    def call(*words: object, city: str = "reference"):
        arguments = ["calibrate", city, *usual, "--seeds", "6", "--search-seeds", "3", *map(str, words)]
        return CliRunner(env={"LANG": "en_GB.UTF-8"}).invoke(main, arguments)

    return call, made


# ---- search, sensitivities and ensemble on their own ----------------------------------------------------------------


def toy_problem(parameters: int = 6, moments: int = 30):
    """Bent functions with their optimum inside the ranges, bands around it."""
    rng = np.random.default_rng(5)
    slope, truth = 3.0 * rng.normal(size=(parameters, moments)), rng.uniform(0.2, 0.8, parameters)
    bands = Bands(np.full(moments, -0.3), np.full(moments, 0.3))
    return truth, bands, lambda points: (points - truth) @ slope + (points - truth) ** 2 @ slope


def test_the_search_finds_a_known_optimum():
    truth, bands, evaluate = toy_problem()
    trail = search(evaluate, np.full(6, 0.5), bands, 100)
    assert len(trail.points) <= 100
    assert bands.met(trail.moments[0]) < 10
    assert bands.met(trail.moments[trail.best]) == 30
    assert trail.points[trail.best] == pytest.approx(truth, abs=0.02)


def test_what_no_moment_asks_to_move_stays():
    _truth, bands, evaluate = toy_problem()
    trail = search(lambda points: evaluate(points[:, :6]), np.append(np.full(6, 0.5), 0.3), bands, 100)
    assert trail.points[trail.best][6] == pytest.approx(0.3, abs=0.02)


def test_a_search_is_the_same_again():
    _, bands, evaluate = toy_problem()
    first, second = (search(evaluate, np.full(6, 0.5), bands, 40) for _ in range(2))
    assert np.array_equal(first.points, second.points)
    assert len(first.points) == 40


def test_losses_by_hand():
    bands = Bands(np.array([0.0, 0.0]), np.array([2.0, 20.0]))
    assert bands.loss(np.array([1.0, 10.0])) == 0.0
    # 1.4 and 3 half-bands off are 0.5 and 2.1 beyond the edge at 0.9; 0.5 off is inside
    assert bands.loss(np.array([2.4, 10.0])) == pytest.approx(math.log(1.25) + 0.02)
    assert bands.loss(np.array([1.0, 40.0])) == pytest.approx(math.log(1.0 + 2.1**2) + 0.02)
    assert bands.loss(np.array([1.5, 10.0])) == pytest.approx(0.02 * 0.25)
    assert bands.loss(np.array([1.0, np.nan])) > bands.loss(np.array([1.0, 40.0]))
    assert list(bands.met(np.array([[1.0, 20.0], [2.1, 20.1]]))) == [2, 0]


def test_the_slope_of_the_loss_is_its_derivative():
    bands = Bands(np.array([0.0, -3.0]), np.array([2.0, 5.0]))
    for at in ([0.5, 1.0], [2.3, 4.9], [-9.0, 7.0]):
        point, small = np.array(at), 1e-6
        numeric = [(bands.loss(point + small * e) - bands.loss(point - small * e)) / (2 * small) for e in np.eye(2)]
        assert bands.slope(point) == pytest.approx(numeric, rel=1e-4, abs=1e-8)


def test_an_emulator_of_straight_lines_is_exact_but_for_the_ridge():
    rng = np.random.default_rng(2)
    points, slope = rng.random((200, 3)), np.array([[1.0, 2.0], [0.0, -1.0], [4.0, 0.0]])
    emulator = fit_emulator(points, points @ slope, np.full(3, 0.5), 1.0)
    assert emulator.slope == pytest.approx(slope, abs=0.1)
    assert emulator.at(np.full(3, 0.5)) == pytest.approx(np.full(3, 0.5) @ slope, abs=0.05)


def test_parameters_that_moments_do_not_tell_are_named():
    rng = np.random.default_rng(3)
    slope = 4.0 * rng.normal(size=(4, 20))
    slope[2], slope[3] = -0.5 * slope[1], 0.001
    luck = rng.normal(size=(1, 5, 20)) * 0.01
    bands = Bands(np.full(20, -1.0), np.full(20, 1.0))
    found = identifiability_of(
        lambda points: (points @ slope)[:, None, :] + luck, np.full(4, 0.5), bands, ("a", "b", "c", "d")
    )
    assert found.weak == ("d",)
    assert [(first, second) for first, second, _ in found.alike] == [("b", "c")]
    assert found.alike[0][2] == pytest.approx(-1.0)
    assert found.unidentified == ("b", "c", "d")
    assert found.sensitivity[0] == pytest.approx(slope[0])


def test_what_cannot_be_told_from_chance_is_no_sensitivity():
    rng = np.random.default_rng(4)
    noise = rng.normal(size=(2, 6, 400))
    bands = Bands(np.full(400, -1.0), np.full(400, 1.0))
    found = identifiability_of(lambda points: noise, np.array([0.5]), bands, ("a",))
    assert 0 < np.count_nonzero(found.sensitivity) < 60  # about 5 % of 400


def test_accepted_sets_meet_the_rule():
    _truth, bands, evaluate = toy_problem()
    trail = search(evaluate, np.full(6, 0.5), bands, 100)
    point = trail.points[trail.best]
    found = accept(evaluate, trail, point, 30)
    assert len(found.points) == 30
    assert found.least == 30 - SLACK
    assert list(bands.met(evaluate(found.points))) == list(found.met)
    assert min(found.met) >= found.least
    assert np.array_equal(found.points[0], point)
    assert found.points.std(axis=0).min() > 0.005
    assert found.simulated >= 29


def test_sets_that_cannot_be_found_are_not_made_up():
    _, bands, evaluate = toy_problem()
    trail = search(evaluate, np.full(6, 0.5), bands, 40)
    lonely = trail.points[trail.best]

    def only_there(points):
        return np.where((points == lonely).all(axis=1)[:, None], 0.0, 9.0) * np.ones(30)

    found = accept(only_there, trail, lonely, 30)
    assert len(found.points) == 1


# ---- the parameters -------------------------------------------------------------------------------------------------


def test_ranges_are_literatures_or_around_the_start():
    by_name = {f.name: f for f in fitted(None, Behaviour())}
    assert set(by_name) == set(FITTED)
    assert 12 <= len(by_name) <= 20
    assert (by_name["search_employed"].low, by_name["search_employed"].high) == (0.10, 0.25)  # B 2.5
    assert (by_name["insurance_price"].low, by_name["insurance_price"].high) == (-4.1, -0.3)  # B 2.17
    assert (by_name["tries"].low, by_name["tries"].high) == (2.1, 8.4)
    for f in by_name.values():
        assert f.low < f.start < f.high, f.name
        assert f.param.within is not None
        assert f.param.within[0] <= f.low
        assert f.high <= f.param.within[1]


# ---- the command ----------------------------------------------------------------------------------------------------


def test_the_command_fits_and_writes_what_scenarios_read(toy, tmp_path):
    call, made = toy
    done = call("--out", "fit.yaml", "--json")
    assert done.exit_code == 0, done.stderr
    printed, stored = json.loads(done.stdout), yaml.safe_load((tmp_path / "fit.yaml").read_text(encoding="utf-8"))
    for name, truth in TRUTH.items():
        assert stored["parameters"][name]["value"] == pytest.approx(truth, rel=0.05), name
    assert stored["parameters"]["tries"]["start"] == Behaviour().tries
    assert stored["fit"]["met"]["of"] == stored["fit"]["met"]["fitted"] == 54
    assert stored["fit"]["met"]["start"] < 54
    assert stored["fit"]["seeds"] == [1, 2, 3, 4, 5, 6]
    assert [pair[:2] for pair in stored["unidentified"]["alike"]] == [["insurance_intercept", "insurance_price"]]
    assert not stored["parameters"]["insurance_price"]["identified"]
    assert stored["parameters"]["insurance_price"]["grade"] == "derived"  # as it was
    assert stored["parameters"]["insurance_intercept"]["grade"] == "judged"  # as it was: the moments do not tell it
    assert len(stored["ensemble"]["sets"]) == 8
    assert min(stored["ensemble"]["met"]) >= 54 - SLACK
    assert printed["parameters"] == stored["parameters"]
    assert set(made.values()) == {1}, "nothing is simulated twice"
    (tmp_path / "mine.yaml").write_text("extends: baseline\ncalibration: fit.yaml\nbehaviour: {tries: 7}\n")
    behaviour = load_scenario("./mine.yaml").behaviour
    assert behaviour.tries == 7.0
    assert behaviour.quit_rate == stored["parameters"]["quit_rate"]["value"]
    fit, sets = load_ensemble("./fit.yaml")
    assert sets[0] == fit
    assert len(sets) == 8


@pytest.mark.parametrize("after", [1, 40, 150, 230])
def test_a_stopped_calibration_goes_on_where_it_was(toy, monkeypatch, tmp_path, after):
    call, made = toy
    whole = call("--out", "whole.yaml", "--journal", "whole")
    assert whole.exit_code == 0, whole.stderr
    every = Counter(made)
    made.clear()
    from jiuye.experiments.calibration import fitting

    going = fitting.seed_moments

    def until(seed, scenario, tick=None):
        if made.total() >= after:
            raise KeyboardInterrupt
        return going(seed, scenario)

    monkeypatch.setattr("jiuye.experiments.calibration.fitting.seed_moments", until)
    stopped = call("--out", "part.yaml", "--journal", "part")
    assert stopped.exit_code == 1
    assert f"Interrupted: {after} runs are kept in part" in stopped.stderr
    assert not (tmp_path / "part.yaml").exists()
    monkeypatch.setattr("jiuye.experiments.calibration.fitting.seed_moments", going)
    assert call("--out", "part.yaml", "--journal", "part").exit_code == 0
    assert made == every, "nothing was lost, nothing done twice"
    assert (tmp_path / "part.yaml").read_text() == (tmp_path / "whole.yaml").read_text()


def test_a_line_cut_off_by_a_kill_is_dropped(tmp_path):
    first = KnownRuns(tmp_path, {"city": "x"})
    first.add(((1.0, 2.0), 7), {"P01": 5.0})
    (file,) = (tmp_path / RUNS).iterdir()
    with file.open("a") as out:
        out.write('00000000 {"values": [1.0, 3.0], "se')
    again = KnownRuns(tmp_path, {"city": "x"})
    assert again.found == {((1.0, 2.0), 7): {"P01": 5.0}}
    again.add(((1.0, 3.0), 7), {"P01": math.nan})
    third = KnownRuns(tmp_path, {"city": "x"}).found
    assert len(third) == 2
    assert math.isnan(third[(1.0, 3.0), 7]["P01"])


def test_a_spoilt_run_is_no_run(tmp_path):
    known = KnownRuns(tmp_path, {})
    known.add(((1.0,), 1), {"P01": 5.0})
    known.add(((2.0,), 1), {"P01": math.inf})
    (file,) = (tmp_path / RUNS).iterdir()
    file.write_text(file.read_text().replace("5.0", "6.0"))
    assert KnownRuns(tmp_path, {}).found == {((2.0,), 1): {"P01": math.inf}}


def test_a_calibration_begun_by_an_older_version_is_refused(tmp_path):
    KnownRuns(tmp_path, {}).close()
    (tmp_path / OLDER).write_text('{"values": [1.0], "seed": 1, "moments": {"P01": 5.0}}\n')
    with pytest.raises(SpecError, match=rf"holds runs of an older version \({OLDER}\), which this one does not read"):
        KnownRuns(tmp_path, {})


def test_nothing_is_overwritten(toy, tmp_path):
    call, made = toy
    file = tmp_path / "fit.yaml"
    file.write_text("mine\n")
    refused = call("--out", "fit.yaml")
    assert refused.exit_code == 2
    assert "fit.yaml: is there already; --overwrite replaces it" in refused.stderr
    assert file.read_text() == "mine\n"
    assert not made
    assert call("--out", "fit.yaml", "--overwrite").exit_code == 0
    assert "ensemble:" in file.read_text()
    assert [f.name for f in tmp_path.iterdir() if f.name.endswith(".part")] == []


def test_a_folder_of_another_setup_is_refused(toy):
    call, _ = toy
    assert call("--out", "one.yaml", "--journal", "here").exit_code == 0
    refused = call("--out", "two.yaml", "--journal", "here", "--workers", 9000)
    assert refused.exit_code == 2
    assert "here: belongs to another setup: workers differ; choose another folder" in refused.stderr


def test_more_evaluations_build_on_what_is_there(toy):
    call, made = toy
    assert call("--out", "one.yaml").exit_code == 0
    assert call("--out", "two.yaml", "--evaluations", 80).exit_code == 0
    assert set(made.values()) == {1}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--parameters", "triess"], "--parameters: 'triess' is not a parameter; did you mean tries?"),
        (["--parameters", "tries,tries"], "--parameters: tries is named twice"),
        (["--parameters", ","], "--parameters: names no parameter"),
        (["--targets", "mine.csv"], "mine.csv:1:1: column band_low is missing"),
        (["--months", "11"], "11 is less than the 12 that moments are taken from"),
        (["--out", "fit.txt"], "fit.txt: must end with .yaml"),
    ],
)
def test_wrong_input_is_refused_before_anything_runs(toy, tmp_path, words, said):
    call, made = toy
    (tmp_path / "mine.csv").write_text("id,kind\nP01,moment\n", encoding="utf-8")
    done = call("--out", "fit.yaml", *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not made
    assert not (tmp_path / "runs").exists()


def test_an_unknown_city_is_refused(toy):
    call, _ = toy
    done = call("--out", "fit.yaml", city="refrence")
    assert done.exit_code == 2
    assert "did you mean reference?" in done.stderr


@pytest.mark.parametrize(("strict", "code"), [([], 0), (["--strict"], 1)])
def test_a_city_that_cannot_be_met_is_told(toy, monkeypatch, strict, code):
    call, _ = toy

    def moments(seed, scenario, tick=None):
        return {**toy_moments(seed, scenario), "P18a": 9_000.0}

    monkeypatch.setattr("jiuye.experiments.calibration.fitting.seed_moments", moments)
    done = call("--out", "fit.yaml", *strict)
    assert done.exit_code == code, done.stderr
    assert "53 of 54 fitted" in done.stdout
    assert "Cannot be met: P18a Migrant workers, mean monthly wage, 9000 yuan (band 4500.0 to 5500.0)" in done.stdout


# ---- the ensemble in comparisons ------------------------------------------------------------------------------------

SETS = ({"tries": 2.0, "quit_rate": 0.02}, {"tries": 9.0, "quit_rate": 0.002})
SMALL = {"city": {"profile": "reference", "workers": 600}, "time": {"burn_in": 6, "months": 12}}


def write_fit(tmp_path, **changes):
    """A calibration with an ensemble of two sets."""
    ensemble = {"parameters": list(SETS[0]), "sets": [list(s.values()) for s in SETS], **changes}
    content = {"parameters": {name: {"value": value} for name, value in SETS[0].items()}, "ensemble": ensemble}
    (tmp_path / "fit.yaml").write_text(yaml.safe_dump(content))
    return str(tmp_path / "fit.yaml")


def test_each_seed_takes_a_set_which_base_and_scenario_share(monkeypatch):
    monkeypatch.setattr("jiuye.experiments.runs.processes.cores", lambda: 1)
    base = load_scenario("baseline", overrides=SMALL)
    nothing = replace(base, name="nothing")
    plain, mixed = (compare(base, [nothing], (1, 2), ensemble=sets) for sets in ((), SETS))
    assert (plain.ensemble, mixed.ensemble) == (0, 2)
    assert all(d.difference == 0.0 for d in mixed.differences), "no lever, no effect: the people are the same"
    for seed, people in enumerate(SETS):
        alone = replace(base, behaviour=replace(base.behaviour, **people))
        expected = compare(alone, [replace(alone, name="nothing")], (seed + 1,)).curves["unemployment_rate"][0, 0]
        assert np.array_equal(mixed.curves["unemployment_rate"][0, seed], expected)
        assert not np.array_equal(plain.curves["unemployment_rate"][0, seed], expected)


def test_the_command_says_that_intervals_hold_doubt_about_people(tmp_path, monkeypatch):
    fit = write_fit(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.yaml").write_text("extends: baseline\ntime: {burn_in: 6}\n")
    (tmp_path / "fund.yaml").write_text("extends: protection_fund\ntime: {burn_in: 6}\n")
    words = [
        "compare",
        "small.yaml",
        "fund.yaml",
        "--workers",
        "400",
        "--months",
        "12",
        "--seeds",
        "2",
        "--threads",
        "1",
    ]
    done = CliRunner(env={"LANG": "en_GB.UTF-8"}).invoke(main, [*words, "--json", "--ensemble", fit])
    assert done.exit_code == 0, done.stderr
    printed = json.loads(done.stdout)
    assert printed["ensemble"] == 2
    folder = (tmp_path / printed["brief"]).parent
    record = json.loads((folder / "brief.json").read_text(encoding="utf-8"))
    assert record["command"].endswith(f"--ensemble {fit}")
    assert "over 2 accepted parameter sets" in (folder / "brief.html").read_text(encoding="utf-8")
    assert "2组被接受的参数" in (folder / "brief.zh.html").read_text(encoding="utf-8")
    from jiuye.experiments.compare.comparison_file import read_comparison

    assert read_comparison(folder).ensemble == 2


def test_which_sets_are_taken(tmp_path):
    fit = write_fit(tmp_path)
    assert ensemble_for(fit, "reference", Behaviour()) == SETS
    assert ensemble_for(fit, "reference", Behaviour(**SETS[0])) == SETS, "the calibration itself is no obstacle"
    with pytest.raises(SpecError, match="the scenario sets tries, which the ensemble varies"):
        ensemble_for(fit, "reference", Behaviour(tries=3.3))


def test_wrong_ensembles_are_refused_with_their_place(tmp_path):
    with pytest.raises(SpecError, match="there is no such calibration"):
        load_ensemble("atlantis")
    with pytest.raises(SpecError, match=r"fit.yaml:\d+:\d+: ensemble.sets\[1\] must be a list of 2 values"):
        load_ensemble(write_fit(tmp_path, sets=[[2.0, 0.02], [9.0]]))
    with pytest.raises(SpecError, match=r"ensemble.sets\[0\]\[0\] must be ≥ 1 count"):
        load_ensemble(write_fit(tmp_path, sets=[[0.5, 0.02]]))
    with pytest.raises(SpecError, match=r"ensemble.sets must hold at least one set"):
        load_ensemble(write_fit(tmp_path, sets=[]))
    with pytest.raises(SpecError, match=r"ensemble.parameters\[0\] must be a parameter"):
        load_ensemble(write_fit(tmp_path, parameters=["triez", "quit_rate"]))
    (tmp_path / "fit.yaml").write_text("parameters: {}\n")
    with pytest.raises(SpecError, match="has no ensemble"):
        load_ensemble(str(tmp_path / "fit.yaml"))


def test_the_mark_of_the_code_is_that_of_the_files():
    assert len(code_mark()) == 12


# ---- what is shipped ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("city", list_calibrations())
def test_shipped_calibrations_can_be_used(tmp_path, city):
    fit, sets = load_ensemble(city)
    assert len(sets) >= 30
    assert sets[0] == fit
    assert len({tuple(s.values()) for s in sets}) == len(sets)
    (tmp_path / "mine.yaml").write_text(f"extends: baseline\ncalibration: {city}\n")
    behaviour = load_scenario(tmp_path / "mine.yaml").behaviour
    assert {name: getattr(behaviour, name) for name in fit} == fit
    assert len(ensemble_for("12", city, behaviour)) == 12
    with pytest.raises(SpecError, match=r"--ensemble: must be 1 to \d+, the sets that"):
        ensemble_for("9999", city, behaviour)
    stored = yaml.safe_load((CALIBRATIONS / f"{city}.yaml").read_text(encoding="utf-8"))
    assert stored["fit"]["workers"] >= 20_000
    assert len(stored["fit"]["seeds"]) >= 20
    assert min(stored["ensemble"]["met"]) >= stored["ensemble"]["met"][0] - SLACK
    assert sum(m["pass"] for m in stored["moments"].values()) == stored["fit"]["met"]["fitted"]


def test_the_reference_city_has_one_and_serves_cities_without():
    assert "reference" in list_calibrations()
    assert ensemble_for("", "lishui", Behaviour()) == load_ensemble("reference")[1]
