"""The family's farm: where villagers work who have no other work, and whom the city finds unemployed instead.

Dismissed, back from a platform, from school or from a course: whatever made people lose or seek work, the pass below
is what sends them to the farm, before anybody counts them.
"""

from __future__ import annotations

import numpy as np

from ....agents.compiled import kernel, parts, rule
from ....agents.farmers import OWN_FARM, farm_hours, farms, has_farm, without_work
from ....agents.workers import NOBODY, UNEMPLOYED
from ...city import City
from ...draws import STRETCH, identity, uniform
from ...grid import VILLAGE

NONE = np.uint32(0)


def work_on_farms(city: City) -> int:
    """Villagers without work go to the farm, and farmers who live there no longer look for work; return how many came
    to the farm, less those who left it."""
    w = city.workers
    moved = np.zeros(parts(len(w)), np.int64)
    _work_on_farms(
        len(w),
        w.view(),
        city.grid.klass,
        city.behaviour.view(),
        city.month,
        city.draws.lifelong("taste for long hours"),
        moved,
    )
    return int(moved.sum())


@kernel
def _work_on_farms(lo, hi, part, w, place, behaviour, month, long_key, moved):
    b = behaviour[0]
    near = np.empty(STRETCH, np.uint32)
    for start in range(lo, hi, STRETCH):
        for n in range(find_on_farms(start, min(STRETCH, hi - start), w.status, w.employer, near)):
            i = near[n]
            farmer, village = w.status[i] != UNEMPLOYED, place[w.cell[i]] == VILLAGE
            if farmer == has_farm(w.hukou[i], village):
                continue
            w.status[i], w.since[i], w.idle[i] = without_work(w.hukou[i], village), month, 0
            w.employer[i] = NOBODY if farmer else OWN_FARM
            if not farmer:
                w.hours[i] = int(farm_hours(uniform(long_key, identity(i, w.born[i])), b) + 0.5)
            moved[part] += -1 if farmer else 1


@rule
def find_on_farms(start, rows, status, employer, near):
    """List those of a stretch who have no work or work on the farm; return how many."""
    found = NONE
    for k in range(rows):
        i = np.uint32(start + k)
        near[found] = i
        found += np.uint32((status[i] == UNEMPLOYED) | farms(status[i], employer[i]))
    return found
