"""How many seeds a wanted width takes, paired and unpaired, judged from a pilot of few seeds.

A 95 % interval over n seeds has half-width t(n - 1) s / sqrt(n). The pilot's s is uncertain itself: its chi-square
interval gives the interval of the number of seeds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...model.indicators import INDICATORS
from ...model.indicators.matters import unit_of_change
from ..runs.distributions import chdtri, stdtrit
from .comparison import Comparison
from .widths import Wanted

Floats = NDArray[np.float64]
MOST = 1_000_000  # seeds that are worth telling apart
YEAR = 12  # months
Seeds = tuple[int, int, int]  # best estimate and 95 % interval


@dataclass(frozen=True)
class Need:
    """Seeds for one difference; in its unit."""

    scenario: str
    indicator: str
    unit: str
    wanted: float  # half-width of the 95 % interval
    difference: float  # in the pilot
    spread: float  # standard deviation of the paired difference of one seed
    spread_unpaired: float  # the same with seeds of their own for base and scenario
    paired: Seeds
    unpaired: Seeds  # seeds for each of the two

    def record(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


def needs(pilot: Comparison, widths: Sequence[Wanted]) -> list[Need]:
    """Seeds that every width takes in every difference of a pilot."""
    levels = {d.indicator: d for d in pilot.differences if d.group == "all" and d.horizon == pilot.months}
    found = []
    for name, curves in pilot.curves.items():
        asked = [w for w in widths if w.holds_for(name)]
        year = curves[:, :, -YEAR:].mean(axis=2)
        if not asked or name not in levels or not np.isfinite(year).all():
            continue
        wanted = min(w.half_of(levels[name]) for w in asked)
        for k, scenario in enumerate(pilot.scenarios, start=1):
            found.append(_need(scenario, name, year[0], year[k], wanted))
    return found


def _need(scenario: str, name: str, base: Floats, own: Floats, wanted: float) -> Need:
    change = own - base
    paired = float(np.std(change, ddof=1))
    apart = float(np.sqrt(np.var(own, ddof=1) + np.var(base, ddof=1)))
    m = len(change)
    return Need(
        scenario,
        name,
        unit_of_change(INDICATORS[name].unit),
        wanted,
        float(change.mean()),
        paired,
        apart,
        seeds_for(paired, m, wanted),
        seeds_for(apart, m, wanted),
    )


def seeds_for(spread: float, pilot: int, wanted: float) -> Seeds:
    """Seeds at which the half-width is `wanted`, from the standard deviation of `pilot` seeds."""
    degrees = pilot - 1
    low = spread * float(np.sqrt(degrees / chdtri(degrees, 0.025)))
    high = spread * float(np.sqrt(degrees / chdtri(degrees, 0.975)))
    return least_seeds(spread, wanted), least_seeds(low, wanted), least_seeds(high, wanted)


def least_seeds(spread: float, wanted: float) -> int:
    """The smallest number of seeds, two at least, with half-width t(n - 1) s / sqrt(n) up to `wanted`."""
    low, high = 2, MOST
    while low < high:
        n = (low + high) // 2
        if float(stdtrit(n - 1, 0.975)) * spread / n**0.5 <= wanted:
            high = n
        else:
            low = n + 1
    return low


def together(found: Sequence[Need]) -> Mapping[str, Seeds]:
    """Seeds that serve every difference asked for, paired and unpaired."""
    return {
        how: (max(s[0] for s in every), max(s[1] for s in every), max(s[2] for s in every))
        for how, every in (("paired", [n.paired for n in found]), ("unpaired", [n.unpaired for n in found]))
    }
