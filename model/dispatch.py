"""Dispatch of a city: by which rule each service shares orders out, and what that comes to in a month.

A rule has a response surface, fitted to the sandbox (`sandbox/surface.py`): those of the shipped rules stand in
`data/dispatch.yaml`, which `jiuye sandbox` writes, and each service names its rule in `data/platforms.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..agents.dispatch import TERMS
from ..agents.platforms import PLATFORMS, SERVICES
from ..shipped_yaml import shipped_yaml

FILE = Path(__file__).parent / "data" / "dispatch.yaml"
BASIS = 3  # coefficients of a term: a parabola in utilisation
Coefficients = tuple[float, float, float]


@dataclass(frozen=True)
class Surface:
    """A dispatch rule and what it comes to."""

    weights: Mapping[str, float]  # what of the rule is not zero; see `sandbox.Weights`
    bias: Mapping[str, float]  # the same of `sandbox.Bias`
    terms: Mapping[str, Coefficients]  # of `TERMS`; those left out move nobody's orders
    within: tuple[float, float]  # utilisation on which it was fitted
    plan: str  # mark of the plays it was fitted on

    def record(self) -> dict[str, Any]:
        """As plain data, for a file."""
        return {
            "weights": dict(self.weights),
            "bias": dict(self.bias),
            "plan": self.plan,
            "within": list(self.within),
            "terms": {name: list(values) for name, values in self.terms.items()},
        }

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Surface:
        """From plain data."""
        terms = {name: (float(c[0]), float(c[1]), float(c[2])) for name, c in record["terms"].items()}
        low, high = record["within"]
        return cls(dict(record["weights"]), dict(record["bias"]), terms, (float(low), float(high)), record["plan"])


@dataclass(frozen=True, eq=False)
class Dispatch:
    """The rules in force, one for each service. Never edited but replaced, so that forks may share it."""

    surfaces: tuple[Surface, ...]
    terms: NDArray[np.float64]  # [service, term, coefficient]
    within: NDArray[np.float64]  # [service, 2]

    @classmethod
    def by(cls, surfaces: Sequence[Surface]) -> Dispatch:
        """Laid out for the loops."""
        table = np.zeros((SERVICES, len(TERMS), BASIS))
        for row, surface in enumerate(surfaces):
            for name, values in surface.terms.items():
                table[row, TERMS.index(name)] = values
        return cls(tuple(surfaces), table, np.array([surface.within for surface in surfaces]))

    def with_rule(self, service: str, surface: Surface) -> Dispatch:
        """The same with another rule of one service."""
        row = PLATFORMS.index(service)
        return self.by([*self.surfaces[:row], surface, *self.surfaces[row + 1 :]])


@cache
def shipped() -> dict[str, Surface]:
    """Rule → its surface, of the rules that come with the model."""
    found = shipped_yaml(FILE)["rules"]
    return {name: Surface.of(record) for name, record in found.items()}
