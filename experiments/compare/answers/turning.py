"""Which judged numbers could turn a clear difference: found by varying them, in a bounded number of futures.

There are hundreds of numbers that nobody has measured, and time for some dozens of futures. First all of them are set
low or high at random, each set together with its mirror image (a fold-over of a two-level design, Box & Hunter 1961);
the few that go most with the difference, of the policy's own settings and of behaviour, are then varied alone, low and
high, in the same cities. A number that turns a sign by itself must show in the first step; what only several of them
together would turn is not looked for.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ....model.behaviour import Behaviour
from ....model.levers import LEVERS
from ....model.params import Param, params_of
from ....scenarios.spec import Scenario
from ...runs.assumptions import assumptions_of
from ...runs.burn_in_cache import own_eve
from ...runs.intervals import Floats, interval
from ...runs.processes import ProcessPool
from ...runs.run import Tick, play
from ..comparison import Comparison, Difference
from .answer import Turn

PERSONS = 10_000  # at most: what turns a sign shows in a small city
MIRRORED, SEEDS = 8, 4  # pairs of random sets; seeds in which numbers are varied alone
OWN, OTHERS = 2, 4  # numbers that are: of the policy itself, and of behaviour
AWAY = 0.5  # how far a judged number is taken to be wrong: by half of it, within its range
QUARTER = 0.25  # of its range, where it is zero
YEAR = 12
Values = tuple[tuple[str, float], ...]


def months_of_turning(scenario: Scenario) -> int:
    """Months that a search plays at most."""
    return (2 * MIRRORED + SEEDS * (1 + 2 * (OWN + OTHERS))) * (scenario.burn_in + 2 * scenario.months)


def turning(
    base: Scenario, scenario: Scenario, clear: Sequence[Difference], tick: Tick | None = None
) -> tuple[tuple[Turn, ...], dict[str, float]]:
    """For each clear difference the numbers that were varied alone, those that turn it first; and what was tried."""
    began = time.perf_counter()
    small, own = (replace(one, workers=min(one.workers, PERSONS)) for one in (base, scenario))
    ends = ends_of_numbers(small, own)
    names = tuple(d.indicator for d in clear)
    with ProcessPool(small.workers) as pool:

        def effects(tasks: Sequence[tuple[int, Values]]) -> list[Floats]:
            found = dict(pool.each(_effect, tasks, small, own, names, tick=tick))
            return [found[task] for task in tasks]

        design = random_design(len(ends), MIRRORED)
        sets = [tuple((name, ends[name][int(high)]) for name, high in zip(ends, row, strict=True)) for row in design]
        screened = np.array(effects([(1 + k // 2, values) for k, values in enumerate(sets)]))
        chosen = _chosen(list(ends), design, screened)
        alone: list[Values] = [(), *(((name, end),) for name in chosen for end in ends[name])]
        seeds = range(1, SEEDS + 1)
        played = effects([(seed, values) for values in alone for seed in seeds])
    table = np.array(played).reshape(len(alone), SEEDS, len(names))
    turns = [
        _turn(d, name, (small, own), ends[name], table[[0, 1 + 2 * place, 2 + 2 * place], :, k])
        for k, d in enumerate(clear)
        for place, name in enumerate(chosen)
    ]
    tried = {
        "numbers": float(len(ends)),
        "futures": float(2 * (len(sets) + len(alone) * SEEDS)),
        "seconds": time.perf_counter() - began,
    }
    return tuple(sorted(turns, key=lambda turn: not turn.turns)), tried


def with_turns(comparison: Comparison, found: Mapping[str, tuple[tuple[Turn, ...], dict[str, float]]]) -> Comparison:
    """The comparison with what was found of each scenario: differences that can be turned say by what."""
    judged = {
        (scenario, turn.indicator, turn.name) for scenario, (turns, _) in found.items() for turn in turns if turn.turns
    }
    differences = [
        replace(d, judged=",".join(name for s, i, name in sorted(judged) if (s, i) == (d.scenario, d.indicator)))
        for d in comparison.differences
    ]
    answers = [
        replace(a, turns=found[a.scenario][0], tried=found[a.scenario][1]) if a.scenario in found else a
        for a in comparison.answers
    ]
    return replace(comparison, differences=tuple(differences), answers=tuple(answers))


def ends_of_numbers(base: Scenario, scenario: Scenario) -> dict[str, tuple[float, float]]:
    """Judged number → the low and the high value it is varied to. Doses are what is asked, no guess about the world:
    they are left out, as is what cannot be varied."""
    known: dict[str, Param] = params_of(base.behaviour)
    known |= {
        f"{dated.lever.name}.{name}": p
        for dated in scenario.levers
        for name, p in dated.lever.settings().items()
        if name not in dated.lever.doses()
    }
    found = {}
    for assumed in assumptions_of((base, scenario)):
        p = known.get(assumed.name)
        if p is None or p.within is None:
            continue
        low, high = _ends(assumed.value, p.within)
        if isinstance(p.default, int):
            low, high = round(low), round(high)
        if low < high:
            found[assumed.name] = (low, high)
    return found


def random_design(numbers: int, pairs: int) -> np.ndarray:
    """[2 pairs, numbers] whether each is high: random rows, each followed by its mirror image."""
    rows = np.random.default_rng(pairs).random((pairs, numbers)) < 0.5
    return np.stack([rows, ~rows], axis=1).reshape(2 * pairs, numbers)


def _ends(value: float, within: tuple[float, float]) -> tuple[float, float]:
    least, most = within
    away = AWAY * abs(value) if value else QUARTER * (most - least)
    return max(least, value - away), min(most, value + away)


def _chosen(names: Sequence[str], design: np.ndarray, effects: Floats) -> list[str]:
    """The numbers that go most with any of the differences, the policy's own first; `effects` is [set, indicator]."""
    signs = np.where(design, 1.0, -1.0)
    spread = effects.std(axis=0)
    scaled = (effects - effects.mean(axis=0)) / np.where(spread > 0.0, spread, 1.0)
    together = np.abs(signs.T @ scaled).max(axis=1)
    ranked = [names[k] for k in np.argsort(-together, kind="stable")]
    own, others = ([name for name in ranked if ("." in name) is of_policy] for of_policy in (True, False))
    return [*own[:OWN], *others[:OTHERS]]


def _turn(
    d: Difference,
    name: str,
    scenarios: tuple[Scenario, Scenario],
    ends: tuple[float, float],
    effects: Floats,
) -> Turn:
    """One number varied alone; `effects` are the difference as it is, with the number low, and with it high, each
    [seed]."""
    usual, at_low, at_high = effects
    away = 1.0 if d.difference > 0.0 else -1.0
    turns = any(_turned(away * usual, away * other, d.threshold) for other in (at_low, at_high))
    value, unit = _of(name, scenarios)
    return Turn(d.indicator, name, value, unit, *ends, interval(at_low), interval(at_high), turns)


def _turned(usual: Floats, other: Floats, matters: float) -> bool:
    """Whether what was positive is gone, or too small to matter, and this is no chance."""
    return float(other.mean()) < matters < float(usual.mean()) and interval(other - usual)[2] < 0.0


def _of(name: str, scenarios: tuple[Scenario, Scenario]) -> tuple[float, str]:
    assumed = next(one for one in assumptions_of(scenarios) if one.name == name)
    return assumed.value, assumed.unit


def _effect(
    task: tuple[int, Values], base: Scenario, scenario: Scenario, names: tuple[str, ...], tick: Tick | None
) -> Floats:
    """What a scenario changes in one seed, with some numbers other than they are."""
    seed, values = task
    behaviour = replace(base.behaviour, **{name: value for name, value in values if name in _BEHAVIOUR})
    first, second = (replace(one, behaviour=behaviour) for one in (base, scenario))
    eve = own_eve(first, seed, tick)
    levels = []
    for one in (first, _with_settings(second, dict(values))):
        result = play(eve.city.fork(), eve.past, one, names, tick=tick)
        levels.append([float(result.indicators[name][-YEAR:, 0].mean()) for name in names])
    return np.array(levels[1]) - np.array(levels[0])


def _with_settings(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """The scenario with settings of its levers changed, named `lever.setting`."""
    levers = []
    for dated in scenario.levers:
        own = {
            name: values[f"{dated.lever.name}.{name}"]
            for name in LEVERS[dated.lever.name].settings()
            if f"{dated.lever.name}.{name}" in values
        }
        levers.append(replace(dated, lever=replace(dated.lever, **own)) if own else dated)
    return replace(scenario, levers=tuple(levers))


_BEHAVIOUR = frozenset(params_of(Behaviour))
