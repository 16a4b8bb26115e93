"""Doses per resident: the same dose in cities of any size, in whole persons, and nothing where it is not an amount."""

import re

import pytest

from jiuye.model.levers import LEVERS
from jiuye.scenarios.cities import load_city
from jiuye.scenarios.per_resident import PATTERN, amount_of, is_amount, told_of, written_of
from jiuye.scenarios.schema import schema
from jiuye.scenarios.spec import SpecError, load_scenario

FILE = "extends: baseline\ncity: {city}\nlevers:\n  - {lever}\n"


def lever(here, city: str, words: str):
    return load_scenario(here(FILE.format(city=city, lever=words))).levers[0]


@pytest.mark.parametrize("city", ["hangzhou", "ningbo", "lishui"])
def test_a_dose_per_resident_is_an_amount_of_the_city(here, city):
    residents = load_city(city).residents
    made = lever(here, city, "training_subsidy: {seats: 12.5 per 1000 residents}")
    assert made == lever(here, city, f"training_subsidy: {{seats: {round(0.0125 * residents)}}}")
    bought = lever(here, city, "rural_5g: {spending: 4000 per 1_000 residents}")
    assert bought.lever.spending == round(4.0 * residents)


def test_a_second_trial_has_its_dose_per_resident_too(here):
    words = "{seats: 4 per 1000 residents, zones: [liandu], pilot: {measure: certified, revise: {seats: %s}}}"
    made = lever(here, "lishui", "training_subsidy: " + words % "8 per 1000 residents")
    assert made.pilot.revised.seats == round(0.008 * load_city("lishui").residents)


def test_zero_per_resident_is_the_zero_dose(here):
    none = lever(here, "lishui", "training_subsidy: {seats: 0 per 1000 residents}")
    assert none == lever(here, "lishui", "training_subsidy: {seats: 0}")
    assert none.lever.off
    assert amount_of(1e-9, 1_000) == 1, "a dose that is asked for is never rounded to none"


@pytest.mark.parametrize("name", ["training_subsidy", "dispatch_transparency"])
def test_what_is_no_amount_of_the_city_is_refused(here, name):
    setting = {"training_subsidy": "per_trainee", "dispatch_transparency": "openness"}[name]
    with pytest.raises(SpecError, match=rf"{name}\.{setting} is not an amount of the whole city"):
        lever(here, "lishui", f"{name}: {{{setting}: 1 per 1000 residents}}")
    with pytest.raises(SpecError, match="≤ 2e"):
        lever(here, "hangzhou", "training_subsidy: {seats: 1000 per 1000 residents}")


def test_it_is_written_as_it_is_read():
    for amount in (0.0, 12.0, 0.025, 1e6, 3.7):
        assert told_of(written_of(amount)) == amount
        assert re.fullmatch(PATTERN, written_of(amount))
    assert told_of("12 per 1000") is None
    assert told_of(12) is None


def test_a_schema_takes_it_for_amounts_alone():
    levers = schema()["properties"]["levers"]["items"]["anyOf"][1]["properties"]
    for name, kind in LEVERS.items():
        for setting, param in kind.settings().items():
            assert ("anyOf" in levers[name]["properties"][setting]) == is_amount(param)
