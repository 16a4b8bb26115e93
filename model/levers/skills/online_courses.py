"""Cheap practice on a cloud platform, with virtual reality (plan §4.3.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from ...params import param
from ..course import length, paid_per_trainee, part_time_course, places_a_year
from ..lever import Lever, Programme


@dataclass(frozen=True, kw_only=True)
class OnlineCourses(Lever):
    """A cloud platform offers courses with virtual practice at low cost and without travel (plan §4.3.3).
    Read by: enrol_participants."""

    zh: ClassVar = "云平台以低成本提供含虚拟实训的线上课程，无需出行（规划 §4.3.3）。"
    name: ClassVar = "online_courses"
    title: ClassVar = {"zh": "数字就业实训云平台", "en": "Online practice cloud"}
    section: ClassVar = "§4.3.3"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "trainees"
    expects: ClassVar = {"skill": "+", "certified": "+"}
    risks: ClassVar = {
        "en": "few complete, the poorly connected are left out, practice on a screen is not the workplace",
        "zh": "完成率低、网络差者被排除、屏幕实训不等于现场",
    }

    # fmt: off
    seats: float = places_a_year(24_000.0, "C35: 12,000 in half a year", "measured")
    per_trainee: float = paid_per_trainee(600.0, "P41: short online courses up to 800")
    practice: float = param(0.3, "share of the hours that are virtual practice", "虚拟实训占学时的比例",
        unit="share", within=(0, 1), source="§4.3.3, share not given", grade="swept")
    months: int = length(2, "judgement", "judged")
    # fmt: on

    def programmes(self) -> tuple[Programme, ...]:
        return (replace(part_time_course(self), mode="online", practice=self.practice),)
