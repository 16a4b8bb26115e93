"""Tax relief for new digital posts (plan §5.2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class VatRelief(Lever):
    """An employer gets relief once for each digital post beyond the staff it had when the relief began (plan §5.2.2),
    which makes such posts cheaper. Read by: separate_jobs."""

    zh: ClassVar = "企业每新增一个数字岗位（超过政策开始时人数），减免一次增值税，使新岗位更便宜（规划 §5.2.2）。"
    name: ClassVar = "vat_relief"
    title: ClassVar = {"zh": "新增数字岗位增值税减免", "en": "Tax relief for new digital posts"}
    section: ClassVar = "§5.2.2"
    reads: ClassVar = "separate_jobs"
    payer: ClassVar = "government"
    touches: ClassVar = "new_digital_staff"
    expects: ClassVar = {"digital": "+", "city:digital_posts": "+"}
    risks: ClassVar = {
        "en": "deadweight: posts that would have come anyway; one line may grow while another shrinks",
        "zh": "无谓损失：本来就会新增的岗位同样得到减免；此增彼减也算新增",
    }

    # fmt: off
    per_post: float = param(5_000.0, "relief for each new digital post", "每个新增数字岗位的减免额",
        unit="yuan/post", within=(0, 100_000), source="C51", grade="measured")
    months: float = param(36.0, "months over which an employer spreads the relief in the cost of a post",
        "企业把减免摊入岗位成本的月数", unit="months", within=(1, 120), source="judgement", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            vat_relief=np.maximum(rules.vat_relief, self.per_post),
            relief_months=np.full_like(rules.relief_months, self.months),
        )
