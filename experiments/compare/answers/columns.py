"""What is taken down of everybody at a month's end, so that two futures can be held beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import EMPLOYED, FEMALE, PLATFORM, SELF_EMPLOYED
from ....model.city import City
from ....model.profile import Floats

Flags = NDArray[np.bool_]
COLUMNS = (
    *("born", "status", "occupation", "employer", "since", "hired", "income", "earned", "technical", "application"),
    *("management", "literacy", "certificates", "insured", "rung", "trust", "consent", "programme", "hours", "rating"),
    *("idle", "gig", "trained", "falls", "suit", "points"),
)


@dataclass(frozen=True)
class Seen:
    """One future at a month's end. N persons; what never changes of them is read off the city."""

    city: City  # of whichever future, for the map and the occupations
    month: int
    column: dict[str, NDArray[Any]]  # [N]

    @classmethod
    def of(cls, city: City, *, keep: bool) -> Seen:
        """The city now; columns are copied if they are kept beyond the month."""
        w = city.workers
        return cls(city, city.month, {name: np.array(getattr(w, name), copy=keep) for name in COLUMNS})

    def __getattr__(self, name: str) -> NDArray[Any]:
        try:
            return self.column[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def employed(self) -> Flags:
        """Employees."""
        return np.asarray(self.status == EMPLOYED)

    @property
    def on_platform(self) -> Flags:
        """On a platform."""
        return np.asarray(self.status == PLATFORM)

    @property
    def own_account(self) -> Flags:
        """On their own account."""
        return np.asarray(self.status == SELF_EMPLOYED)

    @property
    def digital(self) -> Flags:
        """Employees in digital occupations."""
        return np.asarray(self.employed & self.city.occupations.digital[self.occupation])

    @property
    def age(self) -> NDArray[np.int64]:
        """Completed years."""
        return np.asarray((self.month - self.born.astype(np.int64)) // 12)

    @property
    def looked(self) -> Flags:
        """Who looked for work this month, found or not, or found it."""
        return np.asarray((self.idle == 0) | (self.employed & (self.hired == self.month - 1)))

    @property
    def women(self) -> Flags:
        """Women."""
        return np.asarray(self.city.workers.sex == FEMALE)

    @property
    def skill(self) -> Floats:
        """Mean of the three layers, bp."""
        return np.asarray((self.technical.astype(np.float64) + self.application + self.management) / 3.0)
