"""What a map shows: rates and means of cells, of cells with their neighbours or of districts, and differences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compare.where import CLEAR, FEW, NOBODY, UNCLEAR, LocalMap, beyond_chance, composed
from ..runs.distributions import stdtr, stdtrit
from .atlas import Atlas

Floats = NDArray[np.float64]
Gather = Callable[[NDArray[Any]], NDArray[Any]]  # [..., cells] → [..., places]
LEAST = 30  # simulated persons, all seeds together, below which a place is not judged


@dataclass(frozen=True)
class CellMeasure:
    """A ratio of sums of counts; `per` is empty where it is counts by area."""

    of: tuple[str, ...]
    per: tuple[str, ...]
    unit: str
    factor: float = 1.0
    better: int = 0  # +1 more is better, -1 less is better


MEASURES = {
    "unemployment_rate": CellMeasure(("looking",), ("looking", "working"), "%", 100.0, -1),
    "employment_rate": CellMeasure(("working",), ("persons",), "%", 100.0, 1),
    "income": CellMeasure(("income",), ("persons",), "yuan/month", 1.0, 1),
    "platform_share": CellMeasure(("platform",), ("working",), "%", 100.0),
    "insured_share": CellMeasure(("insured",), ("flexible",), "%", 100.0, 1),
    "persons": CellMeasure(("persons",), (), "persons/km²"),
    "jobs": CellMeasure(("jobs",), (), "posts/km²"),
}


@dataclass(frozen=True)
class Change:
    """A difference in T periods and X places; not a number where too few people live to say."""

    mean: Floats  # [T, X], over seeds
    low: Floats  # 95 % interval over the seeds
    high: Floats

    seeds: int = 0

    @property
    def clear(self) -> NDArray[np.bool_]:
        """Whether the interval leaves out zero."""
        return (self.low > 0.0) | (self.high < 0.0)

    @property
    def chance(self) -> Floats:
        """How often luck alone would make a difference as large (Student's t); not a number where none is known."""
        half = (self.high - self.low) / 2.0 / float(stdtrit(self.seeds - 1, 0.975))
        with np.errstate(invalid="ignore", divide="ignore"):
            found = 2.0 * stdtr(self.seeds - 1, -np.abs(self.mean) / half)
        return np.where(np.isfinite(self.low), np.where(half > 0.0, found, 1.0), np.nan)


def level(atlas: Atlas, name: str, future: str, gather: Gather, *, span: int = 1) -> Floats:
    """A measure in one future, all seeds together, mean of `span` periods up to each, [T, X]."""
    return _together(MEASURES[name], *_sums(atlas, name, future, gather, span))


def by_seed(atlas: Atlas, name: str, future: str, gather: Gather, *, span: int = 1) -> Floats:
    """The same for each seed, however few people live there, [S, T, X]."""
    return _ratio(MEASURES[name], *_sums(atlas, name, future, gather, span), 0.0)


def difference(atlas: Atlas, name: str, future: str, base: str, gather: Gather, *, span: int = 1) -> Change:
    """A future less the base, paired by seed, with the interval over the seeds."""
    ours, theirs = (_sums(atlas, name, which, gather, span) for which in (future, base))
    ends = over_seeds(_ratio(MEASURES[name], *ours, 0.0) - _ratio(MEASURES[name], *theirs, 0.0))
    known = np.isfinite(_together(MEASURES[name], *ours)) & np.isfinite(_together(MEASURES[name], *theirs))
    mean, low, high = (np.where(known, values, np.nan) for values in ends)
    return Change(mean, low, high, len(atlas.seeds))


def on_the_map(atlas: Atlas, own: Change, around: Change) -> tuple[Floats, NDArray[np.uint8]]:
    """What a map of cells shows and how each stands, [T, C]: a difference of their own where it is beyond chance among
    all cells, else their district's; `around` is of districts. The rule is that of a comparison's maps."""
    shown = [_period(atlas, own, around, period) for period in range(len(own.mean))]
    return np.array([one.change for one in shown]), np.array([one.standing for one in shown], np.uint8)


def _period(atlas: Atlas, own: Change, around: Change, period: int) -> LocalMap:
    known = np.flatnonzero(np.isfinite(own.chance[period]))
    standing = np.where(atlas.inhabited, FEW, NOBODY).astype(np.uint8)
    standing[known] = UNCLEAR
    standing[known[beyond_chance(own.chance[period][known])]] = CLEAR
    of_district = np.where(around.clear[period], CLEAR, np.where(np.isfinite(around.mean[period]), UNCLEAR, FEW))
    return composed(own.mean[period], standing, around.mean[period][atlas.district], of_district[atlas.district])


def standing_of(atlas: Atlas, values: Floats) -> NDArray[np.uint8]:
    """How cells stand whose values are shown as they are, [T, C]."""
    known = np.where(np.isfinite(values), CLEAR, FEW)
    return np.where(atlas.inhabited, known, NOBODY).astype(np.uint8)


def over_seeds(values: Floats) -> tuple[Floats, Floats, Floats]:
    """Mean over the first axis and the 95 % interval (Student's t); one seed has no interval."""
    seeds, mean = len(values), values.mean(axis=0)
    if seeds < 2:
        return mean, np.full_like(mean, np.nan), np.full_like(mean, np.nan)
    half = float(stdtrit(seeds - 1, 0.975)) * values.std(axis=0, ddof=1) / seeds**0.5
    return mean, mean - half, mean + half


def with_neighbours(atlas: Atlas, reach: int) -> Gather:
    """Each cell together with those up to `reach` rows and columns away; places are cells."""
    size, width = atlas.size, 2 * reach + 1

    def gather(counts: NDArray[np.int64]) -> NDArray[np.int64]:
        if reach == 0:
            return counts
        grid = counts.reshape(*counts.shape[:-1], size, size)
        for axis in (-2, -1):
            edges = [(0, 0)] * grid.ndim
            edges[axis] = (reach + 1, reach)
            total = np.cumsum(np.pad(grid, edges), axis=axis)
            ends, starts = np.arange(width, width + size), np.arange(size)
            grid = np.take(total, ends, axis=axis) - np.take(total, starts, axis=axis)
        return grid.reshape(counts.shape)

    return gather


def of_districts(atlas: Atlas) -> Gather:
    """Cells added up by district; places are districts."""
    return _of_parts(atlas.district, len(atlas.districts))


def of_everything(atlas: Atlas) -> Gather:
    """One place: the city."""
    return _of_parts(np.zeros(len(atlas.klass), np.int64), 1)


def of_cells(cells: NDArray[np.int64]) -> Gather:
    """One place: these cells together."""
    return lambda counts: counts[..., cells].sum(axis=-1, keepdims=True)


def neighbourhood(atlas: Atlas, cell: int, reach: int) -> NDArray[np.int64]:
    """A cell and those up to `reach` rows and columns away."""
    row, column = divmod(cell, atlas.size)
    rows, columns = (np.arange(max(0, place - reach), min(atlas.size, place + reach + 1)) for place in (row, column))
    return (rows[:, None] * atlas.size + columns).ravel()


def _of_parts(part: NDArray[np.integer], parts: int) -> Gather:
    order = np.argsort(part, kind="stable")
    starts = np.searchsorted(part[order], np.arange(parts))
    assert len(np.unique(part)) == parts, "a part without cells"
    return lambda counts: np.add.reduceat(counts[..., order], starts, axis=-1)


def _sums(atlas: Atlas, name: str, future: str, gather: Gather, span: int) -> tuple[Floats, Floats]:
    """Numerator and denominator of a measure, monthly means of `span` periods up to each, [S, T, X]."""
    measure, place = MEASURES[name], atlas.futures.index(future)

    def gathered(columns: tuple[str, ...]) -> Floats:
        counts = np.asarray(sum((atlas.counts.of_future(column, place) for column in columns), np.int64(0)))
        return _trailing(gather(counts).astype(np.float64), span) / atlas.every

    over = gathered(measure.of)
    if measure.per:
        return over, gathered(measure.per)
    km2 = atlas.km**2 * gather(np.ones(len(atlas.klass), np.int64))
    return over * atlas.weight, np.broadcast_to(km2, over.shape)


def _together(measure: CellMeasure, over: Floats, under: Floats) -> Floats:
    """The measure of all seeds together, [T, X]; by area, their mean."""
    seeds = 1 if measure.per else len(over)
    return _ratio(measure, over.sum(axis=0) / seeds, under.sum(axis=0) / seeds, LEAST)


def _trailing(values: Floats, span: int) -> Floats:
    """Mean of up to `span` periods up to each, [S, T, X]."""
    if span == 1:
        return values
    total = np.cumsum(values, axis=1)
    total[:, span:] -= total[:, :-span].copy()
    return total / np.minimum(np.arange(values.shape[1]) + 1, span)[:, None]


def _ratio(measure: CellMeasure, over: Floats, under: Floats, least: float) -> Floats:
    """The measure from its sums; not a number below so many people, or where there is nothing at all."""
    enough = under >= least if measure.per else over > 0.0
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(enough & (under > 0.0), measure.factor * over / under, np.nan)
