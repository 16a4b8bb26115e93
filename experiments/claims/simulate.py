"""Playing the tests: one burnt-in city a seed, one future without policy, and one for each distinct scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...model.city import City
from ...model.levers import LEVERS
from ...model.month import Flows
from ...scenarios.claims import Claim, Test, districts_of
from ...scenarios.spec import Scenario, load_scenario, policy
from ..runs.burn_in_cache import eve_of
from ..runs.run import Tick
from .counts import COUNTS, counts_of
from .future import Count, Future, WithAndWithout, follow
from .levels import YEAR, Levels
from .measures import FOLLOWED, MEASURES
from .treated import FROM_START

ENROLMENT = 12  # months in which persons may be treated, before the last of them is followed to the horizon
HORIZONS = (3, 6, 9, 12, 18, 24)  # months at which a test as written is read beside its own
Where = tuple[str, int]  # a figure and which of its tests
Measured = tuple[Where, int, int, Levels]  # of which test, which point, after how many months, what


@dataclass(frozen=True)
class Variant:
    """A test in one scenario, with behaviour as it is or with one parameter changed."""

    where: Where
    point: int  # 0 for the test as written, then the points of the sweep
    test: Test
    scenario: Scenario
    behaviour: tuple[tuple[str, float], ...] = ()

    @property
    def later(self) -> int:
        """Months in which people may yet be treated, where each is followed from then on."""
        return ENROLMENT if self.test.measure in FOLLOWED and self.test.group not in FROM_START else 0

    @property
    def months(self) -> int:
        """Months to play: to the horizon, and where persons are followed one by one, of those treated within a year.
        As written, a year at least, to see whether the figure is reached later than promised."""
        own = self.test.months + self.later
        return min(own if self.point else max(own, YEAR), self.scenario.months)

    def horizons(self) -> list[int]:
        """Months at which it is read: as written, also before and after its own."""
        others = () if self.point else HORIZONS
        return sorted({self.test.months, *(m for m in others if m + self.later <= self.months)})


def playable(base: Scenario, test: Test) -> bool:
    """Whether its levers exist and it is due within the months of the base."""
    return not test.missing() and test.months <= base.months


def as_written(base: Scenario, claims: Sequence[Claim]) -> list[Variant]:
    """Every test that can be played."""
    return [
        Variant((claim.id, k), 0, test, scenario_of(base, test))
        for claim in claims
        for k, test in enumerate(claim.tests)
        if playable(base, test)
    ]


def swept(base: Scenario, claims: Sequence[Claim]) -> list[Variant]:
    """The points of every sweep: other doses, then the ends of the ranges of behaviour at the dose as written."""
    found = []
    for claim in claims:
        for k, test in enumerate(claim.tests):
            if test.sweep is None or not playable(base, test):
                continue
            where = (claim.id, k)
            points: list[Variant] = []
            for dose in test.sweep.doses:
                scenario = scenario_of(base, test, {test.sweep.lever: {test.sweep.setting: dose}})
                points.append(Variant(where, len(points) + 1, test, scenario))
            written = scenario_of(base, test)
            for name, ends in test.sweep.behaviour.items():
                for end in ends:
                    points.append(Variant(where, len(points) + 1, test, written, ((name, end),)))
            found += points
    return found


def scenario_of(base: Scenario, test: Test, changes: Mapping[str, Mapping[str, Any]] | None = None) -> Scenario:
    """The base with the levers of a test, with some settings changed."""
    zones = {"zones": list(districts_of(base.profile, test.zones))} if test.zones else {}
    entries = [(name, {}) for name in LEVERS] if isinstance(test.levers, str) else test.levers
    levers = [{name: {**settings, **zones, **(changes or {}).get(name, {})}} for name, settings in entries]
    place = {"profile": base.city, "workers": base.workers}
    return load_scenario("baseline", overrides={"city": place, "time": {"months": base.months}, "levers": levers})


def play_seed(seed: int, base: Scenario, variants: tuple[Variant, ...], tick: Tick | None) -> list[Measured]:
    """What every variant measures in one seed's city. Those that ask the same future share it."""
    city, past = eve_of(base, seed, tick)
    wanted = [name for v in variants for name in counts_of(v.test)]
    counts = {name: COUNTS[name] for name in dict.fromkeys(wanted)}
    found: list[Measured] = []
    for behaviour in dict.fromkeys(v.behaviour for v in variants):
        those = [v for v in variants if v.behaviour == behaviour]
        people = city.fork()
        people.behaviour = replace(city.behaviour, **dict(behaviour))
        without = _future(people, past, base, max(v.months for v in those), counts, tick)
        for levers in dict.fromkeys(v.scenario.levers for v in those):
            group = [v for v in those if v.scenario.levers == levers]
            months = max(v.months for v in group)
            pair = WithAndWithout(people, _future(people, past, group[0].scenario, months, counts, tick), without)
            found += [measured for v in group for measured in _measured(pair, v)]
    return found


def _measured(pair: WithAndWithout, variant: Variant) -> list[Measured]:
    """A variant at each of its horizons."""
    test = variant.test
    return [
        (variant.where, variant.point, months, MEASURES[test.measure](pair, replace(test, months=months)))
        for months in variant.horizons()
    ]


def months_to_play(base: Scenario, variants: Sequence[Variant], seeds: int) -> int:
    """Months simulated, for a progress bar."""
    total = base.burn_in
    for behaviour in dict.fromkeys(v.behaviour for v in variants):
        those = [v for v in variants if v.behaviour == behaviour]
        total += max(v.months for v in those)
        for levers in dict.fromkeys(v.scenario.levers for v in those):
            total += max(v.months for v in those if v.scenario.levers == levers)
    return seeds * total


def _future(
    city: City,
    past: Sequence[Flows],
    scenario: Scenario,
    months: int,
    counts: Mapping[str, Count],
    tick: Tick | None,
) -> Future:
    return follow(city, past, policy(scenario), months, counts, tick)
