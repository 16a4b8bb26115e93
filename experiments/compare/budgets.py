"""Scenarios that say what they may cost: their doses are found in the city, horizon and seeds they are played with.

Persons and places are whole, and no more than there are people who could enrol; where these do not use the budget up,
the scenario costs less and says so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ...messages import phrase
from ...model.build import build_city
from ...model.city import City
from ...model.levers import LEVERS, Lever
from ...scenarios.budget import COSTS, Budget
from ...scenarios.spec import Scenario
from ...scenarios.yaml_reader import Fault, SpecError
from ..runs.group_sizes import LOOKED_AT
from ..runs.processes import ProcessPool
from ..runs.run import Tick
from .doses import TOLERANCE, AtCost, at_cost, scaled_setting
from .futures import Futures

SEEDS = 4  # with which doses are found, at most
DEAR = 1.1  # of the budget: what costs more at the smallest dose tried is refused
EXPECTED = 6  # policies tried for each scenario, roughly


def at_budgets(
    base: Scenario, scenarios: Sequence[Scenario], seeds: Sequence[int], tick: Tick | None = None
) -> tuple[list[Scenario], dict[str, Any]]:
    """The scenarios, those with a budget at the doses that cost it, and what the brief says of them; the first few
    seeds are played. SpecError names those that cost more however small the dose."""
    asked = [one for one in scenarios if one.budget is not None]
    if not asked:
        return list(scenarios), {}
    some = tuple(seeds[:SEEDS])
    most = most_enrolled(base, asked)
    found: dict[str, AtCost] = {}
    with ProcessPool(base.workers) as pool:
        for budget in dict.fromkeys(one.budget for one in asked if one.budget is not None):
            alike = [replace(one, budget=None) for one in asked if one.budget == budget]
            cost = COSTS[budget.payers]
            futures = Futures(pool, replace(base, by=()), some, (cost,), tick)
            scale = dict(budget.scale)
            for one in at_cost(futures, base.levers, alike, budget.total, cost, scale, most=most, nearest=True):
                found[one.scenario.name] = one
    budgets = {one.name: one.budget for one in asked if one.budget is not None}
    faults = [_too_dear(one, budgets[name]) for name, one in found.items() if one.cost[0] > DEAR * budgets[name].total]
    if faults:
        raise SpecError(faults)
    return [found[one.name].scenario if one.name in found else one for one in scenarios], _told(found, budgets, some)


def months_of(base: Scenario, scenarios: Sequence[Scenario], seeds: Sequence[int]) -> int:
    """Months of simulation that finding the doses takes, roughly; none where no scenario has a budget."""
    asked = sum(one.budget is not None for one in scenarios)
    return min(SEEDS, len(seeds)) * (base.burn_in + EXPECTED * asked * base.months) if asked else 0


def most_enrolled(base: Scenario, scenarios: Sequence[Scenario]) -> dict[str, float]:
    """`training_subsidy.seats` → real persons who could enrol in a year, of levers whose dose is places of courses."""
    found: dict[str, float] = {}
    city: City | None = None
    for scenario in scenarios:
        scale = dict(scenario.budget.scale) if scenario.budget is not None else {}
        for name in dict.fromkeys(dated.lever.name for dated in scenario.levers):
            setting = scaled_setting(name, scale)
            if not is_places(LEVERS[name], setting):
                continue
            if city is None:
                city = build_city(base.profile, min(base.workers, LOOKED_AT), 1, base.behaviour)
            found[f"{name}.{setting}"] = math.floor(_eligible(city, LEVERS[name]) * city.weight)
    return found


def is_places(lever: type[Lever], setting: str) -> bool:
    """Whether a setting is the number of places of a lever's courses, one a person."""
    param = lever.settings()[setting]
    if not param.unit.startswith("persons") or not param.default:
        return False
    places = [
        sum(course.seats for course in lever(**{setting: param.default * factor}).programmes()) for factor in (1.0, 2.0)
    ]
    return abs(places[1] - places[0] - param.default) < 0.01 * param.default


def _eligible(city: City, lever: type[Lever]) -> int:
    """Simulated persons who could enrol in a course of the lever."""
    rows = np.arange(len(city.workers))
    could = np.zeros(len(rows), np.bool_)
    for course in lever().programmes():
        could |= course.eligible(city.workers, rows, city.month)
    return int(could.sum())


def _too_dear(one: AtCost, budget: Budget) -> Fault:
    what = "costs {cost} yuan however small its dose, more than its budget of {target}"
    sums = {"cost": f"{one.cost[0]:,.0f}", "target": f"{budget.total:,.0f}"}
    return Fault(one.scenario.name, phrase("budget.too_dear", what, **sums))


def _told(found: Mapping[str, AtCost], budgets: Mapping[str, Budget], seeds: Sequence[int]) -> dict[str, Any]:
    """What a brief says of doses that were found."""
    rows = [
        one.record()
        | {"scenario": name, "target": (total := budgets[name].total), "short": one.cost[0] < (1.0 - TOLERANCE) * total}
        for name, one in found.items()
    ]
    first = next(iter(budgets.values()))
    about = {"payers": first.payers, "target": first.total, "tolerance": TOLERANCE, "seeds": len(seeds)}
    return {**about, "scenarios": rows}
