"""Who pays for a scenario's policies: how it is written, read, refused and written back."""

import re
from pathlib import Path

import pytest

from jiuye.model.circle import CUT, NOBODY_PAYS, Financing
from jiuye.scenarios.financing import PAYERS
from jiuye.scenarios.spec import check_file, load_scenario, write_scenario
from jiuye.viz.words.faults import fault_line

from .every_mistake import answers

TOO_DEAR = """\
levers:
  - special_fund: {more_per_head: 1000}
  - training_subsidy: {seats: 2_000_000, per_trainee: 20_000}
"""


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("levers: []", CUT),
        ("financing: cut", CUT),
        ("financing: none", NOBODY_PAYS),
        ("financing: wages", Financing(wages=1.0)),
        ("financing: {firms: 1}", Financing(firms=1.0)),
        ("financing: {wages: 0.4, cut: 0.6}", Financing(wages=0.4, cut=0.6)),
        ("financing: {wages: 0, firms: 0.1, cut: 0.9}", Financing(firms=0.1, cut=0.9)),
    ],
)
def test_a_scenario_says_who_pays(here, text, who):
    path = here(text)
    assert load_scenario(path).financing == who
    again = here(write_scenario(load_scenario(path)), "again.yaml")
    assert load_scenario(again) == load_scenario(path)
    assert load_scenario(again).financing == who


def test_a_scenario_takes_over_who_pays_and_may_change_it(here):
    here("financing: wages", "above.yaml")
    assert load_scenario(here("extends: above.yaml")).financing == Financing(wages=1.0)
    assert load_scenario(here("extends: above.yaml\nfinancing: cut")).financing == CUT
    here("financing: {wages: 0.5, cut: 0.5}", "above.yaml")
    assert load_scenario(here("extends: above.yaml\nfinancing: {firms: 1}")).financing == Financing(firms=1.0)


def test_two_scenarios_that_differ_in_who_pays_are_two(here):
    one, other = load_scenario(here("financing: wages")), load_scenario(here("financing: firms", "other.yaml"))
    assert one != other
    assert one.hash != other.hash


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("financing: bonds", "1:12: financing must be one of wages, firms, cut, none (got 'bonds')"),
        ("financing: [wages]", "1:12: financing must be one of wages, firms, cut, none (got a list)"),
        ("financing: 1", "1:12: financing must be one of wages, firms, cut, none (got 1)"),
        ("financing:", "1:11: financing must be one of wages, firms, cut, none (got nothing)"),
        ("financing: {bonds: 1}", "1:13: financing.bonds is not a setting; choose from wages, firms, cut"),
        ("financing: {wages: -1, cut: 2}", "1:20: financing.wages must be ≥ 0 share (got -1)"),
        ("financing: {wages: much}", "1:20: financing.wages must be a number (got 'much')"),
        (
            "financing: {wages: 0.5, cut: 0.4}",
            "1:12: financing must have shares that sum to 1: somebody pays for all of it, or write none "
            "(they sum to 0.9)",
        ),
        (
            "financing: {}",
            "1:12: financing must have shares that sum to 1: somebody pays for all of it, or write none "
            "(they sum to 0)",
        ),
    ],
)
def test_a_financing_that_makes_no_sense_is_refused_by_name(here, text, line):
    assert line in [answer.removeprefix("mine.yaml:") for answer in answers(here(text))]


def test_a_financing_that_cannot_raise_the_money_is_refused(here):
    (answer,) = answers(here(TOO_DEAR + "financing: wages"))
    assert answer.startswith("mine.yaml:4:12: financing cannot raise ")
    assert " yuan a year from wages: that is 2.03% of all wages in reference, and at most 2% can be taken" in answer
    assert answers(here(TOO_DEAR + "financing: {wages: 0.5, cut: 0.5}")) == []
    assert answers(here(TOO_DEAR + "financing: none")) == []
    assert answers(here("levers: [training_subsidy]\nfinancing: wages")) == []


def test_both_are_told_in_chinese_too(here):
    told = []
    for text in (TOO_DEAR + "financing: wages", "financing: {wages: 0.5}"):
        told += [fault_line(fault, "zh") for fault in check_file(here(text))]
    assert "工资总额" in told[0]
    assert "份额之和须为1" in told[1]


def test_the_page_shows_scenarios_that_can_be_played(here):
    docs = Path(__file__).resolve().parents[2] / "docs"
    page, chinese = ((docs / name).read_text(encoding="utf-8") for name in ("experiments.md", "zh/experiments.md"))
    section = page[page.index("## Who pays") : page.index("## The same money")]
    written = re.findall(r"```yaml\n(.*?)```", section, re.S)
    assert len(written) == 1
    _, _, told = chinese.partition("## 由谁承担")
    assert told.partition("\n## ")[0].count("<!-- code -->") == 1, "the Chinese page has the same block"
    assert all(answers(here(text)) == [] for text in written)
    assert all(f"`{name}`" in section for name in PAYERS)
