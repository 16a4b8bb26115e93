"""What each lever of a package contributes to its effects and its cost, and what the levers do to one another.

The base is the same city without any lever. Every coalition of levers is played for every seed from the same burnt-in
city, so each seed has a split of its own that sums to its own effect; intervals are over seeds.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...messages import phrase
from ...model.indicators.matters import unit_of_change
from ...model.levers import LEVERS
from ...scenarios.checks import written
from ...scenarios.spec import Scenario
from ...scenarios.yaml_reader import Fault, SpecError
from ..runs.asked import Asked, Stated, asked_of
from ..runs.intervals import interval
from ..runs.processes import ProcessPool
from ..runs.run import Tick
from .compare import HEADLINE
from .futures import Floats, Futures, Levers, by_lever, unit_of
from .shapley import coalitions, gains, interactions, orders, prefixes, shapley

EXACT_UP_TO = 6  # levers: 64 futures a seed
PAIRS = 8  # of orders, each with its reverse, where coalitions are too many
FEWEST, SAMPLED = 2, 400  # pairs at least, and futures of a seed that orders may take where levers are many
COST = "public_cost"


@dataclass(frozen=True)
class Contribution:
    """What one lever does to one quantity; in its unit, mean and 95 % interval over seeds."""

    lever: str
    quantity: str
    alone: Stated  # added to the city without any lever
    share: Stated  # Shapley: mean over the orders of joining
    last: Stated  # added to all others
    sampling: Stated | None  # interval of the share over sampled orders; None where all coalitions were played


@dataclass(frozen=True)
class Interaction:
    """How much more two levers do together than apart, averaged over what else is there (Shapley interaction)."""

    levers: tuple[str, str]
    quantity: str
    more: Stated


@dataclass(frozen=True)
class Total:
    """The effect of the package on one quantity, and what is left of it without the effects of each lever alone."""

    quantity: str
    unit: str  # of effects
    level_unit: str
    base: float  # level without any lever
    effect: Stated
    synergy: Stated


@dataclass(frozen=True, kw_only=True)
class Split(Asked):
    """A package taken apart."""

    scenario: str
    title: dict[str, str]
    start: str
    levers: tuple[str, ...]
    wholes: tuple[Total, ...]
    parts: tuple[Contribution, ...]
    pairs: tuple[Interaction, ...]  # empty where orders were sampled
    orders: int  # sampled; 0: exact
    futures: int  # policies played for each seed
    wall_s: float

    @property
    def exact(self) -> bool:
        """Whether every coalition was played."""
        return self.orders == 0

    def parts_of(self, quantity: str) -> list[Contribution]:
        """One row a lever, in the order of the scenario."""
        return [part for part in self.parts if part.quantity == quantity]

    def title_of(self, lever: str, lang: str) -> str:
        """A lever in words."""
        return LEVERS[lever].title[lang]


def check_package(scenario: Scenario) -> dict[str, Levers]:
    """The levers of a package; SpecError where there is nothing to split."""
    players = by_lever(scenario.levers)
    if len(players) < 2:
        has = phrase("package.none", "has no lever in force")
        if players:
            has = phrase("package.one", "has one lever in force, {lever}", lever=next(iter(players)))
        what = "{has}; a package to split needs two or more, such as four_levers"
        raise SpecError([Fault(scenario.name, phrase("package.too_few", what, has=has))])
    return players


def usual_pairs(levers: int) -> int:
    """Pairs of orders where none are asked for: fewer where levers are many, for each takes two futures a lever."""
    return max(FEWEST, min(PAIRS, SAMPLED // (2 * max(1, levers - 1))))


def futures_of(levers: int, pairs: int = PAIRS) -> int:
    """Policies that are played for each seed, at most."""
    return 1 << levers if levers <= EXACT_UP_TO else 2 + 2 * levers + 2 * pairs * (levers - 1)


def split_package(
    scenario: Scenario,
    seeds: Sequence[int],
    *,
    measure: Sequence[str] = (),
    pairs: int = PAIRS,
    command: str = "",
    tick: Tick | None = None,
) -> Split:
    """Split the effects and the public cost of a scenario over its levers. Above six levers, over `pairs` random orders
    of joining and their reverses."""
    began = time.perf_counter()
    players = check_package(scenario)
    quantities = tuple(dict.fromkeys((*(measure or HEADLINE), COST)))
    with ProcessPool(scenario.workers) as pool:
        futures = Futures(pool, scenario, tuple(seeds), quantities, tick)
        game = _Game(scenario, list(players.values()), futures)
        split = _exact(game) if len(players) <= EXACT_UP_TO else _sampled(game, pairs)
    base = futures.played[()].mean(axis=0)
    known = [q for q, name in enumerate(quantities) if all(np.isfinite(v[:, q]).all() for v in futures.played.values())]
    names = tuple(players)
    return Split(
        **asked_of(scenario, seeds, command),
        scenario=scenario.name,
        title=scenario.title,
        start=written(scenario.start),
        levers=names,
        wholes=tuple(_total(quantities[q], float(base[q]), split, q) for q in known),
        parts=tuple(part for q in known for part in _contributions(names, quantities[q], split, q)),
        pairs=tuple(pair for q in known for pair in _interactions(names, quantities[q], split, q)),
        orders=0 if split.orders is None else len(split.orders),
        futures=len(futures.played),
        wall_s=time.perf_counter() - began,
    )


@dataclass(frozen=True)
class _Game:
    """Levers as players; a coalition keeps the order of the scenario."""

    scenario: Scenario
    players: list[Levers]
    futures: Futures

    def worth(self, masks: Sequence[int]) -> Floats:
        """[coalition, seed, quantity], as differences from the city without levers."""
        return self.futures.effects([self.levers(mask) for mask in masks])

    def levers(self, mask: int) -> Levers:
        """The levers of a coalition."""
        inside = {dated for i, player in enumerate(self.players) if mask >> i & 1 for dated in player}
        return tuple(dated for dated in self.scenario.levers if dated in inside)


@dataclass(frozen=True)
class _Found:
    """Splits by seed, [lever, seed, quantity]."""

    total: Floats
    alone: Floats
    last: Floats
    share: Floats
    pairs: Floats | None = None  # [lever, lever, seed, quantity]
    orders: Floats | None = None  # what levers add when they join in an order, [order, lever, quantity]


def _exact(game: _Game) -> _Found:
    k = len(game.players)
    worth = game.worth(coalitions(k))
    alone = np.array([worth[1 << i] for i in range(k)])
    last = np.array([worth[-1] - worth[-1 - (1 << i)] for i in range(k)])
    return _Found(worth[-1], alone, last, shapley(worth), interactions(worth))


def _sampled(game: _Game, pairs: int) -> _Found:
    k = len(game.players)
    everyone = (1 << k) - 1
    drawn = orders(k, pairs, np.random.default_rng(1))
    wanted = [1 << i for i in range(k)] + [everyone - (1 << i) for i in range(k)]
    masks = list(dict.fromkeys([everyone, *wanted, *(mask for order in drawn for mask in prefixes(order))]))
    worth = dict(zip(masks, game.worth(masks), strict=True))
    added = np.array([gains(order, [worth[mask] for mask in prefixes(order)]) for order in drawn])
    alone = np.array([worth[1 << i] for i in range(k)])
    last = np.array([worth[everyone] - worth[everyone - (1 << i)] for i in range(k)])
    return _Found(worth[everyone], alone, last, added.mean(axis=0), orders=added.mean(axis=2))


def _total(quantity: str, base: float, found: _Found, q: int) -> Total:
    synergy = found.total[:, q] - found.alone[:, :, q].sum(axis=0)
    return Total(
        quantity,
        unit_of_change(unit_of(quantity)),
        unit_of(quantity),
        base,
        interval(found.total[:, q]),
        interval(synergy),
    )


def _contributions(names: Sequence[str], quantity: str, found: _Found, q: int) -> list[Contribution]:
    return [_contribution(name, quantity, found, i, q) for i, name in enumerate(names)]


def _contribution(name: str, quantity: str, found: _Found, i: int, q: int) -> Contribution:
    alone, share, last = (interval(table[i, :, q]) for table in (found.alone, found.share, found.last))
    if found.orders is None:
        return Contribution(name, quantity, alone, share, last, None)
    draws = found.orders[:, i, q].reshape(-1, 2).mean(axis=1)  # an order and its reverse are one draw
    return Contribution(name, quantity, alone, share, last, interval(draws))


def _interactions(names: Sequence[str], quantity: str, found: _Found, q: int) -> list[Interaction]:
    if found.pairs is None:
        return []
    every = [(i, j) for i in range(len(names)) for j in range(i + 1, len(names))]
    return [Interaction((names[i], names[j]), quantity, interval(found.pairs[i, j, :, q])) for i, j in every]
