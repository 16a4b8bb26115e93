"""The city's map as Mesa has maps: x to the east, y to the north, a layer for each of the pictures."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
from mesa.discrete_space import OrthogonalVonNeumannGrid
from numpy.typing import NDArray

from ...agents.workers import FEN, INACTIVE, UNEMPLOYED
from ..city import City
from ..places import on_platforms
from ..profile import Floats

LAYERS = ("persons", "unemployed", "income", "platform_share")


def open_grid(size: int, random: Random) -> tuple[Any, dict[str, Any]]:
    """A Mesa grid of the city's cells, and its layers by name."""
    grid = OrthogonalVonNeumannGrid((size, size), torus=False, random=random)
    return grid, {name: grid.create_property_layer(name, default_value=0.0, dtype=float) for name in LAYERS}


def pictures(city: City) -> dict[str, Floats]:
    """Heads, mean income (yuan a month) and the platforms' share of those who work, as pictures [x, y]."""
    w, cells = city.workers, city.grid.cells
    everyone = np.bincount(w.cell, minlength=cells)
    flexible = np.bincount(w.cell[on_platforms(city)], minlength=cells)
    working = np.bincount(w.cell[(w.status != INACTIVE) & (w.status != UNEMPLOYED)], minlength=cells)
    maps = {
        "persons": everyone * city.weight,
        "unemployed": np.bincount(w.cell[w.status == UNEMPLOYED], minlength=cells) * city.weight,
        "income": FEN * np.bincount(w.cell, weights=w.income, minlength=cells) / np.maximum(everyone, 1),
        "platform_share": flexible / np.maximum(working, 1),
    }
    return {name: _north_up(values, city.grid.size) for name, values in maps.items()}


def _north_up(values: NDArray[Any], size: int) -> Floats:
    """Values by cell, from north to south, as a picture [x, y] with y to the north."""
    return np.asarray(values.reshape(size, size)[::-1].T, np.float64)
