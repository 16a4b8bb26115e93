"""Scenarios that say what they may cost: read, refused, taken apart, and at their doses where they are played."""

import pytest

import jiuye
from jiuye.experiments.compare.budgets import at_budgets, is_places, most_enrolled
from jiuye.model.levers import LEVERS
from jiuye.scenarios.budget import Budget, alternatives
from jiuye.scenarios.spec import SpecError, load_scenario, policy

SMALL = {"city": {"profile": "reference", "workers": 1_000}, "time": {"months": 6, "burn_in": 3}}


def asked(name="training_subsidy", **budget):
    return load_scenario(name, overrides={**SMALL, "budget": budget})


def test_a_budget_is_read_and_written():
    scenario = asked("dispatch_transparency", total=3e7, payers="shared", scale=["dispatch_transparency.audit_rate"])
    assert scenario.budget == Budget(3e7, "shared", (("dispatch_transparency", "audit_rate"),))
    assert scenario.budget.written() == {
        "total": 30_000_000,
        "payers": "shared",
        "scale": ["dispatch_transparency.audit_rate"],
    }
    assert "total: 30000000" in scenario.text
    assert asked(total=1).text != asked(total=2).text


@pytest.mark.parametrize(
    ("name", "budget", "message"),
    [
        ("training_subsidy", {}, "budget must give total"),
        ("training_subsidy", {"total": 0}, "budget.total must be"),
        ("training_subsidy", {"total": 1, "payers": "us"}, "budget.payers must be one of public, shared"),
        ("training_subsidy", {"total": 1, "scale": ["data_dividend.share"]}, "must be the amount of a lever"),
        ("training_subsidy", {"total": 1, "sum": 2}, "budget.sum is not a setting"),
        ("baseline", {"total": 1}, "budget has no lever to be spent on"),
    ],
)
def test_what_is_no_budget_is_refused_by_name(name, budget, message):
    with pytest.raises(SpecError) as error:
        asked(name, **budget)
    assert message in str(error.value)


def test_the_shipped_scenario_stands_for_each_lever_alone():
    scenario = load_scenario("equal_budget", overrides=SMALL)
    found = alternatives(scenario)
    assert [one.name.removeprefix("equal_budget_") for one in found] == [d.lever.name for d in scenario.levers]
    assert all(len(one.levers) == 1 and one.budget.total == scenario.budget.total for one in found)
    assert found[0].title == {"zh": "花费相等：培训补贴", "en": "Equal budget: Training subsidy"}
    assert alternatives(found[0]) == [found[0]]
    assert alternatives(load_scenario("four_levers"))[0].name == "four_levers"


def test_doses_that_are_not_known_are_never_played():
    with pytest.raises(SpecError, match="says what it may cost"):
        policy(asked(total=1e6))


def test_only_places_of_courses_are_capped_by_who_could_enrol():
    assert is_places(LEVERS["training_subsidy"], "seats")
    assert not is_places(LEVERS["training_subsidy"], "per_trainee")
    assert not is_places(LEVERS["mentors"], "mentors")
    assert not is_places(LEVERS["dispatch_transparency"], "openness")
    scenario = asked(total=1e6)
    (most,) = most_enrolled(scenario, [scenario]).values()
    assert 0 < most < scenario.profile.adults


def test_doses_are_found_where_they_are_asked():
    base, total = load_scenario("baseline", overrides=SMALL), 2e7
    (found,), about = at_budgets(base, [asked(total=total)], (1, 2))
    (row,) = about["scenarios"]
    seats = found.levers[0].lever.seats
    assert found.budget is None
    assert seats == round(seats) == row["doses"]["training_subsidy.seats"]
    assert 0.5 * total < row["cost"] < 1.1 * total
    much, about = at_budgets(base, [asked(total=1e13)], (1, 2))
    assert about["scenarios"][0]["short"]
    assert much[0].levers[0].lever.seats <= most_enrolled(base, [asked(total=1)])["training_subsidy.seats"]
    assert at_budgets(base, [base], (1,)) == ([base], {})


def test_a_run_and_a_comparison_find_their_doses():
    result = jiuye.run(asked(total=2e7))
    assert result.flows["enrolled"].sum() > 0
    found = jiuye.compare(load_scenario("baseline", overrides=SMALL), asked(total=2e7), seeds=2)
    assert found.budget["target"] == 2e7
    (entry,) = found.settings["training_subsidy"]
    assert entry["training_subsidy"]["seats"] > 0
