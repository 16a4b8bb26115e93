"""Silver talent pool (plan §3.3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class SilverPool(Lever):
    """Retired professionals join online teaching and advice for an hourly subsidy, beside their pension (plan
    §3.3.2). Read by: tend_places, renew_population, settle_accounts."""

    zh: ClassVar = "退休专业人员领取课时补贴，在线授课和咨询，养老金照发（规划 §3.3.2）。"
    name: ClassVar = "silver_pool"
    title: ClassVar = {"zh": "银龄数字人才库", "en": "Silver talent pool"}
    section: ClassVar = "§3.3.2"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "silver_teachers"
    expects: ClassVar = {"income": "+"}
    risks: ClassVar = {
        "en": "the retired take orders from younger teachers, subsidy for those who would have taught anyway",
        "zh": "挤占年轻教师的订单、补贴本会授课的人",
    }

    # fmt: off
    subsidy: float = param(20.0, "paid for an hour of work past 65", "65岁及以上者每工时的补贴",
        unit="yuan/hour", within=(0, 500), source="§3.3.2, amount not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            silver_subsidy=np.maximum(rules.silver_subsidy, self.subsidy),
        )
