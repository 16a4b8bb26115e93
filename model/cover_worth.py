"""What cover is worth: contributions are not lost income, they buy a pension and treatment for later.

One yardstick for all futures: what is paid in at the rates in force without policy, by whomever, times what a yuan pays
back. Benefits that fall due within a run (unemployment, injuries, the protection fund) are income already and are not
counted twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..agents.workers import EMPLOYED, EMPLOYEE_SCHEME, SELF_EMPLOYED
from .places import on_platforms

if TYPE_CHECKING:
    from .city import City

PAID_AS_DUE = 0.015  # of a wage: contributions for unemployment and injury (statutory rates)


class CoverWorth(NamedTuple):
    """What a month in the employees' scheme is worth."""

    of_wage: float  # share of an employee's wage
    flexible: float  # fen, to a flexible worker


def cover_worth(city: City) -> CoverWorth:
    """What a month in the employees' scheme is worth in this city."""
    rules, pays = city.rules.average, city.behaviour.cover_pays
    rate = rules.employee_contribution + rules.employer_contribution - PAID_AS_DUE
    return CoverWorth(pays * rate, 100.0 * pays * rules.flexible_premium)


def worth_of_cover(city: City) -> NDArray[np.int64]:
    """[persons] fen that the month's cover is worth to each; nothing to those who are not in the employees' scheme."""
    w, worth = city.workers, cover_worth(city)
    insured = (w.insured & EMPLOYEE_SCHEME) > 0
    flexible = on_platforms(city) | (w.status == SELF_EMPLOYED)
    fen = np.where(w.status == EMPLOYED, worth.of_wage * w.earned, worth.flexible * flexible)
    return (insured * fen).astype(np.int64)
