"""Ban on discrimination in hiring (plan §2.4.1, §5.1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class HiringBan(Lever):
    """Posts may state no age or sex, and screening may not weigh age, sex or hukou (plan §5.1.1); employers obey the
    more surely they are found and fined, and part of the bias goes on in secret. Read by: search_jobs."""

    zh: ClassVar = (
        "招聘不得限定年龄、性别，筛选不得考虑年龄、性别、户籍；查处越有力遵守者越多，部分歧视转入暗处（规划 §5.1.1）。"
    )
    name: ClassVar = "hiring_ban"
    title: ClassVar = {"zh": "禁止招聘歧视", "en": "Ban on discrimination in hiring"}
    section: ClassVar = "§2.4.1, §5.1.1"
    reads: ClassVar = "search_jobs"
    payer: ClassVar = "government, employers"
    touches: ClassVar = "screened_seekers"
    expects: ClassVar = {"formal": "+"}
    risks: ClassVar = {
        "en": "filters go underground, inspections cost money, weak enforcement changes nothing",
        "zh": "歧视转入地下、检查成本、执法不力则无效",
    }

    # fmt: off
    enforcement: float = param(0.1, "share of discriminating posts found in a year", "一年内被查到的歧视性岗位占比",
        unit="share/year", within=(0, 1), source="§5.1.1, power not given", grade="swept")
    fine: float = param(30_000.0, "fine for a discriminating post", "每个歧视性岗位的罚款",
        unit="yuan/post", within=(0, 500_000), source="Women's Rights Protection Law 2022, art. 83: 10,000 to 50,000",
        grade="derived")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            hiring_ban=np.maximum(rules.hiring_ban, self.enforcement),
            hiring_fine=np.maximum(rules.hiring_fine, self.fine),
        )
