"""Owners: the self-employed of a month, found in one pass for all that places do for them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel
from ....agents.farmers import OWN_FARM
from ....agents.workers import NOBODY, SELF_EMPLOYED
from ...city import City
from ...events import Events
from ...grid import VILLAGE

Rows = NDArray[np.uint32]


class Owners(NamedTuple):
    """Rows of the self-employed, each list in their order."""

    started: Rows  # with a business of their own
    farmers: Rows  # on the family's farm
    rural: Rows  # who live in villages, whatever their business


def find_owners(city: City) -> Owners:
    """The self-employed as they are now."""
    w = city.workers
    found = [Events.room_for(len(w)) for _ in Owners._fields]
    buffers, counts = tuple(some.buffer for some in found), tuple(some.counts for some in found)
    _sort_owners(len(w), w.view(), city.grid.klass, buffers, counts)
    return Owners(*(some.rows() for some in found))


@kernel
def _sort_owners(lo, hi, part, w, klass, buffers, counts):
    started, farmers, rural = buffers
    n_started, n_farmers, n_rural = counts
    s = f = r = 0
    for n in range(lo, hi):
        i = np.uint32(n)
        if w.status[i] != SELF_EMPLOYED:
            continue
        if w.employer[i] == NOBODY:
            started[lo + s] = i
            s += 1
        elif w.employer[i] == OWN_FARM:
            farmers[lo + f] = i
            f += 1
        if klass[w.cell[i]] == VILLAGE:
            rural[lo + r] = i
            r += 1
    n_started[part] = s
    n_farmers[part] = f
    n_rural[part] = r
