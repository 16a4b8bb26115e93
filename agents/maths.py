"""Exponential and logistic whose bits do not depend on the machine's maths library.

Powers of two are read from and written to the bits of a number: without tables and calls, loops work out several side
by side.
"""

from __future__ import annotations

import math

import numpy as np

from .compiled import rule, serial

LOG2E = 1.0 / math.log(2.0)
LN2 = math.log(2.0)
MANTISSA, BIAS = np.int64(52), np.int64(1023)  # bits after the point, offset of the power of two (IEEE 754)
AFTER_POINT, HALF = np.int64((1 << 52) - 1), np.int64(1022 << 52)
FARTHEST = 44.0  # beyond, e to the x counts as e to the 44
C3, C4, C5, C6, C7 = 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0, 1.0 / 5040.0  # Taylor: one over n!
A3, A5, A7, A9, A11 = 1.0 / 3.0, 1.0 / 5.0, 1.0 / 7.0, 1.0 / 9.0, 1.0 / 11.0  # atanh: one over n
LAST_TERM = 13.0
ROOT_HALF = 0.70710678118654752
NO, OPEN, YES = (np.uint8(verdict) for verdict in range(3))  # see `bounded`
MARGIN = 1e-6  # more than the error of `exp`
NORMAL_1, NORMAL_3 = 1.5976, 0.07056


@serial
def total(values):
    """Sum in the order of the numbers: that of an array is taken in another order where it is not compiled."""
    found = 0.0
    for k in range(len(values)):
        found += values[k]
    return found


@rule
def exp(x):
    """e to the x for |x| ≤ 44, relative error below 2e-8 (range reduction and a Taylor sum)."""
    x = min(max(x, -FARTHEST), FARTHEST)
    k = math.floor(x * LOG2E + 0.5)
    r = x - k * LN2
    tail = C5 + r * (C6 + r * C7)
    power_of_two = np.int64((np.int64(k) + BIAS) << MANTISSA).view(np.float64)
    return (1.0 + r * (1.0 + r * (0.5 + r * (C3 + r * (C4 + r * tail))))) * power_of_two


@rule
def bounded(luck, x):
    """Whether `luck` < e^-x for x ≥ 0 as far as two bounds tell, which they do but for a few in a thousand."""
    surely = luck < 1.0 - x * (1.0 - x * (0.5 - x * C3)) - MARGIN
    perhaps = luck * (1.0 + x * (1.0 + x * (0.5 + x * C3))) < 1.0 + MARGIN
    return np.uint8(surely) + np.uint8(perhaps)


@rule
def settled(verdict, luck, x):
    """Whether `luck` < e^-x, by the exponential where the bounds left it open."""
    return verdict == YES or (verdict == OPEN and luck < exp(-x))


@rule
def logistic(x):
    """1 / (1 + e^-x)."""
    return 1.0 / (1.0 + exp(-x))


@rule
def log(x):
    """Natural logarithm of a positive normal number, relative error below 1e-9 (atanh series)."""
    word = np.float64(x).view(np.int64)
    half = np.int64(word & AFTER_POINT | HALF).view(np.float64)
    low = half < ROOT_HALF
    mantissa = 2.0 * half if low else half
    exponent = (word >> MANTISSA) - (BIAS - 1) - low
    s = (mantissa - 1.0) / (mantissa + 1.0)
    t = s * s
    series = t * (A3 + t * (A5 + t * (A7 + t * (A9 + t * (A11 + t / LAST_TERM)))))
    return 2.0 * s * (1.0 + series) + exponent * LN2


@rule
def power(x, exponent):
    """x to the power of `exponent` for x > 0."""
    return exp(exponent * log(x))


@rule
def normal_share(x):
    """Share of a standard normal distribution below x, by the logistic curve nearest to it (Bowling et al. 2009, error
    below 2e-4)."""
    return logistic(x * (NORMAL_1 + NORMAL_3 * x * x))


@rule
def rounded_by_luck(x, luck):
    """Round to a whole number at random so that the mean is kept (`luck` is a uniform draw)."""
    floor = math.floor(x)
    return int(floor) + (1 if luck < x - floor else 0)
