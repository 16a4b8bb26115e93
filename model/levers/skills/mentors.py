"""Mentors who teach in communities and villages (plan §4.3.2, §5.3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ...params import param
from ..course import FRESH, length, paid_per_trainee
from ..lever import Lever, Programme


@dataclass(frozen=True, kw_only=True)
class Mentors(Lever):
    """Mentors hold small classes in communities and towns: places are mentors times class size, and fewer drop out
    (plan §4.3.2, §5.3.2). Read by: enrol_participants."""

    zh: ClassVar = "导师在社区和乡镇开小班：学位等于导师数乘以班额，中途退出减少（规划 §4.3.2、§5.3.2）。"
    name: ClassVar = "mentors"
    title: ClassVar = {"zh": "导师团", "en": "Mentors"}
    section: ClassVar = "§4.3.2, §5.3.2"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "trainees"
    expects: ClassVar = {"skill": "+", "certified": "+"}
    risks: ClassVar = {
        "en": "mentors are scarce and leave other work, uneven quality, places unused in villages",
        "zh": "导师稀缺且离开原岗位、质量不一、乡村学位闲置",
    }

    # fmt: off
    mentors: float = param(80.0, "mentors in the city", "全市导师人数",
        unit="persons", within=(0, 5000), source="C33: 50 engineers and 30 hosts", grade="measured")
    class_size: float = param(15.0, "trainees of a mentor at a time; 1 is one to one",
        "每名导师同时带的学员；1 为一对一", unit="persons/mentor", within=(1, 60),
        source="§4.3.2, not given; §5.3.2: one to one", grade="swept")
    per_trainee: float = paid_per_trainee(1_500.0)
    months: int = length(3, "C10", "derived")
    # fmt: on

    def programmes(self) -> tuple[Programme, ...]:
        return (
            Programme(
                name=self.name,
                seats=self.mentors * self.class_size * 12.0 / self.months,
                per_trainee=self.per_trainee,
                mode="part_time",
                months=self.months,
                fresh=FRESH,
                mentored=True,
                near_home=True,
            ),
        )
