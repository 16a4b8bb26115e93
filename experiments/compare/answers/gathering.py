"""The answers on every scenario, from what its seeds hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..money import public_outlay
from .answer import Answer
from .reached import reached_by
from .why import flows_of, why_of

if TYPE_CHECKING:
    from ....scenarios.spec import Scenario
    from ..one_seed import SeedComparison


def answers_of(scenarios: Sequence[Scenario], pairs: Sequence[SeedComparison]) -> tuple[Answer, ...]:
    """One answer for each scenario; empty where its futures were not held in step."""
    return tuple(_answer(scenario, place, pairs) for place, scenario in enumerate(scenarios, start=1))


def _answer(scenario: Scenario, place: int, pairs: Sequence[SeedComparison]) -> Answer:
    futures = [(pair.results[0], pair.results[place]) for pair in pairs]
    weight = futures[0][0].weight
    flows = flows_of([(base.flows, own.flows) for base, own in futures], weight)
    beside = [pair.beside[scenario.name] for pair in pairs if scenario.name in pair.beside]
    if len(beside) < len(pairs):
        return Answer(scenario.name, flows=flows)
    acting = [dated for dated in scenario.levers if not dated.lever.off]
    alone = len({dated.lever.name for dated in acting}) == 1
    cost = np.array([public_outlay(own) - public_outlay(base) for base, own in futures]) if alone else None
    reached = reached_by([one.circles for one in beside], weight, scenario.months, cost)
    return Answer(scenario.name, reached, why_of([one.parts for one in beside], weight), flows)
