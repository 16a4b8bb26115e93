"""Verdicts on public moments, and `jiuye validate` on top."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from jiuye.commands.door import main
from jiuye.experiments.validation.facts import DEFINITIONS
from jiuye.experiments.validation.moment_registry import STOCKS
from jiuye.experiments.validation.moments import MOMENTS, moments_of
from jiuye.experiments.validation.observation import observed_years
from jiuye.experiments.validation.validate import judge, mean_interval, validate
from jiuye.scenarios.spec import load_scenario
from jiuye.scenarios.targets import EXPERIMENT, load_targets
from jiuye.viz.reports.public_moments import moments_table, verdict_of

# ---- verdicts -------------------------------------------------------------------------------------------------------


def test_mean_and_interval_over_seeds():
    mean, low, high = mean_interval([1.0, 2.0, 3.0, math.nan])
    assert mean == 2.0
    assert high - mean == mean - low == pytest.approx(4.302653 / math.sqrt(3), rel=1e-6)  # t with two degrees
    assert mean_interval([4.0])[0] == 4.0
    assert all(math.isnan(x) for x in (*mean_interval([4.0])[1:], *mean_interval([math.nan])))


def test_a_moment_passes_by_its_mean():
    targets = [t for t in load_targets() if t.id in ("P01", "P34", "P44")]
    verdicts = judge(targets, [{"P01": 4.6, "P44": 20.0}, {"P01": 5.0, "P44": 30.0}])
    assert [(v.target.id, v.value, v.passed) for v in verdicts] == [("P01", 4.8, True), ("P44", 25.0, False)]


def test_every_moment_of_a_city_is_a_number():
    scenario = load_scenario("baseline", overrides={"city": {"workers": 3_000}, "time": {"months": 14, "burn_in": 6}})
    early, late = (moments_of(year) for year in observed_years(scenario, 1, STOCKS))
    for found in (early, late):
        assert tuple(found) == MOMENTS
        assert all(math.isfinite(value) for value in found.values()), found
    assert early != late


def test_two_years_are_observed_as_they_are_then():
    scenario = load_scenario("baseline", overrides={"city": {"workers": 400}, "time": {"months": 30, "burn_in": 1}})
    months = [(len(year.months), year.months[0].month, year.city.month) for year in observed_years(scenario, 1, {})]
    assert months == [(12, 1, 13), (12, 19, 31)]
    year = replace(scenario, months=12)
    assert [len(seen.months) for seen in observed_years(year, 1, {})] == [12, 12]


def test_what_no_function_measures_is_no_verdict():
    targets = [t for t in load_targets() if t.id in ("P01", "P103a")]
    seen, unseen = judge(targets, [{"P01": 5.0}, {"P01": 5.2}], [{"P01": 4.0}, {"P01": 4.2}])
    assert (seen.measured, seen.passed, seen.early_value) == (True, True, pytest.approx(4.1))
    assert (unseen.measured, unseen.passed, math.isnan(unseen.value)) == (False, False, True)
    assert verdict_of(unseen) == "unmeasured"
    assert [group.heading for group in moments_table([seen, unseen], "en").groups] == [
        "In band (1)",
        "Not measured (1)",
    ]


def test_ctrl_c_keeps_the_seeds_that_are_finished(monkeypatch):
    def three_then_stop(work, seeds, persons, scenario, tick):
        for seed in seeds[:3]:
            yield seed, [dict.fromkeys(MOMENTS, 1.0)] * 2
        raise KeyboardInterrupt

    monkeypatch.setattr("jiuye.experiments.validation.validate.each_seed", three_then_stop)
    found = validate(load_scenario("baseline"), load_targets(), range(1, 6))
    assert (found.seeds, found.unfinished, found.oracle) == ((1, 2, 3), (4, 5), ())


# ---- the command ----------------------------------------------------------------------------------------------------


def call(*words: object):
    """`jiuye validate` in this process."""
    return CliRunner(env={"LANG": "en_GB.UTF-8"}).invoke(main, ["validate", *(str(word) for word in words)])


@pytest.fixture(scope="module")
def validated(tmp_path_factory):
    """A small validation: the folder, and what was printed."""
    out = tmp_path_factory.mktemp("validated")
    done = call(
        "lishui", "--workers", 2_000, "--seeds", 2, "--months", 12, "--quick", "--no-probes", "--json", "--out", out
    )
    assert done.exit_code == 0, done.stderr
    return out, json.loads(done.stdout)


def test_what_is_printed_for_machines(validated):
    _, printed = validated
    assert [t["id"] for t in printed["targets"] if t["measured"]] == list(MOMENTS)
    for t in printed["targets"]:
        assert len(t["early"]) == (2 if t["measured"] else 0)
        assert {"name", "value", "low", "high", "band_low", "band_high", "pass"} <= set(t)
        assert t["pass"] == (t["value"] is not None and t["band_low"] <= t["value"] <= t["band_high"])
    assert (printed["seeds"], printed["city"]) == ([1, 2], "lishui")
    assert [f["name"] for f in printed["facts"]] == [d.name for d in DEFINITIONS]
    assert printed["met"] == sum(t["pass"] for t in printed["targets"])
    assert len(printed["oracle"]) == 3
    assert all(point["pass"] for point in printed["oracle"]), printed["oracle"]


def test_the_report_is_written_in_both_languages(validated):
    _, printed = validated
    report = Path(printed["report"])
    assert {f.name for f in report.parent.iterdir()} == {
        "report.html",
        "report.zh.html",
        "report.md",
        "validation.json",
    }
    page, other = report.read_text(encoding="utf-8"), (report.parent / "report.zh.html").read_text(encoding="utf-8")
    assert "Validation of Lishui" in page
    assert "丽水：模型验证" in other
    assert 'href="report.zh.html"' in page
    assert 'href="report.html"' in other
    for d in DEFINITIONS:
        assert f'id="fact-{d.name}"' in page
    for t in (t for t in load_targets() if t.kind != EXPERIMENT):
        assert f'id="{t.id}"' in page
        assert t.name["zh"] in other
    assert "| [P01](#P01) Urban unemployment rate, annual mean |" in (report.parent / "report.md").read_text(
        encoding="utf-8"
    )
    stored = json.loads((report.parent / "validation.json").read_text(encoding="utf-8"))
    assert stored == {key: value for key, value in printed.items() if key != "report"}


@pytest.mark.parametrize(("strict", "code"), [([], 0), (["--strict"], 1)])
def test_a_moment_out_of_band_fails_only_if_asked_to(monkeypatch, tmp_path, strict, code):
    monkeypatch.setattr(
        "jiuye.experiments.validation.validate.each_seed",
        lambda work, seeds, *rest, **more: ((seed, [dict.fromkeys(MOMENTS, 0.0)] * 2) for seed in seeds),
    )
    monkeypatch.setattr("jiuye.experiments.validation.validate.meet_oracle", lambda quick: ())
    done = call("--workers", 2_000, "--seeds", 2, "--out", tmp_path, "--no-facts", "--no-probes", *strict)
    assert done.exit_code == code, done.stderr
    assert re.search(
        r"^1 of \d+ public moments are in band \(\d+ are not measured\)", done.stdout, re.M
    )  # 0 lies in the band of P45


def test_wrong_targets_are_refused_before_anything_runs(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text("id,kind\nP01,moment\n", encoding="utf-8")
    done = call("--targets", file, "--out", tmp_path / "runs")
    assert done.exit_code == 2
    assert f"{file}:1:1: column band_low is missing" in done.stderr
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize("words", [["--months", 11], ["atlantis"], ["--workers", "none"], ["--seeds", "3,3"]])
def test_other_wrong_input(words, tmp_path):
    done = call(*words, "--out", tmp_path)
    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == []
