"""Classes of income: 32 to a doubling, so that a histogram in whole numbers tells a distribution to some 2 per cent."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..agents.compiled import rule

OCTAVE_BITS = 5
OCTAVE = 1 << OCTAVE_BITS  # income classes per doubling
LOWEST = 10  # income classes begin at 2^10 fen, about 10 yuan
CLASSES = 24 * OCTAVE
MANTISSA, BIAS = 52, 1023  # bits after the point and offset of the power of two, as 64-bit floats keep them (IEEE 754)
LEAST = np.float64(1 << LOWEST)
SHIFT = np.uint64(MANTISSA - OCTAVE_BITS)
BELOW, HIGHEST = np.uint64((BIAS + LOWEST) << OCTAVE_BITS), np.uint64(CLASSES - 1)


@rule
def income_class(income: Any) -> Any:
    """Class of an income in fen from 0: 32 classes to a doubling. A float keeps the power of two and the bits that
    follow side by side, so that it tells the class as it stands."""
    place = (np.float64(max(np.float64(income), LEAST)).view(np.uint64) >> SHIFT) - BELOW
    return np.uint32(min(HIGHEST, place))  # unsigned: an index that cannot count from the end
