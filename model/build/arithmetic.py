"""Small arithmetic of building a city."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...agents.compiled import serial
from ..draws import Draws, identities, normal, stretches
from ..profile import Floats


def normal_column(draws: Draws, decision: str, rows: int) -> Floats:
    """Roughly N(0, 1) for rows 0…rows-1: the sum of four uniforms."""
    column = np.empty(rows)
    for some in stretches(rows):
        column[some] = normals_of(draws, decision, some)
    return column


def normals_of(draws: Draws, decision: str, rows: NDArray[Any]) -> Floats:
    """The same of some rows."""
    total = sum(draws.sample_of(f"{decision} {k}", rows) for k in range(4))
    return (np.asarray(total) - 2.0) * 3.0**0.5


def abilities(draws: Draws, born: NDArray[Any]) -> Floats:
    """Ability of the persons in rows 0…, roughly N(0, 1), by month of birth."""
    ability = np.empty(len(born))
    _draw_abilities(draws.lifelong("ability"), identities(np.arange(len(born)), born), ability)
    return ability


@serial
def _draw_abilities(key: Any, who: Any, ability: Any) -> None:
    for k in range(len(who)):
        ability[k] = normal(key, who[k])


def morton(x: Floats, y: Floats) -> NDArray[np.int64]:
    """Position on a curve that keeps neighbours together (Morton order of 1-km squares)."""
    code = np.zeros(len(x), np.int64)
    u, v = np.clip(x + 64, 0, 1023).astype(np.int64), np.clip(y + 64, 0, 1023).astype(np.int64)
    for bit in range(10):
        code |= ((u >> bit) & 1) << (2 * bit) | ((v >> bit) & 1) << (2 * bit + 1)
    return code
