"""An atlas: where people live and work, month by month, in several futures of one city with the same luck.

Counts are kept by seed, future, period and cell, so that a map can show any of them, a difference has its interval, and
neighbouring cells can be added up. They are held in as few bytes as they need, without the cells where nothing ever
is: sum them as wider numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...agents.workers import AGE_ENDS, HUKOUS, SCHOOLINGS, SEXES
from ...messages import phrase
from ...model.build.grid import build_grid
from ...model.city import City
from ...model.groups import AGE_BANDS
from ...results.bundle import narrow
from ...scenarios.spec import Scenario
from ..compare.compare import check_same_city
from ..runs.burn_in_cache import eve_of
from ..runs.cell_counts import CELL_COUNTS
from ..runs.processes import each_seed
from ..runs.run import Result, Tick, play

COUNTS = (*CELL_COUNTS, "income")
TRAITS = {"sex": SEXES, "age_band": AGE_BANDS, "hukou": HUKOUS, "schooling": SCHOOLINGS}


class CellCounts(Mapping[str, NDArray[np.integer]]):
    """Arrays [F, S, T, C] by name, held for the cells where there ever is anything, in the narrowest integers."""

    def __init__(self, counts: Iterable[tuple[str, NDArray[np.integer]]]) -> None:
        self._some: dict[str, NDArray[np.intp]] = {}
        self._held: dict[str, NDArray[np.integer]] = {}
        for name, values in counts:
            _, _, self.periods, self.cells = values.shape
            self._some[name] = np.flatnonzero(values.any(axis=(0, 1, 2)))
            self._held[name] = narrow(values[..., self._some[name]])

    def __getitem__(self, name: str) -> NDArray[np.integer]:
        return self._spread(name, self._held[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def of_future(self, name: str, future: int) -> NDArray[np.integer]:
        """[S, T, C] of one future."""
        return self._spread(name, self._held[name][future])

    def _spread(self, name: str, held: NDArray[np.integer]) -> NDArray[np.integer]:
        values = np.zeros((*held.shape[:-1], self.cells), held.dtype)
        values[..., self._some[name]] = held
        return values


@dataclass(frozen=True, eq=False)
class Atlas:
    """Counts on the map. F futures (the base first), S seeds, T periods of `every` months, C cells."""

    city: str
    city_title: dict[str, str]
    futures: tuple[str, ...]
    titles: dict[str, dict[str, str]]  # future → {zh, en}
    seeds: tuple[int, ...]
    start: str  # "2025-01"
    every: int  # months in a period; counts are sums over them
    persons: int  # simulated, of each seed
    weight: float  # residents 16+ that one of them stands for
    km: float  # side of a cell
    klass: NDArray[np.uint8]  # [C] core, suburb, town, village
    district: NDArray[np.uint8]  # [C]
    districts: tuple[dict[str, str], ...]  # {zh, en} of each district
    counts: CellCounts  # one of COUNTS → [F, S, T, C], person-months or jobs; income in yuan
    traits: dict[str, NDArray[np.integer]]  # one of TRAITS → [value, C] persons at the start, all seeds
    made: dict[str, Any]  # what the numbers depend on, see `futures_file`

    @property
    def size(self) -> int:
        """Cells across."""
        return round(len(self.klass) ** 0.5)

    @property
    def periods(self) -> int:
        """Number of periods."""
        return self.counts.periods

    @cached_property
    def inhabited(self) -> NDArray[np.bool_]:
        """[C] whether anybody ever lives there."""
        return np.asarray(self.counts["persons"].any(axis=(0, 1, 2)))


Sheet = tuple[dict[str, NDArray[np.int32]], dict[str, NDArray[np.int32]], float]  # counts [F, T, C], traits, weight


def chart(
    base: Scenario,
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    *,
    every: int = 1,
    tick: Tick | None = None,
    made: Mapping[str, Any] | None = None,
) -> Atlas:
    """Play base and scenarios for each seed and put on the map what happens."""
    check_same_city(base, scenarios)
    everyone = (base, *scenarios)
    found = dict(each_seed(chart_seed, seeds, base.workers, everyone, every, tick=tick))
    return bound(everyone, {seed: found[seed] for seed in seeds}, every, made)


def bound(
    everyone: Sequence[Scenario], sheets: Mapping[int, Sheet], every: int, made: Mapping[str, Any] | None = None
) -> Atlas:
    """The atlas of the seeds that are there."""
    base, found = everyone[0], list(sheets.values())
    profile, grid = base.profile, build_grid(base.profile)
    return Atlas(
        city=profile.id,
        city_title={"zh": profile.name_zh, "en": profile.name_en},
        futures=tuple(s.name for s in everyone),
        titles={s.name: s.title for s in everyone},
        seeds=tuple(sheets),
        start=f"{base.start[0]:04d}-{base.start[1]:02d}",
        every=every,
        persons=base.workers,
        weight=found[0][2],
        km=grid.km_per_cell,
        klass=grid.klass,
        district=grid.district,
        districts=tuple({"zh": d.name_zh, "en": d.name_en} for d in profile.districts),
        counts=CellCounts((name, np.stack([counts[name] for counts, _, _ in found], axis=1)) for name in COUNTS),
        traits={name: narrow(np.sum([traits[name] for _, traits, _ in found], axis=0)) for name in TRAITS},
        made=dict(made or {}),
    )


def chart_seed(seed: int, everyone: Sequence[Scenario], every: int, tick: Tick | None = None) -> Sheet:
    """What one seed contributes."""
    if everyone[0].months % every:
        what = "{months} months are not periods of {every}"
        raise ValueError(phrase("map.periods", what, months=everyone[0].months, every=every))
    city, past = eve_of(everyone[0], seed, tick)
    traits = residents(city)
    results = [play(city.fork(), past, s, (), every_cell_month=True, tick=tick) for s in everyone]
    counts = {name: np.stack([_periods(result, name, every) for result in results]) for name in COUNTS}
    return counts, traits, city.weight


def residents(city: City) -> dict[str, NDArray[np.int32]]:
    """Who lives in each cell: persons by trait, [value, C]."""
    w, cells = city.workers, city.grid.cells
    age = (city.month - w.born.astype(np.int64)) // 12
    codes = {"sex": w.sex, "age_band": np.digitize(age, AGE_ENDS), "hukou": w.hukou, "schooling": w.schooling - 1}
    return {
        name: np.stack([np.bincount(w.cell[code == k], minlength=cells) for k in range(len(TRAITS[name]))]).astype(
            np.int32
        )
        for name, code in codes.items()
    }


def _periods(result: Result, name: str, every: int) -> NDArray[np.int32]:
    """[T, C] sums over the months of each period; income in whole yuan."""
    months = result.cells[name] / (100.0 if name == "income" else 1.0)
    return np.round(months.reshape(-1, every, months.shape[1]).sum(axis=1)).astype(np.int32)
