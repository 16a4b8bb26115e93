"""What levers that open courses have in common: settings told once, and the course they make."""

from __future__ import annotations

from typing import Any, Protocol

from ..params import param
from ..programme import Programme

FRESH = 0.9  # share of its hours in which a course that policy opens teaches what posts need
WORKSHOP = 0.4  # share of its hours that a course for a trade spends in a lab or at a workplace
USUAL_MONTHS = 3  # length of a course where none is given (C10)


# fmt: off
def places_a_year(default: float, source: str, grade: str = "swept", most: int = 2_000_000) -> Any:
    """Setting: places a year."""
    return param(default, "places a year", "每年的学位数",
        unit="persons/year", within=(0, most), source=source, grade=grade)


def paid_per_trainee(default: float, source: str = "P41", grade: str = "derived") -> Any:
    """Setting: what providers get for a trainee."""
    return param(default, "paid per trainee", "每名受训者的补贴",
        unit="yuan/person", within=(0, 20_000), source=source, grade=grade)


def length(default: int, source: str, grade: str) -> Any:
    """Setting: months."""
    return param(default, "length of the course", "课程长度",
        unit="months", within=(1, 24), source=source, grade=grade)
# fmt: on


class OpensCourse(Protocol):
    """A lever with the settings of a course."""

    @property
    def name(self) -> str:
        """Of the lever and its course."""

    @property
    def seats(self) -> float:
        """Places a year."""

    @property
    def per_trainee(self) -> float:
        """Yuan."""

    @property
    def months(self) -> int:
        """Length."""


def part_time_course(lever: OpensCourse) -> Programme:
    """The course of a lever beside a job; what is special about it the lever replaces."""
    return Programme(
        name=lever.name,
        seats=lever.seats,
        per_trainee=lever.per_trainee,
        mode="part_time",
        months=lever.months,
        fresh=FRESH,
    )
