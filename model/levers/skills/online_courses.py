"""Cheap practice on a cloud platform, with virtual reality (plan §4.3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ...params import param
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
    risks: ClassVar = {
        "en": "few complete, the poorly connected are left out, practice on a screen is not the workplace",
        "zh": "完成率低、网络差者被排除、屏幕实训不等于现场",
    }

    # fmt: off
    seats: float = param(24_000.0, "places a year", "每年的学位数",
        unit="persons/year", within=(0, 2_000_000), source="C35: 12,000 in half a year", grade="measured")
    per_trainee: float = param(600.0, "paid per trainee", "每名受训者的补贴",
        unit="yuan/person", within=(0, 20_000), source="P41: short online courses up to 800", grade="derived")
    practice: float = param(0.3, "share of the hours that are virtual practice", "虚拟实训占学时的比例",
        unit="share", within=(0, 1), source="§4.3.3, share not given", grade="swept")
    months: int = param(2, "length of the course", "课程长度",
        unit="months", within=(1, 24), source="judgement", grade="judged")
    # fmt: on

    def programmes(self) -> tuple[Programme, ...]:
        return (
            Programme(
                name=self.name,
                seats=self.seats,
                per_trainee=self.per_trainee,
                mode="online",
                months=self.months,
                fresh=0.9,
                practice=self.practice,
            ),
        )
