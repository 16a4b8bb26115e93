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
from .circle import CircleBehaviour
from .country import CountryBehaviour
from .courses import CoursesBehaviour
from .cover import CoverBehaviour
from .data import DataBehaviour
from .firms import FirmsBehaviour
from .governance import GovernanceBehaviour
from .hiring import HiringBehaviour
from .households import HouseholdsBehaviour
from .jobs import JobsBehaviour
from .life import LifeBehaviour
from .pay import PayBehaviour
from .places import PlacesBehaviour
from .platforms import PlatformsBehaviour
from .search import SearchBehaviour
from .training import TrainingBehaviour
from .voice import VoiceBehaviour
from .work_choice import WorkChoiceBehaviour


@dataclass(frozen=True)
class Behaviour(
    VoiceBehaviour,
    HouseholdsBehaviour,
    CircleBehaviour,
    CountryBehaviour,
    FirmsBehaviour,
    CoursesBehaviour,
    HiringBehaviour,
    PlacesBehaviour,
    GovernanceBehaviour,
    TrainingBehaviour,
    DataBehaviour,
    CoverBehaviour,
    PlatformsBehaviour,
    WorkChoiceBehaviour,
    PayBehaviour,
    SearchBehaviour,
    JobsBehaviour,
    LifeBehaviour,
):
    """The parameters of behaviour, those of the last base first."""

    def view(self) -> NDArray[Any]:
        """The same as one record in an array of length one: kernels begin with `b = behaviour[0]`."""
        return self._view

    @cached_property
    def _view(self) -> NDArray[Any]:
        return records({f.name: [float(getattr(self, f.name))] for f in fields(self)})


MATTERS: dict[str, type] = {
    "life": LifeBehaviour,
    "jobs": JobsBehaviour,
    "search": SearchBehaviour,
    "pay": PayBehaviour,
    "work_choice": WorkChoiceBehaviour,
    "platforms": PlatformsBehaviour,
    "cover": CoverBehaviour,
    "data": DataBehaviour,
    "training": TrainingBehaviour,
    "governance": GovernanceBehaviour,
    "places": PlacesBehaviour,
    "hiring": HiringBehaviour,
    "courses": CoursesBehaviour,
    "households": HouseholdsBehaviour,
    "circle": CircleBehaviour,
    "country": CountryBehaviour,
    "firms": FirmsBehaviour,
    "voice": VoiceBehaviour,
}
