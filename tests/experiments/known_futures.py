"""Futures known in closed form, in which what advice finds can be reckoned by hand."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from jiuye.experiments.advise.ladder import (
    Ladder,
)
from jiuye.experiments.advise.looking import Look
from jiuye.scenarios.spec import load_scenario

BUDGET = 30e6
SEARCH, FRESH = tuple(range(1, 9)), tuple(range(9, 25))
BASE = load_scenario("baseline", overrides={"city": {"workers": 400}, "time": {"months": 3, "burn_in": 3}})


@dataclass
class Known:
    """A lever's effect and cost at its dose as written; both grow with it, up to `takers` times."""

    effect: float
    cost: float
    takers: float = np.inf
    lucky: float = 0.0  # added on the seeds of the search


@dataclass
class Town:
    """Futures that are formulas: levers add up, seeds differ by luck of a known spread."""

    levers: dict[str, Known]
    noise: float = 0.0
    asked: list = field(default_factory=list)

    def effects(self, policies, seeds):
        self.asked += [(policy, seed) for policy in policies for seed in seeds]
        return np.array([[self.of(policy, seed) for seed in seeds] for policy in policies])

    def of(self, policy, seed):
        effect = cost = 0.0
        for dated in policy:
            known, dose = self.levers[dated.lever.name], type(dated.lever).doses()[0]
            factor = getattr(dated.lever, dose) / type(dated.lever).settings()[dose].default
            factor = min(factor, known.takers)
            effect += known.effect * factor + known.lucky * (seed in SEARCH)
            cost += known.cost * factor
        luck = np.random.default_rng([seed, *map(ord, str(policy))]).normal() if policy else 0.0
        return effect + self.noise * luck * (effect != 0.0), cost


def look_of(*names: str, **eligible: float) -> Look:
    return Look(1_000, 500, 50.0, dict(eligible), ())


def found_dose(town: Town, name: str, budget: float = BUDGET, **caps) -> Ladder:
    ladder = Ladder(name, [], **caps)
    ladder.begin(budget)
    while not ladder.state:
        ladder.look(float(town.effects([ladder.policy], SEARCH[:2])[0, :, 1].mean()), budget)
    return ladder
