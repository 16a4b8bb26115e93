"""Full-time courses of three months for workers of the old trades (plan §3.1.2, §4.2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ...params import param
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
    risks: ClassVar = {
        "en": "three months without income, dropouts, too far a step for many workers",
        "zh": "三个月无收入、中途退出、对许多工人跨度过大",
    }

    # fmt: off
    seats: float = param(12_000.0, "places a year", "每年的学位数",
        unit="persons/year", within=(0, 2_000_000), source="§3.1.2, number not given", grade="swept")
    per_trainee: float = param(3_000.0, "paid per trainee", "每名受训者的补贴",
        unit="yuan/person", within=(0, 20_000), source="P41", grade="derived")
    allowance: float = param(1_000.0, "living allowance", "生活补贴",
        unit="yuan/month", within=(0, 5000), source="judgement", grade="judged")
    months: int = param(3, "length of the course", "课程长度",
        unit="months", within=(1, 24), source="C10", grade="measured")
    # fmt: on

    def programmes(self) -> tuple[Programme, ...]:
        return (
            Programme(
                name=self.name,
                seats=self.seats,
                per_trainee=self.per_trainee,
                mode="full_time",
                months=self.months,
                allowance=self.allowance,
                fresh=0.9,
                practice=0.4,
                origins=ORIGINS,
                targets=TARGETS,
            ),
        )
