"""The ground on which orders meet hours: who orders in each cell, who waits there, and what an hour finds.

Part of the state, but never edited: each month puts another in its place, so that forks may share one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..agents.platforms import SERVICES
from .behaviour import Behaviour
from .grid import Grid, over_district
from .profile import Floats


@dataclass(frozen=True)
class Ground:
    """Per cell; online services have no ground and are one everywhere."""

    residents: Floats  # [cells] simulated adults who live there
    hours: Floats  # [services, cells] hours a week of platform workers at home there, the mean of some months
    finds: Floats  # [services, cells] pay that an hour there finds over that of the district's mean hour
    far: Floats  # [cells] how far out: see `agents.dispatch.as_far_out`
    uneven: Floats  # [services, zones] variance, among hours, of log orders that they find

    @classmethod
    def untouched(cls, grid: Grid, rows: int, zones: int) -> Ground:
        """A city in which nobody has worked yet: an hour finds the same everywhere."""
        alike = np.ones((SERVICES, grid.cells))
        none, nowhere = np.zeros((SERVICES, grid.cells)), np.zeros((SERVICES, zones))
        return cls(grid.people * rows, none, alike, np.zeros(grid.cells), nowhere)


def order_shares(residents: Floats, grid: Grid, b: Behaviour) -> Floats:
    """[cells] share of its district's orders that a cell has: they arise where people live and where they work."""
    at_home = over_district(residents, grid.district)
    return np.asarray(at_home + b.orders_at_work * (grid.jobs_of_district - at_home))
