"""Households: how income is shared at home."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class HouseholdsBehaviour:
    """Households: how income is shared at home."""

    pooling: float = param(1.0, "share of their income that adults share with those they live with",
        "成人与同住者共享的收入比例", unit="share", within=(0.5, 1), source="B 3.28", grade="judged")
# fmt: on
