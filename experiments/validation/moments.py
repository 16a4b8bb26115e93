"""The public moments P01 to P50: what official statistics and surveys would say of the simulated city.

One function a moment, under the id it has in `scenarios/targets.csv`, in the unit given there. `stock` moments are
read off each month's end and averaged over twelve months; `year` moments need twelve months together; `audit` moments
are experiments on a copy of the city. A moment that cannot be had (nobody to count) is not a number.
"""

from __future__ import annotations

import numpy as np

from . import audits, firm_moments, labour_moments, pay_moments
from .moment_registry import AUDITS, STOCKS, YEARS
from .observation import Year

AUDITS["P45"] = audits.women_callback_penalty
AUDITS["P46"] = audits.distance_penalty
ENTERED = (labour_moments, pay_moments, firm_moments)  # importing them enters their moments
MOMENTS = tuple(sorted((*STOCKS, *YEARS, *AUDITS), key=lambda name: (int(name[1:3]), name)))


def moments_of(seen: Year, *, with_audits: bool = True) -> dict[str, float]:
    """Every moment by id, from a year that has been observed to its end."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = {name: seen.mean_of(name) for name in STOCKS} | {name: of(seen) for name, of in YEARS.items()}
        if with_audits:
            found |= {name: of(seen.city) for name, of in AUDITS.items()}
    return {name: float(found[name]) for name in sorted(found, key=lambda name: (int(name[1:3]), name))}
