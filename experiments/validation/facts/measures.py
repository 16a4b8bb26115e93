"""The statistics by which stylised facts are judged. Numbers in, numbers out: nothing here knows the model."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def hill(values: Floats, share: float) -> float:
    """Exponent of a Pareto tail from the largest `share` of the values (Hill 1975); smaller is heavier."""
    ordered = np.sort(np.asarray(values, np.float64))
    count = min(len(ordered) - 1, max(2, round(share * len(ordered))))
    return float(1.0 / np.log(ordered[-count:] / ordered[-count - 1]).mean())


def skewness(values: Floats) -> float:
    """Third standardised moment."""
    centred = np.asarray(values, np.float64) - np.mean(values)
    return float((centred**3).mean() / (centred**2).mean() ** 1.5)


def loop_area(x: Floats, y: Floats) -> float:
    """Signed area that a closed path encloses, over that of the box around it; positive: counter-clockwise."""
    twice = (x * np.roll(y, -1) - np.roll(x, -1) * y).sum()
    return float(0.5 * twice / (np.ptp(x) * np.ptp(y)))


def least_squares(y: Floats, *columns: Floats) -> Floats:
    """Coefficients of the columns in a regression with a constant, in their order."""
    x = np.column_stack([np.ones(len(y)), *columns])
    return np.asarray(np.linalg.lstsq(x, np.asarray(y, np.float64), rcond=None)[0][1:])


def within_groups(group: NDArray[np.integer], *columns: Floats) -> list[Floats]:
    """Columns less the mean of their group, which takes a fixed effect of each group out of a regression."""
    _, code = np.unique(group, return_inverse=True)
    heads = np.bincount(code)
    return [column - (np.bincount(code, weights=column) / heads)[code] for column in columns]


def outflow_share(inflow: Floats, outflow: Floats) -> float:
    """Share of the movement of unemployment that comes from the rate of leaving it; the rest is that of entering.

    In flow balance u/(1−u) = s/f, so ln s − ln f is split by covariances (Fujita & Ramey 2009; Elsby, Hobijn &
    Şahin 2013).
    """
    entering, leaving = np.log(inflow), -np.log(outflow)
    total = entering + leaving
    return float(np.cov(leaving, total)[0, 1] / np.var(total, ddof=1))


def half_life(path: Floats) -> float:
    """Steps after its peak until a path has lost half of the peak (interpolated); its length if it never does."""
    top = int(np.argmax(path))
    for k in range(top + 1, len(path)):
        if path[k] <= 0.5 * path[top]:
            return float(k - 1 - top + (path[k - 1] - 0.5 * path[top]) / (path[k - 1] - path[k]))
    return float(len(path) - top)


def theil_between(values: Floats, group: NDArray[np.integer]) -> float:
    """Share of the Theil T index of positive values that lies between the groups' means."""
    ratio = values / values.mean()
    total = float((ratio * np.log(ratio)).mean())
    _, code = np.unique(group, return_inverse=True)
    heads = np.bincount(code)
    mean = np.bincount(code, weights=ratio) / heads
    return float((heads / len(values) * mean * np.log(mean)).sum() / total)


def mismatch(unemployed: Floats, vacancies: Floats, elasticity: float = 0.5) -> float:
    """Share of hires lost because seekers and posts are in different markets (Şahin, Song, Topa & Violante 2014)."""
    u, v = unemployed / unemployed.sum(), vacancies / vacancies.sum()
    return float(1.0 - (v**elasticity * u ** (1.0 - elasticity)).sum())


def top_share(values: Floats, share: float) -> float:
    """Share of the sum that the largest `share` of the values hold."""
    ordered = np.sort(np.asarray(values, np.float64))[::-1]
    return float(ordered[: max(1, round(share * len(ordered)))].sum() / ordered.sum())


def means(values: Floats, size: int) -> Floats:
    """Means of stretches of `size`; what is left over at the end is dropped."""
    whole = len(values) // size * size
    return np.asarray(np.asarray(values[:whole], np.float64).reshape(-1, size).mean(axis=1))


def logit(treated: NDArray[np.bool_], covariates: Floats, rounds: int = 25) -> Floats:
    """Log odds of treatment of each row, [n], from [n, k] covariates: maximum likelihood by Newton's method."""
    scale = covariates.std(axis=0)
    x = np.column_stack([np.ones(len(treated)), (covariates - covariates.mean(axis=0)) / np.where(scale > 0, scale, 1)])
    beta = np.zeros(x.shape[1])
    ridge = 1e-6 * len(treated) * np.eye(x.shape[1])
    for _ in range(rounds):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ beta, -30, 30)))
        step = np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + ridge, x.T @ (treated - p) - ridge @ beta)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return np.asarray(x @ beta)
