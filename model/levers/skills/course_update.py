"""Courses brought up to date at fixed times and by what their graduates find (plan §3.1.1, §4.2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class CourseUpdate(Lever):
    """Every course is updated several times a year, and revised where its graduates find no work, so that less of it
    is stale (plan §3.1.1, §4.2.3). Read by: enrol_participants."""

    zh: ClassVar = "所有课程每年多次更新，并按结业者的就业反馈修订，陈旧内容因此减少（规划 §3.1.1、§4.2.3）。"
    name: ClassVar = "course_update"
    title: ClassVar = {"zh": "课程更新", "en": "Course update"}
    section: ClassVar = "§3.1.1, §4.2.3"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "providers"
    touches: ClassVar = "on_courses"
    expects: ClassVar = {"skill": "+"}
    risks: ClassVar = {
        "en": "updates that follow fashion, feedback of few graduates, no gain where courses are fresh already",
        "zh": "更新追逐热点、结业样本少、课程本就较新时无收益",
    }

    # fmt: off
    updates: float = param(4.0, "updates of every course", "每门课程每年更新的次数",
        unit="updates/year", within=(0, 12), source="C06: every quarter", grade="measured")
    feedback: float = param(0.3, "share of stale hours revised where no graduate found work",
        "没有结业者就业时修订的陈旧学时比例", unit="share", within=(0, 1), source="§4.2.3, share not given",
        grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            course_updates=np.maximum(rules.course_updates, self.updates),
            course_feedback=np.maximum(rules.course_feedback, self.feedback),
        )
