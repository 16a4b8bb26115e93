"""Probes in a small form: what is right and strong, so that it shows with few people, stays right."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from jiuye.commands.door import main
from jiuye.experiments.validation.probe import ProbeSetup
from jiuye.experiments.validation.probe_runs import find_probes
from jiuye.experiments.validation.probes import PROBES
from jiuye.scenarios.spec import load_scenario

PERSONS, SEEDS = 10_000, (1, 2)
STRONG = {  # probe → readings whose sign shows in so small a city
    "jobs": ("unemployment", "own_business", "pay"),
    "employer_contribution": ("jobs", "pay"),
    "labour_cost_of_some": ("staff",),
    "migration_closed": ("unemployment",),
    "slump": ("unemployment",),
}


@pytest.fixture(scope="module")
def found():
    """The verdicts on the strong probes."""
    verdicts = find_probes(load_scenario("baseline"), STRONG, persons=PERSONS, seeds=SEEDS)
    return {probe.name: {r.name: r for r in probe.readings} for probe in verdicts}


@pytest.mark.parametrize(("probe", "reading"), [(p, r) for p, readings in STRONG.items() for r in readings])
def test_what_follows_has_the_sign_that_research_found(found, probe, reading):
    verdict = found[probe][reading]
    sides = [-1.0, 1.0] if verdict.doses[0] < 0.0 else [1.0]
    wanted = 1.0 if verdict.predicted == "+" else -1.0
    ends = [verdict.values[0], verdict.values[-1]][-len(sides) :]
    assert all(side * wanted * value > 0.0 for side, value in zip(sides, ends, strict=True)), verdict
    assert verdict.monotone == "right", verdict


def test_a_dose_of_nothing_changes_nothing():
    from dataclasses import replace

    from jiuye.experiments.validation import probe_runs

    slump = replace(PROBES["slump"], doses=(0.0, 0.04), months=6, readings=PROBES["slump"].readings[:1])
    slump = replace(slump, readings=(replace(slump.readings[0], effect=lambda a, b, dose: _differ(a, b)),))
    scenario = load_scenario("baseline", overrides={"city": {"workers": 1_000}, "time": {"burn_in": 12}})
    before = dict(probe_runs.PROBES)
    probe_runs.PROBES["slump"] = slump
    try:
        ((nothing, some),) = probe_runs.seed_probes(1, ("slump",), scenario, None)["slump"]
    finally:
        probe_runs.PROBES.update(before)
    assert nothing[0] == 0.0
    assert some[0] > 0.0


def _differ(without, with_) -> float:
    """Columns of people that differ at the end of two futures."""
    one, other = without.city.workers.columns(), with_.city.workers.columns()
    return float(sum((one[name] != other[name]).any() for name in one))


def test_what_a_probe_changes_is_its_own_city():
    scenario = load_scenario("baseline", overrides={"city": {"workers": 600}, "time": {"burn_in": 1}})
    from jiuye.experiments.runs.burn_in_cache import eve_of

    eve = eve_of(scenario, 1).city
    before = {name: column.copy() for name, column in eve.workers.columns().items()}
    lines = {name: column.copy() for name, column in eve.employers.columns().items()}
    kept = eve.behaviour, eve.grid.bandwidth.copy(), eve.calendar
    for probe in PROBES.values():
        for dose in probe.doses:
            probe.change(ProbeSetup(eve.fork()), dose)
    assert all((getattr(eve.workers, name) == column).all() for name, column in before.items())
    assert all((getattr(eve.employers, name) == column).all() for name, column in lines.items())
    assert (eve.behaviour, eve.calendar) == (kept[0], kept[2])
    assert (eve.grid.bandwidth == kept[1]).all()


def test_the_command_tries_the_probes_it_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr("jiuye.viz.terminal.progress.compile_first", lambda lang: None)
    words = ["probe", "lishui", "--only", "slump", "--workers", "500", "--seeds", "2", "--json", "--out", str(tmp_path)]
    done = CliRunner(env={"LANG": "en_GB.UTF-8"}).invoke(main, words)
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)
    assert [p["name"] for p in found["probes"]] == ["slump"]
    assert found["probes"][0]["persons"] == 500
    assert len(found["probes"][0]["readings"][0]["seeds"][0]) == 2


def test_a_probe_that_is_not_there_is_refused(tmp_path):
    done = CliRunner(env={"LANG": "en_GB.UTF-8"}).invoke(main, ["probe", "--only", "slumps", "--out", str(tmp_path)])
    assert done.exit_code == 2
    assert "'slumps' is not a probe; did you mean slump?" in done.stderr
