"""Rules: what institutions prescribe, one value per zone; each room of this folder holds the rules of one matter.

Levers amend rules and never behaviour; calibration fits behaviour and never rules. The month's rules are rebuilt
from the baseline each month, so a repealed lever leaves no trace in them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import cached_property
from types import SimpleNamespace
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from ..params import params_of, records
from ..profile import Profile
from .government import GovernmentRules
from .places import PlaceRules
from .platforms import PlatformRules
from .skills import SkillRules
from .work import WorkRules

__all__ = ["Rules"]

T = TypeVar("T")


@dataclass(frozen=True)
class Rules(GovernmentRules, PlaceRules, SkillRules, PlatformRules, WorkRules):
    """Institutions of one month; every field is an array over the zones (districts) of the city."""

    @classmethod
    def baseline(cls, profile: Profile) -> Rules:
        """The rules in force without any policy: the defaults, with the city's own wage floors and benefit."""
        zones = len(profile.districts)
        values = {name: np.full(zones, float(p.default)) for name, p in params_of(cls).items()}
        values["minimum_wage"] = np.array([profile.minimum_wage[d.wage_zone - 1] for d in profile.districts])
        values["benefit"] = np.full(zones, float(profile.unemployment_benefit))
        return cls(**values)

    def amended(self, **changes: NDArray[np.float64]) -> Self:
        """A copy with some rules changed."""
        return replace(self, **changes)

    def blend(self, amended: Rules, weight: NDArray[np.float64]) -> Rules:
        """Rules between these and the amended ones; weight 0 to 1 per zone (scope × phase-in)."""
        mixed = {}
        for f in fields(self):
            old, new = getattr(self, f.name), getattr(amended, f.name)
            if new is old:  # a lever amends few of all rules
                continue
            mixed[f.name] = np.where(weight >= 1.0, new, np.where(weight <= 0.0, old, old + weight * (new - old)))
        return replace(self, **mixed)

    def view(self) -> NDArray[Any]:
        """The same as records, one a zone, which kernels read as `rules[zone].minimum_wage`."""
        return self._view

    @cached_property
    def somewhere(self) -> Any:
        """Which rules are other than zero in any zone: `if rules.somewhere.hiring_ban`."""
        return SimpleNamespace(**dict(zip(self._names, (self._table != 0.0).any(axis=1).tolist(), strict=True)))

    @cached_property
    def average(self) -> Any:
        """The mean of each rule over the zones: `rules.average.reporting_lag`."""
        return SimpleNamespace(**dict(zip(self._names, self._table.mean(axis=1).tolist(), strict=True)))

    def once(self, what: str, by: object, make: Callable[[], T]) -> T:
        """What is worked out of the rules and of something else that stays (behaviour), for as long as they hold."""
        known = self._worked_out.get(what)
        if known is None or known[0] is not by:
            known = self._worked_out[what] = (by, make())
        value: T = known[1]
        return value

    @cached_property
    def _worked_out(self) -> dict[str, tuple[object, Any]]:
        return {}

    @property
    def _names(self) -> list[str]:
        return [f.name for f in fields(self)]

    @property
    def _table(self) -> NDArray[np.float64]:
        """[rule, zone]."""
        return np.stack([getattr(self, name) for name in self._names])

    @cached_property
    def _view(self) -> NDArray[Any]:
        return records({f.name: getattr(self, f.name) for f in fields(self)})
