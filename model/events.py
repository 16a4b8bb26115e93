"""Lists of rows to which something happened, filled by kernels in any number of threads, read in order of row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..agents.compiled import parts


@dataclass
class Events:
    """A buffer with one stretch per range; a kernel writes `buffer[lo + k]` and leaves `counts[part]`."""

    buffer: NDArray[np.uint32]
    counts: NDArray[np.int64]

    @classmethod
    def room_for(cls, rows: int, ranges: int | None = None) -> Events:
        """Room for an event in every row; the number of ranges is that of the kernel that fills it."""
        return cls(np.empty(rows, np.uint32), np.zeros(ranges or parts(rows), np.int64))

    def rows(self) -> NDArray[np.uint32]:
        """Rows with an event, in order."""
        ranges, n = len(self.counts), len(self.buffer)
        if ranges == 1:
            return self.buffer[: self.counts[0]]
        stretches: list[Any] = []
        for part in range(ranges):
            lo = part * n // ranges
            stretches.append(self.buffer[lo : lo + self.counts[part]])
        return np.concatenate(stretches)
