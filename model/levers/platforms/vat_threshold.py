"""VAT threshold of flexible workers (plan §5.2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class VatThreshold(Lever):
    """Flexible workers' takings are free of value-added tax up to a threshold and taxed above it. Today none is
    collected from them, so the exemption is judged by comparing this threshold with `threshold: 0` (plan §5.2.2).
    Read by: settle_accounts, dispatch_orders."""

    zh: ClassVar = "灵活就业者月收入在起征点以下免征增值税，以上部分征税（规划 §5.2.2）。"
    name: ClassVar = "vat_threshold"
    title: ClassVar = {"zh": "灵活就业增值税起征点", "en": "VAT threshold of flexible workers"}
    section: ClassVar = "§5.2.2"
    reads: ClassVar = "settle_accounts"
    payer: ClassVar = "households"
    touches: ClassVar = "flexible"
    expects: ClassVar = {"income": "-"}
    risks: ClassVar = {
        "en": "bunching of hours below the threshold, untaxed rivals of taxed firms",
        "zh": "工时在起征点以下聚集、与纳税企业的不公平竞争",
    }

    # fmt: off
    rate: float = param(0.01, "tax rate above the threshold", "起征点以上的税率",
        unit="share", within=(0, 0.13), source="judgement", grade="judged")
    threshold: float = param(10_000.0, "monthly takings free of tax", "免税的月收入",
        unit="yuan/month", within=(0, 1_000_000), source="C54", grade="measured")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            vat_rate=np.maximum(rules.vat_rate, self.rate),
            vat_threshold=np.where(rules.vat_rate > 0, np.maximum(rules.vat_threshold, self.threshold), self.threshold),
        )
