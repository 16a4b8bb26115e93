"""Ban on discrimination (plan §5.1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class DiscriminationBan(Lever):
    """Bias by sex and age is unlawful in dispatch and in entry; the lawful platforms comply, the others as far as
    audits and fines make it worth their while (plan §5.1.1). Read by: dispatch_orders."""

    zh: ClassVar = "禁止派单和准入中的性别、年龄歧视；平台的遵守程度取决于守法意识、审计和罚款（规划 §5.1.1）。"
    name: ClassVar = "discrimination_ban"
    title: ClassVar = {"zh": "禁止性别年龄歧视", "en": "Ban on discrimination"}
    section: ClassVar = "§5.1.1"
    reads: ClassVar = "dispatch_orders"
    payer: ClassVar = "platforms"
    touches: ClassVar = "disfavoured"
    expects: ClassVar = {"earned": "+", "platform": "+"}
    risks: ClassVar = {
        "en": "no effect without enforcement, hidden proxies for sex and age",
        "zh": "缺乏执法则无效、以其他特征变相歧视",
    }

    # fmt: off
    reach: float = param(1.0, "share of platforms bound by the ban", "受禁令约束的平台比例",
        unit="share", within=(0, 1), source="§5.1.1")
    fine: float = param(100.0, "fine if an audit finds bias", "审计发现偏差时的罚款",
        unit="yuan/active worker", within=(0, 10_000), source="not given in the plan", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            bias_ban=np.maximum(rules.bias_ban, self.reach),
            dispatch_fine=np.maximum(rules.dispatch_fine, self.reach * self.fine),
        )
