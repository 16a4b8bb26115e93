"""What the bench plays: shipped scenarios in a city of any size, with the groups, records and indicators of a run."""

from __future__ import annotations

from ...model.indicators import INDICATORS
from ...scenarios.spec import Scenario, load_scenario, policy
from ..runs.run import Eve, Simulation

CITY = "hangzhou"  # large enough for ten million
LEVERS, PLAN = "four_levers", "whole_plan"
SEED = 1
BURN_IN = 12  # months before what is measured


def scenario_at(name: str, persons: int, months: int, burn_in: int = BURN_IN) -> Scenario:
    """A shipped scenario in a city of so many persons; SpecError where it does not fit."""
    size = {"city": {"profile": CITY, "workers": persons}, "time": {"months": months, "burn_in": burn_in}}
    return load_scenario(name, overrides=size)


def future_of(eve: Eve, scenario: Scenario, *, alone: bool = False) -> Simulation:
    """A scenario recorded as `jiuye run` does, on a fork of the city unless nobody else needs it."""
    city, acts = eve.city if alone else eve.city.fork(), policy(scenario)
    return Simulation(city, eve.past, scenario, acts, tuple(INDICATORS), every_cell_month=True)
