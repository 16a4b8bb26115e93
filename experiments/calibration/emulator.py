"""Moments as straight lines of the parameters, and how far they are from their bands.

An emulator is fitted to simulations near a point and costs nothing to ask. Points stand in unit coordinates: 0 and 1
are the ends of each parameter's search range. P parameters, M moments, K points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]
EDGE = 0.9  # half-bands from which a moment counts as missed: means over few seeds that just touch a band may leave it
INSIDE = 0.02  # weight of the squared distance inside: draws moments to the middle where nothing else is at stake
PULL = 0.05  # weight of the squared distance from the start: what no moment asks to move stays
NOWHERE = 5.0  # distance counted for a moment that cannot be had
RIDGE = 0.01  # of the mean information in a slope


@dataclass(frozen=True)
class Bands:
    """The bands of M moments."""

    low: Floats
    high: Floats

    def off(self, moments: Floats) -> Floats:
        """Distance from the middle of the band in half-bands, with its sign."""
        distance = (moments - (self.low + self.high) / 2.0) / ((self.high - self.low) / 2.0)
        return np.where(np.isfinite(distance), distance, NOWHERE)

    def met(self, moments: Floats) -> NDArray[np.int64]:
        """Moments in band."""
        return np.count_nonzero((moments >= self.low) & (moments <= self.high), axis=-1)

    def loss(self, moments: Floats) -> Floats:
        """Sum over moments of log(1 + (half-bands beyond the edge)²), Cauchy's: as a square near the band, while a
        moment far out of reach does not outvote all others; inside, nearly nothing."""
        off = np.abs(self.off(moments))
        beyond = np.maximum(off - EDGE, 0.0)
        return np.sum(np.log1p(beyond**2) + INSIDE * np.minimum(off, 1.0) ** 2, axis=-1)

    def slope(self, moments: Floats) -> Floats:
        """Derivative of the loss in each moment."""
        off = self.off(moments)
        beyond = np.maximum(np.abs(off) - EDGE, 0.0)
        inside = np.where(np.abs(off) < 1.0, 2.0 * INSIDE * off, 0.0)
        return (2.0 * beyond / (1.0 + beyond**2) * np.sign(off) + inside) / ((self.high - self.low) / 2.0)


@dataclass(frozen=True)
class Emulator:
    """Straight lines through a point."""

    centre: Floats  # [P]
    level: Floats  # [M], there
    slope: Floats  # [P, M]
    error: Floats  # [M], standard deviation of what the lines miss

    def at(self, points: Floats) -> Floats:
        """Moments [..., M] at points [..., P]."""
        return self.level + (points - self.centre) @ self.slope

    def implausibility(self, bands: Bands, points: Floats) -> Floats:
        """Distance from the middle of each band over √(half-band² + the emulator's variance)."""
        half = (bands.high - bands.low) / 2.0
        return np.abs(self.at(points) - bands.low - half) / np.sqrt(half**2 + self.error**2)


def fit_emulator(points: Floats, moments: Floats, centre: Floats, reach: float) -> Emulator:
    """Weighted ridge regression; points further than `reach` (root mean square over parameters) count little."""
    filled = np.where(np.isfinite(moments), moments, 0.0)
    seen = np.isfinite(moments).sum(axis=0)
    filled = np.where(np.isfinite(moments), moments, filled.sum(axis=0) / np.maximum(seen, 1))
    away = points - centre
    weight = np.exp(-0.5 * np.mean(away**2, axis=1) / reach**2)
    x = np.column_stack([np.ones(len(points)), away])
    information = x.T @ (weight[:, None] * x)
    ridge = RIDGE * np.trace(information[1:, 1:]) / points.shape[1]
    penalty = np.diag([0.0, *[ridge] * points.shape[1]])
    found = np.linalg.solve(information + penalty, x.T @ (weight[:, None] * filled))
    left = filled - x @ found
    error = np.sqrt((weight[:, None] * left**2).sum(axis=0) / weight.sum())
    return Emulator(centre, found[0], found[1:], error)


def minimise(emulator: Emulator, bands: Bands, start: Floats, low: Floats, high: Floats, origin: Floats) -> Floats:
    """The point of a box with the least emulated loss and pull towards `origin`, from `start` on.

    TNC leaves BLAS alone, whose threads get in each other's way on so small a problem.
    """

    def objective(point: Floats) -> tuple[float, Floats]:
        moments, away = emulator.at(point), point - origin
        value = float(bands.loss(moments)) + PULL * float(away @ away)
        return value, emulator.slope @ bands.slope(moments) + 2.0 * PULL * away

    box = list(zip(low, high, strict=True))
    return np.clip(minimize(objective, np.clip(start, low, high), jac=True, method="TNC", bounds=box).x, low, high)
