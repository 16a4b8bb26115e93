"""Projects: the last year of a 3+1 education, spent at work on a project of the smart city."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import interpreted
from ....agents.workers import COLLEGE, leaving_age
from ...city import City
from ...draws import uniform_column
from ...rules import Rules

YEAR = 12
BEYOND = 1.15  # learning at work goes on to somewhat more than a post needs, as in the review of wages


def finish_on_a_project(city: City, rules: Rules, rows: NDArray[np.uint32]) -> None:
    """Entrants who are still to leave college have a year on a project behind them by then: they know what a year of
    work in their trade teaches (plan §3.1.2)."""
    w, need = city.workers, city.occupations.need
    share = rules.three_plus_one[city.grid.district[w.cell[rows]]]
    luck = uniform_column(city.draws.key("3+1 education"), rows.astype(np.uint64))
    leaving = np.array([interpreted(leaving_age)(level) for level in range(6)])[w.schooling[rows]]
    young = (city.month - w.born[rows].astype(np.int64)) // 12 <= leaving
    rows = rows[(luck < share) & (w.schooling[rows] >= COLLEGE) & young]
    grow = city.behaviour.learning * YEAR
    for layer, column in enumerate((w.technical, w.application, w.management)):
        wanted = 10_000.0 * BEYOND * need[w.occupation[rows], layer]
        column[rows] += (grow * np.maximum(0.0, wanted - column[rows])).astype(column.dtype)
