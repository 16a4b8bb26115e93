"""The parameter sets that a calibration accepted, in comparisons and as shipped."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import yaml
from click.testing import CliRunner

from jiuye.commands.door import main
from jiuye.experiments.calibration.ensemble import SLACK
from jiuye.experiments.compare.compare import compare
from jiuye.model.behaviour import Behaviour
from jiuye.scenarios.calibrations import CALIBRATIONS, ensemble_for, list_calibrations, load_ensemble
from jiuye.scenarios.spec import SpecError, load_scenario

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


def test_the_default_set_is_the_fitted_one():
    fit, _ = load_ensemble("reference")
    assert {name: getattr(Behaviour(), name) for name in fit} == fit


def test_the_reference_city_has_one_and_serves_cities_without():
    assert "reference" in list_calibrations()
    assert ensemble_for("", "lishui", Behaviour()) == load_ensemble("reference")[1]
