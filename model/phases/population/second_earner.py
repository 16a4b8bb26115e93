"""Second earners: people look for work when those they live with have lost theirs."""

from __future__ import annotations

from ....agents.compiled import serial
from ....agents.workers import INACTIVE, UNEMPLOYED
from ...households import household_of

TENTHS = 10.0  # in a whole


@serial
def lost_at_home(row, first, w):
    """Share of the usual income of the others at home that is lost while they are out of work: last pay less what they
    have instead."""
    h = household_of(row, first)
    usual = lost = 0.0
    for j in range(first[h], first[h + 1]):
        if j == row:
            continue
        income = max(0, w.income[j])
        if w.status[j] == INACTIVE:
            usual += income
            continue
        usual += max(w.wage[j], income)
        if w.status[j] == UNEMPLOYED:
            lost += max(0, w.wage[j] - income)
    return lost / usual if usual > 0.0 else 0.0
