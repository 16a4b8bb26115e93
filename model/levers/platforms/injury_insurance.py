"""Shared injury insurance (plan §5.1.1, §2.2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class InjuryInsurance(Lever):
    """Cover against occupational injury becomes compulsory for platform workers at their next review; platform, worker
    and special fund share the premium (plan §5.1.1). Read by: dispatch_orders, settle_accounts."""

    zh: ClassVar = "平台劳动者强制参加职业伤害险，保费由平台、劳动者和专项资金分担（规划 §5.1.1）。"
    name: ClassVar = "injury_insurance"
    title: ClassVar = {"zh": "职业伤害险分担", "en": "Shared injury insurance"}
    section: ClassVar = "§5.1.1, §2.2.1"
    reads: ClassVar = "dispatch_orders"
    payer: ClassVar = "platforms, households, special_fund"
    touches: ClassVar = "on_platforms"
    expects: ClassVar = {"injury": "+"}
    risks: ClassVar = {
        "en": "premium passed on to pay and prices, less care, the fund's share ends with the fund",
        "zh": "保费转嫁至报酬和价格、安全意识下降、专项资金用尽则平台补缴",
    }

    # fmt: off
    coverage: float = param(1.0, "share of platform workers covered", "被覆盖的平台劳动者比例",
        unit="share", within=(0, 1), source="§5.1.1")
    by_worker: float = param(0.2, "share of the premium borne by the worker", "劳动者承担的保费比例",
        unit="share", within=(0, 0.5), source="C44: not given, swept", grade="swept")
    by_government: float = param(0.2, "share borne by the special fund", "专项资金承担的保费比例",
        unit="share", within=(0, 0.5), source="C44: not given, swept", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            injury_pilot=np.maximum(rules.injury_pilot, self.coverage),
            injury_by_worker=np.maximum(rules.injury_by_worker, self.by_worker),
            injury_by_government=np.maximum(rules.injury_by_government, self.by_government),
        )
