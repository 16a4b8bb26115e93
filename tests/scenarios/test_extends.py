"""What a scenario inherits from its parents and from a calibration."""

from dataclasses import replace
from pathlib import Path

from jiuye.model.behaviour import Behaviour
from jiuye.scenarios.spec import load_scenario

from .every_mistake import answers

# Inheritance.


def test_a_child_adds_levers_and_overrides_those_of_the_same_dates(here):
    here("extends: training_subsidy\nby: [sex]\nlevers:\n  - training_subsidy: {seats: 100, zones: [yuhang]}\n"
         "  - data_dividend: {from: 2026-01}\ncity: hangzhou\n")  # fmt: skip
    parent, scenario = load_scenario("training_subsidy"), load_scenario("mine.yaml")
    subsidy, dividend = scenario.levers
    assert subsidy.lever == replace(parent.levers[0].lever, seats=100.0)
    assert subsidy.zones is not None
    assert (dividend.lever.name, dividend.start) == ("data_dividend", 12)
    assert scenario.measure == parent.measure, "inherited"
    assert scenario.by == ("sex",), "lists are replaced"
    assert scenario.title == {"zh": "mine", "en": "mine"}, "a title is not inherited"


def test_a_lever_of_the_parent_is_overridden_once(here):
    here("levers:\n  - data_dividend: {share: 0.6, zones: [xihu]}\ncity: hangzhou\n", "base.yaml")
    here(
        "extends: base.yaml\nlevers:\n"
        "  - data_dividend: {zones: [yuhang]}\n"
        "  - data_dividend: {zones: [tonglu], share: 0.1}\n"
    )
    first, second = load_scenario("mine.yaml").levers
    assert (first.lever.share, second.lever.share) == (0.6, 0.1)
    assert first.zones != second.zones


def test_other_dates_are_another_lever(here):
    here("levers:\n  - data_dividend: {until: 2026-01}\n", "base.yaml")
    here("extends: base.yaml\nlevers:\n  - data_dividend: {from: 2026-01, share: 0.9}\n")
    assert [(d.start, d.until, d.lever.share) for d in load_scenario("mine.yaml").levers] == [
        (0, 12, 0.3),
        (12, None, 0.9),
    ]


def test_extends_goes_up_a_chain_and_beside_the_file(here):
    Path("deep").mkdir()
    here("extends: baseline\ntime: {months: 24}\n", "deep/a.yaml")
    here("extends: a.yaml\ntime: {burn_in: 12}\n", "deep/b.yaml")
    here("extends: deep/b.yaml\ntime: {start: 2026-03}\n")
    scenario = load_scenario("mine.yaml")
    assert (scenario.start, scenario.months, scenario.burn_in) == ((2026, 3), 24, 12)
    assert scenario.measure == load_scenario("baseline").measure


def test_a_circle_is_refused_by_name(here):
    here("extends: b.yaml\n", "a.yaml")
    Path("deep").mkdir()
    here("\nextends: deep/../a.yaml\n", "b.yaml")
    assert answers("a.yaml") == ["b.yaml:2:10: extends goes in a circle: a → b → a"]
    assert answers(here("extends: mine.yaml\n")) == ["mine.yaml:1:10: extends goes in a circle: mine → mine"]


def test_a_fault_is_reported_in_the_file_that_holds_it(here):
    here("levers:\n  - data_dividend: {share: 2}\n", "base.yaml")
    here("extends: base.yaml\nlevers:\n  - training_subsidy: {seats: -1}\n")
    assert answers("mine.yaml") == [
        "mine.yaml:3:31: levers[0].training_subsidy.seats must be ≥ 0 persons/year (got -1)",
        "base.yaml:2:28: levers[0].data_dividend.share must be ≤ 1 share (got 2)",
    ]


# Calibrations.


def test_a_calibration_sits_between_the_defaults_and_the_scenario(here):
    here(
        "parameters:\n"
        "  risk_aversion: {value: 4.5, range: [1, 6], source: fit to P14, grade: derived}\n"
        "  lock_in: {value: 0.75, range: [0, 1], source: fit to P30, grade: derived}\n",
        "fit.yaml",
    )
    scenario = load_scenario(here("calibration: fit.yaml\nbehaviour: {risk_aversion: 1}\n"))
    assert scenario.behaviour == Behaviour(risk_aversion=1.0, lock_in=0.75)
    assert "calibration" not in scenario.text
    here("parameters:\n  lock_in: {values: 1}\n  lock_inn: {value: 1}\n  hope: {value: 9}\n", "fit.yaml")
    assert answers("mine.yaml") == [
        "fit.yaml:2:12: parameters.lock_in must have a value",
        "fit.yaml:2:13: parameters.lock_in.values is not a setting; did you mean value?",
        "fit.yaml:3:3: parameters.lock_inn is not a setting; did you mean lock_in?",
        "fit.yaml:4:17: parameters.hope.value must be ≤ 1.2 ratio (got 9)",
    ]
