"""People: whom places do something for this month, found in one pass."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, parts
from ....agents.farmers import OWN_FARM
from ....agents.workers import NOBODY, NONLOCAL_RURAL, SELF_EMPLOYED, age_in_years
from ...city import City
from ...draws import uniform
from ...events import Events
from ...grid import VILLAGE
from ...places import in_pool
from ...rules import Rules

OLD = 60
WEAK = 5_000  # bp of digital literacy below which a person is taught (judged)
Rows = NDArray[np.uint32]
STARTED, FARMERS, RURAL, MEMBERS, THE_OLD, MIGRANTS, THE_DISABLED, EXCHANGING = range(8)


class People(NamedTuple):
    """Rows, each list in their order; and heads by cell."""

    migrants_of: NDArray[np.int64]  # [cells] migrants of rural hukou
    started: Rows  # with a business of their own
    farmers: Rows  # on the family's farm
    rural: Rows  # self-employed in villages, whatever their business
    members: Rows  # of the silver pool
    old: Rows  # of weak digital literacy, as the next two
    migrants: Rows  # of rural hukou
    disabled: Rows
    exchanging: Rows  # who take part in the skill exchange


def find_people(city: City, rules: Rules) -> People:
    """As they are before anything is done."""
    w, ranges = city.workers, parts(len(city.workers))
    lists = len(People._fields) - 1
    found, counts = np.empty((lists, len(w)), np.uint32), np.zeros((lists, ranges), np.int64)
    migrants = np.zeros((ranges, city.grid.cells), np.int64)
    exchange = rules.exchange_share[city.grid.district], city.draws.key("skill exchange")
    _sort_people(len(w), w.view(), city.grid.klass, city.month, exchange, found, counts, migrants)
    rows = [Events(some, many).rows().copy() for some, many in zip(found, counts, strict=True)]  # lets go of the rest
    return People(migrants.sum(axis=0), *rows)


@kernel
def _sort_people(lo, hi, part, w, klass, month, exchange, found, counts, migrants):
    share, key = exchange
    n = np.zeros(len(found), np.int64)
    for row in range(lo, hi):
        i = np.uint32(row)
        status, employer, cell = w.status[i], w.employer[i], w.cell[i]
        migrant, age = w.hukou[i] == NONLOCAL_RURAL, age_in_years(month, w.born[i])
        migrants[part, cell] += migrant
        if status == SELF_EMPLOYED:
            found[STARTED, lo + n[STARTED]] = i
            n[STARTED] += employer == NOBODY
            found[FARMERS, lo + n[FARMERS]] = i
            n[FARMERS] += employer == OWN_FARM
            found[RURAL, lo + n[RURAL]] = i
            n[RURAL] += klass[cell] == VILLAGE
        elif in_pool(status, employer, age):
            found[MEMBERS, lo + n[MEMBERS]] = i
            n[MEMBERS] += 1
        if w.literacy[i] < WEAK:
            found[THE_OLD, lo + n[THE_OLD]] = i
            n[THE_OLD] += age >= OLD
            found[MIGRANTS, lo + n[MIGRANTS]] = i
            n[MIGRANTS] += migrant
            found[THE_DISABLED, lo + n[THE_DISABLED]] = i
            n[THE_DISABLED] += w.disabled[i] == 1
        if uniform(key, i) < share[cell]:
            found[EXCHANGING, lo + n[EXCHANGING]] = i
            n[EXCHANGING] += 1
    counts[:, part] = n
