"""Rows by status: people of one block and status one after the other, so that a loop takes one kind of them at a time.

Who employs, pays or counts people asks first what they do. Asked person by person, a processor guesses wrongly for
every second one; asked for a block of rows at once, the loops after it have nothing to guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..agents.compiled import kernel, parts
from ..agents.workers import STATUSES

if TYPE_CHECKING:
    from .city import City

MOST_ROWS = 4096  # of a block: what a loop reads of them stays at hand from one status to the next


class ByStatus(NamedTuple):
    """Row `first[block] + order[k]` for each k from `bounds[block, status]` to `bounds[block, status + 1]`."""

    first: NDArray[np.uint32]  # [blocks] first row of each
    order: NDArray[np.uint16]  # [rows] rows of each block by status, counted from its first row
    bounds: NDArray[np.uint32]  # [blocks, statuses + 1] where the rows of each status stand in the order


def by_status(city: City) -> ByStatus:
    """The people as they stand. From dispatch to the month's end nobody's status changes: the order is kept."""
    return city.standing or sorted_by_status(city)


def sorted_by_status(city: City) -> ByStatus:
    """Sort the people. A range of rows is a whole number of blocks."""
    rows, ranges = len(city.workers), parts(len(city.workers))
    blocks = ranges * max(1, -(-rows // (ranges * MOST_ROWS)))
    edges = np.arange(blocks + 1) * rows // blocks
    first = edges.astype(np.uint32)
    found = ByStatus(first[:-1], np.empty(rows, np.uint16), np.empty((blocks, len(STATUSES) + 1), np.uint32))
    _sort(blocks, city.workers.status, first, found.order, found.bounds, ranges=ranges)
    return found


@kernel
def _sort(lo: int, hi: int, part: int, status: Any, first: Any, order: Any, bounds: Any) -> None:
    """Rows of each block are put down by status, then one status after the other."""
    kinds = len(STATUSES)
    put = np.empty((kinds, MOST_ROWS), np.uint16)
    heads = np.zeros(kinds, np.uint32)
    for block in range(lo, hi):
        begin, end = first[block], first[block + 1]
        heads[:] = 0
        for n in range(begin, end):
            kind = status[n]
            put[kind, heads[kind]] = n - begin
            heads[kind] += 1
        place = begin
        for kind in range(kinds):
            bounds[block, kind] = place
            for k in range(heads[kind]):
                order[place] = put[kind, k]
                place += 1
        bounds[block, kinds] = place
