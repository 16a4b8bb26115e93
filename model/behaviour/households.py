"""Households: how income is shared at home, and who works when it falls."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class HouseholdsBehaviour:
    """Households: how income is shared at home, and who works when it falls."""

    pooling: float = param(1.0, "share of their income that adults share with those they live with",
        "成人与同住者共享的收入比例", unit="share", within=(0.5, 1), source="B 3.28", grade="judged")
    added_worker: float = param(0.05,
        "rise of the wish to work for each tenth that the income of others at home has fallen",
        "同住者收入每下降一成时工作意愿的相对上升", unit="share", within=(0, 0.15), source="B 3.29", grade="swept")
# fmt: on
