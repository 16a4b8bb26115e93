"""Dispatch rules in a scenario: by name or file, refused with the place, written back, in force from the start."""

import re

import numpy as np
import pytest

from jiuye.agents.platforms import DELIVERY, SERVICES
from jiuye.experiments.runs.burn_in_cache import burn_in_of
from jiuye.model.build import build_city
from jiuye.model.dispatch import shipped
from jiuye.scenarios.cities import load_city
from jiuye.scenarios.ruling import put_in_force
from jiuye.scenarios.spec import check_file, load_scenario, write_scenario


def test_a_scenario_names_the_rule_of_a_service(here):
    path = here("dispatch: {delivery: poorest, ride_hailing: rating}")
    scenario = load_scenario(path)
    assert [(one.service, one.named) for one in scenario.dispatch] == [
        ("ride_hailing", "rating"),
        ("delivery", "poorest"),
    ]
    again = load_scenario(here(write_scenario(scenario), "again.yaml"))
    assert again == scenario
    assert again.hash == scenario.hash
    assert load_scenario("baseline").dispatch == ()
    assert "dispatch" not in load_scenario("baseline").text


def test_a_rule_of_ones_own_stands_in_a_file(here):
    here("title: mine\nweights: {chance: 1}\nbias: {age: 0.3}\n", "my_rule.yaml")
    scenario = load_scenario(here("dispatch: {delivery: my_rule.yaml}"))
    ((service, named, rule),) = scenario.dispatch
    assert (service, rule.weights.chance, rule.bias.age) == ("delivery", 1.0, 0.3)
    assert named.endswith("my_rule.yaml")
    assert load_scenario(here(write_scenario(scenario), "again.yaml")).dispatch == scenario.dispatch


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dispatch: {delivery: porest}", r"s.yaml:1:.*there is no such rule.*poorest"),
        ("dispatch: {deliveries: poorest}", r"s.yaml:1:.*is not a setting.*delivery"),
        ("dispatch: {delivery: [1]}", r"s.yaml:1:.*must be a dispatch rule"),
        ("dispatch: poorest", r"s.yaml:1:.*must hold settings such as ride_hailing"),
    ],
)
def test_what_names_no_rule_is_refused_at_its_place(here, text, said):
    faults = check_file(here(text, "s.yaml"))
    assert len(faults) == 1
    assert re.search(said, str(faults[0]))


def test_a_rule_holds_from_the_start_and_the_burn_in_is_the_same(here):
    scenario, usual = (
        load_scenario(here("dispatch: {delivery: poorest}")),
        load_scenario(here("levers: []", "usual.yaml")),
    )
    assert burn_in_of(scenario, 1) == burn_in_of(usual, 1)
    city = build_city(load_city("reference"), 400, 1, size=16)
    other = city.fork()
    put_in_force(other, scenario.dispatch)
    assert other.dispatch.surfaces[DELIVERY] == shipped()["poorest"]
    assert not (other.platforms.age_bias[DELIVERY::SERVICES]).any()
    changed = np.flatnonzero((other.dispatch.terms != city.dispatch.terms).any(axis=(1, 2)))
    assert changed.tolist() == [DELIVERY]
    assert city.dispatch.surfaces[DELIVERY] == shipped()["rating_biased"]
    assert city.platforms.age_bias[DELIVERY] == 0.2
