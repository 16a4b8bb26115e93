"""Impact assessment (plan §3.4.1, §2.3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class ImpactAssessment(Lever):
    """Platforms report on fairness, which lays the rule open to auditors, and make entry easy for people of little
    digital literacy by voice and large print (plan §3.4.1). Read by: dispatch_orders."""

    zh: ClassVar = "平台提交公平性评估报告，并用语音、大字等方式降低老年人和低数字素养者的进入门槛（规划 §3.4.1）。"
    name: ClassVar = "impact_assessment"
    title: ClassVar = {"zh": "算法影响评估", "en": "Impact assessment"}
    section: ClassVar = "§3.4.1, §2.3.2"
    reads: ClassVar = "dispatch_orders"
    payer: ClassVar = "platforms"
    touches: ClassVar = "hard_of_digital"
    expects: ClassVar = {"platform": "+"}
    risks: ClassVar = {
        "en": "reports on paper only, cost passed on to workers and customers",
        "zh": "评估流于形式、成本转嫁给劳动者和消费者",
    }

    # fmt: off
    accessibility: float = param(1.0, "share of platforms with voice, large print and short steps",
        "提供语音、大字和简化步骤的平台比例", unit="share", within=(0, 1), source="§3.4.1")
    report: float = param(0.7, "share of the dispatch rule laid open to auditors", "向审计公开的派单规则占比",
        unit="share", within=(0, 1), source="§3.4.1", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            accessibility=np.maximum(rules.accessibility, self.accessibility),
            fairness_report=np.maximum(rules.fairness_report, self.report),
        )
