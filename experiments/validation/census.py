"""The city as a statistician finds it at the end of a month: who is counted as what. N persons, E employees.

Who counts follows the surveys behind the public targets: unemployed are those who looked for work within three months
(NBS), a migrant worker has a rural hukou and works outside farming (NBS monitoring survey of migrant workers), flexible
are platform workers and the self-employed but for farmers. Nothing here is simulated.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...agents.compiled import interpreted
from ...agents.farmers import farms
from ...agents.platforms import SERVICES
from ...agents.workers import EMPLOYED, FEN, LOCAL_RURAL, NONLOCAL_RURAL, PLATFORM, SELF_EMPLOYED, UNEMPLOYED, Workers
from ...model.city import City
from ...model.grid import CORE, SUBURB, VILLAGE
from ...model.occupations import MAJORS

Floats = NDArray[np.float64]
Rows = NDArray[np.bool_]
SOUGHT = 2  # months since the last application up to which a person without work counts as unemployed


@dataclass(frozen=True)
class Census:
    """One month of a city; every mask and column below has one entry a person unless it says otherwise."""

    city: City

    @property
    def workers(self) -> Workers:
        """The people's columns."""
        return self.city.workers

    @cached_property
    def age(self) -> NDArray[np.int64]:
        """Completed years at the month's end."""
        return np.asarray((self.city.month - 1 - self.workers.born.astype(np.int64)) // 12)

    @cached_property
    def urban(self) -> Rows:
        """Lives in a town."""
        return np.asarray(self.city.grid.klass[self.workers.cell] != VILLAGE)

    @cached_property
    def residents(self) -> tuple[int, int]:
        """People of all ages in towns and in villages."""
        homes = self.city.households
        in_town, people = self.urban[homes.first[:-1]], homes.people
        return int(people[in_town].sum()), int(people[~in_town].sum())

    @cached_property
    def employed(self) -> Rows:
        """Has a job with an employer."""
        return np.asarray(self.workers.status == EMPLOYED)

    @cached_property
    def flexible(self) -> Rows:
        """Works on a platform or on own account, off the family's farm."""
        own = (self.workers.status == SELF_EMPLOYED) & ~self.farming
        return np.asarray((self.workers.status == PLATFORM) | own)

    @cached_property
    def farming(self) -> Rows:
        """Works on the family's farm."""
        of_rows: Any = interpreted(farms)
        return np.asarray(of_rows(self.workers.status, self.workers.employer))

    @cached_property
    def on_farms(self) -> Rows:
        """Works in farming, for the family or an employer."""
        return np.asarray(self.farming | (self.employed & (self.major == MAJORS.index("farming"))))

    @cached_property
    def working(self) -> Rows:
        """At work in any way."""
        return self.employed | self.flexible | self.farming

    @cached_property
    def unemployed(self) -> Rows:
        """Without work and looked for it within three months."""
        return np.asarray((self.workers.status == UNEMPLOYED) & (self.workers.idle <= SOUGHT))

    @cached_property
    def rural_hukou(self) -> Rows:
        """Registered in the countryside, here or elsewhere."""
        return np.asarray((self.workers.hukou == LOCAL_RURAL) | (self.workers.hukou == NONLOCAL_RURAL))

    @cached_property
    def migrant(self) -> Rows:
        """Works outside farming with a rural hukou."""
        return self.working & self.rural_hukou & ~self.on_farms

    @cached_property
    def out_migrant(self) -> Rows:
        """A migrant worker outside the own township: from elsewhere, or lives or works in the core or its suburbs."""
        klass = self.city.grid.klass
        place = klass[self.workers.cell]
        out = np.asarray(self.workers.hukou == NONLOCAL_RURAL) | (place == CORE) | (place == SUBURB)
        at = klass[self.city.employers.cell[self.line]]
        out[self.employed] |= (at == CORE) | (at == SUBURB)
        return self.migrant & out

    @cached_property
    def major(self) -> NDArray[np.uint8]:
        """NBS major group of the present or last occupation."""
        return np.asarray(self.city.occupations.major[self.workers.occupation])

    @cached_property
    def pay(self) -> Floats:
        """Gross pay or takings of the month of those at work, yuan."""
        return np.asarray(self.workers.earned * FEN)

    @cached_property
    def line(self) -> NDArray[np.int32]:
        """[E] line of each employee."""
        return self.workers.employer[self.employed]

    @cached_property
    def wage(self) -> Floats:
        """[E] contract wage of each employee, yuan a month."""
        return np.asarray(self.workers.wage[self.employed] * FEN)

    @cached_property
    def km(self) -> Floats:
        """[E] way to work of each employee; none for posts filled from anywhere."""
        e = self.city.employers
        km = self.city.grid.distance(self.workers.cell[self.employed], e.cell[self.line])
        return np.where(e.remote[self.line] == 1, 0.0, km)

    def on_platform(self, platform: int) -> Rows:
        """Works for any firm of one service."""
        return np.asarray((self.workers.status == PLATFORM) & (self.workers.employer % SERVICES == platform))


def share(part: Rows, whole: Rows) -> float:
    """Per cent of `whole` who are also `part`; not a number where there is nobody."""
    heads = np.count_nonzero(whole)
    return 100.0 * np.count_nonzero(part & whole) / heads if heads else np.nan


def mean(values: NDArray[np.generic], of: Rows | None = None) -> float:
    """Mean, over some rows; not a number where there are none."""
    chosen = values if of is None else values[of]
    return float(chosen.mean()) if len(chosen) else np.nan


def ratio(part: float, whole: float) -> float:
    """Quotient; not a number where there is nothing to divide by."""
    return float(part) / float(whole) if whole else np.nan
