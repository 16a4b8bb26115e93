"""Faults of input in Chinese: every sentence of the reader of scenarios is turned."""

import re

import pytest

from jiuye.scenarios.spec import check_file
from jiuye.scenarios.yaml_reader import Fault
from jiuye.viz.words.faults import fault_line

from ..scenarios.test_forecast import FAULTY
from ..scenarios.test_spec import ALL_FAULTS

ENGLISH = re.compile(r"\b(must|is|are|not|such|the|got|mean)\b")
MORE = (
    "title: [1]\nlevers: {a: 1}\ntime: {start: 2025-01, months: 12}\n",
    "levers:\n  - training_subsidy: {from: 2020-01}\n  - training_subsidy: {from: 2099-01}\n",
    "title: {zh: a, zh: b}\ncity: nowhere\n",
    "city: {profile: hangzhou, workers: many}\nby: [sex, sex]\n",
    "a: &x [1]\nb: *x\n",
    "levers:\n\t- training_subsidy\n",
    "extends: nothing.yaml\n",
    "levers:\n  - training_subsidy: {seats: 10}\n  - training_subsidy: {seats: 20, from: 2025-06}\n",
    "",
)


@pytest.mark.parametrize("text", [ALL_FAULTS, FAULTY, *MORE])
def test_no_fault_of_a_scenario_is_told_in_english(tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    faults = check_file("mine.yaml")
    assert faults
    lines = [fault_line(fault, "zh") for fault in faults]
    assert [line for line in lines if ENGLISH.search(line.split(": ", 1)[1])] == []
    assert [fault_line(fault, "en") for fault in faults] == list(map(str, faults))


def test_place_setting_and_suggestion_stay():
    fault = Fault("mine.yaml", "is not a setting; did you mean per_trainee?", "levers[0].x", (7, 24))
    assert fault_line(fault, "zh") == "mine.yaml:7:24: levers[0].x 不是可用的设置；是否想写 per_trainee？"
    assert fault_line(Fault("a", "something new"), "zh") == "a: something new"
