"""Facts of hours and recalls: lines cut hours before heads and restore them first; and some of those whom they dismiss
return."""

from __future__ import annotations

import numpy as np

from .market import RECESSION
from .measures import means
from .observing import Floats, ObservedFuture

QUARTER, YEAR = 3, 12  # months


def hours_facts(calm: ObservedFuture, cycle: ObservedFuture, recession: ObservedFuture) -> dict[str, float]:
    """How hours of an employee share in the fall of all hours worked in a recession, and whether they move before
    heads there and over a cycle, as deviations from the calm future; and recalls over separations into unemployment in
    that one."""
    heads, hours = _heads_and_hours(calm, recession)
    later, sooner = (means(path, QUARTER) for path in _heads_and_hours(calm, cycle))
    flows = {name: calm.series[name].sum() for name in ("recalls", "dismissals", "quits")}
    return {
        "hours_share": float(hours[:YEAR].sum() / (hours + heads)[:YEAR].sum()),
        "hours_fall_first": _part_of_fall(hours) - _part_of_fall(heads),
        "hours_lead": float(np.corrcoef(sooner[:-1], np.diff(later))[0, 1]),
        "recall_share": float(flows["recalls"] / (flows["dismissals"] + flows["quits"])),
    }


def _heads_and_hours(calm: ObservedFuture, shocked: ObservedFuture) -> tuple[Floats, Floats]:
    """[month] log of employees, and of the hours of each, as deviations from the calm future."""
    months = len(shocked.series["worked"])
    heads, all_hours = (np.log(shocked.series[x] / calm.series[x][:months]) for x in ("employees", "worked"))
    return heads, all_hours - heads


def _part_of_fall(path: Floats) -> float:
    """What the first quarter of the recession brings of the deepest fall of a quarter in it."""
    quarters = means(path[: RECESSION.months], QUARTER)
    return float(quarters[0] / quarters.min())
