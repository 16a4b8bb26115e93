"""Practice in labs, scenes and digital twins as part of every course (plan §3.1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class PracticeTeaching(Lever):
    """A share of the hours of every course is practice with mentors from firms, in labs and scenes: more is learnt and
    employers take it for experience, at a higher fee (plan §3.1.2). Read by: enrol_participants."""

    zh: ClassVar = (
        "所有课程的部分学时改为企业导师指导的实训和场景教学：学得更多，用人单位视为经验，学费更高（规划 §3.1.2）。"
    )
    name: ClassVar = "practice_teaching"
    title: ClassVar = {"zh": "场景化实训教学", "en": "Practice teaching"}
    section: ClassVar = "§3.1.2"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "government, special_fund"
    touches: ClassVar = "on_courses"
    expects: ClassVar = {"skill": "+"}
    risks: ClassVar = {
        "en": "dearer places, so fewer for the same money; scenes that no employer uses",
        "zh": "单位成本上升、同样经费学位减少、场景脱离用人单位实际",
    }

    # fmt: off
    share: float = param(0.4, "share of course hours that are practice", "实训占课程学时的比例",
        unit="share", within=(0, 1), source="§3.1.2, share not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(practice_share=np.maximum(rules.practice_share, self.share))
