"""Loop of jobs, city and growth (plan §1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class InvestmentLoop(Lever):
    """Tax and contributions beyond those of the first month are invested in the city, which wants labour (plan §1.3).
    Read by: separate_jobs, settle_accounts."""

    name: ClassVar = "investment_loop"
    title: ClassVar = {"zh": "就业–城市–增长循环", "en": "Loop of jobs, city and growth"}
    section: ClassVar = "§1.3"
    reads: ClassVar = "separate_jobs"
    payer: ClassVar = "government"
    risks: ClassVar = {
        "en": "spends upturns that pass, crowds out other uses of the money",
        "zh": "把暂时性增收花掉、挤占其他支出",
    }

    share: float = param(
        0.3,
        "share of extra tax revenue invested",
        unit="share",
        within=(0, 1),
        source="§1.3, share not given",
        grade="swept",
    )

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            investment_share=np.maximum(rules.investment_share, self.share),
        )
