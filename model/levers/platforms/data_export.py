"""Consent and export of data (plan §3.4.2, §2.4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class DataExport(Lever):
    """Workers may take their data along, so that less of the rating is lost on leaving, and use is bound to matching,
    which raises consent and lowers what platforms gain (plan §3.4.2). Read by: share_data, dispatch_orders."""

    zh: ClassVar = "数据只用于匹配，劳动者可导出自己的数据用作数字简历（规划 §3.4.2）。"
    name: ClassVar = "data_export"
    title: ClassVar = {"zh": "数据授权与导出", "en": "Consent and export of data"}
    section: ClassVar = "§3.4.2, §2.4.2"
    reads: ClassVar = "share_data"
    payer: ClassVar = "platforms"
    touches: ClassVar = "on_platforms"
    expects: ClassVar = {"consent": "+"}
    risks: ClassVar = {
        "en": "worse algorithms, exported data leak elsewhere",
        "zh": "算法变差、导出数据在别处泄露",
    }

    # fmt: off
    share: float = param(1.0, "share of the data that can be exported and is bound to a purpose",
        "可导出且限定用途的数据比例", unit="share", within=(0, 1), source="§3.4.2")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            data_export=np.maximum(rules.data_export, self.share),
        )
