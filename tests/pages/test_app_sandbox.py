"""The page Sandbox: what it shows, with and without a browser."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from jiuye.experiments.runs.process import Stopped
from jiuye.experiments.sandbox import try_rule
from jiuye.experiments.sandbox.live import steps_to_play, verdicts_so_far
from jiuye.model.sandbox import Setting
from jiuye.scenarios.dispatch import list_rules, load_rule, read_rule
from jiuye.scenarios.yaml_reader import SpecError
from jiuye.viz.pages import sandbox, shipped_trial, trial
from jiuye.viz.pages.trial import OWN, Question, RuleTrial, remembered
from jiuye.viz.words.texts import LANGUAGES, text

from ..browser import Browser, needs_browser
from .addresses import asked

SMALL = Setting(drivers=60, rate=0.3, radius=8, steps=720)


def test_a_rule_of_ones_own_is_read_and_every_fault_has_a_line():
    assert read_rule(sandbox.example(), OWN).weights == load_rule("example_own_rule").weights
    with pytest.raises(SpecError) as caught:
        read_rule("title: x\nweights:\n  distanz: 1\n  income: 500\n", OWN)
    assert [str(fault).split(": ")[0] for fault in caught.value.faults] == ["own:3:3", "own:4:11"]
    assert "did you mean distance" in str(caught.value)


def test_a_first_result_comes_with_the_program():
    assert not shipped_trial.stale(), "dispatch rules or the setting have changed: make shipped"
    assert sandbox.asked(asked("", "sandbox")) == shipped_trial.QUESTION
    kept_ones = shipped_trial.shipped_trial().shown()
    (one,) = [verdict for verdict in kept_ones if verdict.rule.name == "random"]
    found = try_rule(one.rule, one.setting, one.seeds)
    ours, theirs = ((v.measures, v.groups, v.points, v.series, v.lorenz, v.published) for v in (one, found))
    assert repr(ours) == repr(theirs), "the sandbox has changed: make shipped"


def test_the_address_asks_within_bounds():
    usual = sandbox.asked(asked("", "sandbox"))
    assert (usual.setting, usual.names) == (Setting(), ("nearest", "poorest", "random"))
    wild = sandbox.asked(asked("rules=nearest,evil,own&drivers=9999999&steps=0&rate=nan&seeds=99", "sandbox"))
    assert wild.names == ("nearest", OWN)
    assert wild.setting.drivers == sandbox.BOUNDS["drivers"][1]
    assert wild.setting.steps == sandbox.BOUNDS["steps"][0]
    assert sandbox.RATE[0] <= wild.setting.rate <= sandbox.RATE[1]
    assert wild.seeds == sandbox.MOST_SEEDS
    assert sandbox._faults(usual, "en") == []
    assert "rate" in sandbox.asked(asked("rules=own&own=rate", "sandbox")).own
    large = sandbox.asked(asked("drivers=5000&steps=43200&seeds=20", "sandbox"))
    (line,) = sandbox._faults(large, "en")
    assert "jiuye sandbox" in line
    assert sandbox._faults(sandbox.asked(asked("rules=-", "sandbox")), "zh") == [text("app_sandbox.none", "zh")]


def test_watching_ends_where_trying_ends():
    rules, ticks = [load_rule("nearest"), load_rule("random")], []
    seen = list(verdicts_so_far(rules, SMALL, [1, 2], ticks.append, lambda: False))
    assert [v.rule.name for v in seen] == ["nearest", "random"] * 5
    assert [v.setting.steps for v in seen[::2]] == [90, 180, 360, 720, 720]
    assert sum(ticks) == steps_to_play(SMALL, 2, 2)
    for early, late in zip(seen[:2], seen[6:8], strict=True):  # what is shown early is the beginning of the whole
        assert early.series[-1].value == pytest.approx(late.series[late.points.index(90)].value)
    for rule, last in zip(rules, seen[-2:], strict=True):
        found = try_rule(rule, SMALL, [1, 2])
        ours, theirs = ((v.measures, v.groups, v.lorenz) for v in (last, found))
        assert repr(ours) == repr(theirs)
    with pytest.raises(Stopped):
        list(verdicts_so_far(rules, SMALL, [1, 2], ticks.append, lambda: True))


def until(what, seconds=60.0):
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.02)
    return what()


def tried(question: Question) -> tuple[RuleTrial, list[str]]:
    told: list[str] = []
    one = RuleTrial(question, question.rules(), "en", lambda: told.append(one.state))
    return one, told


def test_a_trial_runs_in_the_background_draws_and_is_remembered():
    question = Question(("nearest", OWN), sandbox.example(), SMALL, 2)
    assert remembered(question) is None
    one, told = tried(question)
    one.start()
    assert until(lambda: one.ended)
    assert (one.state, told[-1], one.done) == ("done", "done", one.steps)
    assert [len(v.seeds) for v in one.shown()] == [2, 2]
    for lang in LANGUAGES:
        assert one.pictures(lang).count("<figure>") == 3
    assert "0 of" not in one.pictures("en")
    assert remembered(question) is one


def test_a_trial_is_cancelled_and_bounded(monkeypatch):
    long = Question(("nearest",), "", Setting(drivers=500, steps=43_200), 20)
    one, _ = tried(long)
    one.start()
    assert until(lambda: one.done > 0)
    one.cancel()
    assert until(lambda: one.ended)
    assert one.state == "cancelled"
    assert one.done < one.steps
    assert remembered(long) is None
    monkeypatch.setattr(trial, "SECONDS", 0.0)
    late, _ = tried(long)
    late.start()
    assert until(lambda: late.ended)
    assert late.state == "late"
    held = [trial._waiting.acquire(blocking=False) for _ in range(trial.WAITING + trial.RUNNING)]
    try:
        assert all(held)
        full, _ = tried(long)
        assert full.start().state == "full"
    finally:
        for _ in held:
            trial._waiting.release()


# In a browser.


@needs_browser
@pytest.mark.browser
def test_rules_are_tried_shown_as_they_run_and_cancelled(browser: Browser):
    setting = Setting(drivers=60, rate=0.2, radius=10, steps=720)
    with browser.window() as visit, browser.window() as other:
        page = visit.open("/sandbox?lang=en&drivers=60&steps=720&seeds=2").page
        other.open(
            "/sandbox?lang=zh&drivers=1000&steps=43200&seeds=4&rules=nearest,random,poorest,rating"
        )  # near the limit
        other.page.get_by_role("button", name=text("app_sandbox.start", "zh")).click()
        other.page.wait_for_selector('.trial[data-state="running"]')
        page.get_by_role("button", name="Try the rules").click()
        page.wait_for_selector('.trial[data-state="done"]', timeout=60_000)
        visit.screen("sandbox-done-en-1440")
        shown = page.locator("table").first.locator("tbody tr").first.locator("td .main").all_inner_texts()
        found = [try_rule(load_rule(name), setting, [1, 2]).measures["gini"].value for name in list_rules()[:3]]
        assert [float(words) for words in shown] == pytest.approx(found, abs=0.006)
        assert page.locator("figure svg[role=img]").count() == 3
        with page.expect_download() as download:
            page.get_by_role("link", name="Download").click()
        record = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        assert [rule["gini"]["value"] for rule in record["rules"]] == pytest.approx(found)
        other.page.get_by_role("button", name=text("app_sandbox.cancel", "zh")).click()
        other.page.wait_for_selector('.trial[data-state="cancelled"]')
        assert visit.complaints == other.complaints == []
        assert visit.strangers() == other.strangers() == []


@needs_browser
@pytest.mark.browser
def test_a_wrong_rule_is_refused_line_by_line(browser: Browser):
    with browser.window() as visit:
        page = visit.open("/sandbox?lang=en&rules=own").page
        field = page.get_by_label("Your rule")
        assert "weights" in field.input_value()
        field.fill("title: x\nweights: {distanz: 1}\n")
        field.blur()
        alert = page.get_by_role("alert")
        alert.wait_for()
        assert "own:2:11: weights.distanz" in alert.inner_text()
        assert page.get_by_role("button", name="Try the rules").is_disabled()
        assert visit.complaints == []
