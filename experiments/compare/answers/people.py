"""Groups by which those concerned are told: sex, age, hukou, schooling, town or country, and what they did."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import AGE_ENDS
from ....model.city import City
from ....model.grid import VILLAGE
from ....model.groups import DIMENSIONS

GROUPED = {name: len(DIMENSIONS[name]) for name in ("sex", "age_band", "hukou", "schooling", "urban_rural", "status")}
CROSSED = tuple(name for name in GROUPED if name != "status")  # what is the same in both futures
CELLS = int(np.prod([GROUPED[name] for name in CROSSED]))
Codes = NDArray[np.int64]


def group_codes(
    city: City, month: int, rows: Any = slice(None), status: NDArray[Any] | None = None
) -> dict[str, Codes]:
    """Dimension → the group of each person."""
    w = city.workers
    age = (month - w.born[rows].astype(np.int64)) // 12
    return {
        "sex": w.sex[rows].astype(np.int64),
        "age_band": np.digitize(age, AGE_ENDS),
        "hukou": w.hukou[rows].astype(np.int64),
        "schooling": w.schooling[rows].astype(np.int64) - 1,
        "urban_rural": (city.grid.klass[w.cell[rows]] == VILLAGE).astype(np.int64),
        "status": (w.status if status is None else status)[rows].astype(np.int64),
    }


def crossed_code(city: City, month: int) -> Codes:
    """[N] one number for all dimensions of CROSSED."""
    codes = group_codes(city, month)
    code = np.zeros(len(city.workers), np.int64)
    for name in CROSSED:
        code = code * GROUPED[name] + codes[name]
    return code


def by_dimension(cells: NDArray[np.float64]) -> dict[str, float]:
    """`dimension=value` → the sum over the crossed cells of the group."""
    table = cells.reshape([GROUPED[name] for name in CROSSED])
    found: dict[str, float] = {}
    for axis, name in enumerate(CROSSED):
        others = tuple(k for k in range(len(CROSSED)) if k != axis)
        found |= {
            f"{name}={value}": float(total)
            for value, total in zip(DIMENSIONS[name], table.sum(axis=others), strict=True)
        }
    return found
