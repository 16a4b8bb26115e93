"""Classes of income: 32 to a doubling, so that a histogram in whole numbers tells a distribution to some 2 per cent."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..agents.compiled import rule

OCTAVE_BITS = 5
OCTAVE = 1 << OCTAVE_BITS  # income classes per doubling
LOWEST = 10  # income classes begin at 2^10 fen, about 10 yuan
CLASSES = 24 * OCTAVE
HALVINGS = (16, 8, 4, 2, 1)  # bits, by which the highest bit of a number of 32 is found


@rule
def income_class(income: Any) -> Any:
    """Class of a positive income in fen: 32 classes to a doubling."""
    if income < (1 << LOWEST):
        return 0
    octave = 0
    x = np.uint32(income) >> LOWEST
    for step in HALVINGS:
        if x >> step:
            x >>= step
            octave += step
    within = ((int(income) << OCTAVE_BITS) >> (octave + LOWEST)) - OCTAVE
    return min(CLASSES - 1, octave * OCTAVE + within)
