"""Heads and income by cell, counted in one loop over the people as each month ends."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...agents.compiled import serial
from ...agents.workers import EMPLOYED, EMPLOYEE_SCHEME, PLATFORM, SELF_EMPLOYED, UNEMPLOYED
from ...model.city import City
from ...model.places import on_platforms

CELL_COUNTS = ("persons", "working", "unemployed", "looking", "platform", "flexible", "insured", "jobs")
PERSONS, WORKING, JOBLESS, LOOKING, ON_PLATFORM, FLEXIBLE, INSURED, JOBS, INCOME = range(len(CELL_COUNTS) + 1)
COUNTED = INCOME + 1
STILL_LOOKING = 3  # months without an application from which nobody counts as looking
YEAR = 12  # months


class CountsByCell:
    """Heads and income by cell: each month, or the mean of the last year."""

    def __init__(self, city: City, months: int, every: bool) -> None:
        self.months, self.every = months, every
        self._sums = np.zeros((COUNTED, months if every else 1, city.grid.cells))
        self._found = np.zeros((city.grid.cells, COUNTED), np.int64)  # of one month; zeros between months
        self.tables = dict(zip((*CELL_COUNTS, "income"), self._sums, strict=True))  # name → [month, cell]

    def count(self, city: City, month: int) -> None:
        """Add one month."""
        year = min(YEAR, self.months)
        if not self.every and month < self.months - year:
            return
        w, e = city.workers, city.employers
        row, share = (month, 1.0) if self.every else (0, 1.0 / year)
        people = w.cell, w.status, w.idle, w.insured, w.income
        _count(*people, on_platforms(city), e.cell, e.staff, row, share, self._found, self._sums)


@serial
def _count(
    cell: Any,
    status: Any,
    idle: Any,
    insured: Any,
    income: Any,
    on_platform: Any,
    workplace: Any,
    staff: Any,
    row: Any,
    share: Any,
    found: Any,
    sums: Any,
) -> None:
    """Add so large a share of a month's counts, [cell, what], to a row of the sums, [what, row, cell]."""
    for i in range(len(cell)):
        here = found[cell[i]]
        flexible = on_platform[i] | (status[i] == SELF_EMPLOYED)
        jobless = status[i] == UNEMPLOYED
        here[PERSONS] += 1
        here[WORKING] += flexible | (status[i] == PLATFORM) | (status[i] == EMPLOYED)
        here[JOBLESS] += jobless
        here[LOOKING] += jobless & (idle[i] < STILL_LOOKING)
        here[ON_PLATFORM] += on_platform[i]
        here[FLEXIBLE] += flexible
        here[INSURED] += flexible & ((insured[i] & EMPLOYEE_SCHEME) > 0)
        here[INCOME] += income[i]
    for post in range(len(workplace)):
        found[workplace[post], JOBS] += staff[post]
    for c in range(len(found)):
        if found[c, PERSONS] > 0 or found[c, JOBS] > 0:
            for what in range(COUNTED):
                sums[what, row, c] += share * found[c, what]
                found[c, what] = 0
