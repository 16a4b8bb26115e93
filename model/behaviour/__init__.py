"""Behaviour: how people, employers and platforms act, one number each, one file a matter.

Calibration fits these numbers and levers never touch them. `scenarios/calibrations` holds fitted values; sensitivity
runs use the whole range. Where `source` says judgement, no better ground was found.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from numpy.typing import NDArray

from ..params import records
from .courses import Courses
from .cover import Cover
from .data import Data
from .governance import Governance
from .hiring import Hiring
from .jobs import Jobs
from .life import Life
from .pay import Pay
from .places import Places
from .platforms import Platforms
from .search import Search
from .training import Training
from .work_choice import WorkChoice


@dataclass(frozen=True)
class Behaviour(
    Courses, Hiring, Places, Governance, Training, Data, Cover, Platforms, WorkChoice, Pay, Search, Jobs, Life
):
    """The parameters of behaviour, those of the last base first."""

    def view(self) -> NDArray[Any]:
        """The same as one record in an array of length one: kernels begin with `b = behaviour[0]`."""
        return self._view

    @cached_property
    def _view(self) -> NDArray[Any]:
        return records({f.name: [float(getattr(self, f.name))] for f in fields(self)})


MATTERS: dict[str, type] = {
    "life": Life,
    "jobs": Jobs,
    "search": Search,
    "pay": Pay,
    "work_choice": WorkChoice,
    "platforms": Platforms,
    "cover": Cover,
    "data": Data,
    "training": Training,
    "governance": Governance,
    "places": Places,
    "hiring": Hiring,
    "courses": Courses,
}
