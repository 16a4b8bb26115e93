"""Labour inspection of algorithms (plan §3.2.1, §6.1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class Inspections(Lever):
    """The labour inspectorate looks into dispatch rules at random and every quarter on a schedule, has bias mended at
    once and fines it; what is expected from audits deters (plan §3.2.1, §6.1.1). Read by: dispatch_orders."""

    zh: ClassVar = "劳动监察部门对派单规则随机抽查并按季度审计，发现偏差立即纠正并罚款（规划 §3.2.1、§6.1.1）。"
    name: ClassVar = "inspections"
    title: ClassVar = {"zh": "数字劳动监察", "en": "Labour inspection of algorithms"}
    section: ClassVar = "§3.2.1, §6.1.1"
    reads: ClassVar = "dispatch_orders"
    payer: ClassVar = "government, platforms"
    touches: ClassVar = "disfavoured"
    expects: ClassVar = {"earned": "+"}
    risks: ClassVar = {
        "en": "bias creeps back between audits, cost of inspectors, scheduled audits can be prepared for",
        "zh": "两次审计之间偏差复发、监察成本、定期审计可被提前应对",
    }

    # fmt: off
    coverage: float = param(1.0, "share of platforms under inspection", "受监察的平台比例",
        unit="share", within=(0, 1), source="§3.2.1")
    random: float = param(0.1, "chance that a platform is checked at random in a month", "平台每月被随机抽查的概率",
        unit="share/month", within=(0, 1), source="§3.2.1", grade="swept")
    quarterly: int = param(1, "1: an audit every quarter as well; 0: random checks alone",
        "1：另加每季度审计；0：只有随机抽查", unit="", within=(0, 1), source="C64", grade="measured")
    power: float = param(0.6, "chance that an inspector finds bias", "监察发现偏差的概率",
        unit="share", within=(0, 1), source="judgement", grade="swept")
    fine: float = param(200.0, "fine for a biased rule", "对有偏规则的罚款",
        unit="yuan/active worker", within=(0, 10_000), source="not given in the plan", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            audit_rate=np.maximum(rules.audit_rate, self.coverage * self.random),
            quarterly_audit=np.maximum(rules.quarterly_audit, self.coverage * self.quarterly),
            inspection_power=np.maximum(rules.inspection_power, self.coverage * self.power),
            dispatch_fine=np.maximum(rules.dispatch_fine, self.coverage * self.fine),
        )
