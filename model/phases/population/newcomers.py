"""Newcomers: the better those fare who came before, the more people come from elsewhere to work.

A city has as many residents as it has homes. So it is among those from elsewhere that the number who came for work
answers, in place of family who did not; whoever came for work last is the first to give it up (2009: Chan 2010).
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, parts
from ....agents.trades import smoothed
from ....agents.workers import HUKOUS, INACTIVE, NONLOCAL_RURAL
from ...city import City

SETTLES = 60  # months of a city until what is usual is known: the usual burn-in, so that nothing jumps at its end
SPREADS = 1.0 / 12.0  # of what is new, known elsewhere in a month: in 2009 most were back within the year (judged)


def draw_newcomers(city: City) -> NDArray[np.float64]:
    """[hukou] people who want to work here, over the usual number; those of the city want it whatever it offers."""
    known, present = city.appeal, _outlook(city)
    now = smoothed(known.now, present, SPREADS) if city.month else present
    usual = known.usual if city.month >= SETTLES else now
    drawn = math.exp(city.behaviour.newcomers_follow * (now - usual)) if city.month >= SETTLES else 1.0
    city.appeal = replace(known, now=now, usual=usual, drawn=drawn)
    return np.where(np.arange(len(HUKOUS)) >= NONLOCAL_RURAL, drawn, 1.0)


def _outlook(city: City) -> float:
    """Log of the mean income, fen, of those from elsewhere who work here or look for work (Harris & Todaro 1970)."""
    w = city.workers
    sums = np.zeros((parts(len(w)), 2), np.int64)
    _sum_incomes(len(w), w.hukou, w.status, w.income, sums, ranges=len(sums))
    total, heads = sums.sum(axis=0).tolist()
    return math.log(max(total, 1) / max(heads, 1))


@kernel
def _sum_incomes(lo, hi, part, hukou, status, income, sums):
    total = heads = 0
    for i in range(lo, hi):
        mine = (hukou[i] >= NONLOCAL_RURAL) & (status[i] != INACTIVE)
        total += income[i] * mine
        heads += mine
    sums[part, 0], sums[part, 1] = total, heads
