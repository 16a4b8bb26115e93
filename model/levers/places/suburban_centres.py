"""Suburban data centres (plan §3.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class SuburbanCentres(Lever):
    """Firms place annotation and quality-control posts in suburbs and county towns, near people who cannot move
    (plan §3.3.1). Read by: tend_places, separate_jobs."""

    zh: ClassVar = "企业把标注与质检岗位设在近郊和县城，靠近难以外出的人（规划 §3.3.1）。"
    name: ClassVar = "suburban_centres"
    title: ClassVar = {"zh": "数据中心分中心", "en": "Suburban data centres"}
    section: ClassVar = "§3.3.1"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "employers"
    touches: ClassVar = "staff_of_added_posts"
    expects: ClassVar = {"formal": "+"}
    risks: ClassVar = {
        "en": "posts would have come anyway, automation of annotation, too few qualified people nearby",
        "zh": "岗位本会出现、标注工作被自动化、附近缺少合格人员",
    }

    # fmt: off
    posts: float = param(3_000.0, "posts placed in the whole city", "全市所设岗位",
        unit="posts", within=(0, 200_000), source="§3.3.1, number not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            centre_posts=np.maximum(rules.centre_posts, self.posts),
        )
