"""Comparisons over seeds: means and intervals of every difference, what it costs, who gains, where it happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from ...model.behaviour import Behaviour
from ...model.build.grid import build_grid
from ...model.indicators import INDICATORS
from ...results.environment import version
from ...scenarios.spec import Scenario
from ...scenarios.writing import entries_written, terms_written
from ..runs.assumptions import assumptions_of
from ..runs.intervals import change_interval
from .answers.gathering import answers_of
from .answers.sure import matters_at
from .comparison import Comparison, Difference, Money, Precision
from .gains import gain_rows
from .money import money_of
from .one_seed import SeedComparison, counting_all
from .where import by_cell, by_district

Floats = NDArray[np.float64]


def gather(
    base: Scenario,
    scenarios: Sequence[Scenario],
    names: Sequence[str],
    pairs: dict[int, SeedComparison],
    seeds: Sequence[int],
    command: str,
    wall_s: float,
) -> Comparison:
    """Means and intervals over the seeds."""
    done = sorted(pairs)
    ordered = [pairs[seed] for seed in done]
    everyone = (base, *scenarios)
    first = ordered[0].results[0]
    curves = {
        name: np.array([[p.results[k].indicators[name][:, 0] for p in ordered] for k in range(len(everyone))])
        for name in names
    }
    grid = build_grid(base.profile)
    profile = base.profile
    results = [[pair.results[k] for pair in ordered] for k in range(len(everyone))]
    cells, standing = by_cell(results)
    return Comparison(
        base=base.name,
        scenarios=tuple(s.name for s in scenarios),
        titles={s.name: s.title for s in everyone},
        city=profile.id,
        city_title={"zh": profile.name_zh, "en": profile.name_en},
        residents=profile.residents,
        workers=base.workers,
        weight=first.weight,
        months=base.months,
        start=f"{base.start[0]:04d}-{base.start[1]:02d}",
        seeds=tuple(done),
        differences=tuple(differences_of(everyone, names, ordered, base.months)),
        curves=curves,
        money=tuple(_money(s, k, ordered) for k, s in enumerate(scenarios, start=1)),
        gains=tuple(gain_rows(scenarios, [pair.gains for pair in ordered])),
        precision=tuple(_precision(scenarios, curves)),
        weak=tuple(assumptions_of(everyone)),
        cells=cells,
        cell_xy=(grid.x_km, grid.y_km),
        cell_class=grid.klass,
        groups=tuple(one for one in counting_all(base, scenarios).by if "=" in one),
        cell_district=grid.district,
        cell_standing=standing,
        where=tuple(by_district(results, [s.name for s in scenarios], profile, grid.district)),
        unfinished=tuple(s for s in seeds if s not in pairs),
        settings={s.name: entries_written(s) for s in everyone},
        terms={s.name: terms for s in everyone if (terms := terms_written(s))},
        forecast={s.name: s.forecast.written(s.start) for s in everyone},
        behaviour=changed_behaviour(base),
        command=command,
        version=version(),
        wall_s=wall_s,
        answers=answers_of(base, scenarios, ordered),
    )


def horizons(months: int) -> tuple[int, ...]:
    """Months at which differences are reported: one year, three years, the end."""
    return tuple(sorted({h for h in (12, 36, months) if h <= months}))


def differences_of(
    everyone: Sequence[Scenario], names: Sequence[str], pairs: Sequence[SeedComparison], months: int
) -> list[Difference]:
    """Every scenario against the base, every indicator, group and horizon, over the months and seeds in which both have
    a number."""
    rows = []
    groups = pairs[0].results[0].groups
    for name in names:
        values = np.array([[p.results[k].indicators[name] for p in pairs] for k in range(len(everyone))])
        for horizon in horizons(months):
            year = values[:, :, max(0, horizon - 12) : horizon]  # scenario, seed, month, group
            for k, scenario in enumerate(everyone[1:], start=1):
                known = np.isfinite(year[0]) & np.isfinite(year[k])
                first, own = (_mean_where(one, known) for one in (year[0], year[k]))  # seed, group
                for g in np.flatnonzero(known.any(axis=(0, 1))):
                    seeds = known[:, :, g].any(axis=1)
                    base, value = first[seeds, g], own[seeds, g]
                    row = Difference(
                        scenario.name,
                        name,
                        groups[g],
                        horizon,
                        float(base.mean()),
                        float(value.mean()),
                        *change_interval(value - base, INDICATORS[name].unit),
                        INDICATORS[name].unit,
                        matters_at(name, float(base.mean())),
                        seeds=int(seeds.sum()),
                        known=float(known[:, :, g].mean()),
                    )
                    rows.append(row)
    return rows


def _mean_where(values: Floats, known: NDArray[np.bool_]) -> Floats:
    """Mean over the months in which both futures have a number; shape (seed, month, group) → (seed, group)."""
    counted = known.sum(axis=1)
    if known.all():
        return np.asarray(values.mean(axis=1))
    with np.errstate(invalid="ignore"):
        return np.where(known, values, 0.0).sum(axis=1) / np.where(counted, counted, np.nan)


def _money(scenario: Scenario, place: int, pairs: Sequence[SeedComparison]) -> Money:
    futures = [(pair.results[0], pair.results[place]) for pair in pairs]
    return money_of(scenario.name, futures, [pair.treatment[scenario.name] for pair in pairs])


def _precision(scenarios: Sequence[Scenario], curves: dict[str, Floats]) -> list[Precision]:
    """Seeds that unpaired runs would need for the same width, per paired seed: var(a) + var(b) over var(a − b)."""
    rows = []
    for name, values in curves.items():
        year = values[:, :, -12:].mean(axis=2)
        if year.shape[1] < 3 or not np.isfinite(year).all():
            continue
        for k, scenario in enumerate(scenarios, start=1):
            paired = float(np.var(year[k] - year[0], ddof=1))
            apart = float(np.var(year[k], ddof=1) + np.var(year[0], ddof=1))
            if paired > 0.0 and apart > 0.0:
                rows.append(Precision(name, scenario.name, apart / paired))
    return rows


def changed_behaviour(scenario: Scenario) -> dict[str, float]:
    """Parameters of behaviour that are not as shipped."""
    shipped, ours = asdict(Behaviour()), asdict(scenario.behaviour)
    return {name: value for name, value in ours.items() if value != shipped[name]}
