"""Wage floors: the least that a line may pay for the week it lets people work."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..agents.choices import STANDARD_HOURS
from .city import City

Floats = NDArray[np.float64]


def overtime_of(city: City) -> Floats:
    """[sector, owner] mean weekly hours beyond the standard week."""
    overtime: Floats = city.behaviour.overtime * city.sectors.beyond
    return overtime


def wage_floors(city: City, minimum_wage: Any, lines: Any = slice(None)) -> Floats:
    """[line, or some lines] least monthly wage, fen, for the line's usual week. The floor of a zone is for the standard
    week, and pay for further hours does not count towards it (Minimum Wage Regulations 2004, art. 12): as far as these
    are paid, a longer week has a floor in proportion. By law half as much again is due; it is seldom paid."""
    e = city.employers
    paid = city.behaviour.overtime_paid
    week = 1.0 + paid * overtime_of(city)[e.sector[lines], e.ownership[lines]] / STANDARD_HOURS
    return np.asarray(100.0 * minimum_wage[e.zone[lines]] * week)
