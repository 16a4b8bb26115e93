"""Help after three months of falling income (plan §5.5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class IncomeHelp(Lever):
    """Whoever's income falls three months in a row is called by a counsellor, searches again and is told where posts
    within the reach of their skills stay open (plan §5.5.1). Read by: govern."""

    zh: ClassVar = "收入连降三个月者由辅导员联系，重新求职，并得知其技能可及的长期空缺岗位（规划 §5.5.1）。"
    name: ClassVar = "income_help"
    title: ClassVar = {"zh": "收入连降帮扶", "en": "Help after falling income"}
    section: ClassVar = "§5.5.1"
    reads: ClassVar = "govern"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "falling_income"
    expects: ClassVar = {"work": "+", "formal": "+"}
    risks: ClassVar = {
        "en": "most falls are luck and pass by themselves, counsellors' time, others lose the posts advised",
        "zh": "多数下降属随机波动会自行恢复、占用辅导人力、其他求职者失去被推荐的岗位",
    }

    # fmt: off
    reached: float = param(0.6, "share of those concerned whom counsellors reach", "辅导员能联系到的当事人比例",
        unit="share", within=(0, 1), source="§5.5.1, share not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(income_help=np.maximum(rules.income_help, self.reached))
