"""Integrated job platform (plan §4.3.3, §5.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class SkillRecommendation(Lever):
    """A public platform matches open posts to skills (plan §4.3.3), so fewer looks are lost on posts that are closed
    or do not fit. Read by: search_jobs."""

    zh: ClassVar = "公共平台按技能推荐空缺岗位，减少看不合适或已关闭岗位的浪费（规划 §4.3.3）。"
    name: ClassVar = "skill_recommendation"
    title: ClassVar = {"zh": "智慧就业一体化平台", "en": "Integrated job platform"}
    section: ClassVar = "§4.3.3, §5.3.1"
    reads: ClassVar = "search_jobs"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "seekers"
    expects: ClassVar = {"formal": "+"}
    risks: ClassVar = {
        "en": "serves those who are online already, more rivals for each post, gains of some are losses of others",
        "zh": "惠及已上网者、每个岗位竞争者增多、此得彼失",
    }

    # fmt: off
    quality: float = param(0.5, "share of wasted looks that the platform spares a person who is online",
        "平台为上网者省去的无效浏览比例", unit="share", within=(0, 0.95), source="C36", grade="swept")
    cost: float = param(3.0, "running cost", "运行成本",
        unit="yuan/adult and year", within=(0, 1_000), source="judgement", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            skill_recommendation=np.maximum(rules.skill_recommendation, self.quality),
            service_cost=rules.service_cost + self.cost,
        )

    def yearly_cost(self, adults: int) -> float:
        return self.cost * adults
