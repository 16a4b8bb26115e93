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

    name: ClassVar = "rural_5g"
    title: ClassVar = {"zh": "偏远山区5G基站补贴", "en": "Rural 5G subsidy"}
    section: ClassVar = "§3.1.3, §2.3.1"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "special_fund"
    risks: ClassVar = {
        "en": "stations nobody uses, costs of upkeep, better signal also shows jobs in town and may draw people away",
        "zh": "基站闲置、维护成本、信号改善也可能把人引向城里的岗位",
    }

    spending: float = param(
        40000000.0,
        "spent a year in the whole city, by residents under weak signal",
        unit="yuan/year",
        within=(0, 5000000000),
        source="§3.1.3, amount not given",
        grade="swept",
    )

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            signal_spending=np.maximum(rules.signal_spending, self.spending),
        )

    def yearly_cost(self, adults: int) -> float:
        return self.spending
