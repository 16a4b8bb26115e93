"""Members of a group of people, and what is measured of them alone.

A group crosses attributes: `residence=rural,sex=female,age=45-59`. Whoever belongs to it in a month is counted in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...agents.workers import EMPLOYED, SELF_EMPLOYED
from ...messages import Message, phrase
from ...model.city import City
from ...model.grid import VILLAGE
from ...model.indicators import INDICATORS, Series
from ...model.month import Flows
from ...model.places import on_platforms
from ...model.tally import DIMENSIONS, HUKOU, WIDTHS, Groups, Pass, _count_strata, _standing
from ...scenarios.merge import suggest
from ...scenarios.yaml_reader import Fault, SpecError

Flags = NDArray[np.bool_]
LOOK_BACK = 24  # months at the end that are counted: a year, and the year before that rates of growth ask for
OLDEST = 200  # years: no bound
EVERYBODY = "all"
OF_COLUMN = {"sex": "sex", "hukou": "hukou", "schooling": "schooling", "disability": "disabled", "status": "status"}
LEAST = {"schooling": 1}  # the first value of a column where it is not 0
RESIDENCES = ("urban", "rural")


@dataclass(frozen=True)
class PeopleGroup:
    """Attributes that are crossed, in the order written; nobody is left out by an empty one."""

    parts: tuple[tuple[str, str], ...] = ()  # attribute → value
    ages: tuple[int, int] = (0, OLDEST)

    @property
    def name(self) -> str:
        """The one way to write it."""
        return ",".join(f"{name}={value}" for name, value in self.parts) or EVERYBODY


def parse_group(written: str) -> PeopleGroup:
    """The group that was written; SpecError with every fault."""
    values: dict[str, str] = {}
    faults: list[Message] = []
    ages = (0, OLDEST)
    for part in filter(None, (one.strip() for one in written.split(","))):
        name, _, value = (one.strip() for one in part.partition("="))
        if name == "age":
            ages = _ages(value, faults)
        elif name not in KNOWN:
            message = phrase("advise.attribute", "is not an attribute{near}", near=suggest(name, ("age", *KNOWN)))
            faults.append(message)
        elif KNOWN[name] and value not in KNOWN[name]:
            what = "{name} has no {value}{near}"
            faults.append(
                phrase("advise.attribute_value", what, name=name, value=value, near=suggest(value, KNOWN[name]))
            )
        values[name] = value
    if faults:
        raise SpecError([Fault("--group", message) for message in faults])
    return PeopleGroup(tuple((name, values[name]) for name in sorted(values)), ages)


def _ages(value: str, faults: list[Message]) -> tuple[int, int]:
    """`45-59` or `60+`, both ends included."""
    found = re.fullmatch(r"(\d{1,3})(?:-(\d{1,3})|\+)", value)
    if not found:
        faults.append(phrase("advise.ages", "age must be such as 45-59 or 60+ (got {got})", got=value))
        return 0, OLDEST
    low, high = int(found[1]), int(found[2]) if found[2] else OLDEST
    if low > high:
        faults.append(phrase("advise.ages_down", "age is upside down; write {high}-{low}", low=low, high=high))
    return low, high


KNOWN: Mapping[str, tuple[str, ...]] = {
    **{name: values for name, values in DIMENSIONS.items() if name not in ("age_band", "urban_rural")},
    "residence": RESIDENCES,
}


def members(city: City, group: PeopleGroup) -> Flags:
    """Who belongs to a group now."""
    w, grid = city.workers, city.grid
    found = np.ones(len(w), np.bool_)
    for name, value in group.parts:
        if name == "age":
            age = (city.month - w.born.astype(np.int64)) // 12
            found &= (age >= group.ages[0]) & (age <= group.ages[1])
        elif name == "residence":
            found &= (grid.klass[w.cell] == VILLAGE) == (value == "rural")
        elif name == "place":
            found &= grid.klass[w.cell] == DIMENSIONS["place"].index(value)
        elif name == "district":
            found &= grid.district[w.cell] == _district(city, value)
        else:
            column = getattr(w, OF_COLUMN[name])
            found &= column == DIMENSIONS[name].index(value) + LEAST.get(name, 0)
    return found


def _district(city: City, name: str) -> int:
    """A district by its id or either of its names."""
    ids = [district.id for district in city.profile.districts]
    if name in ids:
        return ids.index(name)
    message = phrase(
        "advise.district",
        "{city} has no district {name}{near}",
        city=city.profile.id,
        name=name,
        near=suggest(name, ids),
    )
    raise SpecError([Fault("--group", message)])


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
        self.sums.append(_tally(city, members(city, self.group)))
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


def _tally(city: City, mask: Flags) -> list[NDArray[np.int64]]:
    """[1, …] sums, income heads and income sums of those in the mask: the tally by a column that tells who they are,
    put where it reads hukou, of which no quantity asks."""
    w = city.workers
    hukou, w.hukou = w.hukou, mask.astype(w.hukou.dtype)
    try:
        two = Pass((HUKOU,), (2,), np.array([[0], [1]]))
        *tables, _ = _count_strata(city, two, *_standing(city))
    finally:
        w.hukou = hukou
    return [table.sum(axis=0)[1:] for table in tables]
