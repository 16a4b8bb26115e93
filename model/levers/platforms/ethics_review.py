"""Ethics review of algorithms (plan §3.4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class EthicsReview(Lever):
    """A committee reviews each new version of a dispatch rule before launch and takes bias out of some; every version
    waits for it, so algorithms are renewed less often (plan §3.4.1). Read by: dispatch_orders."""

    zh: ClassVar = "委员会在算法新版本上线前审查并消除部分偏差，更新因此变慢（规划 §3.4.1）。"
    name: ClassVar = "ethics_review"
    title: ClassVar = {"zh": "算法伦理审查", "en": "Ethics review of algorithms"}
    section: ClassVar = "§3.4.1"
    reads: ClassVar = "dispatch_orders"
    payer: ClassVar = "government, platforms"
    touches: ClassVar = "disfavoured"
    expects: ClassVar = {"earned": "+"}
    risks: ClassVar = {
        "en": "slower renewal of algorithms, a committee that sees too little, versions split into small ones",
        "zh": "算法更新变慢、委员会信息不足、更新被拆小规避审查",
    }

    # fmt: off
    power: float = param(0.6, "chance that the review takes the bias out", "审查消除偏差的概率",
        unit="share", within=(0, 1), source="not given in the plan", grade="swept")
    months: float = param(2.0, "months a version waits for review", "新版本等待审查的月数",
        unit="months", within=(0, 24), source="not given in the plan", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            review_power=np.maximum(rules.review_power, self.power),
            review_months=np.maximum(rules.review_months, self.months),
        )
