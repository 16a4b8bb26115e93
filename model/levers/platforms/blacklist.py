"""Blacklist (plan §5.1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class Blacklist(Lever):
    """A platform whose dispatch rule is found biased in a yearly check loses public contracts for a time; the loss it
    has to expect slows the return of bias (plan §5.1.3). Read by: dispatch_orders."""

    zh: ClassVar = "被查实派单有偏的平台在一段时间内失去公共采购资格，预期损失抑制偏差复发（规划 §5.1.3）。"
    name: ClassVar = "blacklist"
    title: ClassVar = {"zh": "数字就业黑名单", "en": "Blacklist"}
    section: ClassVar = "§5.1.3"
    reads: ClassVar = "dispatch_orders"
    payer: ClassVar = "government, platforms"
    touches: ClassVar = "disfavoured"
    expects: ClassVar = {"earned": "+"}
    risks: ClassVar = {
        "en": "little bite where public contracts are few, offenders reopen under another name",
        "zh": "公共采购占比小则约束力弱、换壳经营",
    }

    # fmt: off
    months: int = param(12, "months without public contracts", "失去公共采购资格的月数",
        unit="months", within=(0, 120), source="not given in the plan", grade="swept")
    check_rate: float = param(0.08, "chance that the authority checks a platform in a month", "平台每月被核查的概率",
        unit="share/month", within=(0, 1), source="judgement", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            blacklist_months=np.maximum(rules.blacklist_months, float(self.months)),
            audit_rate=np.maximum(rules.audit_rate, self.check_rate),
        )
