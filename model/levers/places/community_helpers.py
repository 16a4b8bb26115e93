"""Community helpers (plan §5.5.2, §3.1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ...rules.places import price_of
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class CommunityHelpers(Lever):
    """Helpers of residents' committees visit the old, who learn what their neighbourhood knows (plan §5.5.2,
    §3.1.3). Read by: tend_places."""

    zh: ClassVar = "居委会组织志愿者上门，让老人学会邻里所会的（规划 §5.5.2、§3.1.3）。"
    name: ClassVar = "community_helpers"
    title: ClassVar = {"zh": "居委会与志愿者数字帮扶", "en": "Community helpers"}
    section: ClassVar = "§5.5.2, §3.1.3"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "taught_literacy"
    expects: ClassVar = {"literacy": "+"}
    risks: ClassVar = {
        "en": "volunteers tire, help replaces learning, neighbourhoods with little to teach",
        "zh": "志愿者流失、代办代替学习、邻里本身素养不高",
    }

    # fmt: off
    visits: float = param(240_000.0, "visits a year in the whole city", "全市每年上门次数",
        unit="visits/year", within=(0, 100_000_000), source="§5.5.2, number not given", grade="swept")
    price: float = param(20.0, "allowance for a visit", "每次上门的补助",
        unit="yuan/visit", within=(0, 1000), source="judgement")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            helper_visits=np.maximum(rules.helper_visits, self.visits),
            visit_price=price_of(rules.helper_visits, rules.visit_price, self.price),
        )

    def yearly_cost(self, adults: int) -> float:
        return self.visits * self.price
