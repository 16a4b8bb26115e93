"""The last year of college spent on a project of the smart city (plan §3.1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class ThreePlusOne(Lever):
    """A share of college entrants spend their last year on a project and start with the skills of a year at work (plan
    §3.1.2). Read by: renew_population."""

    zh: ClassVar = "部分大专以上新人最后一年在智慧城市项目中实践，起步即有一年工作所得的技能（规划 §3.1.2）。"
    name: ClassVar = "three_plus_one"
    title: ClassVar = {"zh": "“3+1”培养模式", "en": "3+1 education"}
    section: ClassVar = "§3.1.2"
    reads: ClassVar = "renew_population"
    payer: ClassVar = "providers, employers"
    touches: ClassVar = "college_entrants"
    expects: ClassVar = {"skill": "+"}
    risks: ClassVar = {
        "en": "only new cohorts gain, firms use students as cheap staff, a year of theory less",
        "zh": "只惠及新毕业生、企业把学生当廉价劳动力、理论学习减少一年",
    }

    # fmt: off
    share: float = param(0.5, "college entrants who spend a year on a project", "大专以上新人中有一年项目实践的比例",
        unit="share", within=(0, 1), source="C09: three years and one; share not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(three_plus_one=np.maximum(rules.three_plus_one, self.share))
