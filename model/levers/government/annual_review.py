"""Annual third-party review that moves budget to the worst indicator (plan §4.4.3, §5.4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class AnnualReview(Lever):
    """Each January jobs, income and the rural share are held against their aims; a share of the course budget moves to
    those missed, most to the worst: more places, better courses, or places outside the core (plan §4.4.3, §5.4.1).
    Read by: govern."""

    zh: ClassVar = (
        "每年一月对照目标评估岗位、收入和农村占比，把部分培训经费按差距移给未达标的各项，最差者最多：增加名额、提高质量或投向城区以外"
        "（规划 §4.4.3、§5.4.1）。"
    )
    name: ClassVar = "annual_review"
    title: ClassVar = {"zh": "第三方年度评估", "en": "Annual review"}
    section: ClassVar = "§4.4.3, §5.4.1"
    reads: ClassVar = "govern"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "on_courses"
    # Jobs and pay of a city hardly grow by themselves, so that both aims are missed by far and share the budget; what
    # goes to better courses pays for fewer places.
    expects: ClassVar = {"course": "-"}
    risks: ClassVar = {
        "en": "budget chases noise, the aim that cannot be reached takes everything, better courses cost places",
        "zh": "预算追逐随机波动、无法达到的目标吸走全部资金、提高质量会减少名额",
    }

    # fmt: off
    move: float = param(0.2, "share of the course budget moved in a year", "每年移动的培训经费比例",
        unit="share", within=(0, 1), source="§4.4.3, share not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(review_move=np.maximum(rules.review_move, self.move))
