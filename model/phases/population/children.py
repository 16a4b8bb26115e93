"""Children under 16: they have no rows of their own, but share what there is at home."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, parts, rule
from ....agents.workers import FEMALE, MALE, NONLOCAL_RURAL, Workers, age_in_years
from ...city import City
from ...draws import Draws, identity, uniform
from ...households import Households

Floats = NDArray[np.float64]
YEAR = 12  # months
AGES = 120  # years
# Children of a woman of an age: those born within the last 16 years, by a normal spread of ages at birth (2020 census:
# mean age at birth 28.9).
BIRTH_AGE, BIRTH_SPREAD, CHILDHOOD = 28.5, 5.0, 16.0
NORMAL_AS_LOGISTIC = 1.702  # a logistic of so many times z comes within 0.01 of the normal
ONE_MORE = (1.0, 0.5, 0.08)  # chance of a first, second and third child, in proportion (judged)
LONE, ELSEWHERE = 1, 2  # bits of a kind of woman: without a man at home; of a hukou from elsewhere
KINDS = (1.0, 0.1, 0.5, 0.05)  # children at home by kind, in proportion: many of migrants are left behind (judged)
FASTEST, CLOSE = 50.0, 1e-12  # pace of births: the most, and how closely it is found


@cache
def childhoods() -> Floats:
    """[kind, child, age] how likely each child is there, in proportion; not to be written to."""
    z = (np.arange(AGES) + 0.5 - BIRTH_AGE) / BIRTH_SPREAD
    born, grown = (1.0 / (1.0 + np.exp(-NORMAL_AS_LOGISTIC * at)) for at in (z, z - CHILDHOOD / BIRTH_SPREAD))
    likely = np.multiply.outer(np.multiply.outer(KINDS, ONE_MORE), born - grown)
    likely.setflags(write=False)
    return likely


def first_children(workers: Workers, first: NDArray[np.int32], young: int, draws: Draws) -> Households:
    """Households with as many children as a city has when it is built."""
    homes = Households(first, np.zeros(len(first) - 1, np.uint8))
    low, high, born = 0.0, FASTEST, -1
    while born != young and high - low > CLOSE:
        pace = 0.5 * (low + high)
        children = _children(workers, homes, 0, pace, draws)
        born = int(children.sum())
        low, high = (pace, high) if born < young else (low, pace)
    return replace(homes, children=children, expected=_expected(_women(workers, homes, 0), pace))


def bring_up(city: City) -> None:
    """Once a year children are born and come of age, as women grow older; so many that the city keeps its children."""
    homes = city.households
    if city.month % YEAR or not city.month or homes.expected <= 0.0:
        return
    women = _women(city.workers, homes, city.month)
    low, high = 0.0, FASTEST
    while high - low > CLOSE:
        pace = 0.5 * (low + high)
        low, high = (pace, high) if _expected(women, pace) < homes.expected else (low, pace)
    city.households = replace(homes, children=_children(city.workers, homes, city.month, pace, city.draws))


def _expected(women: NDArray[np.int64], pace: float) -> float:
    """Children that so many women of each kind and age have."""
    return float((women[:, None, :] * -np.expm1(-pace * childhoods())).sum())


def _women(workers: Workers, homes: Households, month: int) -> NDArray[np.int64]:
    """[kind, age] how many there are."""
    women = np.zeros((parts(len(homes)), len(KINDS), AGES), np.int64)
    _count_women(len(homes), homes.first, workers.view(), month, women)
    return women.sum(axis=0)


def _children(workers: Workers, homes: Households, month: int, pace: float, draws: Draws) -> NDArray[np.uint8]:
    """[household] children. Whether a child is there is a matter of the woman's age and of luck that lasts for life: as
    its chance rises and falls with her age, it comes once and goes once."""
    children = np.zeros(len(homes), np.uint8)
    keys = tuple(draws.lifelong(f"child {k}") for k in range(len(ONE_MORE)))
    chance = -np.expm1(-pace * childhoods())
    _count_children(len(homes), homes.first, workers.view(), month, chance, keys, children)
    return children


@rule
def kind_of_woman(men, hukou):
    """Which of the kinds that differ in how many children live with them."""
    return (LONE if men == 0 else 0) + (ELSEWHERE if hukou >= NONLOCAL_RURAL else 0)


@kernel
def _count_women(lo, hi, part, first, w, month, women):
    for n in range(lo, hi):
        h = np.uint32(n)
        men = 0
        for i in range(first[h], first[h + 1]):
            men += w.sex[i] == MALE
        for i in range(first[h], first[h + 1]):
            if w.sex[i] == FEMALE:
                age = min(age_in_years(month, w.born[i]), AGES - 1)
                women[part, kind_of_woman(men, w.hukou[i]), age] += 1


@kernel
def _count_children(lo, hi, part, first, w, month, chance, keys, children):
    for n in range(lo, hi):
        h = np.uint32(n)
        men = 0
        for i in range(first[h], first[h + 1]):
            men += w.sex[i] == MALE
        for i in range(first[h], first[h + 1]):
            if w.sex[i] == FEMALE:
                age = min(age_in_years(month, w.born[i]), AGES - 1)
                kind, who = kind_of_woman(men, w.hukou[i]), identity(i, w.born[i])
                for k in range(len(keys)):
                    children[h] += uniform(keys[k], who) < chance[kind, k, age]
