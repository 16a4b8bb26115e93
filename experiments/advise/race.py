"""Which options go on: successive halving on common random numbers, cheap rounds first.

Each round plays those that are left on more seeds and keeps the best; what does not differ from nothing by a single bit
is dropped at once, for no seed will make it differ (Jamieson & Talwalkar 2016; Birattari 2009 for racing).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .goal import Levers
from .plays import COST, GOAL, Floats, Trials

KEPT = (16, 8, 6)  # options after each round
SHARES = (0.25, 0.5, 1.0)  # of the seeds of the search that each round plays
LEAST = 2  # seeds
SAVERS = 2  # options that help and bring in money, kept whatever others gain


@dataclass(frozen=True)
class Standing:
    """Options that are left, best first, with what the last round saw of them."""

    effects: dict[str, Floats]  # option → [seed, (goal, cost)]
    silent: tuple[str, ...]  # dropped: the same as nothing, bit for bit
    beaten: tuple[str, ...]  # dropped: others did better

    @property
    def names(self) -> list[str]:
        """Those that are left, best first."""
        return list(self.effects)


def race(
    trials: Trials,
    policies: Mapping[str, Levers],
    seeds: Sequence[int],
    better: int,
    *,
    kept: Sequence[int] = KEPT,
    tell: Callable[[int, int], None] = lambda left, seeds: None,
) -> Standing:
    """Drop options round by round. `tell` hears how many are left after how many seeds."""
    left, silent, beaten = list(policies), [], []
    effects: dict[str, Floats] = {}
    for most, share in zip(kept, SHARES, strict=True):
        if not left:
            break
        some = seeds[: max(min(LEAST, len(seeds)), round(share * len(seeds)))]
        found = trials.effects([policies[name] for name in left], some)
        effects = dict(zip(left, found, strict=True))
        still = [name for name in left if np.nan_to_num(effects[name][:, GOAL]).any()]
        silent += [name for name in left if name not in still]
        order = ranked({name: effects[name] for name in still}, better)
        savers = [name for name in order[most:] if saves(effects[name]) and gain(effects[name], better) > 0.0]
        left = [*order[:most], *savers[:SAVERS]]
        beaten += [name for name in order if name not in left]
        tell(len(left), len(some))
    return Standing({name: effects[name] for name in left}, tuple(silent), tuple(beaten))


def ranked(effects: Mapping[str, Floats], better: int) -> list[str]:
    """Options by mean effect, best first; what cannot be said comes last."""
    return sorted(effects, key=lambda name: -gain(effects[name], better))


def gain(effect: Floats, better: int) -> float:
    """Mean effect in the better direction."""
    mean = better * float(effect[:, GOAL].mean())
    return mean if np.isfinite(mean) else -np.inf


def saves(effect: Floats) -> bool:
    """Whether it brings in money on every seed."""
    return bool((effect[:, COST] < 0.0).all())
