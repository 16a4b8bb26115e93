"""A map of demand that directs courses to occupations with unmet posts (plan §3.1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class SkillMap(Lever):
    """A share of the places of all courses goes to occupations with posts that nobody qualified seeks, as a map shows
    them, late and with error (plan §3.1.1). Read by: enrol_participants."""

    zh: ClassVar = "按技能图谱（有滞后和误差）把部分学位投向缺少合格求职者的职业（规划 §3.1.1）。"
    name: ClassVar = "skill_map"
    title: ClassVar = {"zh": "动态技能图谱", "en": "Dynamic skill map"}
    section: ClassVar = "§3.1.1"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "government"
    touches: ClassVar = "on_courses"
    # Posts that stay open for want of seekers are largely those that pay little (Cappelli 2015: most shortages are not
    # of skill), so that whom the map directs there earns less than with an ordinary course.
    expects: ClassVar = {"formal": "+", "earned": "-"}
    risks: ClassVar = {
        "en": "late and noisy map, everybody trained for last year's shortage, crowding of short occupations",
        "zh": "图谱滞后有误差、追逐去年的短缺、短缺职业转为拥挤",
    }

    # fmt: off
    share: float = param(0.5, "share of places directed by the map", "由图谱引导的学位比例",
        unit="share", within=(0, 1), source="§3.1.1, share not given", grade="swept")
    lag: float = param(3.0, "mean age of what the map shows", "图谱所示信息的平均滞后",
        unit="months", within=(0, 24), source="§3.1.1: real time is planned; a quarter is judged", grade="judged")
    noise: float = param(0.3, "error of the map (log spread)", "图谱的误差（对数离散度）",
        unit="log", within=(0, 2), source="judgement", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            map_share=np.maximum(rules.map_share, self.share),
            map_lag=np.maximum(rules.map_lag, self.lag),
            map_noise=np.maximum(rules.map_noise, self.noise),
        )
