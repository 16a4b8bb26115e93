"""Career ladder (plan §3.2.2, §2.2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class CareerLadder(Lever):
    """Platforms open a ladder from courier to dispatcher to area manager, by tenure, rating and certificate, with
    prescribed pay for each rung and as many posts as it says (plan §3.2.2). Read by: dispatch_orders."""

    zh: ClassVar = "平台公开骑手到调度员再到区域经理的晋升阶梯，按任期、评分和证书晋升并加薪（规划 §3.2.2）。"
    name: ClassVar = "career_ladder"
    title: ClassVar = {"zh": "职业晋升阶梯", "en": "Career ladder"}
    section: ClassVar = "§3.2.2, §2.2.2"
    reads: ClassVar = "dispatch_orders"
    payer: ClassVar = "platforms"
    touches: ClassVar = "on_platforms"
    expects: ClassVar = {"rung": "+", "earned": "+"}
    risks: ClassVar = {
        "en": "few posts, pay of rungs passed on to the lowest rung and to customers",
        "zh": "岗位数量有限、加薪转嫁给底层骑手和消费者",
    }

    # fmt: off
    promotion: float = param(0.03, "chance of promotion with a certificate at full rating while posts are free",
        "岗位有空缺时持证且满分者的晋升概率", unit="share/month", within=(0, 1), source="not given in the plan",
        grade="swept")
    months: float = param(6.0, "months on the platform before a promotion", "晋升所需的平台任期",
        unit="months", within=(0, 12), source="not given in the plan", grade="swept")
    premium: float = param(0.05, "pay for each rung on top of what platforms pay", "每升一级在平台现有加薪之外的加薪",
        unit="share of pay", within=(0, 1), source="§3.2.2", grade="swept")
    posts: float = param(0.15, "posts above the lowest rung over workers", "底层以上岗位与劳动者之比",
        unit="share", within=(0, 1), source="judgement", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            ladder_promotion=np.maximum(rules.ladder_promotion, self.promotion),
            ladder_months=np.minimum(rules.ladder_months, self.months),
            rung_premium=np.maximum(rules.rung_premium, self.premium),
            ladder_posts=np.maximum(rules.ladder_posts, self.posts),
        )
