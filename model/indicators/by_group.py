"""Which indicators can be told of any group of people, found by asking their formulas."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from ..groups import EVERYBODY
from ..income_classes import CLASSES
from ..quantities import Q
from ..tally import ALWAYS, Groups, groups_of
from .series import INDICATORS, Series, measure

MONTHS = 26  # two years and what looks back on them
GROUP, OCCUPATIONS = "sex=female,age=45-59", 3  # any group that is not counted anyway


@cache
def by_group(name: str, group: str = GROUP) -> bool:
    """Whether an indicator says something of a group such as women of 45 to 59, and not of the whole city alone; of
    town and country some say more."""
    names = _any_city().groups.names
    values = measure(_any_city(), [name])[name]
    return bool(np.isfinite(values[-1, names.index(group) if group in names else -1]))


def grouped_indicators() -> list[str]:
    """All of them."""
    return [name for name in INDICATORS if by_group(name)]


@cache
def _any_city() -> Series:
    """Months in which everything was counted."""
    groups: Groups = groups_of((*ALWAYS, GROUP), ())
    drawn, shape = np.random.default_rng(1), (MONTHS, len(groups.names))
    assert groups.names[0] == EVERYBODY
    assert groups.names[-1] == GROUP
    homes, occupations = (MONTHS, 2, CLASSES), (MONTHS, OCCUPATIONS)
    sizes = {"sums": (*shape, len(Q)), "heads": (*shape, CLASSES), "money": (*shape, CLASSES), "staff": occupations}
    sizes |= {"vacancies": occupations, "seekers": occupations, "home_heads": homes, "home_sums": homes}
    tables: dict[str, Any] = {name: drawn.integers(1, 1_000, size) for name, size in sizes.items()}
    return Series(groups, 1.0, 0, np.ones(OCCUPATIONS, np.bool_), flows={}, **tables)
