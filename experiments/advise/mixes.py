"""Mixes of the best: the sum split between levers in a few ways, or filled with one after the other; what costs nothing
is added in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from .goal import Levers
from .ladder import FREE, FREE_OF_COST, Ladder, policy_at
from .plays import COST, Trials

BEST = 4  # levers that are mixed
HALVES, UNEQUAL = ((0.5, 0.5),), ((0.25, 0.75), (0.75, 0.25))
LEAST = 0.05  # of the sum: less is not worth a lever
OVER = 0.02  # of the sum: what a mix may cost more before its doses are cut
CUTS = 3  # times that a mix is played to see what it costs


@dataclass(frozen=True)
class Blend:
    """Levers at the factors of a mix."""

    factors: dict[str, float]  # lever → factor

    @property
    def name(self) -> str:
        """`a + b`, with factors."""
        return " + ".join(f"{name} ×{factor:.4g}" for name, factor in self.factors.items())

    @property
    def policy(self) -> Levers:
        """All of them from the first month on."""
        return tuple(dated for name, factor in self.factors.items() for dated in policy_at(name, factor))


def splits(names: Sequence[str]) -> list[dict[str, float]]:
    """Ways to share out a sum: each two by halves, the best two also unequally, the best three alike."""
    found = [dict(zip(pair, shares, strict=True)) for pair in combinations(names, 2) for shares in HALVES]
    found += [dict(zip(names[:2], shares, strict=True)) for shares in UNEQUAL if len(names) > 1]
    if len(names) > 2:
        found.append(dict.fromkeys(names[:3], 1.0 / 3.0))
    return found


def mixes_of(ladders: Mapping[str, Ladder], gains: Mapping[str, float], budget: float) -> list[Blend]:
    """Mixes of levers with their gains alone, best first, that cost about the sum, each once. What is free stands
    beside the rest in full, and what a lever cannot use goes to the others."""
    names = [name for name, gain in gains.items() if gain > 0.0]
    ways = [_split(shares, ladders, budget) for shares in splits(names[:BEST])]
    by_price = sorted(names, key=lambda name: -gains[name] / max(ladders[name].cost, FREE * budget))
    ways += [_filled(order, ladders, budget) for order in (names, by_price)]
    found: dict[str, Blend] = {}
    for factors in ways:
        mix = Blend({name: factors[name] for name in sorted(factors, key=names.index)})
        if len(mix.policy) == len(factors) > 1:
            found.setdefault(mix.name, mix)
    return list(found.values())


def _split(shares: Mapping[str, float], ladders: Mapping[str, Ladder], budget: float) -> dict[str, float]:
    """Factors at which levers share a sum; what is free stands beside."""
    free = {name: ladders[name].factor for name in shares if ladders[name].state == FREE_OF_COST}
    return free | _shared({name: share for name, share in shares.items() if name not in free}, ladders, budget)


def _filled(order: Sequence[str], ladders: Mapping[str, Ladder], budget: float) -> dict[str, float]:
    """Factors of levers taken one after the other, each as far as the sum lasts."""
    factors: dict[str, float] = {}
    rest = budget
    for name in order:
        ladder = ladders[name]
        cost = 0.0 if ladder.state == FREE_OF_COST else ladder.cost
        if min(cost, rest) >= LEAST * budget or ladder.state == FREE_OF_COST:
            factors[name] = ladder.factor if cost <= rest else ladder.factor_for(rest)
            rest -= min(cost, rest)
    return factors


def _shared(shares: Mapping[str, float], ladders: Mapping[str, Ladder], budget: float) -> dict[str, float]:
    """Factors at which levers cost their shares of a sum, those that stop below theirs at their largest."""
    capped = {name for name in shares if ladders[name].cost < 0.97 * budget * shares[name] / sum(shares.values())}
    rest = budget - sum(ladders[name].cost for name in capped)
    open_to = sum(share for name, share in shares.items() if name not in capped)
    factors = {}
    for name, share in shares.items():
        ladder = ladders[name]
        factors[name] = ladder.factor if name in capped else ladder.factor_for(min(ladder.cost, rest * share / open_to))
    return factors


def kept_to(
    trials: Trials, mixes: Sequence[Blend], ladders: Mapping[str, Ladder], seeds: Sequence[int], budget: float
) -> list[Blend]:
    """The same mixes, those that cost more than the sum with smaller doses of what costs, and without those that still
    do: the costs of some levers hardly fall with their dose."""
    kept: dict[str, Blend] = {}
    left = list(mixes)
    for _ in range(CUTS):
        if not left:
            break
        costs = trials.effects([mix.policy for mix in left], seeds)[:, :, COST].mean(axis=1)
        dear = []
        for mix, cost in zip(left, costs, strict=True):
            if cost <= (1.0 + OVER) * budget:
                kept.setdefault(mix.name, mix)
            else:
                dear.append(_cut(mix, ladders, budget / cost))
        left = [mix for mix in dear if len(mix.policy) > 1]
    return list(kept.values())


def _cut(mix: Blend, ladders: Mapping[str, Ladder], share: float) -> Blend:
    """A mix with this share of the doses of what costs."""
    return Blend({n: f if ladders[n].state == FREE_OF_COST else f * share for n, f in mix.factors.items()})
