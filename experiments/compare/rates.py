"""What money buys: the change of any goal for 10,000 yuan, the same in command, brief and page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from ..runs.intervals import Floats, interval, ratio_interval
from ..runs.run import Result

BASKET = 10_000.0  # yuan
BASKETS = (BASKET, 1e6, 1e8)  # in which a goal for money is told: the least in which it is no row of zeros
VISIBLE = 0.01  # of the goal's unit
YEAR = 12  # months at the end that a goal is the mean of
Rate = tuple[float, float, float]  # mean and 95 % interval


def per_10k(effect: Floats, cost: Floats) -> Rate:
    """Change of a goal for 10,000 yuan, with its interval over seeds; no number where a policy does not clearly cost
    money: one that saves is not worth more the less it saves."""
    if not interval(cost)[1] > 0.0:
        return np.nan, np.nan, np.nan
    return ratio_interval(BASKET * effect, cost)


def rates_of(futures: Sequence[tuple[Result, Result]], cost: Floats) -> dict[str, Rate]:
    """The same of everybody's indicators that have a number in every seed, from the futures of base and scenario."""
    found = {}
    for name in futures[0][0].indicators:
        base, own = (
            np.array([pair[k].indicators[name][-YEAR:, 0].mean() for pair in futures], np.float64) for k in (0, 1)
        )
        rate = per_10k(own - base, cost)
        if np.isfinite(rate).all():
            found[name] = rate
    return found


def basket_for(rates: Iterable[float]) -> float:
    """The sum for which rates, each for 10,000 yuan, are told side by side."""
    largest = max((abs(rate) for rate in rates if rate == rate), default=VISIBLE)
    return next((basket for basket in BASKETS if largest * basket / BASKET >= VISIBLE), BASKETS[-1])
