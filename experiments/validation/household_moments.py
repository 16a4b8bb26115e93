"""Moments of households: who lives together, how many of them work, and where their income comes from; what a moment
is: `moments`."""

from __future__ import annotations

import numpy as np

from ...agents.workers import FEN, PLATFORM, SELF_EMPLOYED
from .census import Census, Rows, mean, ratio
from .moment_registry import stock


@stock("P96")
def household_size(c: Census) -> float:
    return mean(c.city.households.people)


@stock("P97a")
def employed_per_urban_household(c: Census) -> float:
    homes = c.city.households
    return mean(homes.sum_of(c.working), c.urban[homes.first[:-1]])


@stock("P97b")
def employed_share_of_rural_members(c: Census) -> float:
    return 100.0 * ratio(int(np.count_nonzero(c.working & ~c.urban)), c.residents[1])


# Wages are gross and those of platforms count among them; transfers are what people get less tax and contributions; the
# model knows no income from property, so the three parts add up to all.


def _wages(c: Census, whom: Rows) -> float:
    at_work = whom & (c.employed | (c.workers.status == PLATFORM))
    return float(c.pay[at_work].sum())


def _business(c: Census, whom: Rows) -> float:
    return float(c.pay[whom & (c.workers.status == SELF_EMPLOYED)].sum())


def _income(c: Census, whom: Rows) -> float:
    return float(c.workers.income[whom].sum() * FEN)


@stock("P99a")
def wage_share(c: Census) -> float:
    everybody = c.urban | ~c.urban
    return 100.0 * ratio(_wages(c, everybody), _income(c, everybody))


@stock("P99b")
def transfer_share(c: Census) -> float:
    everybody = c.urban | ~c.urban
    gross = _wages(c, everybody) + _business(c, everybody)
    return 100.0 * (1.0 - ratio(gross, _income(c, everybody)))


@stock("P99c")
def business_share_of_villages(c: Census) -> float:
    return ratio(*(ratio(_business(c, whom), _income(c, whom)) for whom in (~c.urban, c.urban)))
