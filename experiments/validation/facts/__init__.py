"""Stylised facts: does the simulated city move as labour markets do?

`find_facts` burns one city in for each seed and forks it: left alone, through a business cycle, through a recession,
with more orders on platforms, with all levers at zero, and with courses on trial. Each fact is a statistic of these
futures; `training` adds what an evaluator would report of the courses beside their true effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from ....model.city import City
from ....model.levers import LEVERS, Dated, Policy
from ....model.levers.existing import existing_training
from ....scenarios.spec import Scenario
from ...runs.burn_in_cache import eve_of
from ...runs.processes import each_seed
from ...runs.run import Tick
from .effects import EffectEstimate, estimates, trial_facts
from .fact import DEFINITIONS, Fact, FactDefinition, judge_facts
from .hours import hours_facts
from .market import MORE_ORDERS, RECESSION, cycle_facts, entry_facts, loop_facts, matching_facts, rest_facts, wave
from .observing import ObservedFuture, follow
from .people import PEOPLE, people_facts, place_facts
from .seasons import SEASONS, season_facts
from .training import TRIAL_MONTHS, CourseTrial, trials

__all__ = ["DEFINITIONS", "EffectEstimate", "Fact", "FactDefinition", "Findings", "facts", "find_facts", "months_of"]
CALM, CYCLE, SLUMP, BUSY, IDLE = 72, 72, 60, 24, 6  # months of each future
PANEL = 25  # first months of the calm one that are kept person by person


@dataclass(frozen=True)
class Findings:
    """The facts of a city, and its programmes as an evaluator sees them."""

    facts: tuple[Fact, ...]
    training: tuple[EffectEstimate, ...]
    seeds: tuple[int, ...]

    def record(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "seeds": list(self.seeds),
            "facts": [fact.record() for fact in self.facts],
            "training": [estimate.record() for estimate in self.training],
        }


def facts(scenario: Scenario, seeds: Sequence[int], tick: Tick | None = None) -> list[Fact]:
    """Every stylised fact of the scenario's city at its size; levers are left out."""
    return list(find_facts(scenario, seeds, tick).facts)


def find_facts(scenario: Scenario, seeds: Sequence[int], tick: Tick | None = None) -> Findings:
    """Facts and evaluations, seed by seed in processes of their own. `tick` is called with months done."""
    found = dict(each_seed(seed_findings, seeds, scenario.workers, scenario, tick=tick))
    ordered = [found[seed] for seed in seeds]
    return Findings(
        tuple(judge_facts([values for values, _ in ordered])),
        tuple(estimates([courses for _, courses in ordered])),
        tuple(seeds),
    )


def months_of(scenario: Scenario) -> int:
    """Months simulated for one seed, for a progress bar."""
    return scenario.burn_in + CALM + CYCLE + SLUMP + BUSY + IDLE + SEASONS + TRIAL_MONTHS


def seed_findings(seed: int, scenario: Scenario, tick: Tick | None) -> tuple[dict[str, float], list[CourseTrial]]:
    """Every figure of one seed, and its trials."""
    city, _ = eve_of(scenario, seed, tick)
    rest = Policy(existing=(existing_training(scenario.profile),))
    calm = follow(city, rest, CALM, columns=PEOPLE, panel_months=PANEL, tick=tick)
    cycle = follow(city, rest, CYCLE, shocks=wave(seed, CYCLE), tick=tick)
    slump = follow(city, rest, SLUMP, shocks=(RECESSION,), tick=tick)
    busy = follow(city, rest, BUSY, shocks=(MORE_ORDERS,), tick=tick)
    courses, crowding = trials(city, tick)
    return (
        cycle_facts(calm, cycle)
        | loop_facts(calm, slump)
        | hours_facts(calm, cycle, slump)
        | matching_facts(city, calm.city, cycle.city)
        | people_facts(calm, city)
        | place_facts(calm)
        | entry_facts(calm, busy)
        | rest_facts(calm)
        | season_facts(city, rest, tick)
        | trial_facts(courses, crowding)
        | {"zero_dose": _who_differs(calm, city, rest, tick)}
    ), courses


def _who_differs(calm: ObservedFuture, city: City, rest: Policy, tick: Tick | None) -> float:
    """Persons who differ from the calm future when every lever is there at zero dose."""
    levers = tuple(Dated(lever=lever(**{fields(lever)[0].name: 0.0})) for lever in LEVERS.values())
    idle = follow(city, Policy(levers, rest.existing), IDLE, columns=PEOPLE, tick=tick)
    differs = [(idle.panel[name] != calm.panel[name][:IDLE]).any(axis=0) for name in PEOPLE]
    return float(np.any(differs, axis=0).sum())
