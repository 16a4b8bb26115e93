"""A city at rest: without policy, shocks or growth it stays what it is, and its levels do not hang on the number of
people simulated.

`drifts` holds the change of each headline indicator over five years to a bound; `levels` compares cities of two sizes.
The bounds are judgement of what a sound model shows.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...model.indicators import Series, measure
from ...model.month import Flows, step
from ...results.environment import version
from ...scenarios.spec import Scenario, policy
from ..runs.intervals import interval, mean_interval
from ..runs.processes import each_seed
from ..runs.run import Tick, burnt_in

Floats = NDArray[np.float64]
PERSONS, MONTHS, SEEDS = 50_000, 240, 10  # defaults
LEVEL_MONTHS = 60  # of the comparison of sizes
LARGE, FEW = 500_000, 3  # persons from which a city is played for so few seeds
YEAR, SPAN = 12, 60  # months
POINTS = 0.3  # pp by which levels of rates may differ
GROUPS = ("age_band", "urban_rural")


class Headline(NamedTuple):
    """What must not drift."""

    name: str
    indicator: str
    group: str
    unit: str
    bound: float  # change over five years
    apart: float  # difference of levels between sizes


HEADLINES = (
    Headline("unemployment", "unemployment_rate", "all", "pp", 0.15, POINTS),
    Headline("youth", "unemployment_rate", "age_band=16-24", "pp", 0.8, POINTS),
    Headline("tenure", "tenure_years", "all", "years", 0.15, 0.15),
    Headline("gini", "gini", "all", "ratio", 0.003, 0.003),
    Headline("skilled", "skilled_share", "all", "pp", 0.3, POINTS),
    Headline("urban_rural", "urban_rural_income_ratio", "all", "ratio", 0.03, 0.03),
    Headline("platform", "platform_share", "all", "pp", 0.1, POINTS),
)


@dataclass(frozen=True)
class Drift:
    """How one indicator moves. K spans of five years."""

    name: str
    unit: str
    bound: float
    first: float  # mean over seeds of the first year
    last: float  # of the last
    spans: tuple[tuple[int, int], ...]  # [K] first months of the two years that are compared, from 0
    changes: tuple[float, ...]  # [K] mean over seeds
    lows: tuple[float, ...]  # [K] 95 % interval
    highs: tuple[float, ...]

    @property
    def worst(self) -> int:
        """The span with the largest change."""
        return int(np.argmax(np.abs(self.changes)))

    @property
    def passed(self) -> bool:
        """Whether the mean change of every span stays within the bound."""
        return bool(np.all(np.abs(self.changes) <= self.bound))

    def record(self) -> dict[str, Any]:
        """The same as plain data."""
        return {**asdict(self), "pass": self.passed}


@dataclass(frozen=True)
class Level:
    """One indicator in cities of two sizes: means of the last year over seeds."""

    name: str
    unit: str
    sizes: tuple[int, int]
    values: tuple[float, float]
    difference: float
    low: float  # 95 % interval of the difference
    high: float
    allowed: float

    @property
    def passed(self) -> bool:
        """Whether the sizes differ by no more than is allowed, or not clearly by more than chance."""
        return abs(self.difference) <= self.allowed or bool(self.low <= 0.0 <= self.high)

    def record(self) -> dict[str, Any]:
        """The same as plain data."""
        return {**asdict(self), "pass": self.passed}


@dataclass(frozen=True)
class Rest:
    """The whole judgement."""

    city: str
    city_title: dict[str, str]
    persons: int
    burn_in: int
    months: int
    seeds: tuple[int, ...]
    unfinished: tuple[int, ...]
    drifts: tuple[Drift, ...]
    levels: tuple[Level, ...]
    wall_s: float
    version: str
    command: str

    @property
    def passed(self) -> bool:
        """Whether no bound is broken."""
        return all(d.passed for d in self.drifts) and all(level.passed for level in self.levels)

    def record(self) -> dict[str, Any]:
        """The same as plain data."""
        rows = {name: [row.record() for row in getattr(self, name)] for name in ("drifts", "levels")}
        plain = ("city", "city_title", "persons", "burn_in", "months", "wall_s", "version", "command")
        seeds = {"seeds": list(self.seeds), "unfinished": list(self.unfinished)}
        return {**{name: getattr(self, name) for name in plain}, **seeds, **rows, "pass": self.passed}


def judge_rest(
    scenario: Scenario,
    seeds: Sequence[int],
    sizes: Sequence[int] = (),
    *,
    command: str = "",
    tick: Tick | None = None,
) -> Rest:
    """Leave the scenario's city alone for its months, seed by seed; then cities of each size, for five years.

    Ctrl-C ends the seeds with those finished so far if there are at least two; sizes are then left out.
    """
    began = time.perf_counter()
    found: dict[int, dict[str, Floats]] = {}
    try:
        for seed, series in each_seed(seed_series, seeds, scenario.workers, scenario, tick=tick):
            found[seed] = series
    except KeyboardInterrupt:
        if len(found) < 2:
            raise
        sizes = ()
    done = tuple(seed for seed in seeds if seed in found)
    return Rest(
        city=scenario.profile.id,
        city_title={"zh": scenario.profile.name_zh, "en": scenario.profile.name_en},
        persons=scenario.workers,
        burn_in=scenario.burn_in,
        months=scenario.months,
        seeds=done,
        unfinished=tuple(seed for seed in seeds if seed not in found),
        drifts=drifts(together([found[seed] for seed in done])),
        levels=_compared(scenario, seeds, sizes, tick),
        wall_s=time.perf_counter() - began,
        version=version(),
        command=command,
    )


def months_to_play(scenario: Scenario, seeds: Sequence[int], sizes: Sequence[int]) -> int:
    """Months simulated, for a progress bar."""
    compared = sum(_seeds_of(size, seeds) for size in sizes) * (scenario.burn_in + LEVEL_MONTHS)
    return len(seeds) * (scenario.burn_in + scenario.months) + compared


def seed_series(seed: int, scenario: Scenario, tick: Tick | None) -> dict[str, Floats]:
    """[month] every headline indicator of one seed, the city left alone."""
    city, past = burnt_in(replace(scenario, by=GROUPS), seed, tick)
    acts = policy(scenario)
    months: list[Flows] = []
    for _ in range(scenario.months):
        months.append(step(city, acts))
        if tick:
            tick(1)
    series = Series.of(city, [*past, *months], lead=len(past))
    wanted = tuple(dict.fromkeys(h.indicator for h in HEADLINES))
    values = measure(series, wanted)
    return {h.name: values[h.indicator][:, series.group(h.group)] for h in HEADLINES}


def together(by_seed: Sequence[Mapping[str, Floats]]) -> dict[str, Floats]:
    """Name → [seed, month]."""
    return {name: np.array([one[name] for one in by_seed]) for name in by_seed[0]}


def drifts(series: Mapping[str, Floats], headlines: Sequence[Headline] = HEADLINES) -> tuple[Drift, ...]:
    """How far each indicator, [seed, month], moves in five years: from a year to the year that begins five years
    later, all along the series; a shorter one is compared end to end, by its length."""
    return tuple(_drift(headline, series[headline.name]) for headline in headlines if headline.name in series)


def _drift(headline: Headline, values: Floats) -> Drift:
    months = values.shape[1]
    spans = spans_of(months)
    changes = []
    for a, b in spans:
        moved = values[:, b : b + YEAR].mean(axis=1) - values[:, a : a + YEAR].mean(axis=1)
        changes.append(mean_interval(list(moved * SPAN / (b - a))))
    means, lows, highs = (tuple(change[k] for change in changes) for k in range(3))
    ends = (float(values[:, :YEAR].mean()), float(values[:, -YEAR:].mean()))
    return Drift(headline.name, headline.unit, headline.bound, *ends, spans, means, lows, highs)


def spans_of(months: int) -> tuple[tuple[int, int], ...]:
    """First months of the years compared: every five years, and the last ones."""
    if months < 2 * YEAR:
        raise ValueError("a drift takes two years at the least")
    last = months - YEAR
    if last <= SPAN:
        return ((0, last),)
    spans = [(a, a + SPAN) for a in range(0, last - SPAN + 1, SPAN)]
    return tuple(dict.fromkeys([*spans, (last - SPAN, last)]))


def levels(small: Mapping[str, Floats], large: Mapping[str, Floats], sizes: tuple[int, int]) -> tuple[Level, ...]:
    """The last year of each indicator, [seed, month], in two sizes of city."""
    rows = []
    for h in HEADLINES:
        means = [np.nanmean(city[h.name][:, -YEAR:], axis=1) for city in (small, large)]
        (a, a_low, a_high), (b, b_low, b_high) = (interval(values) for values in means)
        half = float(np.hypot(a_high - a_low, b_high - b_low) / 2.0)
        rows.append(Level(h.name, h.unit, sizes, (a, b), b - a, b - a - half, b - a + half, h.apart))
    return tuple(rows)


def _compared(scenario: Scenario, seeds: Sequence[int], sizes: Sequence[int], tick: Tick | None) -> tuple[Level, ...]:
    """Cities of each size beside that of the first."""
    found: dict[int, dict[str, Floats]] = {}
    for size in sizes:
        place = replace(scenario, workers=size, months=LEVEL_MONTHS)
        some = list(seeds)[: _seeds_of(size, seeds)]
        ran = dict(each_seed(seed_series, some, size, place, tick=tick))
        found[size] = together([ran[seed] for seed in some])
    first, *others = found or (0,)
    return tuple(row for size in others for row in levels(found[first], found[size], (first, size)))


def _seeds_of(size: int, seeds: Sequence[int]) -> int:
    """Seeds of a city: chance is small in a large one."""
    return min(len(seeds), FEW) if size >= LARGE else len(seeds)
