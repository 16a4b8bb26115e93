"""Playing one lever at every dose in one seed's city, beside the same city without any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...model.city import City
from ...model.ledger import TOLD
from ...model.levers import LEVERS, Dated, Lever
from ...scenarios.spec import Scenario, policy
from ..compare.answers.columns import Seen
from ..compare.answers.outcomes import OUTCOMES, differences
from ..compare.answers.touches import REACHED, Sight
from ..compare.compare import HEADLINE
from ..compare.money import paid_by
from ..runs.burn_in_cache import Recent, burn_in_of, eve_of
from ..runs.run import Eve, Result, Simulation, Tick
from .doses import Dose, doses_of

MORE = ("employment_rate", "digital_posts", "platform_income", "worker_income", "skilled_share")
INDICATORS = (*HEADLINE, *MORE)  # of the city
YEAR = 12  # months at the end of which indicators are the mean
CITY, SUM, MONEY, BASE = "city.", "sum.", "money.", "base."  # before names in a record
Record = dict[str, float]


@dataclass(frozen=True)
class Calm:
    """The future without the lever. M months."""

    result: Result
    seen: list[Seen]  # [M]

    @property
    def size(self) -> int:
        """Persons and months, for the cache."""
        return len(self.seen) * len(self.seen[0].born)


CALM: Recent[Calm] = Recent(2, lambda calm: calm.size, 8_000_000)


def play_lever(task: tuple[int, str], base: Scenario, tick: Tick | None = None) -> list[Record]:
    """What came out at each dose, for one seed and lever."""
    seed, name = task
    eve = eve_of(base, seed, tick)
    kind = LEVERS[name]
    wanted = indicators_of(kind)
    rest = replace(base, levers=company_of(kind))
    key = (*burn_in_of(base, seed), base.months, kind.company)
    calm = CALM.get(key, lambda: play_calm(eve, rest, tick))
    return [play_dose(eve, calm, rest, dose, wanted, tick) for dose in doses_of(kind)]


def company_of(kind: type[Lever]) -> tuple[Dated, ...]:
    """The levers that hold in both futures, at their usual doses."""
    return tuple(Dated(lever=LEVERS[name]()) for name in kind.company)


def indicators_of(kind: type[Lever]) -> tuple[str, ...]:
    """Indicators of the city that are measured for a lever."""
    return tuple(dict.fromkeys((*INDICATORS, *city_expected(kind))))


def city_expected(kind: type[Lever]) -> dict[str, str]:
    """Indicator → sign that a lever expects."""
    return {what.removeprefix("city:"): sign for what, sign in kind.expects.items() if what.startswith("city:")}


def play_calm(eve: Eve, rest: Scenario, tick: Tick | None = None) -> Calm:
    """Play the city without the lever and take down everybody's months."""
    every = dict.fromkeys(name for kind in LEVERS.values() for name in indicators_of(kind))
    city = eve.city.fork()
    simulation, seen = Simulation(city, eve.past, rest, policy(rest), tuple(every)), []
    for _ in range(rest.months):
        simulation.month()
        seen.append(Seen.of(city, keep=True))
        if tick:
            tick(1)
    return Calm(simulation.result(), seen)


def play_dose(
    eve: Eve, calm: Calm, rest: Scenario, dose: Dose, wanted: Sequence[str], tick: Tick | None = None
) -> Record:
    """Play the city with the lever and hold it beside the calm one."""
    city = eve.city.fork()
    scenario = replace(rest, levers=(*rest.levers, Dated(lever=dose.lever)))
    acts = policy(scenario)
    existing = len(policy(replace(rest, levers=())).in_force(city)[1])
    simulation, tracking = Simulation(city, eve.past, scenario, acts, wanted), Tracking.of(city)
    for without in calm.seen:
        simulation.month()
        sight = Sight(city, eve.city, Seen.of(city, keep=False), without, dose.lever, existing)
        tracking.add(sight)
        if tick:
            tick(1)
    return tracking.record() | _of_city(simulation.result(), calm.result, wanted)


@dataclass
class Tracking:
    """Who was reached so far, and what was different for them since. N persons."""

    born: np.ndarray  # [N] month of birth of who was reached in this row; of no one where nobody was
    persons: int
    months: int  # of persons who are the same in both futures
    sums: Record

    NOBODY = np.iinfo(np.int16).min

    @classmethod
    def of(cls, city: City) -> Tracking:
        """Nobody was reached yet."""
        n = len(city.workers)
        return cls(np.full(n, cls.NOBODY, np.int16), 0, 0, dict.fromkeys(OUTCOMES, 0.0))

    def add(self, sight: Sight) -> None:
        """Count a month."""
        now, without = sight.now, sight.without
        reach = REACHED.get(sight.lever.touches)
        self.born[self.born != now.born] = self.NOBODY  # somebody else has come
        if reach is not None:
            fresh = reach(sight) & (self.born == self.NOBODY)
            self.persons += int(fresh.sum())
            self.born[fresh] = now.born[fresh]
        rows = np.flatnonzero((self.born != self.NOBODY) & (now.born == without.born))
        if not len(rows):
            return
        self.months += len(rows)
        for name, more in differences(now, without, rows).items():
            self.sums[name] += more

    def record(self) -> Record:
        """As plain numbers."""
        return {
            "persons": float(self.persons),
            "months": float(self.months),
            **{f"{SUM}{name}": value for name, value in self.sums.items()},
        }


def _of_city(own: Result, calm: Result, wanted: Sequence[str]) -> Record:
    """What is different for the city in the last year, and what was paid over the whole time, yuan of the city."""
    found: Record = {}
    for name in wanted:
        levels = [float(np.mean(result.indicators[name][-YEAR:, 0])) for result in (own, calm)]
        found[f"{CITY}{name}"], found[f"{BASE}{name}"] = levels[0] - levels[1], levels[1]
    paid = [paid_by(result) for result in (own, calm)]
    yuan = own.weight / 100.0
    return found | {f"{MONEY}{payer}": (paid[0][payer] - paid[1][payer]) * yuan for payer in TOLD}
