"""Rooms for employers that policy makes in trades that are new to the city: incubated posts, listed occupations."""

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


def new_trades(city: City, scope: Any) -> Flags:
    """[occupation] that no employer had when the city was built and for which there are empty places in scope."""
    e, n = city.employers, len(city.occupations.ids)
    old = np.bincount(e.occupation, e.niche, n)
    return np.asarray((old == 0.0) & (np.bincount(e.occupation, scope[e.zone] > 0.0, n) > 0.0))


def added_rooms(city: City, rules: Rules) -> Rooms:
    """What the month's rules add."""
    occ, b = city.occupations, city.behaviour
    added = Rooms(*np.zeros((2, len(occ.ids))), np.ones((city.zones, len(occ.ids)), np.bool_))
    if rules.somewhere.incubated_posts:
        posts = float(rules.incubated_posts.max()) / city.weight / len(INCUBATED)
        _add(city, added, [occ.index(name) for name in INCUBATED], posts, rules.incubated_posts)
    if rules.somewhere.list_revision:
        lag = float(rules.list_lag.max())
        listed = [o for o, month in city.government.listed.items() if city.month - month > lag]
        _add(city, added, listed, b.listed_firms * b.newborn_staff / city.weight, rules.list_revision)
    return added


def _add(city: City, added: Rooms, trades: list[int], staff: float, scope: Any) -> None:
    """Make room for new employers with so many staff in each of the trades that is new."""
    new = new_trades(city, scope)
    for o in trades:
        if new[o]:
            added.staff[o] += staff
            added.lines[o] += staff / city.behaviour.newborn_staff
            added.allowed[:, o] = scope > 0.0
