"""A city without policy, observed for a year: what the public moments are computed from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from ...agents.employers import Employers
from ...agents.workers import INJURY, PLATFORM
from ...model.city import City
from ...model.indicators import Series, measure
from ...model.month import Flows, step
from ...scenarios.spec import Scenario, policy
from ..runs.run import Tick, burnt_in
from .census import Census

Integers = NDArray[np.int64]
YEAR = 12  # months


@dataclass
class Year:
    """Twelve months of a city, month ends compared person by person. A row counts for a person until it is used
    again."""

    city: City
    months: list[Flows] = field(default_factory=list)
    stocks: dict[str, list[float]] = field(default_factory=dict)  # moment → its value at each month's end
    were_unemployed: int = 0  # person-months that began in unemployment
    were_working: int = 0
    found: int = 0  # of the first, those that ended at work
    lost: int = 0  # of the second, those that ended in unemployment
    enrolled_months: int = 0  # person-months on a platform with injury cover
    first: Employers = field(init=False)  # employers before the first month
    income: Integers = field(default_factory=lambda: np.zeros(0, np.int64))  # fen of the year, of those who stayed

    def __post_init__(self) -> None:
        self._born = self.city.workers.born.copy()
        self._income = np.zeros(len(self._born), np.int64)
        self._stayed = np.ones(len(self._born), np.bool_)
        census = Census(self.city)
        self._before = (self._born, census.unemployed, census.working)
        self.first = self.city.employers.copy()

    def look(self, flows: Flows, stocks: Mapping[str, Callable[[Census], float]]) -> None:
        """Take down the month that has just ended."""
        w, census = self.city.workers, Census(self.city)
        born, unemployed, working = self._before
        same = w.born == born
        self.were_unemployed += int(np.count_nonzero(unemployed & same))
        self.were_working += int(np.count_nonzero(working & same))
        self.found += int(np.count_nonzero(unemployed & same & census.working))
        self.lost += int(np.count_nonzero(working & same & census.unemployed))
        self.enrolled_months += int(np.count_nonzero((w.status == PLATFORM) & ((w.insured & INJURY) > 0)))
        self._before = (w.born.copy(), census.unemployed, census.working)
        self._stayed &= w.born == self._born
        self._income += w.income
        self.income = self._income[self._stayed]
        self.months.append(flows)
        for name, moment in stocks.items():
            self.stocks.setdefault(name, []).append(moment(census))

    def mean_of(self, stock: str) -> float:
        """Mean of a stock moment over the months in which there was one."""
        values = np.array(self.stocks[stock])
        return float(np.mean(values[np.isfinite(values)])) if np.isfinite(values).any() else np.nan

    @property
    def series(self) -> Series:
        """Flows and tallies of the year."""
        return Series.of(self.city, self.months)

    def at_end(self, indicator: str) -> float:
        """An indicator that looks back on twelve months, for the whole city."""
        return float(measure(self.series, (indicator,))[indicator][-1, 0])


def observe(
    scenario: Scenario, seed: int, stocks: Mapping[str, Callable[[Census], float]], tick: Tick | None = None
) -> Year:
    """Burn a city in, play the scenario, and observe its last twelve months."""
    city, _ = burnt_in(replace(scenario, by=()), seed, tick)  # moments need no groups
    acts = policy(scenario)
    for _ in range(scenario.months - YEAR):
        step(city, acts)
        if tick:
            tick(1)
    seen = Year(city)
    for _ in range(min(YEAR, scenario.months)):
        seen.look(step(city, acts), stocks)
        if tick:
            tick(1)
    return seen
