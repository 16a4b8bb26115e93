"""Spring Festival: some migrants who went home do not come back to their work, and return later to look for another."""

from __future__ import annotations

import numpy as np

from ....agents.compiled import kernel, serial
from ....agents.workers import EMPLOYED, INACTIVE, LONG_AGO, NOBODY, TRAINING
from ...city import City
from ...events import Events
from ...seasons import away, journey_without_return


def stay_away(city: City) -> int:
    """In the month after the festival, let those who stay at home give up work and search; return how many did. They
    take up the search again as whoever wants to work does, in the months that follow."""
    journey, w = journey_without_return(city), city.workers
    if journey.leave == 0.0:
        return 0
    staying = Events.room_for(len(w))
    _find(len(w), w.view(), journey, staying.buffer, staying.counts)
    rows = staying.rows()
    _leave(rows, w.view(), city.employers.staff, city.month)
    return len(rows)


@kernel
def _find(lo, hi, part, w, journey, staying, counts):
    """Mark those in the labour force who stay at home; courses are attended to their end."""
    found = 0
    for n in range(lo, hi):
        i = np.uint32(n)
        if w.status[i] == INACTIVE or w.status[i] == TRAINING:
            continue
        if away(i, w.born[i], w.hukou[i], journey):
            staying[lo + found] = i
            found += 1
    counts[part] = found


@serial
def _leave(rows, w, staff, month):
    for i in rows:
        if w.status[i] == EMPLOYED:
            staff[w.employer[i]] -= 1
        w.status[i], w.employer[i], w.since[i], w.idle[i], w.commute[i] = INACTIVE, NOBODY, month, LONG_AGO, 0
