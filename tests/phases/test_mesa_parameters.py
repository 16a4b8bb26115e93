"""The Mesa face: what is refused, by name."""

import pytest

import jiuye
from jiuye.model import mesa_model
from jiuye.scenarios.cities import load_city

SMALL = {"workers": 400, "burn_in": 2, "size": 16, "tracer": 20}


def test_a_mapping_among_the_parameters_of_a_batch():
    for more, name in (({"levers": "rural_5g"}, "levers"), ({"behaviour": "tries"}, "behaviour")):
        with pytest.raises(ValueError, match=f"{name} must be a mapping .* put the mapping into a list there"):
            jiuye.CityModel(**SMALL, **more)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"from": 3, "until": 2}, "until must be after 3, when it begins"),
        ({"from": 30}, "from must be before 4, the end"),
        ({"zones": []}, "zones must name districts"),
        ({"zones": "liandu"}, "zones must name districts"),
        ({"phase_in": -5}, "phase_in must be ≥ 0"),
        ({"from": "2025-07"}, "from must be a whole number"),
        ({"until": 2.5}, "until must be a whole number"),
    ],
)
def test_a_lever_that_would_never_hold_is_refused(entry, told):
    levers = {"training_subsidy": {"seats": 5e5, **entry}}
    with pytest.raises(ValueError, match=f"training_subsidy.{told}"):
        jiuye.CityModel(**SMALL, months=4, levers=levers)


def test_months_are_whole():
    with pytest.raises(ValueError, match="months must be a whole number"):
        jiuye.CityModel(**SMALL, months=4.5)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"training_subsidy": -5}, r"training_subsidy.seats must be ≥ 0 persons/year \(got -5\)"),
        ({"protection_fund": 0.5}, r"protection_fund.contribution must be ≤ 0.1 share of revenue \(got 0.5\)"),
        ({"dispatch_transparency": float("nan")}, r"dispatch_transparency.openness must be a number"),
        ({"levers": {"training": 1.0}}, "training is not a lever"),
        ({"levers": {"data_dividend": {"shar": 0.1}}}, "data_dividend.shar is not a setting"),
        ({"levers": {"data_dividend": {"zones": ["atlantis"]}}}, "atlantis is not a district of reference"),
        ({"levers": {"data_dividend": 0.1}, "data_dividend": 0.2}, "data_dividend is given twice"),
        ({"behaviour": {"risk_aversion": 99.0}}, r"behaviour.risk_aversion must be ≤ 8"),
        ({"behaviour": {"courage": 1.0}}, "behaviour.courage is not a setting"),
        ({"workers": 7}, r"workers must be ≥ 200 \(got 7\)"),
        ({"burn_in": -1}, r"burn_in must be ≥ 0"),
        ({"city": "atlantis"}, "there is no such city"),
        ({"size": 999}, "cells across"),
    ],
)
def test_wrong_parameters_are_refused_by_name(wrong, message):
    with pytest.raises(ValueError, match=message):
        jiuye.CityModel(**{**SMALL, "seed": 1, **wrong})


def test_the_model_without_names_of_cities_says_what_to_do():
    with pytest.raises(ValueError, match=r"use jiuye\.CityModel"):
        mesa_model.CityModel("hangzhou", **SMALL)
    assert mesa_model.CityModel(load_city("lishui"), **SMALL, seed=1).city.profile.id == "lishui"
