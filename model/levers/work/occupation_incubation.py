"""Incubation of new occupations (plan §6.2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class OccupationIncubation(Lever):
    """Industry chains want people in twelve new kinds of posts (plan §6.2.2); whether they are found is an outcome.
    Read by: separate_jobs."""

    zh: ClassVar = "产业链需要十二类新岗位的人员，能否招到是结果（规划 §6.2.2）。"
    name: ClassVar = "occupation_incubation"
    title: ClassVar = {"zh": "产业链岗位孵化", "en": "Incubation of new occupations"}
    section: ClassVar = "§6.2.2"
    reads: ClassVar = "separate_jobs"
    payer: ClassVar = "employers"
    touches: ClassVar = "chain_staff"
    expects: ClassVar = {"digital": "+", "city:digital_posts": "+"}
    risks: ClassVar = {
        "en": "posts stay empty for want of skill, staff drawn from other posts",
        "zh": "缺少技能而空缺、从其他岗位抽走人员",
    }

    # fmt: off
    posts: float = param(8_000.0, "posts wanted in the zones in scope", "所选区县需要的岗位数",
        unit="posts", within=(0, 1_000_000), source="C68", grade="measured")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            incubated_posts=np.maximum(rules.incubated_posts, self.posts),
        )
