"""What money buys: the change of any goal for 10,000 yuan, the same in command, brief and page."""

from __future__ import annotations

import numpy as np

from ..runs.intervals import Floats, interval, ratio_interval

BASKET = 10_000.0  # yuan
Rate = tuple[float, float, float]  # mean and 95 % interval


def per_10k(effect: Floats, cost: Floats) -> Rate:
    """Change of a goal for 10,000 yuan, with its interval over seeds; no number where a policy does not clearly cost
    money: one that saves is not worth more the less it saves."""
    if not interval(cost)[1] > 0.0:
        return np.nan, np.nan, np.nan
    return ratio_interval(BASKET * effect, cost)
