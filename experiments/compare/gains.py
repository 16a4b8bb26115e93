"""Who gains and who loses: the same persons under the same luck in two futures, beyond what luck alone moves.

A policy that gives nobody anything still moves people: a place that one takes another does not get, and from there on
luck falls otherwise. For whoever the policy does not touch the two futures are two throws of the same dice: which of
them is called the base does not matter, so as many are better off by luck as worse off. What the two sides have in
common is therefore luck at most, and what is left on one side is not. The two sides are compared among those whom a
policy reaches and among all others apart, for who loses by displacement must not be hidden behind who gains by it; and
what is left counts only where it is clear over the seeds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...model.city import City
from ...model.groups import DIMENSIONS, Mask, PeopleGroup, members, parse_group
from ...scenarios.spec import Scenario
from ..runs.intervals import interval
from ..runs.run import Diary
from .comparison import Gain

NOTICEABLE = 0.01  # a change of income and cover over the horizon that counts as better or worse off
GAIN_DIMENSIONS = ("sex", "age_band", "hukou", "schooling", "urban_rural", "status")
NOT_SHOWN = ("status=training",)  # hardly anybody on the eve
CLEAR = 1.96  # standard deviations, where there is one seed


class Moved(NamedTuple):
    """Persons of one group and seed; counts among those reached, then among all others."""

    persons: int
    better: tuple[int, int]
    worse: tuple[int, int]
    change: float  # mean, yuan a month


Gained = dict[str, Moved]  # group → what one seed shows


def gain_groups(city: City) -> dict[str, Mask]:
    """Who belongs to each group of the table on the eve: the usual groups, and those asked for."""
    usual = [f"{name}={value}" for name in GAIN_DIMENSIONS for value in DIMENSIONS[name]]
    groups = [parse_group(name) for name in usual if name not in NOT_SHOWN]
    asked = [group for group in city.groups.asked if group not in groups]
    return {group.name: members(city, group) for group in (PeopleGroup(()), *groups, *asked)}


def moved(base: Diary, other: Diary, groups: Mapping[str, Mask], months: int) -> Gained:
    """Persons better and worse off and the mean change of each group; the same persons in both futures. Income counts
    with what cover is worth: a premium that buys it is not lost."""
    same = base.born == other.born
    had, has = base.income + base.cover, other.income + other.cover
    change = has - had
    least = NOTICEABLE * np.maximum(had + has, 2) / 2.0  # of the mean of both: neither side comes first
    better, worse = (change > least) & same, (change < -least) & same
    reached = (other.trained > 0) | (other.supported > 0)
    result = {}
    for group, mine in groups.items():
        n = int((mine & same).sum())
        if n:
            up, down = (
                (int((side & mine & reached).sum()), int((side & mine & ~reached).sum())) for side in (better, worse)
            )
            result[group] = Moved(n, up, down, float(change[mine & same].mean() / 100.0 / months))
    return result


def gain_rows(scenarios: Sequence[Scenario], found: Sequence[Mapping[str, Gained]]) -> list[Gain]:
    """Winners and losers by group over all seeds; `found` holds for each seed what each scenario shows."""
    rows = []
    for scenario in scenarios:
        for group in found[0][scenario.name]:
            seeds = [one[scenario.name][group] for one in found if group in one[scenario.name]]
            better, worse, noise = beyond_luck(seeds)
            change = interval(np.array([one.change for one in seeds]))
            rows.append(
                Gain(scenario.name, group, sum(one.persons for one in seeds), better, worse, *change, noise=noise)
            )
    return rows


def beyond_luck(seeds: Sequence[Moved]) -> tuple[float, float, float]:
    """Shares of a group that are better and worse off beyond luck, and the share that luck alone moves either way."""
    better = worse = noise = 0.0
    for part in range(2):
        persons = np.array([one.persons for one in seeds], np.float64)
        up, down = (np.array([side[part] for side in sides]) for sides in _sides(seeds))
        weight = persons / persons.sum()
        gain, loss = float((up / persons) @ weight), float((down / persons) @ weight)
        if _clear(up, down, persons):
            better, worse = better + max(0.0, gain - loss), worse + max(0.0, loss - gain)
            noise += min(gain, loss)
        else:
            noise += (gain + loss) / 2.0
    return better, worse, noise


def _sides(seeds: Sequence[Moved]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    return [one.better for one in seeds], [one.worse for one in seeds]


def _clear(up: NDArray[np.int64], down: NDArray[np.int64], persons: NDArray[np.float64]) -> bool:
    """Whether one side outweighs the other beyond doubt: over the seeds, or where there is one by the test of McNemar
    (1947) for pairs that differ."""
    if len(persons) < 2:
        apart = float(up.sum() + down.sum())
        return apart > 0.0 and abs(float(up.sum() - down.sum())) > CLEAR * sqrt(apart)
    _, low, high = interval((up - down) / persons)
    return not isnan(low) and (low > 0.0 or high < 0.0)
