"""Rooms that policy makes for new employers: those of incubated posts, and the first of a listed occupation."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...city import City
from ...occupations import INCUBATED
from ...rules import Rules

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Rooms(NamedTuple):
    """What is added to what trades have room for. O occupations, Z zones."""

    lines: Floats  # [O] employers
    staff: Floats  # [O] staff they may want
    allowed: Flags  # [Z, O] where they may open; everywhere where nothing is added


def founded_share(city: City, scope: Any) -> Floats:
    """[occupation] share of the posts that policy adds in scope which come with new employers: all where the city had
    none when it was built, none where there is no place for others."""
    e, n = city.employers, len(city.occupations.ids)
    old = np.bincount(e.occupation, e.niche, n) > 0.0
    spare = np.bincount(e.occupation, (e.niche == 0.0) & (scope[e.zone] > 0.0), n) > 0.0
    return np.where(spare, np.where(old, city.behaviour.incubated_new, 1.0), 0.0)


def added_rooms(city: City, rules: Rules) -> Rooms:
    """What the month's rules add."""
    occ, b, n = city.occupations, city.behaviour, len(city.occupations.ids)
    added = Rooms(np.zeros(n), np.zeros(n), np.ones((city.zones, n), np.bool_))
    if rules.somewhere.incubated_posts:
        posts = float(rules.incubated_posts.max()) / city.weight / len(INCUBATED)
        share = founded_share(city, rules.incubated_posts)
        for o in (occ.index(name) for name in INCUBATED):
            _add(added, o, posts * share[o], rules.incubated_posts, b.newborn_staff)
    if rules.somewhere.list_revision:
        lag, share = float(rules.list_lag.max()), founded_share(city, rules.list_revision)
        for o, month in city.government.listed.items():
            if share[o] == 1.0 and city.month - month > lag:
                _add(added, o, b.listed_firms * b.newborn_staff / city.weight, rules.list_revision, b.newborn_staff)
    return added


def _add(added: Rooms, o: int, staff: float, scope: Any, newborn: float) -> None:
    """Make room for new employers of a trade with so many staff."""
    if staff > 0.0:
        added.staff[o] += staff
        added.lines[o] += staff / newborn
        added.allowed[:, o] = scope > 0.0
