"""Many policies in one city's futures, on common random numbers: each is played once and written down at once.

What is asked twice is read back, so that whoever asks the same in the same order after a kill goes on where it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ...model.levers import LEVERS
from ...results.digest import LONG, mark
from ...results.environment import version
from ...scenarios.spec import Scenario
from ..calibration.known_runs import KnownRuns
from ..lever_atlas.atlas_file import mark_of_play
from ..runs.burn_in_cache import eve_of
from ..runs.code_mark import code_mark
from ..runs.processes import Pool
from ..runs.run import Tick
from .goal import Goal, Levers, level_and_cost

Floats = NDArray[np.float64]
BUNCH = 16  # policies of one task: what a kill may lose; a city is burnt in for each process that meets its seed
GOAL, COST = range(2)
CODE = ("advise/goal", "advise/members", "compare/money", "runs/run")  # that futures rest on beside the model


class Trials(Protocol):
    """Effects of policies by seed."""

    def effects(self, policies: Sequence[Levers], seeds: Sequence[int]) -> Floats:
        """[policy, seed, (goal, cost)] less the same without any."""


class Plays:
    """The futures of a base, by policy and seed."""

    def __init__(self, pool: Pool, base: Scenario, goal: Goal, known: KnownRuns, tick: Tick | None) -> None:
        self.pool, self.base, self.goal, self.known, self.tick = pool, base, goal, known, tick
        self.played = 0  # futures, by this process

    def levels(self, policies: Sequence[Levers], seeds: Sequence[int]) -> Floats:
        """[policy, seed, (goal, cost)]."""
        self._play(list(dict.fromkeys(policies)), seeds)
        found = [[self.known.found[key_of(levers), seed] for seed in seeds] for levers in policies]
        return np.array([[(one["goal"], one["cost"]) for one in row] for row in found])

    def effects(self, policies: Sequence[Levers], seeds: Sequence[int]) -> Floats:
        """The same less the base."""
        levels = self.levels([(), *policies], seeds)
        return levels[1:] - levels[:1]

    def _play(self, policies: Sequence[Levers], seeds: Sequence[int]) -> None:
        """Play what is not known."""
        tasks: list[tuple[int, tuple[Levers, ...]]] = []
        missing = {seed: [p for p in policies if (key_of(p), seed) not in self.known.found] for seed in seeds}
        for first in range(0, max(map(len, missing.values()), default=0), BUNCH):
            tasks += [(seed, tuple(found[first : first + BUNCH])) for seed, found in missing.items()]
        tasks = [(seed, bunch) for seed, bunch in tasks if bunch]
        if not tasks:
            return
        for (seed, bunch), found in self.pool.each(play_bunch, tasks, self.base, self.goal, tick=self.tick):
            for levers, (level, cost) in zip(bunch, found, strict=True):
                self.known.add((key_of(levers), seed), {"goal": level, "cost": cost})
                self.played += 1


def play_bunch(
    task: tuple[int, tuple[Levers, ...]], base: Scenario, goal: Goal, tick: Tick | None = None
) -> list[tuple[float, float]]:
    """Goal and cost under some policies in one seed's city; to be imported by processes."""
    seed, policies = task
    eve = eve_of(base, seed, tick)
    return [level_and_cost(eve, base, levers, goal, tick) for levers in policies]


def key_of(levers: Levers) -> tuple[str, ...]:
    """A policy in the journal."""
    return (mark(repr(levers), length=LONG),)


def known_plays(folder: Path, base: Scenario, goal: Goal) -> KnownRuns:
    """The journal of a city, its size and time, and a goal."""
    folder.mkdir(parents=True, exist_ok=True)
    return KnownRuns(folder, settings_of(base, goal))


def settings_of(base: Scenario, goal: Goal) -> Mapping[str, Any]:
    """What the futures of one journal have in common: all that they rest on but levers and seed."""
    return {
        "city": mark(base.profile.fingerprint),
        "workers": base.workers,
        "start": list(base.start),
        "burn_in": base.burn_in,
        "months": base.months,
        "base": mark(base.text),
        "goal": goal.key,
        "play": mark_of_play(LEVERS, base.behaviour),
        "behaviour": mark(repr(asdict(base.behaviour))),
        "code": code_mark(CODE),
        "version": version(),
    }
