"""The list of the plan's figures: whole, each in its part, and naming only what exists."""

import pytest

from jiuye.experiments.claims import Finding, Tests
from jiuye.experiments.claims.counts import COUNTS
from jiuye.experiments.claims.measures import MEASURES
from jiuye.experiments.claims.treated import GROUPS
from jiuye.model.behaviour import Behaviour
from jiuye.model.indicators import INDICATORS
from jiuye.model.params import params_of
from jiuye.scenarios.claims import districts_of, levers_missing, load_claims, value_at
from jiuye.scenarios.spec import load_scenario
from jiuye.viz.words.texts import LANGUAGES

# Part that each figure plays, by the list of the plan's figures; what is both is told as what is promised.
OUTCOMES = {11, 15, 17, 19, 25, 27, 28, 32, 36, 41, 43, 49, 55, 56, 57, 61, 63, 66, 67, 68, 69}
TARGETS, CONTEXT, ARITHMETIC = {24, 37, 38, 39}, {1, 2, 3}, {53}
UNUSED = {"C34", "C50"}  # inputs that the model has no use for
UNDEFINED = {"C56", "C66"}  # promises of which the plan does not say what was done


def test_all_69_figures_are_there_each_in_its_part():
    claims = load_claims()
    assert [claim.id for claim in claims] == [f"C{k:02d}" for k in range(1, 70)]
    roles = (
        dict.fromkeys(range(1, 70), "input") | dict.fromkeys(CONTEXT, "context") | dict.fromkeys(OUTCOMES, "outcome")
    )
    roles |= dict.fromkeys(TARGETS, "target") | dict.fromkeys(ARITHMETIC, "arithmetic")
    assert {int(claim.id[1:]): claim.role for claim in claims} == roles
    for claim in claims:
        assert claim.section, claim.id
        assert all(words[lang].strip() for words in (claim.title, claim.note, claim.figure) for lang in LANGUAGES), (
            claim.id
        )


def test_every_promise_has_a_test_or_says_why_not():
    untested = {claim.id for claim in load_claims() if claim.role in ("outcome", "target") and not claim.tests}
    assert untested == UNDEFINED
    assert not [claim.id for claim in load_claims() if claim.tests and claim.role not in ("outcome", "target")]


def test_an_input_without_use_is_not_called_used():
    unused = {claim.id for claim in load_claims() if claim.role == "input" and not claim.uses}
    assert unused == UNUSED
    findings = [Finding(claim) for claim in load_claims() if claim.id in UNUSED]
    assert {(finding.verdict, finding.reason) for finding in findings} == {("not testable", "unused")}


def test_every_test_names_what_exists():
    for claim in load_claims():
        for test in claim.tests:
            assert test.measure in MEASURES, claim.id
            if test.measure == "indicator":
                assert test.of in INDICATORS, claim.id
            if test.measure == "counted":
                assert test.of in COUNTS, claim.id
            assert test.group == "all" or test.group in GROUPS, claim.id
            if test.sweep:
                unknown = set(test.sweep.behaviour) - set(params_of(Behaviour))
                assert not unknown, (claim.id, unknown)


def test_every_lever_that_a_figure_needs_exists():
    assert levers_missing(load_claims()) == {}


def test_doses_and_ranges_are_allowed():
    base = load_scenario("baseline", overrides={"city": {"profile": "reference", "workers": 1_000}})
    tests = Tests.of(base, load_claims())  # SpecError if a dose is out of range
    assert {v.where[0] for v in tests.written} == {c.id for c in load_claims() if c.tests}
    for v in tests.swept:
        for name, value in v.behaviour:
            assert params_of(Behaviour)[name].fault(value) is None, (v.where, name)


def test_every_input_stands_where_it_says():
    wrong = {}
    for claim in load_claims():
        for use in claim.uses:
            try:
                found = value_at(use.at)
            except ValueError as error:
                wrong[claim.id] = str(error)
            else:
                if found != use.value:
                    wrong[claim.id] = f"{use.at} is {found}, not {use.value}"
    assert wrong == {}


def test_a_place_without_anything_is_refused():
    for at in ("model.behaviour:Behaviour.no_such", "model.nothing:x", "model/data/occupations.yaml:occupations.king"):
        with pytest.raises(ValueError, match="nothing stands at"):
            value_at(at)


def test_a_district_that_the_city_lacks_is_its_largest():
    hangzhou, reference = (
        load_scenario("baseline", overrides={"city": {"profile": p}}).profile for p in ("hangzhou", "reference")
    )
    assert districts_of(hangzhou, ["yuhang"]) == ("yuhang",)
    assert districts_of(reference, ["yuhang"]) == ("chengzhong",)
