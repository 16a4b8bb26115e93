"""Data dividend and breach insurance (plan §3.4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class DataDividend(Lever):
    """Platforms return a share of the gain from consenting workers' data and insure them against breaches
    (plan §3.4.2). Read by: share_data."""

    zh: ClassVar = "平台把同意授权的劳动者的数据收益按比例返还，并为其投保数据泄露险（规划 §3.4.2）。"
    name: ClassVar = "data_dividend"
    title: ClassVar = {"zh": "数据分红", "en": "Data dividend"}
    section: ClassVar = "§3.4.2"
    reads: ClassVar = "share_data"
    payer: ClassVar = "platforms, insurers"
    touches: ClassVar = "consenting"
    expects: ClassVar = {"income": "+", "consent": "+"}
    risks: ClassVar = {
        "en": "less investment in the algorithm, tiny amounts a head, selection into consent",
        "zh": "算法投入下降、人均金额微小、同意授权的选择性",
    }

    # fmt: off
    share: float = param(0.3, "share of the algorithm gain returned", "算法收益的返还比例",
        unit="share", within=(0, 1), source="§3.4.2, share not given", grade="swept")
    breach_payout: float = param(500.0, "paid to each victim of a breach", "向每名数据泄露受害者的赔付",
        unit="yuan/person", within=(0, 10_000), source="C20", grade="measured")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            dividend_share=np.maximum(rules.dividend_share, self.share),
            breach_payout=np.maximum(rules.breach_payout, self.breach_payout),
        )
