"""Firms of a new city: how long they have been there, and empty places in which others will open."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...agents.compiled import interpreted
from ...agents.employers import Employers
from ...agents.firms import YEAR, YOUNG_STAFF, exit_chance
from ..behaviour import Behaviour
from ..draws import Draws
from ..grid import Grid
from ..occupations import Occupations
from ..phases.firms.terms import take_terms
from ..profile import Floats

LEAST_SPARE = 2  # empty places of a trade, however rare: new occupations have room (technical)
SPARE_SLOTS = 2  # posts that the first of a newborn can seek at once (technical)
TINY = 1e-12  # where nobody closes
OLDEST = 600  # months that an establishment is old at most when the city is built
MISFORTUNE = 0.04  # a year, what losses and want of staff add to exits at rest, any age (judged)
STEP = 0.1  # width of the classes of exit rates (technical)


def with_empty_places(
    founded: Employers, grid: Grid, occupations: Occupations, draws: Draws, b: Behaviour
) -> Employers:
    """The employers with their ages, and empty places of every trade where the jobs are, in order of cell."""
    n, trades = len(founded), len(occupations.ids)
    founded.niche[:] = founded.capacity
    founded.opened[:] = -_ages(founded, draws, b)
    spare = np.maximum(LEAST_SPARE, np.ceil(b.spare_lines * np.bincount(founded.occupation, minlength=trades)))
    trade = np.repeat(np.arange(trades), spare.astype(np.int64) if b.spare_lines > 0.0 else 0)
    e = Employers.empty(n + len(trade))
    for name, column in founded.columns().items():
        getattr(e, name)[:n] = column
    rows = np.arange(n, len(e))
    at = np.searchsorted(np.cumsum(grid.jobs) / grid.jobs.sum(), draws.sample("cell of an empty place", len(rows)))
    e.cell[rows] = np.minimum(at, len(grid.jobs) - 1)
    e.zone[rows] = grid.district[e.cell[rows]]
    e.establishment[rows] = int(founded.establishment.max()) + 1 + np.arange(len(rows))
    e.occupation[rows], e.schooling[rows] = trade, occupations.schooling[trade]
    e.closed[rows], e.slots[rows] = 1, SPARE_SLOTS
    e.remote[rows] = draws.sample("remote of an empty place", len(rows)) < occupations.remote[trade] * b.remote_use
    take_terms(e, rows, grid.klass, occupations, b, draws.lifelong("terms of an empty place"))
    order = np.argsort(e.cell, kind="stable")
    return Employers(**{name: column[order] for name, column in e.columns().items()})


def _ages(e: Employers, draws: Draws, b: Behaviour) -> NDArray[np.int64]:
    """[line] months since its establishment opened, from the distribution that exits by age and size leave at rest."""
    chance: Any = interpreted(exit_chance)
    acts = b.view()[0]
    size = np.bincount(e.establishment, e.capacity)
    young = np.cumsum([chance(age, YOUNG_STAFF, 1, 0.0, acts) for age in range(OLDEST)])
    usual, rows = chance(0, YOUNG_STAFF, 1, 0.0, acts), np.unique(np.round(size))
    rate = np.array([chance(0, s, 1, 0.0, acts) for s in rows])[np.searchsorted(rows, np.round(size))]
    klass = np.round(rate / max(usual, TINY) / STEP).astype(np.int64)
    luck, age = draws.sample("age of an establishment", len(size)), np.zeros(len(size), np.int64)
    for k in np.unique(klass):
        alive: Floats = np.exp(-STEP * k * young - MISFORTUNE / YEAR * np.arange(OLDEST))
        who = klass == k
        age[who] = np.searchsorted(np.cumsum(alive) / alive.sum(), luck[who])
    return np.minimum(age, OLDEST)[e.establishment]
