"""Yearly revision of the list of policies: what few people want is struck off (plan §5.4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class YearlyRevision(Lever):
    """Each January programmes that could fill too few of their places are closed to newcomers (plan §5.4.3). Read by:
    govern."""

    zh: ClassVar = "每年一月，名额未招满的项目停止招新（规划 §5.4.3）。"
    name: ClassVar = "yearly_revision"
    title: ClassVar = {"zh": "政策清单年度修订", "en": "Yearly revision of policies"}
    section: ClassVar = "§5.4.3"
    reads: ClassVar = "govern"
    payer: ClassVar = "nobody"
    touches: ClassVar = "on_courses"
    expects: ClassVar = {"course": "-"}
    risks: ClassVar = {
        "en": "courses for small groups go first, a programme gets no second year, demand is no proof of effect",
        "zh": "面向小群体的课程先被取消、项目得不到第二年机会、报名多不等于有效",
    }

    # fmt: off
    least_fill: float = param(0.5, "share of its places that a programme must fill", "项目须招满的名额比例",
        unit="share", within=(0, 1), source="§5.4.3, rule not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(least_fill=np.maximum(rules.least_fill, self.least_fill))
