"""A city without policy, observed for two years: what the public moments are computed from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
    farmed: Integers = field(default_factory=lambda: np.zeros(0, np.int64))  # months on the farm, of each person
    first: Employers = field(init=False)  # employers before the first month
    income: Integers = field(default_factory=lambda: np.zeros(0, np.int64))  # [rows] fen of the year

    migrant_months: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))  # worked, of who stayed

    def __post_init__(self) -> None:
        self._born = self.city.workers.born.copy()
        self.farmed = np.zeros(len(self._born), np.int64)
        self._worked = np.zeros(len(self._born), np.uint8)
        self._stayed = np.ones(len(self._born), np.bool_)
        self.income = np.zeros(len(self._born), np.int64)
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
        self.farmed += census.farming
        self._before = (w.born.copy(), census.unemployed, census.working)
        self._stayed &= w.born == self._born
        self.income += w.income
        self._worked += census.migrant
        self.migrant_months = self._worked[self._stayed]
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
    return list(observed_years(scenario, seed, stocks, tick))[-1]


def observed_years(
    scenario: Scenario, seed: int, stocks: Mapping[str, Callable[[Census], float]], tick: Tick | None = None
) -> Iterator[Year]:
    """Burn a city in, play the scenario, and observe its first twelve months and its last, each yielded at its end,
    while the city is as it is then."""
    city, _ = burnt_in(replace(scenario, by=()), seed, tick)  # moments need no groups
    acts = policy(scenario)
    year = min(YEAR, scenario.months)
    first = last = Year(city)
    for month in range(scenario.months):
        if month and month == scenario.months - year:
            last = Year(city)
        flows = step(city, acts)
        if month < year:
            first.look(flows, stocks)
        if last is not first:
            last.look(flows, stocks)
        if tick:
            tick(1)
        if month == year - 1:
            yield first
    yield last
