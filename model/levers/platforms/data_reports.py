"""Reporting line for data misuse (plan §3.4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class DataReports(Lever):
    """An anonymous line brings misuse of data to light before it does harm; fines for it make platforms guard data
    better (plan §3.4.2). Read by: share_data."""

    zh: ClassVar = "匿名举报使数据滥用在造成损害前被发现并罚款（规划 §3.4.2）。"
    name: ClassVar = "data_reports"
    title: ClassVar = {"zh": "数据安全举报平台", "en": "Reporting line for data misuse"}
    section: ClassVar = "§3.4.2"
    reads: ClassVar = "share_data"
    payer: ClassVar = "platforms"
    touches: ClassVar = "on_platforms"
    expects: ClassVar = {"trust": "+"}
    risks: ClassVar = {
        "en": "false reports, cost of answering them",
        "zh": "不实举报、应对成本",
    }

    # fmt: off
    reach: float = param(1.0, "share of misuse within reach of the line", "举报平台可及的数据滥用比例",
        unit="share", within=(0, 1), source="§3.4.2")
    fine: float = param(100.0, "fine for misuse", "对数据滥用的罚款",
        unit="yuan/active worker", within=(0, 10_000), source="not given in the plan", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            data_reports=np.maximum(rules.data_reports, self.reach),
            misuse_fine=np.maximum(rules.misuse_fine, self.fine),
        )
