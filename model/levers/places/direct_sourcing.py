"""Direct sourcing (plan §3.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class DirectSourcing(Lever):
    """Buyers order from producers by phone, who keep part of the middlemen's margin (plan §3.3.1). Read by:
    tend_places, dispatch_orders, settle_accounts."""

    zh: ClassVar = "买家用手机直接向农户下单，中间商的部分利润留给农户（规划 §3.3.1）。"
    name: ClassVar = "direct_sourcing"
    title: ClassVar = {"zh": "产地直采数字链路", "en": "Direct sourcing"}
    section: ClassVar = "§3.3.1"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "customers"
    touches: ClassVar = "village_traders"
    expects: ClassVar = {"income": "+"}
    risks: ClassVar = {
        "en": "middlemen lose their work, only the connected gain, prices of a single buyer",
        "zh": "中间商失去生意、只有联网者受益、受制于单一买家",
    }

    # fmt: off
    margin: float = param(0.5, "part of the middlemen's margin that goes to producers", "中间商利润中归农户的份额",
        unit="share", within=(0, 1), source="§3.3.1, share not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            direct_margin=np.maximum(rules.direct_margin, self.margin),
        )
