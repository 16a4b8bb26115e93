"""Subsidised training places, steered by the skill early warning (plan §3.1.1, §5.2.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..course import length, paid_per_trainee, part_time_course
from ..lever import MODES, Lever, Programme


@dataclass(frozen=True, kw_only=True)
class TrainingSubsidy(Lever):
    """Government pays providers or firms per trainee and opens places (plan §5.2.1). Read by: enrol_participants."""

    zh: ClassVar = "政府按受训人数补贴培训机构或用人单位，并开设学位（规划 §5.2.1）。"
    name: ClassVar = "training_subsidy"
    title: ClassVar = {"zh": "培训补贴", "en": "Training subsidy"}
    section: ClassVar = "§3.1.1, §5.2.1"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "trainees"
    expects: ClassVar = {"skill": "+", "certified": "+"}
    risks: ClassVar = {
        "en": "lock-in while attending, dropouts, displacement of the untrained, stale courses, budget exhausted",
        "zh": "培训期间锁定、中途退出、挤出未受训者、课程陈旧、预算耗尽",
    }

    # fmt: off
    seats: float = param(24_000.0, "places a year in the whole city", "全市每年的学位数",
        unit="persons/year", within=(0, 2_000_000), source="C48: 12,000 in half a year")
    per_trainee: float = paid_per_trainee(2_000.0, "C48, P41: Hangzhou 1,000 to 3,000", "measured")
    mode: str = param("part_time", "how the course is attended", "授课方式：全日制、业余或线上",
        unit="", source="§2.1.2", choices=MODES)
    months: int = length(3, "C10: crash course of 3 months", "judged")
    trigger: float = param(0.3,
        "gap of an occupation (share of posts without a qualified seeker) that steers places to it; 0: never",
        "职业缺口（没有合格求职者的岗位占比）超过该值时学位向其倾斜；0 为从不", unit="share", within=(0, 1),
        source="C07, B 2.16")
    steered: float = param(0.7, "share of places that go to occupations under early warning", "预警职业所占的学位比例",
        unit="share", within=(0, 1), source="§3.1.1")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        threshold = self.trigger if self.trigger > 0 else 1.0
        return rules.amended(alarm_threshold=np.minimum(rules.alarm_threshold, threshold))

    def programmes(self) -> tuple[Programme, ...]:
        return (replace(part_time_course(self), mode=self.mode, steered=self.steered),)
