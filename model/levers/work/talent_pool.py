"""Talent pool (plan §4.3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class TalentPool(Lever):
    """Employers prefer the certified whom government has registered (plan §4.3.2). Read by: search_jobs."""

    zh: ClassVar = "用人单位优先录用入库的持证者（规划 §4.3.2）。"
    name: ClassVar = "talent_pool"
    title: ClassVar = {"zh": "数字就业人才库", "en": "Talent pool"}
    section: ClassVar = "§4.3.2"
    reads: ClassVar = "search_jobs"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "certified_seekers"
    expects: ClassVar = {"formal": "+"}
    risks: ClassVar = {
        "en": "the uncertified are put behind, certificates are sought for their own sake",
        "zh": "无证书者被排后、为证而证",
    }

    # fmt: off
    share: float = param(0.6, "share of employers who use the pool", "使用人才库的单位占比",
        unit="share", within=(0, 1), source="§4.3.2, share not given", grade="swept")
    cost: float = param(0.5, "running cost", "运行成本",
        unit="yuan/adult and year", within=(0, 1_000), source="judgement", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            talent_pool=np.maximum(rules.talent_pool, self.share),
            service_cost=rules.service_cost + self.cost,
        )

    def yearly_cost(self, adults: int) -> float:
        return self.cost * adults
