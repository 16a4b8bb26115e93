"""The map of a city: its cells, what lies in them, and how far apart they are. `build.grid` draws it."""

from __future__ import annotations

import math
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..agents.compiled import rule
from .profile import CORE, PLACES, SUBURB, TOWN, VILLAGE, Floats

__all__ = ["CORE", "PLACES", "SUBURB", "TOWN", "VILLAGE", "Grid"]

BLOCKS_ACROSS = 8
SIDES = 2  # of a district: town and villages
SMALLEST, LARGEST = 16, 200  # cells across: two a block; the largest map of a Mesa property layer
LONGEST_WAY = 255  # km; the way to work is kept in a byte
SELF_DISTANCE = 0.5214  # mean distance between two random points of a unit square


@dataclass(frozen=True)
class Grid:
    """Per-cell arrays of length `cells`; see the module for how they are made. Sums of shares are one."""

    size: int  # cells across
    km_per_cell: float
    x_km: Floats  # cell centres, km east of the western edge
    y_km: Floats  # cell centres, km south of the northern edge
    klass: NDArray[np.uint8]  # CORE, SUBURB, TOWN, VILLAGE
    district: NDArray[np.uint8]  # index into Profile.districts
    block: NDArray[np.uint16]  # coarse area 0…63, used for dispatch and search
    people: Floats  # share of adults living in the cell
    jobs: Floats  # share of jobs
    bandwidth: Floats  # 0–1
    seats: Floats  # share of training seats
    station: NDArray[np.bool_]  # a service station stands here

    def copy(self) -> Grid:
        """The same map with arrays of its own."""
        return deepcopy(self)

    @property
    def cells(self) -> int:
        """Number of cells."""
        return self.size * self.size

    @property
    def blocks(self) -> int:
        """Number of coarse areas."""
        return BLOCKS_ACROSS * BLOCKS_ACROSS

    @property
    def urban(self) -> NDArray[np.bool_]:
        """Whether a cell is urban: anything but a village."""
        return self.klass != VILLAGE

    def distance(self, a: NDArray[np.integer], b: NDArray[np.integer]) -> Floats:
        """Kilometres between cells: between centres, or the mean distance within a cell when it is the same one."""
        km = np.hypot(self.x_km[a] - self.x_km[b], self.y_km[a] - self.y_km[b])
        return np.asarray(km + SELF_DISTANCE * self.km_per_cell * np.equal(a, b), dtype=np.float64)

    @cached_property
    def homes_outside(self) -> Floats:
        """[cell] share of adults living in the cell; none in the core."""
        return self.people * (self.klass != CORE)

    @property
    def plane(self) -> tuple[Floats, Floats, float]:
        """What `km_between` reads."""
        return self.x_km, self.y_km, self.km_per_cell

    @cached_property
    def jobs_of_district(self) -> Floats:
        """[cell] share of its district's jobs."""
        return over_district(self.jobs, self.district)

    @cached_property
    def sides(self) -> NDArray[np.int64]:
        """[cell] number of its side of a district: in each, the town and then the villages."""
        return np.asarray(SIDES * self.district.astype(np.int64) + (self.klass == VILLAGE))

    @cached_property
    def joined(self) -> tuple[Floats, Floats]:
        """[cell] 1 where the next cell to the east is of the same district, and the same to the south; else 0."""
        square = self.district.reshape(self.size, self.size)
        beside, below = np.zeros(square.shape), np.zeros(square.shape)
        beside[:, :-1], below[:-1] = square[:, :-1] == square[:, 1:], square[:-1] == square[1:]
        return beside.ravel(), below.ravel()

    @cached_property
    def block_km(self) -> Floats:
        """[block, block] least distance between cell centres, km; 0 on the diagonal, one cell for blocks that touch."""
        part = strip(self.size)
        first = np.array([np.flatnonzero(part == b)[0] for b in range(BLOCKS_ACROSS)])
        last = np.array([np.flatnonzero(part == b)[-1] for b in range(BLOCKS_ACROSS)])
        gap = np.maximum(0, np.maximum(first[None, :] - last[:, None], first[:, None] - last[None, :]))
        row, column = np.divmod(np.arange(self.blocks), BLOCKS_ACROSS)
        km: Floats = self.km_per_cell * np.hypot(gap[np.ix_(row, row)], gap[np.ix_(column, column)])
        return km


@rule
def km_between(a, b, plane):
    """`Grid.distance` of two cells, km; `plane` as the grid has it."""
    x_km, y_km, side = plane
    km = math.hypot(x_km[a] - x_km[b], y_km[a] - y_km[b])
    return km + SELF_DISTANCE * side if a == b else km


@rule
def way_to_work(home, job, remote, plane):
    """Kilometres of the way to work as they are kept: whole, at most LONGEST_WAY, none for remote posts."""
    return 0 if remote else min(LONGEST_WAY, round(km_between(home, job, plane)))


def over_district(values: Floats, district: NDArray[np.uint8]) -> Floats:
    """[cell] values over the sum of their district."""
    whole = np.bincount(district, weights=values)
    return np.asarray(values * (1.0 / np.maximum(whole, np.finfo(np.float64).tiny))[district])


def strip(size: int) -> NDArray[np.integer]:
    """Which of the eight strips a row or column belongs to."""
    return np.arange(size) * BLOCKS_ACROSS // size
