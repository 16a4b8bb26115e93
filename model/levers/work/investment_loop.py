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

    zh: ClassVar = "超出第一个月的税费收入投资于城市，从而增加用工需求（规划 §1.3）。"
    name: ClassVar = "investment_loop"
    title: ClassVar = {"zh": "就业–城市–增长循环", "en": "Loop of jobs, city and growth"}
    section: ClassVar = "§1.3"
    reads: ClassVar = "separate_jobs"
    payer: ClassVar = "government"
    touches: ClassVar = "everybody"
    expects: ClassVar = {"work": "+", "city:unemployment_rate": "-"}
    risks: ClassVar = {
        "en": "spends upturns that pass, crowds out other uses of the money",
        "zh": "把暂时性增收花掉、挤占其他支出",
    }

    # fmt: off
    share: float = param(0.3, "share of extra tax revenue invested", "新增税费收入中用于投资的比例",
        unit="share", within=(0, 1), source="§1.3, share not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            investment_share=np.maximum(rules.investment_share, self.share),
        )
