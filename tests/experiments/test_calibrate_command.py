"""`jiuye calibrate`: a city whose moments are known functions goes through the same search, journal and file."""

from __future__ import annotations

import json
import math
from collections import Counter

import pytest
import yaml
from click.testing import CliRunner

from jiuye.commands.door import main
from jiuye.experiments.calibration.ensemble import SLACK
from jiuye.experiments.validation.moments import MOMENTS as MEASURED
from jiuye.model.behaviour import Behaviour
from jiuye.scenarios.calibrations import load_ensemble
from jiuye.scenarios.spec import load_scenario
from jiuye.scenarios.targets import load_targets

FITTED_HERE = ("tries", "quit_rate", "village_discount", "insurance_intercept", "insurance_price")
# Where every moment is in the middle of its band, over half the start's size away from it.
TRUTH = {"tries": 6.0, "quit_rate": 0.0045, "village_discount": 0.35}
MOMENTS = [t for t in load_targets() if t.kind == "moment" and t.id in MEASURED]


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


def test_the_command_fits_and_writes_what_scenarios_read(toy, tmp_path):
    call, made = toy
    done = call("--out", "fit.yaml", "--json")
    assert done.exit_code == 0, done.stderr
    printed, stored = json.loads(done.stdout), yaml.safe_load((tmp_path / "fit.yaml").read_text(encoding="utf-8"))
    for name, truth in TRUTH.items():
        assert stored["parameters"][name]["value"] == pytest.approx(truth, rel=0.05), name
    assert stored["parameters"]["tries"]["start"] == Behaviour().tries
    assert stored["fit"]["met"]["of"] == stored["fit"]["met"]["fitted"] == len(MOMENTS)
    assert stored["fit"]["met"]["start"] < len(MOMENTS)
    assert stored["fit"]["seeds"] == [1, 2, 3, 4, 5, 6]
    assert [pair[:2] for pair in stored["unidentified"]["alike"]] == [["insurance_intercept", "insurance_price"]]
    assert not stored["parameters"]["insurance_price"]["identified"]
    assert stored["parameters"]["insurance_price"]["grade"] == "derived"  # as it was
    assert stored["parameters"]["insurance_intercept"]["grade"] == "judged"  # as it was: the moments do not tell it
    assert len(stored["ensemble"]["sets"]) == 8
    assert min(stored["ensemble"]["met"]) >= len(MOMENTS) - SLACK
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


def test_one_evaluation_judges_the_present_values(toy, tmp_path):
    call, _ = toy
    assert call("--out", "here.yaml", "--evaluations", 1).exit_code == 0
    stored = yaml.safe_load((tmp_path / "here.yaml").read_text(encoding="utf-8"))
    assert all(p["value"] == p["start"] == getattr(Behaviour(), name) for name, p in stored["parameters"].items())
    assert stored["fit"]["evaluations"] == 1
    assert stored["fit"]["met"]["start"] == stored["fit"]["met"]["fitted"] < len(MOMENTS)
    assert [pair[:2] for pair in stored["unidentified"]["alike"]] == [["insurance_intercept", "insurance_price"]]
    assert len(stored["ensemble"]["sets"]) == 8
    assert min(stored["ensemble"]["met"]) >= stored["ensemble"]["met"][0] - SLACK


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
    assert f"{len(MOMENTS) - 1} of {len(MOMENTS)} fitted" in done.stdout
    assert "Cannot be met: P18a Migrant workers, mean monthly wage, 9000 yuan (band 4500.0 to 5500.0)" in done.stdout
