"""Many policies for one city: each seed's city is burnt in once and forked for every policy that is tried.

Packages, budgets, frontiers and the search for a mix all ask the same thing: the level of some quantities under this
set of levers, for these seeds. What was played once is remembered, so that a search pays for new policies only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from ...messages import Message, phrase
from ...model.groups import EVERYBODY, SHOWN, parse_group
from ...model.indicators import INDICATORS
from ...model.indicators.by_group import by_group, grouped_indicators
from ...model.ledger import PLATFORMS, PUBLIC_COST
from ...model.levers import Dated
from ...model.profile import District
from ...scenarios.group_entries import named_groups
from ...scenarios.spec import Scenario
from ...scenarios.yaml_reader import Fault, SpecError
from ..runs.burn_in_cache import eve_of
from ..runs.processes import ProcessPool
from ..runs.run import Result, Tick, play
from .money import paid_by

Floats = NDArray[np.float64]
Levers = tuple[Dated, ...]
COSTS: dict[str, tuple[str, ...]] = {  # quantity → who pays
    "public_cost": PUBLIC_COST,
    "shared_cost": (*PUBLIC_COST, PLATFORMS),
}
YEAR = 12  # months at the end that levels are the mean of


@dataclass
class Futures:
    """Levels of `quantities` under any levers, on the same seeds. Quantities are indicators and `COSTS`."""

    pool: ProcessPool
    base: Scenario  # its levers are replaced
    seeds: tuple[int, ...]
    quantities: tuple[str, ...]
    tick: Tick | None = None
    played: dict[Levers, Floats] = field(default_factory=dict)  # levers → [seed, quantity]

    def levels(self, policies: Sequence[Levers]) -> Floats:
        """Shape (policy, seed, quantity): indicators as means of the last twelve months, costs as sums in yuan."""
        fresh = [levers for levers in dict.fromkeys(policies) if levers not in self.played]
        if fresh:
            found = dict(self.pool.each(_of_seed, self.seeds, self.base, tuple(fresh), self.quantities, tick=self.tick))
            for place, levers in enumerate(fresh):
                self.played[levers] = np.array([found[seed][place] for seed in self.seeds])
        return np.array([self.played[levers] for levers in policies])

    def effects(self, policies: Sequence[Levers]) -> Floats:
        """The same as differences from the city without any lever, pair by pair of seeds."""
        levels = self.levels([(), *policies])
        return levels[1:] - levels[:1]

    def months(self, policies: int) -> int:
        """Months of simulation that so many policies take."""
        return len(self.seeds) * (self.base.burn_in + policies * self.base.months)


def indicator_of(quantity: str) -> tuple[str, str]:
    """The indicator and the group: `unemployment_rate:schooling=bachelor&age=16-24`, or `gini` of all."""
    name, _, group = quantity.partition(":")
    return name, parse_group(group).name if group else EVERYBODY


def groupings_of(quantities: Iterable[str]) -> tuple[str, ...]:
    """What people must be counted by for the groups."""
    return tuple(dict.fromkeys(group for _, group in map(indicator_of, quantities) if group != EVERYBODY))


def quantity_in(quantity: str, districts: Sequence[District], place: str) -> str:
    """A quantity by the one name of its group, in a city with these districts; SpecError where there is no such group,
    or the indicator is of the whole city alone."""
    name, _, written = quantity.partition(":")
    if not written or name in COSTS:
        return quantity
    (group,) = named_groups([written], districts, place) or (EVERYBODY,)
    if group == EVERYBODY:
        return name
    if not by_group(name, group):
        raise SpecError([Fault(place, of_the_whole_city(name))])
    return f"{name}:{group.replace(',', '&')}"


def of_the_whole_city(name: str) -> Message:
    """Said of an indicator that knows no groups."""
    what = "{name} is of the whole city, not of a group; of groups are {names}"
    return phrase("group.whole_city", what, name=name, names=", ".join(grouped_indicators()[:SHOWN]) + ", …")


def unit_of(quantity: str) -> str:
    """Unit of an indicator or a cost."""
    return "yuan" if quantity in COSTS else INDICATORS[indicator_of(quantity)[0]].unit


def better_of(quantity: str) -> int:
    """+1 where more is better, -1 where less is, 0 where neither."""
    return -1 if quantity in COSTS else INDICATORS[indicator_of(quantity)[0]].better


def by_lever(levers: Iterable[Dated]) -> dict[str, Levers]:
    """Entries of a scenario by the lever they belong to, those at zero dose left out."""
    found: dict[str, Levers] = {}
    for dated in levers:
        if not dated.lever.off:
            found[dated.lever.name] = (*found.get(dated.lever.name, ()), dated)
    return found


def _of_seed(
    seed: int, base: Scenario, policies: tuple[Levers, ...], quantities: tuple[str, ...], tick: Tick | None
) -> Floats:
    """Levels of one seed, shape (policy, quantity)."""
    city, past = eve_of(base, seed, tick)
    names = tuple(dict.fromkeys(indicator_of(q)[0] for q in quantities if q not in COSTS))
    return np.array(
        [
            _levels(play(city.fork(), past, replace(base, levers=levers), names, tick=tick), quantities)
            for levers in policies
        ]
    )


def _levels(result: Result, quantities: Sequence[str]) -> list[float]:
    paid = {payer: fen * result.weight / 100.0 for payer, fen in paid_by(result).items()}
    return [_level(quantity, result, paid) for quantity in quantities]


def _level(quantity: str, result: Result, paid: Mapping[str, float]) -> float:
    if quantity in COSTS:
        return sum(paid[payer] for payer in COSTS[quantity])
    name, group = indicator_of(quantity)
    return float(result.indicators[name][-YEAR:, result.groups.index(group)].mean())
