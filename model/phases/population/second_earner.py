"""Second earners: people look for work when those they live with have lost theirs."""

from __future__ import annotations

import numpy as np

from ....agents.compiled import serial
from ....agents.workers import INACTIVE, UNEMPLOYED

TENTHS = 10.0  # in a whole


@serial
def lost_at_home(row, place, w):
    """Share of the usual income of the others at home that is lost while they are out of work: last pay less what they
    have instead. `place` tells the rows of a household apart: it begins at none before."""
    usual = lost = 0.0
    j = np.int64(row) - place[row]
    while True:
        income = max(0, w.income[j])
        if j == row:
            pass
        elif w.status[j] == INACTIVE:
            usual += income
        else:
            usual += max(w.wage[j], income)
            if w.status[j] == UNEMPLOYED:
                lost += max(0, w.wage[j] - income)
        j += 1
        if j >= len(place) or place[j] == 0:
            return lost / usual if usual > 0.0 else 0.0
