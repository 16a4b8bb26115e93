"""Published dispatch rules, appeals and audits (plan §3.2.1, §5.1.3, §6.1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class DispatchTransparency(Lever):
    """Platforms publish dispatch rules, hear appeals and are audited (plan §3.2.1). Read by: dispatch_orders."""

    zh: ClassVar = "平台公布派单规则，受理申诉并接受审计（规划 §3.2.1）。"
    name: ClassVar = "dispatch_transparency"
    title: ClassVar = {"zh": "派单透明", "en": "Dispatch transparency"}
    section: ClassVar = "§3.2.1, §5.1.3, §6.1.1"
    reads: ClassVar = "dispatch_orders"
    payer: ClassVar = "platforms, government"
    touches: ClassVar = "disfavoured"
    expects: ClassVar = {"earned": "+"}
    risks: ClassVar = {
        "en": "gaming of published rules, compliance cost, mean pay may move either way",
        "zh": "规则公开后的钻空子行为、合规成本、平均收入升降不定",
    }

    # fmt: off
    openness: float = param(1.0, "share of the dispatch rule that is published", "公开的派单规则占比",
        unit="share", within=(0, 1), source="§3.2.1")
    appeal_days: float = param(2.0, "days until an appeal is decided; 0: no appeal", "申诉裁定所需天数；0 为没有申诉",
        unit="days", within=(0, 365), source="§5.1.3: 48 hours")
    audit_rate: float = param(0.33, "probability that a platform is audited in a month", "平台每月被审计的概率",
        unit="share/month", within=(0, 1), source="§6.1.1: quarterly audit, §3.2.1: random checks")
    fine: float = param(200.0, "fine for a biased rule", "对有偏派单规则的罚款",
        unit="yuan/active worker", within=(0, 10_000), source="not given in the plan", grade="swept")
    peak_bonus: float = param(0.02, "bonus on pay for forced peak orders under the published peak standard",
        "公布高峰标准后强制高峰单的加价", unit="share of pay", within=(0, 0.5),
        source="§3.2.1: publish the peak premium; size not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        quicker = np.where(rules.appeal_days > 0, np.minimum(rules.appeal_days, self.appeal_days), self.appeal_days)
        return rules.amended(
            dispatch_openness=np.maximum(rules.dispatch_openness, self.openness),
            appeal_days=quicker if self.appeal_days > 0 else rules.appeal_days,
            audit_rate=np.maximum(rules.audit_rate, self.audit_rate),
            dispatch_fine=np.maximum(rules.dispatch_fine, self.fine),
            peak_bonus=np.maximum(rules.peak_bonus, self.peak_bonus),
        )
