"""Ten people in the country, and months of rules for their places."""

import numpy as np

from jiuye.agents.farmers import OWN_FARM
from jiuye.agents.workers import LOCAL_RURAL, LOCAL_URBAN, NOBODY, SELF_EMPLOYED
from jiuye.model.grid import VILLAGE
from jiuye.model.phases.places import tend_places
from jiuye.model.phases.settlement import settle_accounts

from ..ten_people import begin, skip, ten_people, zoned


def place(city, klass, nth=0):
    """A cell of a class: the nth most populous one."""
    cells = np.flatnonzero(city.grid.klass == klass)
    return int(cells[np.argsort(-city.grid.people[cells], kind="stable")][nth])


def hamlet(**behaviour):
    """Ten farmers who live in the most populous village cell, in their fifth year."""
    city = begin(ten_people(**({"takings_spread": 0.0} | behaviour)))
    w, e = city.workers, city.employers
    w.cell[:], w.status[:], w.employer[:], w.since[:] = place(city, VILLAGE), SELF_EMPLOYED, OWN_FARM, -48
    w.hukou[:] = LOCAL_RURAL
    e.staff[:] = e.capacity[:] = e.desired[:] = 0
    return city


def street(**behaviour):
    """Ten owners of small businesses there, whose families have no land."""
    city = hamlet(**behaviour)
    city.workers.employer[:], city.workers.hukou[:] = NOBODY, LOCAL_URBAN
    return city


def tended(city, months=1, **rules):
    """A city after months of some rules, and those rules."""
    changed = zoned(city, **rules)
    for _ in range(months):
        tend_places(city, changed)
        skip(city)
    return changed


def poor(**rules):
    """Rules of a government whose special fund is empty."""
    return {"special_fund_per_head": 0.0, **rules}


def earned(city):
    settle_accounts(city, city.rules, [])
    return city.workers.earned.copy()
