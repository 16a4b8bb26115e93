"""The list of the plan's figures: whole, each in its part, and naming only what exists."""

from dataclasses import replace

import pytest

from jiuye.experiments.claims import Finding, Tests
from jiuye.experiments.claims.counts import COUNTS
from jiuye.experiments.claims.measures import MEASURES, mismatch, unit_of
from jiuye.experiments.claims.treated import GROUPS, PLACES
from jiuye.model.behaviour import Behaviour
from jiuye.model.indicators import INDICATORS
from jiuye.model.levers import LEVERS
from jiuye.model.params import params_of
from jiuye.scenarios.claims import READINGS, districts_of, levers_missing, load_claims, value_at
from jiuye.scenarios.spec import load_scenario
from jiuye.viz.words.texts import LANGUAGES

from .hand_made_claims import trial

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
    told = {(finding.verdict(name), finding.reason(name)) for finding in findings for name in READINGS}
    assert told == {("not testable", "unused")}


def test_every_test_names_what_exists():
    for claim in load_claims():
        for test in claim.tests:
            assert test.measure in MEASURES, claim.id
            if test.measure == "indicator":
                assert test.of in INDICATORS, claim.id
            if test.measure == "counted":
                assert test.of in COUNTS, claim.id
            assert test.group in GROUPS or test.group in PLACES, claim.id
            if test.sweep:
                unknown = set(test.sweep.behaviour) - set(params_of(Behaviour))
                assert not unknown, (claim.id, unknown)


def test_every_promise_is_read_in_both_ways_with_one_figure_unit_and_window():
    for claim in load_claims():
        if claim.tests:
            counted, caused = (claim.read(reading) for reading in READINGS)
            assert len(counted) == len(caused) >= 1, claim.id
            first = counted[0]
            for test in claim.tests:
                for name in ("claimed", "most", "unit", "months", "levers", "zones"):
                    assert getattr(test, name) == getattr(first, name), (claim.id, name)
            assert caused[0].sweep == first.sweep, claim.id


def test_no_figure_is_compared_with_another_unit_or_window():
    assert {claim.id: wrong for claim in load_claims() for t in claim.tests if (wrong := mismatch(t))} == {}


@pytest.mark.parametrize(
    ("compare", "unit", "months", "measure", "of", "wrong"),
    [
        ("change", "yuan/year", 12, "income", "", True),  # a year's gain is not a month's
        ("change", "yuan/year", 12, "yearly_income", "", False),
        ("change", "yuan/month", 12, "yearly_income", "", True),
        ("count", "persons/year", 12, "participants", "", False),
        ("count", "persons/year", 6, "participants", "", True),  # half a year's heads are not a year's
        ("heads", "persons/year", 12, "better_off", "", True),  # who is better off at the end is a stock
        ("level", "%", 24, "indicator", "income_growth", True),
        ("level", "% a year", 24, "indicator", "income_growth", False),
        ("change", "%", 24, "indicator", "insured_share", True),  # a change of a share is in points
        ("change", "pp", 24, "counted", "women_drivers", False),
    ],
)
def test_a_yearly_figure_is_never_compared_with_a_monthly_one(compare, unit, months, measure, of, wrong):
    assert bool(mismatch(trial(compare, unit=unit, months=months, measure=measure, of=of))) == wrong


def test_a_mismatch_is_refused_before_anything_is_played():
    base = load_scenario("baseline", overrides={"city": {"profile": "reference", "workers": 1_000}})
    claim = load_claims(["C11"])[0]
    monthly = replace(claim, tests=tuple(replace(t, measure="income") for t in claim.tests))
    with pytest.raises(ValueError, match=r"C11: a figure in yuan/year is compared with income in yuan/month"):
        Tests.of(base, [monthly])


# Words of the plan that name a window, and the months that a figure with them is due after.
WINDOWS = {"半年": 6, "3 个月": 3, "一年": 12, "两年": 24, "每年": None, "年增收": 12}


def test_the_window_is_the_one_that_the_plan_names():
    for claim in load_claims():
        if not claim.tests:
            continue
        first, said = claim.tests[0], claim.figure["zh"]
        named = {months for word, months in WINDOWS.items() if word in said and months}
        assert named <= {first.months}, claim.id
        if "每年" in said or "年增收" in said:
            assert first.unit in ("persons/year", "yuan/year", "% a year"), claim.id
        if "月收入" in said:
            assert unit_of(replace(first, compare="level")) == "yuan/month", claim.id


def test_doses_reach_the_heads_that_the_plan_counts():
    short = {}
    for claim in load_claims():
        for test in claim.read("counted"):
            if test.compare == "count" and test.sweep:
                unit = LEVERS[test.sweep.lever].settings()[test.sweep.setting].unit
                places = {"persons/year": test.dose() * test.months / 12.0, "posts": test.dose()}.get(unit)
                if places is not None and places < test.claimed:
                    short[claim.id] = places
    assert short == {}


def test_the_guidance_fund_builds_as_many_places_as_the_plan_counts():
    (test,) = load_claims(["C55"])[0].read("counted")
    b, years = Behaviour(), test.months / 12.0
    built = test.dose() / b.place_capital * years**2 / 2.0 * (1.0 - b.capital_wear * years / 2.0)
    assert built >= test.claimed


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
