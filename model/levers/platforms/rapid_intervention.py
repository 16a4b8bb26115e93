"""Intervention within 48 hours (plan §5.1.3, §2.4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class RapidIntervention(Lever):
    """Inspectors take reports on docked pay up within 48 hours; what is upheld is restored with compensation, so that
    docking pays less and becomes rarer (plan §5.1.3). Read by: dispatch_orders."""

    zh: ClassVar = "监察部门48小时内介入扣薪举报，属实的返还并赔偿（规划 §5.1.3）。"
    name: ClassVar = "rapid_intervention"
    title: ClassVar = {"zh": "监察48小时介入", "en": "Intervention within 48 hours"}
    section: ClassVar = "§5.1.3, §2.4.1"
    reads: ClassVar = "dispatch_orders"
    payer: ClassVar = "platforms"
    touches: ClassVar = "on_platforms"
    expects: ClassVar = {"earned": "+"}
    risks: ClassVar = {
        "en": "overload of inspectors, false reports",
        "zh": "监察力量不足、不实举报",
    }

    # fmt: off
    reach: float = param(1.0, "share of reports taken up at once", "立即受理的举报比例",
        unit="share", within=(0, 1), source="§5.1.3")
    days: float = param(2.0, "days until a report is decided", "举报处理所需天数",
        unit="days", within=(0, 365), source="C46", grade="measured")
    compensation: float = param(0.5, "compensation on top of what was docked", "在返还之外的赔偿",
        unit="share of loss", within=(0, 10), source="not given in the plan", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            intervention=np.maximum(rules.intervention, self.reach),
            intervention_days=np.where(
                rules.intervention_days > 0, np.minimum(rules.intervention_days, self.days), self.days
            ),
            intervention_pay=np.maximum(rules.intervention_pay, self.compensation),
        )
