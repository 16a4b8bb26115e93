"""Effect against cost: options over their doses, which of them are efficient, and which others beat them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from ...model.indicators.matters import unit_of_change
from ...scenarios.checks import written
from ...scenarios.spec import Scenario
from ..runs.asked import Asked, Stated, asked_of
from ..runs.intervals import interval
from ..runs.processes import ProcessPool
from ..runs.run import Tick
from .doses import Scale, doses_of, largest_factor, scaled
from .futures import Floats, Futures, Levers, better_of, unit_of

FACTORS = (0.25, 0.5, 1.0, 2.0, 4.0)  # of the doses as written


@dataclass(frozen=True)
class Spot:
    """One option at one dose."""

    option: str
    factor: float
    doses: dict[str, float]
    cost: Stated  # yuan more than the base
    effects: dict[str, Stated]  # quantity → change from the base
    beaten_by: dict[str, str]  # quantity → the option that costs no more and does at least as well, on the means
    clearly: dict[str, bool]  # quantity → whether the interval of the difference to that option excludes zero


@dataclass(frozen=True, kw_only=True)
class Frontier(Asked):
    """All options at all doses."""

    start: str
    titles: dict[str, dict[str, str]]  # option → title
    base: str
    payers: str  # public_cost or shared_cost
    quantities: tuple[str, ...]
    units: dict[str, str]
    better: dict[str, int]
    spots: tuple[Spot, ...]
    wall_s: float


def spots_of(options: Sequence[Scenario], factors: Sequence[float], scale: Scale) -> list[tuple[str, float, Levers]]:
    """Options at their doses, each policy once: a dose at the end of its range does not grow further."""
    found: dict[Levers, tuple[str, float, Levers]] = {}
    for option in options:
        for factor in sorted(factors):
            levers = scaled(option.levers, min(factor, largest_factor(option.levers, scale)), scale)
            found.setdefault(levers, (option.name, factor, levers))
    return list(found.values())


def frontier(
    base: Scenario,
    options: Sequence[Scenario],
    seeds: Sequence[int],
    quantities: Sequence[str],
    *,
    factors: Sequence[float] = FACTORS,
    cost: str = "public_cost",
    scale: Scale | None = None,
    command: str = "",
    tick: Tick | None = None,
) -> Frontier:
    """Play every option at every dose and compare effect and cost with the base, pair by pair of seeds."""
    began, scale = time.perf_counter(), scale or {}
    spots = spots_of(options, factors, scale)
    measured = tuple(dict.fromkeys((*quantities, cost)))
    with ProcessPool(base.workers) as pool:
        futures = Futures(pool, base, tuple(seeds), measured, tick)
        levels = futures.levels([base.levers, *(levers for _, _, levers in spots)])
    changes = levels[1:] - levels[:1]  # [spot, seed, quantity]
    names = [label(option, factor) for option, factor, _ in spots]
    beaten = [_beaten(changes, measured.index(q), measured.index(cost), better_of(q)) for q in quantities]
    rows = []
    for k, (option, factor, levers) in enumerate(spots):
        by = {q: beaten[i][k] for i, q in enumerate(quantities) if beaten[i][k] is not None}
        rows.append(
            Spot(
                option,
                factor,
                doses_of(levers, scale),
                interval(changes[k, :, measured.index(cost)]),
                {q: interval(changes[k, :, measured.index(q)]) for q in quantities},
                {q: names[found[0]] for q, found in by.items() if found is not None},
                {q: found[1] for q, found in by.items() if found is not None},
            )
        )
    return Frontier(
        **asked_of(base, seeds, command),
        start=written(base.start),
        titles={option.name: option.title for option in options},
        base=base.name,
        payers=cost,
        quantities=tuple(quantities),
        units={q: unit_of_change(unit_of(q)) for q in measured},
        better={q: better_of(q) for q in quantities},
        spots=tuple(rows),
        wall_s=time.perf_counter() - began,
    )


def label(option: str, factor: float) -> str:
    """An option at a dose."""
    return f"{option} ×{factor:g}"


def _beaten(changes: Floats, quantity: int, cost: int, better: int) -> list[tuple[int, bool] | None]:
    """For each spot the one that costs no more and does better, on the means: the one that does best. And whether it
    clearly does: both worlds share their luck, so the paired interval decides."""
    effect, paid = better * changes[:, :, quantity], changes[:, :, cost]
    found: list[tuple[int, bool] | None] = []
    for k in range(len(changes)):
        rivals = [
            r
            for r in range(len(changes))
            if r != k
            and paid[r].mean() <= paid[k].mean()
            and effect[r].mean() >= effect[k].mean()
            and (paid[r].mean() < paid[k].mean() or effect[r].mean() > effect[k].mean())
        ]
        if not rivals or not better:
            found.append(None)
            continue
        best = max(rivals, key=lambda r: float(effect[r].mean()))
        ahead, dearer = interval(effect[best] - effect[k])[1], interval(paid[best] - paid[k])[1]
        found.append((best, ahead > 0.0 and not dearer > 0.0))
    return found
