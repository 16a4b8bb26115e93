"""Free legal aid (plan §6.1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class LegalAid(Lever):
    """Government pays for suits of platform workers and helps with appeals, so that more of the wronged sue and more
    appeals succeed (plan §6.1.3). Read by: dispatch_orders."""

    zh: ClassVar = "政府为平台劳动者的诉讼付费并协助申诉（规划 §6.1.3）。"
    name: ClassVar = "legal_aid"
    title: ClassVar = {"zh": "维权绿色通道", "en": "Free legal aid"}
    section: ClassVar = "§6.1.3"
    reads: ClassVar = "dispatch_orders"
    payer: ClassVar = "government"
    touches: ClassVar = "suing"
    expects: ClassVar = {"income": "+"}
    risks: ClassVar = {
        "en": "weak claims are brought too, cost to the budget",
        "zh": "弱理由案件增加、财政成本",
    }

    # fmt: off
    share: float = param(1.0, "share of the cost of a suit that government pays", "政府承担的诉讼成本比例",
        unit="share", within=(0, 1), source="§6.1.3")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            legal_aid=np.maximum(rules.legal_aid, self.share),
        )
