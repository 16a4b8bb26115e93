"""Moments of the people that are nobody else's; what a moment is: `moments`."""

from __future__ import annotations

import numpy as np

from .moment_registry import year
from .observation import Year

HALF = 6  # months of the year from which somebody counts as a migrant worker (NBS)


@year("P66b")
def months_worked_by_migrants(y: Year) -> float:
    months = y.migrant_months[y.migrant_months >= HALF]
    return float(months.mean()) if len(months) else np.nan
