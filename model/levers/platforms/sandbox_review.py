"""Sandbox review: a dispatch rule that fails in the sandbox is changed before launch (plan §3.4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class SandboxReview(Lever):
    """A new version of a dispatch rule must pass the sandbox before launch: each service's own rule, with its bias, is
    played with drivers such as it has; one that leaves a group clearly further behind than allowed is changed until it
    passes, and every version waits for its trial (plan §3.4.1). Read by: dispatch_orders."""

    zh: ClassVar = (
        "派单规则新版本须先通过沙盒：各平台自己的规则（连同偏差）用相应的司机试跑，使某一群体明显落后者须改到通过为止，"
        "各版本都要等候试验（规划 §3.4.1）。"
    )
    name: ClassVar = "sandbox_review"
    title: ClassVar = {"zh": "算法沙盒审查", "en": "Sandbox review"}
    section: ClassVar = "§3.4.1"
    reads: ClassVar = "dispatch_orders"
    payer: ClassVar = "government, platforms"
    touches: ClassVar = "disfavoured"
    expects: ClassVar = {"earned": "+"}
    risks: ClassVar = {
        "en": "rules tuned to the sandbox, drivers unlike the synthetic ones, small gaps pass for want of runs",
        "zh": "规则迎合沙盒、真实司机与合成司机不同、运行次数少时小差距被放过",
    }

    # fmt: off
    reach: float = param(1.0, "share of new versions that must pass the sandbox", "须先通过沙盒的新版本比重",
        unit="share", within=(0, 1), source="§3.4.1")
    most_gap: float = param(0.05, "income gap of a group of drivers above which a rule fails",
        "司机群体收入差距超过多少即不通过", unit="share", within=(0, 1), source="§3.4.1, threshold not given",
        grade="swept")
    months: float = param(1.0, "months a version waits for its trial", "新版本等候试验的月数",
        unit="months", within=(0, 24), source="not given in the plan", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            sandbox_reach=np.maximum(rules.sandbox_reach, self.reach),
            sandbox_gap=np.full_like(rules.sandbox_gap, self.most_gap),
            review_months=np.maximum(rules.review_months, self.months),
        )
