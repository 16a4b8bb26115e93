"""Rating to regular post (plan §3.2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class RatingToPost(Lever):
    """Well-rated platform workers are offered posts that matching left open (plan §3.2.2); conversions are limited by
    such posts and by what they pay. Read by: match_applications."""

    zh: ClassVar = "评级高的平台劳动者可获得撮合后仍空缺的正式岗位，受岗位数和工资限制（规划 §3.2.2）。"
    name: ClassVar = "rating_to_post"
    title: ClassVar = {"zh": "评级转正", "en": "Rating to regular post"}
    section: ClassVar = "§3.2.2"
    reads: ClassVar = "match_applications"
    payer: ClassVar = "employers"
    touches: ClassVar = "well_rated"
    expects: ClassVar = {"formal": "+"}
    risks: ClassVar = {
        "en": "posts go to the rated before others see them, platforms lose their best",
        "zh": "岗位先给评级者、平台流失骨干",
    }

    # fmt: off
    chance: float = param(0.1, "chance that a well-rated platform worker is offered a post",
        "高评级平台劳动者每月获得岗位机会的概率", unit="share/month", within=(0, 1), source="§3.2.2, size not given",
        grade="swept")
    rating: float = param(0.6, "rating from which posts are offered", "获得岗位机会所需的评级",
        unit="share", within=(0, 1), source="judgement", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            rating_to_post=np.maximum(rules.rating_to_post, self.chance),
            rating_needed=np.minimum(rules.rating_needed, self.rating),
        )
