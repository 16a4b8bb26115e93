"""Playing probes: paired futures of one eve for each seed, those without a change played once for all that share
it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ...model.levers import Policy
from ...model.month import step
from ...scenarios.spec import Scenario, policy
from ..runs.burn_in_cache import eve_of
from ..runs.processes import each_seed
from ..runs.run import Eve, Tick
from .probe import Probe, ProbeReading, ProbeSetup, WatchedFuture, Watcher
from .probe_verdicts import ProbeVerdict, judge_probe
from .probes import PROBES

QUICK_PERSONS, QUICK_SEEDS = 10_000, 3
Values = dict[str, list[list[tuple[float, float]]]]  # probe → [reading][dose] effect and what it is divided by


@dataclass(frozen=True)
class Batch:
    """Probes that are played together: one size, the same seeds."""

    probes: tuple[Probe, ...]
    persons: int
    seeds: tuple[int, ...]

    @property
    def by(self) -> tuple[str, ...]:
        """Groups that any of them counts."""
        return tuple(dict.fromkeys(name for probe in self.probes for name in probe.by))

    def months(self, burn_in: int) -> int:
        """Months simulated, for a progress bar."""
        return len(self.seeds) * (burn_in + sum(_months(probe) for probe in self.probes) + _calm_months(self.probes))


def find_probes(
    scenario: Scenario,
    names: Iterable[str] | None = None,
    *,
    persons: int | None = None,
    seeds: Sequence[int] | None = None,
    tick: Tick | None = None,
) -> list[ProbeVerdict]:
    """The verdicts on some probes or all, in the scenario's city; each at the size it needs unless told otherwise."""
    found: dict[str, ProbeVerdict] = {}
    for batch in batches(names, persons, seeds):
        found |= play_batch(scenario, batch, tick)
    return [found[name] for name in PROBES if name in found]


def batches(names: Iterable[str] | None, persons: int | None, seeds: Sequence[int] | None) -> list[Batch]:
    """Probes by the size they need."""
    wanted = set(PROBES if names is None else names)
    sizes: dict[tuple[int, tuple[int, ...]], list[Probe]] = {}
    for name, probe in PROBES.items():
        if name in wanted:
            lucks = tuple(range(1, probe.seeds + 1)) if seeds is None else tuple(seeds)
            sizes.setdefault((persons or probe.persons, lucks), []).append(probe)
    return [Batch(tuple(chosen), *size) for size, chosen in sizes.items()]


def play_batch(scenario: Scenario, batch: Batch, tick: Tick | None = None) -> dict[str, ProbeVerdict]:
    """Play a batch seed by seed in processes, and judge it."""
    place = replace(scenario, workers=batch.persons, by=batch.by)
    names = tuple(probe.name for probe in batch.probes)
    found: dict[int, Values] = dict(each_seed(seed_probes, batch.seeds, batch.persons, names, place, tick=tick))
    return {
        probe.name: judge_probe(probe, [found[s][probe.name] for s in batch.seeds], batch.persons, batch.seeds)
        for probe in batch.probes
    }


def seed_probes(seed: int, names: Sequence[str], scenario: Scenario, tick: Tick | None) -> Values:
    """Every reading of some probes at every dose, for one seed."""
    chosen = [PROBES[name] for name in names]
    eve = eve_of(scenario, seed, tick)
    shared: WatchedFuture | None = None
    if months := _calm_months(chosen):
        watchers = dict.fromkeys(w for probe in chosen for w in probe.watch)
        shared = played(eve, scenario, ProbeSetup(eve.city.fork()), months, watchers, tick)
    return {probe.name: _values(probe, eve, scenario, shared, tick) for probe in chosen}


def _values(
    probe: Probe, eve: Eve, scenario: Scenario, calm: WatchedFuture | None, tick: Tick | None
) -> list[list[tuple[float, float]]]:
    """[reading][dose]; what cannot be had is not a number."""
    columns = []
    for dose in probe.doses:
        without, setup = calm, ProbeSetup(eve.city.fork())
        if probe.base is not None:
            other = ProbeSetup(eve.city.fork())
            for each in (other, setup):
                probe.base(each, dose)
            without = played(eve, scenario, other, probe.months, probe.watch, tick)
        probe.change(setup, dose)
        with_ = played(eve, scenario, setup, probe.months, probe.watch, tick)
        assert without is not None
        with np.errstate(divide="ignore", invalid="ignore"):
            columns.append([_quotient(reading, without, with_, dose) for reading in probe.readings])
    return [list(row) for row in zip(*columns, strict=True)]


def _quotient(reading: ProbeReading, without: WatchedFuture, with_: WatchedFuture, dose: float) -> tuple[float, float]:
    """The effect, and what it is divided by."""
    under = reading.over(without, with_, dose) if reading.over is not None else 1.0
    return float(reading.effect(without, with_, dose)), float(under)


def played(
    eve: Eve, scenario: Scenario, setup: ProbeSetup, months: int, watchers: Iterable[Watcher], tick: Tick | None
) -> WatchedFuture:
    """A future, played and watched."""
    city = setup.city
    rest = policy(replace(scenario, levers=()))
    existing = tuple(replace(p, seats=p.seats * setup.training) for p in rest.existing)
    acts: Policy = replace(rest, levers=(*rest.levers, *setup.levers), existing=existing)
    notes: Mapping[Watcher, list[Any]] = {watcher: [] for watcher in watchers}
    future = WatchedFuture(eve.city, city, eve.past, notes=dict(notes))
    for _ in range(months):
        flows = step(city, acts)
        future.months.append(flows)
        for watcher, rows in future.notes.items():
            rows.append(watcher(city, flows))
        if tick:
            tick(1)
    return future


def _months(probe: Probe) -> int:
    """Months of the futures of a probe, without the one that is shared."""
    return len(probe.doses) * probe.months * (1 if probe.base is None else 2)


def _calm_months(probes: Sequence[Probe]) -> int:
    """Length of the future without any change that probes share."""
    return max((probe.months for probe in probes if probe.base is None), default=0)
