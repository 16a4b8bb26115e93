"""Cloud industrial park (plan §3.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class CloudPark(Lever):
    """Commerce and creative firms of a virtual park seek staff from anywhere; who can take the posts depends on the
    connection (plan §3.3.1). Read by: tend_places, separate_jobs."""

    zh: ClassVar = "园区内电商与创意企业面向各地招人，能否应聘取决于网络（规划 §3.3.1）。"
    name: ClassVar = "cloud_park"
    title: ClassVar = {"zh": "云上产业园", "en": "Cloud industrial park"}
    section: ClassVar = "§3.3.1"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "employers"
    touches: ClassVar = "staff_of_added_posts"
    expects: ClassVar = {"formal": "+"}
    risks: ClassVar = {
        "en": "able people in town take the posts first, weak signal keeps villages out",
        "zh": "城里能力强者先得、信号弱的乡村仍被排除",
    }

    # fmt: off
    posts: float = param(3_000.0, "remote posts of the firms in the park", "园区企业的远程岗位",
        unit="posts", within=(0, 200_000), source="§3.3.1, number not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            cloud_posts=np.maximum(rules.cloud_posts, self.posts),
        )
