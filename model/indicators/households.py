"""Income per head of households, as statistics tell it: children count, and who lives together shares."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ..households import COUNTRY, TOWN
from .matters import Matters
from .series import Floats, Series, class_edges, gini_of, indicator, quantile_of, theil_of

POOR = 0.5  # of the median: the line of relative poverty (OECD)
FIFTH = 0.2
Counts = NDArray[np.int64]
Measure = Callable[[Counts, Counts], Floats]  # of heads and money [M, CLASSES], for each month


def _of_people(s: Series, measure: Measure) -> Floats:
    """A measure of the whole city, of town and of country, [M, G]; other groups have none."""
    result = np.full(s.persons.shape, np.nan)
    heads, money = s.home_heads, s.home_sums
    result[:, 0] = measure(heads.sum(axis=1), money.sum(axis=1))
    for name, where in (("urban_rural=urban", TOWN), ("urban_rural=rural", COUNTRY)):
        result[:, s.group(name)] = measure(heads[:, where], money[:, where])
    return result


def _mean(heads: Counts, money: Counts) -> Floats:
    """Yuan a head and month."""
    return np.asarray(money.sum(axis=1) / heads.sum(axis=1) / 100.0)


def _fifths(heads: Counts, money: Counts) -> Floats:
    """Income of the best-off fifth of people over that of the worst-off."""
    share = np.pad(heads.cumsum(axis=1) / heads.sum(axis=1, keepdims=True), ((0, 0), (1, 0)))
    earned = np.pad(money.cumsum(axis=1), ((0, 0), (1, 0)))
    low = [np.interp(FIFTH, *month) for month in zip(share, earned, strict=True)]
    high = [np.interp(1.0 - FIFTH, *month) for month in zip(share, earned, strict=True)]
    return np.asarray((earned[:, -1] - high) / low)


def _poor(heads: Counts, money: Counts) -> Floats:
    """Per cent of people below half the median, evenly spread within a class."""
    line = 100.0 * POOR * quantile_of(heads[:, None, :].astype(np.float64), 0.5)[:, 0]
    below = np.pad(heads.cumsum(axis=1), ((0, 0), (1, 0)))
    found = [np.interp(at, class_edges(), month) for at, month in zip(line, below, strict=True)]
    return np.asarray(100.0 * np.array(found) / below[:, -1])


def _town_over_country(s: Series) -> Floats:
    """Mean income per head, town over country, [M]."""
    means = [_mean(s.home_heads[:, where], s.home_sums[:, where]) for where in (TOWN, COUNTRY)]
    return np.asarray(means[0] / means[1])


# fmt: off
indicator("income_per_head", "yuan/month", aim="quality", better=1, source="P100",
          matters=Matters(0.01, True, "noticed"),
          zh=("人均可支配月收入", "家庭可支配月收入除以家庭人口（含儿童）的均值"),
          en=("Income per head", "disposable monthly income of households over their members, children too"),
          formula=lambda s: _of_people(s, _mean))
indicator("gini_per_head", "0–1", aim="fairness", better=-1, source="P24",
          matters=Matters(0.001, False, "three_decimals"),
          zh=("人均收入基尼系数", "全体居民（含儿童）的家庭人均可支配收入"),
          en=("Gini coefficient per head", "household income per head, over all residents, children too"),
          formula=lambda s: _of_people(s, gini_of))
indicator("theil_per_head", "nats", aim="fairness", better=-1, source="Theil 1967",
          matters=Matters(0.001, False, "as_gini"),
          zh=("人均收入泰尔指数", "全体居民（含儿童）的家庭人均可支配收入"),
          en=("Theil index per head", "household income per head, over all residents, children too"),
          formula=lambda s: _of_people(s, theil_of))
indicator("s80_s20", "ratio", aim="fairness", better=-1, source="OECD, National Bureau of Statistics",
          matters=Matters(0.01, False, "as_ratios"),
          zh=("收入五等份之比", "家庭人均收入最高五分之一与最低五分之一居民的收入之比"),
          en=("Income ratio S80/S20", "income of the best-off fifth of residents over that of the worst-off, per head"),
          formula=lambda s: _of_people(s, _fifths))
indicator("poverty_rate", "%", aim="fairness", better=-1, source="OECD",
          matters=Matters(0.1, False, "published"),
          zh=("相对贫困率", "家庭人均收入低于所在范围中位数一半的居民比重"),
          en=("Relative poverty", "residents in households with less a head than half the median around them"),
          formula=lambda s: _of_people(s, _poor))
indicator("urban_rural_per_head_ratio", "ratio", aim="fairness", better=-1, source="P23",
          matters=Matters(0.01, False, "two_decimals"),
          zh=("城乡人均收入比", "城镇与乡村居民（含儿童）家庭人均可支配收入之比"),
          en=("Urban–rural income ratio per head", "mean household income per head, town over country"),
          formula=_town_over_country)
# fmt: on
