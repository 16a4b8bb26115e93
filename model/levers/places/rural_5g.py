"""Rural 5G subsidy (plan §3.1.3, §2.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class Rural5G(Lever):
    """Government pays for base stations, worst signal first, so that people can sell, work and look for posts online
    (plan §3.1.3); what is built stays when the subsidy ends. Read by: tend_places."""

    zh: ClassVar = "政府出资建基站，先补信号最差处，让人能上网卖货、做平台和找岗位；补贴结束后基站仍在（规划 §3.1.3）。"
    name: ClassVar = "rural_5g"
    title: ClassVar = {"zh": "偏远山区5G基站补贴", "en": "Rural 5G subsidy"}
    section: ClassVar = "§3.1.3, §2.3.1"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "better_connected"
    expects: ClassVar = {"income": "+"}
    risks: ClassVar = {
        "en": "stations nobody uses, costs of upkeep, better signal also shows jobs in town and may draw people away",
        "zh": "基站闲置、维护成本、信号改善也可能把人引向城里的岗位",
    }

    # fmt: off
    spending: float = param(40_000_000.0, "spent a year in the whole city, by residents under weak signal",
        "全市每年支出，按弱信号地区的居民分配", unit="yuan/year", within=(0, 5_000_000_000),
        source="§3.1.3, amount not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            signal_spending=np.maximum(rules.signal_spending, self.spending),
        )

    def yearly_cost(self, adults: int) -> float:
        return self.spending
