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
    """Flexible workers' takings up to a threshold are free of value-added tax, whatever the law may come to ask (plan
    §5.2.2). The law frees far more to the end of 2027, so that this adds nothing today; what it is worth once the law
    lapses is what `law: 0` costs less than `law: 0, threshold: 0`. Read by: settle_accounts, dispatch_orders."""

    zh: ClassVar = (
        "灵活就业者月收入在起征点以下一律免征增值税（规划 §5.2.2）。现行法律至2027年底免征额更高，因此目前没有增量；"
        "法律到期后的价值可由 `law: 0` 与 `law: 0, threshold: 0` 之差看出。"
    )
    name: ClassVar = "vat_threshold"
    title: ClassVar = {"zh": "灵活就业增值税起征点", "en": "VAT threshold of flexible workers"}
    section: ClassVar = "§5.2.2"
    reads: ClassVar = "settle_accounts"
    payer: ClassVar = "households"
    touches: ClassVar = "flexible"
    expects: ClassVar = {"income": "+"}
    scaled: ClassVar = ("threshold",)
    risks: ClassVar = {
        "en": "bunching of hours below the threshold, untaxed rivals of taxed firms",
        "zh": "工时在起征点以下聚集、与纳税企业的不公平竞争",
    }

    # fmt: off
    rate: float = param(0.01, "tax rate above what is free", "免征额以上的税率",
        unit="share", within=(0, 0.13), grade="measured",
        source="Ministry of Finance and State Taxation Administration 2023, no. 19: "
        "small-scale taxpayers, 1 instead of 3 %")
    threshold: float = param(10_000.0, "monthly takings free of tax", "免税的月收入",
        unit="yuan/month", within=(0, 1_000_000), source="C54", grade="measured")
    law: float = param(100_000.0, "monthly takings that the law in force frees", "现行法律免征的月收入",
        unit="yuan/month", within=(0, 1_000_000), grade="measured",
        source="Ministry of Finance and State Taxation Administration 2023, no. 19: "
        "small-scale taxpayers, to the end of 2027")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        free = max(self.law, self.threshold)
        return rules.amended(
            vat_rate=np.maximum(rules.vat_rate, self.rate),
            vat_threshold=np.where(rules.vat_rate > 0, np.maximum(rules.vat_threshold, free), free),
        )
