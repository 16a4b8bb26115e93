"""Practice bases in communities and towns (plan §5.3.2, §4.2.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from ...params import param
from ..course import length, paid_per_trainee, part_time_course, places_a_year
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
    touches: ClassVar = "trainees"
    expects: ClassVar = {"skill": "+", "certified": "+"}
    risks: ClassVar = {
        "en": "bases stand empty where few live, dear equipment, posts are still in the core",
        "zh": "人口稀少处闲置、设备昂贵、岗位仍在核心区",
    }

    # fmt: off
    seats: float = places_a_year(12_000.0, "§5.3.2, number not given")
    per_trainee: float = paid_per_trainee(2_500.0)
    practice: float = param(0.6, "share of the hours that are practice", "实训占学时的比例",
        unit="share", within=(0, 1), source="§5.3.2, share not given", grade="swept")
    months: int = length(2, "judgement", "judged")
    # fmt: on

    def programmes(self) -> tuple[Programme, ...]:
        return (replace(part_time_course(self), practice=self.practice, near_home=True),)
