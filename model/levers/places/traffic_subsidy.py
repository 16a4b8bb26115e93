"""Traffic for rural sellers (plan §5.5.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class TrafficSubsidy(Lever):
    """Government buys traffic for rural sellers; the more of them, the less each gets (plan §5.5.2). Read by:
    tend_places, dispatch_orders, settle_accounts."""

    zh: ClassVar = "政府为农村卖家购买流量；卖家越多，每人所得越少（规划 §5.5.2）。"
    name: ClassVar = "traffic_subsidy"
    title: ClassVar = {"zh": "直播助农流量补贴", "en": "Traffic for rural sellers"}
    section: ClassVar = "§5.5.2"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "village_traders"
    expects: ClassVar = {"income": "+"}
    risks: ClassVar = {
        "en": "platforms keep most of it, buyers leave when it ends, other sellers lose",
        "zh": "大部分被平台拿走、停补后客户流失、其他卖家受损",
    }

    # fmt: off
    spending: float = param(10_000_000.0, "traffic bought a year in the whole city", "全市每年购买的流量",
        unit="yuan/year", within=(0, 5_000_000_000), source="§5.5.2, amount not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            traffic_subsidy=np.maximum(rules.traffic_subsidy, self.spending),
        )

    def yearly_cost(self, adults: int) -> float:
        return self.spending
