"""Where nothing shows an effect with the sum asked for: how much more would, found by raising it in steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from .advice import Choice, MoreMoney
from .goal import Levers
from .judging import Finalist, choice_of, spread
from .ladder import FITS, Ladder, policy_at
from .plays import GOAL, Floats, Trials

STEPS = (2.0, 3.0, 5.0, 10.0, 20.0)  # times the sum
MOST_STEPS = 3  # that are played
CANDIDATES = 3  # levers that are raised


def raised(
    trials: Trials,
    ladders: Mapping[str, Ladder],
    alone: Mapping[str, Floats],
    budget: float,
    better: int,
    seeds: Sequence[int],
) -> MoreMoney:
    """The smallest sum that is tried and shows an effect. `alone` is what fresh seeds say of levers that cost the sum;
    the step to begin with is read off the best of them, as if effects grew with the dose; `seeds` are fresh again."""
    able = [name for name in alone if ladders[name].state == FITS and ladders[name].factor < ladders[name].most]
    far = {name: _wanted(better * alone[name][:, GOAL]) for name in able}
    names = sorted((name for name in able if np.isfinite(far[name])), key=far.__getitem__)[:CANDIDATES]
    tried: list[float] = []
    if not names:
        return MoreMoney(None, (), None)
    for times in [step for step in STEPS if step >= 0.8 * far[names[0]]][:MOST_STEPS] or [STEPS[-1]]:
        policies = {name: _at(ladders[name], times * budget) for name in names}
        policies = {name: policy for name, policy in policies.items() if policy}
        if not policies:
            break
        tried.append(times * budget)
        found = trials.effects(list(policies.values()), seeds)
        choices = _showing(policies, found, better, ladders, MOST_STEPS * len(names))
        if choices:
            return MoreMoney(times * budget, tuple(tried), choices[0])
    return MoreMoney(None, tuple(tried), None)


def _wanted(gains: Floats) -> float:
    """How many times the effect would have to be seen to show; infinite where it goes the wrong way."""
    mean = float(gains.mean())
    half = mean - spread(gains, MOST_STEPS * CANDIDATES)[0]
    return half / mean if mean > 0.0 else np.inf


def _at(ladder: Ladder, amount: float) -> Levers:
    """The lever at the dose for a larger sum; nothing where its largest stops short of it."""
    factor = ladder.factor_for(amount)
    return policy_at(ladder.name, factor) if factor < ladder.most else ()


def _showing(
    policies: Mapping[str, Levers], found: Floats, better: int, ladders: Mapping[str, Ladder], looks: int
) -> list[Choice]:
    """Those that show an effect, best first."""
    choices = [
        choice_of(Finalist((name,), policy), effect, better, ladders, looks)
        for (name, policy), effect in zip(policies.items(), found, strict=True)
    ]
    return sorted((c for c in choices if c.shows), key=lambda c: -better * c.effect[0])
