"""Data sharing of departments (plan §5.1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class DataSharing(Lever):
    """Departments share certificates and employment data (plan §5.1.2): employers judge the certified more surely, and
    government sees posts and seekers sooner. Read by: search_jobs, govern."""

    zh: ClassVar = "部门共享证书与就业数据：用人单位对持证者判断更准，政府更早看到供求（规划 §5.1.2）。"
    name: ClassVar = "data_sharing"
    title: ClassVar = {"zh": "部门数据打通", "en": "Data sharing of departments"}
    section: ClassVar = "§5.1.2"
    reads: ClassVar = "search_jobs"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "certified_seekers"
    # As for any clearer sign, who gets which post changes more than how many have one.
    expects: ClassVar = {"formal": "+", "income": "+"}
    risks: ClassVar = {
        "en": "errors spread faster, privacy",
        "zh": "错误传播更快、隐私风险",
    }

    # fmt: off
    share: float = param(1.0, "share of records that are shared", "共享的记录占比",
        unit="share", within=(0, 1), source="§5.1.2")
    cost: float = param(1.0, "running cost", "运行成本",
        unit="yuan/adult and year", within=(0, 1_000), source="judgement", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            data_sharing=np.maximum(rules.data_sharing, self.share),
            service_cost=rules.service_cost + self.cost,
        )

    def yearly_cost(self, adults: int) -> float:
        return self.cost * adults
