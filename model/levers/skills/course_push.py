"""Courses are sent to people whose skill gap is large (plan §5.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class CoursePush(Lever):
    """People whose skills fall short of their occupation are sent courses, and some of them look (plan §5.3.1).
    Read by: enrol_participants."""

    zh: ClassVar = "向技能与本职业要求差距大的人推送课程，其中一部分人会看（规划 §5.3.1）。"
    name: ClassVar = "course_push"
    title: ClassVar = {"zh": "自动推送课程", "en": "Automatic course push"}
    section: ClassVar = "§5.3.1"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "government"
    touches: ClassVar = "on_courses"
    expects: ClassVar = {"course": "+", "skill": "+"}
    risks: ClassVar = {
        "en": "messages nobody reads, places fill with those who would have come, privacy",
        "zh": "推送无人阅读、名额被本会参训者占用、隐私",
    }

    # fmt: off
    reach: float = param(0.6, "share of people with a large gap who are sent courses in a month",
        "技能差距大的人每月收到课程推送的比例", unit="share/month", within=(0, 1), source="§5.3.1, share not given",
        grade="swept")
    gap: float = param(0.1, "skill gap from which courses are sent", "推送课程的技能差距门槛",
        unit="share", within=(0, 1), source="§5.3.1, size not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            course_push=np.maximum(rules.course_push, self.reach),
            push_gap=np.maximum(rules.push_gap, self.gap),
        )
