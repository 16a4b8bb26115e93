"""The frame from which searchers draw posts. It is fixed at build and never depends on what is open now.

Each line has a few places in the frame. A searcher draws a place by occupation and distance and then sees whether a
post is open there. So a post that opens or closes is noticed only by those who look at it, and the luck of everybody
else stays the same: this is what keeps two futures of one city comparable person by person. Weights on what is open are
exact all the same, because a drawn place that is not open is rejected and the next one drawn.
"""

from __future__ import annotations

from collections import namedtuple
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..agents.compiled import rule, serial
from ..agents.employers import Employers
from .behaviour import Behaviour
from .grid import Grid
from .occupations import Occupations, skill_distance

SHIFT, LOW = np.uint32(16), np.uint32(0xFFFF)
CERTAIN = 65_536.0  # the chance of keeping an entry is a number of 16 bits


@dataclass(frozen=True)
class Frame:
    """Places of posts and the alias tables that draw them. O occupations, B blocks, one more block for remote posts."""

    slot_line: NDArray[np.int32]  # [places] line of each place, ordered by occupation and block
    first: NDArray[np.int64]  # [O × (B + 1) + 1] first place of each occupation and block
    occupation: NDArray[np.uint32]  # [B, O, O] alias table of occupations given the home block and one's own
    block: NDArray[np.uint32]  # [B, O, B + 1] alias table of blocks given home block and occupation
    seat: NDArray[np.uint32]  # [B, B] alias table of training centres given home block

    def view(self) -> Any:
        """The same as a named tuple, which kernels can read."""
        return self._view

    @cached_property
    def _view(self) -> Any:
        return FrameView(*(getattr(self, f.name) for f in fields(self)))


FrameView = namedtuple("FrameView", [f.name for f in fields(Frame)])  # type: ignore[misc]


def build_frame(employers: Employers, grid: Grid, occupations: Occupations, behaviour: Behaviour) -> Frame:
    """Lay out the places of all lines and tabulate how they are drawn; numbers the lines' places as it goes."""
    o_count, b_count = len(occupations.ids), grid.blocks
    block = np.where(employers.remote == 1, b_count, grid.block[employers.cell]).astype(np.int64)
    group = employers.occupation.astype(np.int64) * (b_count + 1) + block
    order = np.argsort(group, kind="stable")
    slots = employers.slots[order].astype(np.int64)
    ends = np.cumsum(slots)
    employers.first_slot[order] = (ends - slots).astype(np.int32)
    places = np.bincount(group, weights=employers.slots, minlength=o_count * (b_count + 1))
    first = np.zeros(len(places) + 1, np.int64)
    np.cumsum(places.astype(np.int64), out=first[1:])
    places = places.reshape(o_count, b_count + 1)

    nearness = np.ones((b_count, b_count + 1))
    nearness[:, :b_count] = np.exp(-behaviour.distance_decay * grid.block_km)
    weights = places[None, :, :] * nearness[:, None, :]
    moves = np.exp(-behaviour.skill_decay * skill_distance(occupations.need))
    moves[np.diag_indices(o_count)] *= behaviour.own_occupation
    seats = np.bincount(grid.block, weights=grid.seats, minlength=b_count)
    return Frame(
        slot_line=np.repeat(order, slots).astype(np.int32),
        first=first,
        occupation=alias_table(moves[None, :, :] * weights.sum(axis=2)[:, None, :]),
        block=alias_table(weights),
        seat=alias_table(seats[None, :] * np.exp(-0.08 * grid.block_km)),
    )


def alias_table(weights: NDArray[Any]) -> NDArray[np.uint32]:
    """Walker's alias table along the last axis; weights that are all zero become uniform (Vose 1991).

    An entry holds the chance of keeping it (16 bits) and the entry taken instead (16 bits), so that a draw costs one
    look into memory.
    """
    n = weights.shape[-1]
    flat = weights.reshape(-1, n)
    sums = flat.sum(axis=1, keepdims=True)
    scaled = np.where(sums > 0, flat / np.where(sums > 0, sums, 1.0), 1.0 / n) * n
    keep = np.ones(flat.shape)
    other = np.tile(np.arange(n), (len(flat), 1))
    _fill_alias(scaled, keep, other, np.empty(n, np.int64), np.empty(n, np.int64))
    packed = (np.minimum(keep * CERTAIN, CERTAIN - 1.0).astype(np.uint32) << SHIFT) | other.astype(np.uint32)
    return packed.reshape(weights.shape)


@serial
def _fill_alias(scaled, cut, alias, small, large):
    """Pair every light entry of a row with a heavy one until all have the same mass."""
    for row in range(scaled.shape[0]):
        smalls = larges = 0
        for i in range(scaled.shape[1]):
            if scaled[row, i] < 1.0:
                small[smalls] = i
                smalls += 1
            else:
                large[larges] = i
                larges += 1
        while smalls > 0 and larges > 0:
            light, heavy = small[smalls - 1], large[larges - 1]
            smalls -= 1
            cut[row, light] = scaled[row, light]
            alias[row, light] = heavy
            scaled[row, heavy] -= 1.0 - scaled[row, light]
            if scaled[row, heavy] < 1.0:
                small[smalls] = heavy
                smalls += 1
                larges -= 1


@rule
def stays(entry, within):
    """Whether a draw that fell `within` (0 to 1) an entry of an alias table keeps it."""
    return within * CERTAIN < (entry >> SHIFT)


@rule
def instead(entry):
    """The entry taken when one is not kept."""
    return np.int64(entry & LOW)
