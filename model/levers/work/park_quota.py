"""Park quota with veto (plan §5.1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class ParkQuota(Lever):
    """Part of the digital establishments that open in the districts in scope once the rule holds stand in a new park
    (plan §5.1.2): a share of their posts is kept for the locally trained, and who employs fewer of them than that asks
    for may not grow. Those that were there before are left alone. Read by: post_vacancies, search_jobs."""

    zh: ClassVar = (
        "规则生效后在所选区县新设的数字企业有一部分入驻新园区：其岗位一部分留给本地受训者，"
        "受训者不足的单位不得扩张；原有企业不受影响（规划 §5.1.2）。"
    )
    name: ClassVar = "park_quota"
    title: ClassVar = {"zh": "园区预留岗位", "en": "Park quota with veto"}
    section: ClassVar = "§5.1.2"
    reads: ClassVar = "post_vacancies"
    payer: ClassVar = "employers"
    touches: ClassVar = "trained_seekers"
    expects: ClassVar = {"digital": "+"}
    risks: ClassVar = {
        "en": "fewer openings: firms without enough trained staff may not grow, and kept posts stay open",
        "zh": "新增岗位减少：受训员工不足的企业不得扩张，预留岗位空置",
    }

    # fmt: off
    share: float = param(0.15, "share of posts kept for the locally trained", "留给本地受训者的岗位比例",
        unit="share", within=(0, 1), source="C45", grade="measured")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            park_quota=np.maximum(rules.park_quota, self.share),
        )
