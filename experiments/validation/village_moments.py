"""Moments of villages: who farms, for how long, and what it brings; what a moment is: `moments`.

A villager has local rural hukou and lives in a village. Whoever farms and does nothing else gives part of each month to
the farm (`farm_months` a year), and is in the field in as many months as that makes.
"""

from __future__ import annotations

import numpy as np

from ...agents.employers import PRIVATE
from ...agents.workers import LOCAL_RURAL
from .census import Census, Rows, mean, ratio, share
from .moment_registry import stock, year
from .observation import YEAR, Year


def _villagers(c: Census) -> Rows:
    """Who lives in a village and is registered there."""
    return np.asarray((c.workers.hukou == LOCAL_RURAL) & ~c.urban)


@stock("P64c")
def farm_hours(c: Census) -> float:
    private = np.zeros(len(c.workers), np.bool_)
    private[c.employed] = c.city.employers.ownership[c.line] == PRIVATE
    return ratio(mean(c.workers.hours, c.farming), mean(c.workers.hours, private))


@stock("P76a")
def off_farm_months(c: Census) -> float:
    # Months worked: all of those off the farm, and the part of the others that the farm asks for.
    at_work = c.working & _villagers(c)
    off, farmers = (int(np.count_nonzero(at_work & whom)) for whom in (~c.on_farms, c.on_farms))
    return 100.0 * ratio(off, off + farmers * c.city.behaviour.farm_months / YEAR)


@year("P76b")
def months_farmed(y: Year) -> float:
    return mean(y.farmed, y.farmed > 0) * y.city.behaviour.farm_months / YEAR


@stock("P76c")
def main_work_off_farm(c: Census) -> float:
    return share(~c.on_farms, c.working & _villagers(c))


@stock("P79")
def rural_off_farm(c: Census) -> float:
    return share(~c.on_farms, c.working & ~c.urban)
