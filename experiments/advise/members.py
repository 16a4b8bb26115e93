"""Members of a group of people, and what is measured of them alone.

A group crosses attributes: `residence=rural,sex=female,age=45-59`. Whoever belongs to it in a month is counted in it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ...agents.workers import EMPLOYED, SELF_EMPLOYED
from ...model import groups
from ...model.city import City
from ...model.groups import EVERYBODY, PeopleGroup
from ...model.indicators import INDICATORS, Series
from ...model.month import Flows
from ...model.places import on_platforms
from ...model.profile import District
from ...model.tally import ASKED, WIDTHS, Groups, Pass, _count_strata, _standing
from ...scenarios.group_entries import told
from ...scenarios.yaml_reader import Fault, SpecError

Flags = NDArray[np.bool_]
LOOK_BACK = 24  # months at the end that are counted: a year, and the year before that rates of growth ask for


def parse_group(written: str, districts: tuple[District, ...] = ()) -> PeopleGroup:
    """The group that was written, everybody where nothing is; SpecError with every fault."""
    try:
        return groups.parse_group(written.strip() or EVERYBODY, districts)
    except ValueError as error:
        raise SpecError([Fault("--group", message) for message in told(error)]) from None


def members(city: City, group: PeopleGroup) -> Flags:
    """Who belongs to a group now."""
    return groups.members(city, _here(city, group))


def _here(city: City, group: PeopleGroup) -> PeopleGroup:
    """The group with the districts of the city, which may have been named in any way."""
    if all(name != "district" for name, _ in group.parts):
        return group
    return parse_group(group.name, city.profile.districts)


# Those of a group whom an indicator is about.

CONCERNED: dict[str, Callable[[City], Flags]] = {
    "platform_": on_platforms,
    "own_account_": lambda city: np.asarray(city.workers.status == SELF_EMPLOYED),
    "insured_share": lambda city: np.asarray(on_platforms(city) | (city.workers.status == SELF_EMPLOYED)),
    "flexible_": lambda city: np.asarray(on_platforms(city) | (city.workers.status == SELF_EMPLOYED)),
    "mean_wage": lambda city: np.asarray(city.workers.status == EMPLOYED),
    "injury_cover": on_platforms,
    "trust": on_platforms,
}
SHARES_OF_ALL = ("platform_share", "flexible_share", "platform_year_share")


def concerned(city: City, group: PeopleGroup, indicator: str) -> Flags:
    """The members whom an indicator counts: of a platform income, those on platforms."""
    found = members(city, group)
    if indicator in SHARES_OF_ALL:
        return found
    for head, whom in CONCERNED.items():
        if indicator.startswith(head):
            return np.asarray(found & whom(city))
    return found


# The tally of one group.


class GroupWatch:
    """One group's months, counted as everybody is."""

    def __init__(self, group: PeopleGroup) -> None:
        self.group = group
        self.sums: list[list[NDArray[np.int64]]] = []
        self.flows: list[Flows] = []

    def count(self, city: City, flows: Flows) -> None:
        """Add the month that has just ended."""
        self.sums.append(_tally(city, self.group))
        self.flows.append(flows)

    def measure(self, city: City, name: str) -> NDArray[np.float64]:
        """[months] of an indicator; not a number where the group has no such figure. ValueError if it is one of the
        whole city alone."""
        everybody = Series.of(city, self.flows)
        sums, heads, money = (np.array([month[k] for month in self.sums]) for k in range(len(WIDTHS)))
        names = Groups(("all",), ())
        series = Series(
            names, city.weight, 0, everybody.is_digital, sums, heads, money,
            everybody.staff, everybody.vacancies, everybody.seekers, everybody.home_heads, everybody.home_sums,
            everybody.flows, everybody.cover,
        )  # fmt: skip
        with np.errstate(divide="ignore", invalid="ignore"):
            values = np.asarray(INDICATORS[name].formula(series), np.float64)
        if values.ndim == 1:
            raise ValueError(name)
        return np.asarray(values[:, 0])


def _tally(city: City, group: PeopleGroup) -> list[NDArray[np.int64]]:
    """[1, …] sums, income heads and income sums of a group."""
    two = Pass((ASKED,), (2,), np.array([[-1], [0]]), (_here(city, group),))
    *tables, _ = _count_strata(city, two, *_standing(city))
    return [table.sum(axis=0)[1:] for table in tables]
