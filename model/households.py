"""Households: who shares a home and its income, with the children who are too young for a row of their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..agents.compiled import kernel, parts, rule, serial
from .grid import VILLAGE
from .income_classes import CLASSES, income_class

if TYPE_CHECKING:
    from .city import City

TOWN, COUNTRY = range(2)  # where a household lives


@dataclass(frozen=True)
class Households:
    """Rows of workers that follow each other share a home. Whoever takes a row takes the place in the household, so
    households keep their size, and forks share this. H households."""

    first: NDArray[np.int32]  # [H + 1] first row of each, and at the end the number of rows
    children: NDArray[np.uint8]  # [H] residents under 16; replaced once a year
    expected: float = 0.0  # children that the city keeps; 0 where none are born or come of age

    def __len__(self) -> int:
        return len(self.children)

    @property
    def adults(self) -> NDArray[np.int64]:
        """[H] rows of each."""
        return np.asarray(self.first[1:] - self.first[:-1], np.int64)

    @property
    def people(self) -> NDArray[np.int64]:
        """[H] residents of each."""
        return self.adults + self.children

    def sum_of(self, column: NDArray[Any]) -> NDArray[np.int64]:
        """[H] sum of a column over the adults of each."""
        return np.asarray(np.add.reduceat(column.astype(np.int64), self.first[:-1]))

    @cached_property
    def place(self) -> NDArray[np.uint8]:
        """[rows] how many of the household come before each row."""
        steps = np.ones(self.first[-1], np.uint8)
        steps[0] = 0
        steps[self.first[1:-1]] = (1 - np.diff(self.first[:-1])).astype(np.uint8)  # back to the first row, modulo 256
        return np.cumsum(steps, dtype=np.uint8, out=steps)

    @property
    def of_row(self) -> NDArray[np.int64]:
        """[rows] household of each row."""
        return np.repeat(np.arange(len(self)), self.adults)


@serial
def household_of(row: Any, first: Any) -> Any:
    """Household of one row."""
    return np.searchsorted(first, row, side="right") - 1


@rule
def share_of(pot: Any, people: Any, own: Any, pooling: Any) -> Any:
    """What somebody has to live on, fen: of the household's income a share a head, of one's own what is kept (B
    3.28)."""
    return int(pooling * (max(0, pot) // people) + (1.0 - pooling) * max(0, own))


def incomes_per_head(city: City) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """[town or country, class] residents of all ages by class of income per head, and their incomes, fen."""
    homes = city.households
    shape = (parts(len(homes)), 2, CLASSES)
    heads, money = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    w = city.workers
    _pool_incomes(
        len(homes), homes.first, homes.children, w.cell, w.income, city.grid.klass, city.behaviour.view(), heads, money
    )
    return heads.sum(axis=0), money.sum(axis=0)


@kernel
def _pool_incomes(
    lo: int,
    hi: int,
    part: int,
    first: Any,
    children: Any,
    cell: Any,
    income: Any,
    place: Any,
    behaviour: Any,
    heads: Any,
    money: Any,
) -> None:
    """Add the people of each household to the classes of what they have to live on."""
    b = behaviour[0]
    start = first[lo]
    before = np.empty(first[hi] - start + 1, np.int64)  # income of all rows of the range before each
    before[0] = total = 0
    for i in range(start, first[hi]):
        total += income[i]
        before[np.uint32(i - start + 1)] = total
    for n in range(lo, hi):
        h = np.uint32(n)
        begin, end = first[h], first[h + 1]
        pot = before[np.uint32(end - start)] - before[np.uint32(begin - start)]
        people = end - begin + children[h]
        where = COUNTRY if place[cell[begin]] == VILLAGE else TOWN
        if b.pooling >= 1.0:
            mine = int(max(0, pot) / people)  # exact, and quicker than to divide whole numbers
            k = income_class(mine)
            heads[part, where, k] += people
            money[part, where, k] += people * mine
            continue
        for i in range(begin, end + children[h]):
            mine = share_of(pot, people, income[i] if i < end else 0, b.pooling)
            k = income_class(mine)
            heads[part, where, k] += 1
            money[part, where, k] += mine
