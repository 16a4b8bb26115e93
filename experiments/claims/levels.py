"""What a measure answers with, and the windows over which levels are taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...scenarios.claims import Test
from .future import Floats, WithAndWithout

WINDOW = 3  # months up to the horizon over which a level is taken
YEAR = 12
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Levels:
    """What a measure found, in its own unit: persons are real ones where heads are counted."""

    policy: float
    base: float
    before: float  # in the month before
    persons: int  # simulated persons followed; 0 where the whole city is


Measure = Callable[[WithAndWithout, Test], Levels]
NOTHING = Levels(np.nan, np.nan, np.nan, 0)


def window(values: Floats, month: int) -> float:
    """Mean of the three months up to a month."""
    return float(values[max(1, month - WINDOW + 1) : month + 1].mean())


def at_horizon(values: Floats, last: Rows | int, rows: Rows, months: int) -> Floats:
    """[persons] mean of the three months up to the last of each, or of as many as there are."""
    return np.asarray(np.mean([values[last - k, rows] for k in range(min(WINDOW, months))], axis=0))
