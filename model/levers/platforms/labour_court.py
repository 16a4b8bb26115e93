"""Digital labour court (plan §6.1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class LabourCourt(Lever):
    """A court of its own hears workers who were down-weighted or penalised wrongly: cheaper, quicker and more often
    won than the ordinary way, and the suits platforms have to expect deter bias (plan §6.1.3). Read by:
    dispatch_orders."""

    zh: ClassVar = "专门法庭审理被降权或误罚的劳动者的案件，成本低、裁判快，并对平台形成震慑（规划 §6.1.3）。"
    name: ClassVar = "labour_court"
    title: ClassVar = {"zh": "数字就业专门法庭", "en": "Digital labour court"}
    section: ClassVar = "§6.1.3"
    reads: ClassVar = "dispatch_orders"
    payer: ClassVar = "platforms, households"
    touches: ClassVar = "suing"
    expects: ClassVar = {"income": "+"}
    risks: ClassVar = {
        "en": "caseload, defensive dispatch, few know the way",
        "zh": "案件积压、平台防御性派单、知晓率低",
    }

    # fmt: off
    reach: float = param(1.0, "share of platform cases heard there", "由专门法庭审理的平台案件比例",
        unit="share", within=(0, 1), source="§6.1.3")
    months: float = param(3.0, "months until it decides", "裁判所需月数",
        unit="months", within=(0, 36), source="not given in the plan", grade="swept")
    cost: float = param(500.0, "cost of a suit", "一次诉讼的成本",
        unit="yuan/case", within=(0, 50_000), source="not given in the plan", grade="swept")
    award: float = param(3_000.0, "award if the worker wins", "胜诉赔偿额",
        unit="yuan/case", within=(0, 100_000), source="not given in the plan", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            court=np.maximum(rules.court, self.reach),
            court_months=np.maximum(rules.court_months, self.months),
            court_cost=np.maximum(rules.court_cost, self.cost),
            court_award=np.maximum(rules.court_award, self.award),
        )
