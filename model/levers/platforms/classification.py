"""Classification of platform work (plan §2.2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class Classification(Lever):
    """Full-time platform workers are treated as employees: they are enrolled, the platform bears its share of their
    contributions and passes it on (plan §2.2.1). Read by: settle_accounts, dispatch_orders."""

    zh: ClassVar = "全职平台劳动者被认定为雇员并参保，平台承担其应缴部分（规划 §2.2.1）。"
    name: ClassVar = "classification"
    title: ClassVar = {"zh": "平台用工身份认定", "en": "Classification of platform work"}
    section: ClassVar = "§2.2.1"
    reads: ClassVar = "settle_accounts"
    payer: ClassVar = "platforms, households"
    touches: ClassVar = "dependent"
    expects: ClassVar = {"insured": "+"}
    risks: ClassVar = {
        "en": "pass-through to commission and orders, hours cut below full time",
        "zh": "转嫁至抽成与订单、工时被压到全职以下",
    }

    # fmt: off
    reclassified: float = param(0.5, "share of full-time platform workers treated as employees",
        "被认定为雇员的全职平台劳动者比例", unit="share", within=(0, 1), source="not given in the plan", grade="swept")
    platform_share: float = param(0.7, "share of their contributions borne by the platform", "平台承担的社保缴费比例",
        unit="share", within=(0, 1), source="statutory 26.5 of 37 points", grade="derived")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            reclassified=np.maximum(rules.reclassified, self.reclassified),
            platform_social_share=np.maximum(rules.platform_social_share, self.platform_share),
        )
