"""Full-time courses of three months for workers of the old trades (plan §3.1.2, §4.2.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from ...params import param
from ..course import WORKSHOP, length, paid_per_trainee, part_time_course, places_a_year
from ..lever import Lever, Programme

ORIGINS = (
    *("production_worker", "warehouse_logistics_worker", "electrician", "construction_worker", "driver"),
    *("property_security_worker", "data_entry_clerk"),
)
TARGETS = (
    *("industrial_internet_operator", "industrial_robot_operator", "smart_device_maintenance"),
    *("unmanned_warehouse_operator", "smart_home_installer"),
)


@dataclass(frozen=True, kw_only=True)
class CrashCourses(Lever):
    """Production workers and other old trades out of work train full time for industrial-internet and robot posts
    (plan §3.1.2, §4.2.1). Read by: enrol_participants."""

    zh: ClassVar = "失业的生产工人等传统工种全日制学习工业互联网和机器人操作（规划 §3.1.2、§4.2.1）。"
    name: ClassVar = "crash_courses"
    title: ClassVar = {"zh": "数字技能速成班", "en": "Crash courses"}
    section: ClassVar = "§3.1.2, §4.2.1"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "trainees"
    expects: ClassVar = {"skill": "+", "digital": "+"}
    risks: ClassVar = {
        "en": "three months without income, dropouts, too far a step for many workers",
        "zh": "三个月无收入、中途退出、对许多工人跨度过大",
    }

    # fmt: off
    seats: float = places_a_year(12_000.0, "§3.1.2, number not given")
    per_trainee: float = paid_per_trainee(3_000.0)
    allowance: float = param(1_000.0, "living allowance", "生活补贴",
        unit="yuan/month", within=(0, 5000), source="judgement", grade="judged")
    months: int = length(3, "C10", "measured")
    # fmt: on

    def programmes(self) -> tuple[Programme, ...]:
        return (
            replace(
                part_time_course(self),
                mode="full_time",
                allowance=self.allowance,
                practice=WORKSHOP,
                origins=ORIGINS,
                targets=TARGETS,
            ),
        )
