"""Practice bases in communities and towns (plan §5.3.2, §4.2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ...params import param
from ..lever import Lever, Programme


@dataclass(frozen=True, kw_only=True)
class PracticeBases(Lever):
    """Bases with equipment outside the core, so that courses are near home in suburbs, towns and villages (plan
    §5.3.2, §4.2.1). Read by: enrol_participants."""

    zh: ClassVar = "在核心区以外的社区和乡镇设实训基地，就近上课（规划 §5.3.2、§4.2.1）。"
    name: ClassVar = "practice_bases"
    title: ClassVar = {"zh": "社区乡镇实训基地", "en": "Practice bases"}
    section: ClassVar = "§5.3.2, §4.2.1"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "special_fund"
    risks: ClassVar = {
        "en": "bases stand empty where few live, dear equipment, posts are still in the core",
        "zh": "人口稀少处闲置、设备昂贵、岗位仍在核心区",
    }

    # fmt: off
    seats: float = param(12_000.0, "places a year", "每年的学位数",
        unit="persons/year", within=(0, 2_000_000), source="§5.3.2, number not given", grade="swept")
    per_trainee: float = param(2_500.0, "paid per trainee", "每名受训者的补贴",
        unit="yuan/person", within=(0, 20_000), source="P41", grade="derived")
    practice: float = param(0.6, "share of the hours that are practice", "实训占学时的比例",
        unit="share", within=(0, 1), source="§5.3.2, share not given", grade="swept")
    months: int = param(2, "length of the course", "课程长度",
        unit="months", within=(1, 24), source="judgement", grade="judged")
    # fmt: on

    def programmes(self) -> tuple[Programme, ...]:
        return (
            Programme(
                name=self.name,
                seats=self.seats,
                per_trainee=self.per_trainee,
                mode="part_time",
                months=self.months,
                fresh=0.9,
                practice=self.practice,
                near_home=True,
            ),
        )
