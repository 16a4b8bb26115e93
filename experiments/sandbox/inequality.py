"""How unequal incomes are: three measures, each of a plain column of incomes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def lorenz(incomes: NDArray[Any]) -> Floats:
    """Share of all income held by the poorest 0, 1, …, n persons; shape (n + 1). Nan where there is no income."""
    held = np.concatenate([[0.0], np.cumsum(np.sort(incomes.astype(np.float64)))])
    return held / held[-1] if held[-1] > 0.0 else np.full(len(held), math.nan)


def gini(incomes: NDArray[Any]) -> float:
    """Half the mean difference of two persons over the mean: 0 all alike, towards 1 one has all."""
    shares = lorenz(incomes)
    return float(1.0 - (shares[1:] + shares[:-1]).sum() / len(incomes))


def ratio_20_20(incomes: NDArray[Any]) -> float:
    """Income of the richest fifth over that of the poorest fifth; nan where the poorest fifth earns nothing."""
    shares = lorenz(incomes)
    bottom, fourth = np.interp([0.2, 0.8], np.linspace(0.0, 1.0, len(shares)), shares)
    return float((1.0 - fourth) / bottom) if bottom > 0.0 else math.nan


def atkinson(incomes: NDArray[Any], aversion: float = 0.5) -> float:
    """Share of income that could be given up for equality (Atkinson 1970), for an aversion between 0 and 1. A loss
    counts as no income."""
    earned = np.maximum(incomes.astype(np.float64), 0.0)
    mean = float(earned.mean())
    if mean <= 0.0:
        return math.nan
    return 1.0 - float(np.mean((earned / mean) ** (1.0 - aversion))) ** (1.0 / (1.0 - aversion))
