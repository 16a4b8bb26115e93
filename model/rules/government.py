"""Rules of government's own purse and conduct."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..params import param


@dataclass(frozen=True)
class GovernmentRules:
    """Rules of government's own purse and conduct. Every field is an array over the zones."""

    special_fund_per_head: Any = param(
        50.0, "yearly limit of the special fund", unit="yuan/resident", within=(0, 5_000), source="C47, plan §5.2.1"
    )
