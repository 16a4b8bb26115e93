"""What newcomers bring: the pasts of residents like them, as they were when the city was built.

A newcomer of forty has worked for twenty years somewhere else. What that has made of a person is taken from a resident
of the built city of the same sex, hukou, schooling, age and wish to work (a hot deck: Andridge & Little 2010). The deck
never changes, so a policy of this city does not teach the people of others.
"""

from __future__ import annotations

from collections import namedtuple
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..agents.workers import HUKOUS, INACTIVE, SCHOOLINGS, SEXES, Workers

MOST = 1 << 16  # residents in the deck of a large city
WIDTH = 12  # months of age by which resident and newcomer may differ, as far as there are such residents
GROUPS = len(SEXES) * len(HUKOUS) * len(SCHOOLINGS) * 2


@dataclass(frozen=True)
class Histories:
    """Residents in order of group and age, [resident] each; `first` is the first of each group, and the end."""

    first: NDArray[np.int64]
    age: NDArray[np.int64]  # months
    technical: NDArray[np.int16]
    application: NDArray[np.int16]
    management: NDArray[np.int16]
    literacy: NDArray[np.int16]
    occupation: NDArray[np.uint8]
    certificates: NDArray[np.uint64]
    trained: NDArray[np.int16]  # month of the last course, reckoned from now
    insured: NDArray[np.uint8]

    def view(self) -> Any:
        """The same as a named tuple, which kernels can read."""
        return self._view

    @cached_property
    def _view(self) -> Any:
        return HistoriesView(*(getattr(self, f.name) for f in fields(self)))


HistoriesView = namedtuple("HistoriesView", [f.name for f in fields(Histories)])  # type: ignore[misc]


def histories_of(w: Workers) -> Histories:
    """The deck of a city that was just built: all residents, or every so many of them."""
    rows = np.arange(0, len(w), max(1, len(w) // MOST))
    code = (w.sex[rows].astype(np.int64) * len(HUKOUS) + w.hukou[rows]) * len(SCHOOLINGS) + w.schooling[rows] - 1
    group = code * 2 + (w.status[rows] != INACTIVE)
    age = -w.born[rows].astype(np.int64)
    order = np.lexsort((age, group))
    rows, age = rows[order], age[order]
    kept = {f.name: getattr(w, f.name)[rows].copy() for f in fields(Histories) if f.name not in ("first", "age")}
    return Histories(first=np.searchsorted(group[order], np.arange(GROUPS + 1)), age=age, **kept)
