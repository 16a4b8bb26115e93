"""What fresh seeds say of options: effects, costs, the goal for 10,000 yuan, and which shows an effect at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..compare.rates import per_10k
from ..runs.distributions import stdtrit
from ..runs.intervals import interval
from .advice import Choice
from .goal import Levers
from .ladder import Ladder
from .plays import COST, GOAL, Floats

SURE = 0.95  # that no option without effect is said to have one, whatever their number


@dataclass(frozen=True)
class Finalist:
    """An option that goes into the last round."""

    levers: tuple[str, ...]
    policy: Levers


def choices_of(
    finalists: Sequence[Finalist], effects: Floats, better: int, ladders: Mapping[str, Ladder], looks: int
) -> list[Choice]:
    """Options, best first; `effects` are [option, seed, (goal, cost)] and `looks` all that could have been first."""
    order = sorted(range(len(finalists)), key=lambda k: -_finite(better * effects[k, :, GOAL].mean()))
    return [
        choice_of(finalists[k], effects[k], better, ladders, looks, first=effects[order[0]] if place else None)
        for place, k in enumerate(order)
    ]


def choice_of(
    finalist: Finalist,
    effect: Floats,
    better: int,
    ladders: Mapping[str, Ladder],
    looks: int,
    first: Floats | None = None,
) -> Choice:
    """One option; `first` is the effect of the one that leads, if it is another."""
    low, high = spread(better * effect[:, GOAL], looks)
    behind = interval(better * (first[:, GOAL] - effect[:, GOAL]))[1] if first is not None else np.nan
    return Choice(
        levers=finalist.levers,
        doses=doses_of(finalist.policy),
        caps={name: ladders[name].cap for name in finalist.levers if ladders[name].cap},
        effect=interval(effect[:, GOAL]),
        cost=interval(effect[:, COST]),
        rate=per_10k(effect[:, GOAL], effect[:, COST]),
        shows=bool(low > 0.0),
        harms=bool(high < 0.0),
        level_with_first=first is not None and not behind > 0.0,
    )


def spread(values: Floats, looks: int) -> tuple[float, float]:
    """The interval that holds for all of so many options at once (Bonferroni): the best of many that do nothing looks
    good."""
    n = len(values)
    if n < 2:
        return float("nan"), float("nan")
    half = float(stdtrit(n - 1, 1.0 - (1.0 - SURE) / (2.0 * looks))) * float(np.std(values, ddof=1)) / n**0.5
    mean = float(values.mean())
    return mean - half, mean + half


def doses_of(policy: Levers) -> dict[str, float]:
    """`training_subsidy.seats` → amount, of every setting that is a dose."""
    return {f"{d.lever.name}.{name}": getattr(d.lever, name) for d in policy for name in type(d.lever).doses()}


def _finite(value: float) -> float:
    return value if np.isfinite(value) else -np.inf
