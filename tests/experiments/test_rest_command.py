"""A city at rest: drifts and levels by hand, and `jiuye rest` on top."""

from __future__ import annotations

import json

import numpy as np
import pytest
from click.testing import CliRunner

from jiuye.commands.door import main
from jiuye.experiments.validation.rest import HEADLINES, drifts, levels, spans_of


def series(slope: float = 0.0, months: int = 240, noise: float = 0.0) -> dict[str, np.ndarray]:
    """[seed, month] of every headline: a line, so much a month, in units of its bound."""
    luck = np.random.default_rng(1).standard_normal((4, 1))
    rise = slope * np.arange(months) / 60.0
    return {h.name: 5.0 + h.bound * (rise + noise * luck * np.ones(months)) for h in HEADLINES}


def test_every_five_years_are_compared_and_the_last():
    assert spans_of(240) == ((0, 60), (60, 120), (120, 180), (168, 228))
    assert spans_of(60) == ((0, 48),)
    assert spans_of(132) == ((0, 60), (60, 120))
    with pytest.raises(ValueError, match="two years"):
        spans_of(23)


@pytest.mark.parametrize(("slope", "holds"), [(0.0, True), (0.9, True), (-0.9, True), (1.1, False), (-1.1, False)])
def test_a_drift_is_held_to_its_bound_by_five_years(slope, holds):
    for drift in drifts(series(slope)):
        assert drift.changes == pytest.approx([slope * drift.bound] * 4, abs=1e-9), drift.name
        assert drift.passed is holds, drift.name


def test_a_shorter_series_is_told_by_five_years_too():
    (drift, *_) = drifts(series(1.1, months=36))
    assert drift.changes == pytest.approx([1.1 * drift.bound])
    assert not drift.passed


def test_one_bad_span_is_enough():
    values = series()
    values["unemployment"][:, 130:] += 0.2
    found = {d.name: d for d in drifts(values)}
    assert not found["unemployment"].passed
    assert found["unemployment"].spans[found["unemployment"].worst] == (120, 180)
    assert found["youth"].passed


def test_levels_agree_within_what_is_allowed_or_within_chance():
    low, high = series(months=60, noise=0.01), series(months=60, noise=0.01)
    high["unemployment"] = high["unemployment"] + 0.29
    high["youth"] = high["youth"] + 0.5
    high["tenure"] = high["tenure"] + 0.2 + np.array([[3.0], [-3.0], [2.0], [-2.0]])
    found = {level.name: level for level in levels(low, high, (1, 2))}
    assert [name for name, level in found.items() if not level.passed] == ["youth"]
    assert found["youth"].difference == pytest.approx(0.5)


def test_the_command_tells_and_fails_with_its_bounds(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "jiuye.experiments.validation.rest.each_seed",
        lambda work, seeds, persons, scenario, tick=None: (
            (s, {name: rows[s % 4] for name, rows in series(2.0, scenario.months).items()}) for s in seeds
        ),
    )
    words = ["rest", "lishui", "--seeds", "3", "--sizes", "1000,2000", "--json", "--out", str(tmp_path)]
    done = CliRunner(env={"LANG": "en_GB.UTF-8"}).invoke(main, words)
    assert done.exit_code == 1, done.stderr
    found = json.loads(done.stdout)
    assert [d["pass"] for d in found["drifts"]] == [False] * len(HEADLINES)
    assert [row["pass"] for row in found["levels"]] == [True] * len(HEADLINES)
    assert (found["persons"], found["months"], found["seeds"]) == (50_000, 240, [1, 2, 3])
    report = tmp_path / found["report"].split("/")[-2]
    assert {"report.html", "report.zh.html", "report.md", "rest.json"} <= {file.name for file in report.iterdir()}


def test_a_real_city_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("jiuye.viz.terminal.progress.compile_first", lambda lang: None)
    words = ["rest", "--workers", "500", "--seeds", "2", "--months", "24", "--out", str(tmp_path), "--lang", "zh"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code in (0, 1), done.stderr
    assert "静止状态" in done.stdout
