"""A part of the budget of smart-city projects trains local people, who are hired first (plan §4.1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ...params import param
from ..course import FRESH, WORKSHOP, length
from ..lever import Lever, Programme

TARGETS = (
    *("smart_city_operator", "iot_operations_engineer", "smart_device_maintenance", "community_digital_steward"),
    *("city_data_governance_specialist", "community_grid_officer", "dispatcher", "smart_customer_service"),
    *("data_operations_specialist", "smart_home_installer"),
)


@dataclass(frozen=True, kw_only=True)
class ProjectTraining(Lever):
    """Smart-city projects keep a part of their budget for training local people and hire them first (plan §4.1.3).
    Read by: enrol_participants."""

    zh: ClassVar = "智慧城市项目留出部分预算培训本地人并优先录用（规划 §4.1.3）。"
    name: ClassVar = "project_training"
    title: ClassVar = {"zh": "项目配套培训", "en": "Project training"}
    section: ClassVar = "§4.1.3"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "government"
    touches: ClassVar = "trainees"
    expects: ClassVar = {"skill": "+", "digital": "+"}
    risks: ClassVar = {
        "en": "locals are hired before better applicants, money taken from the project itself",
        "zh": "优先录用本地人而非更合适者、挤占项目资金",
    }

    # fmt: off
    share: float = param(0.1, "share of project budgets kept for training", "项目预算中用于培训的比例",
        unit="share", within=(0, 0.5), source="C23", grade="measured")
    budget: float = param(200_000_000.0, "yearly budget of smart-city projects", "智慧城市项目的年度预算",
        unit="yuan/year", within=(0, 10_000_000_000), source="§4.1.3, not given", grade="swept")
    per_trainee: float = param(4_000.0, "paid per trainee", "每名受训者的费用",
        unit="yuan/person", within=(500, 20_000), source="P41 and materials", grade="judged")
    hired_first: float = param(0.3, "share of open posts in project occupations kept for graduates",
        "项目相关职业空岗中为结业者预留的比例", unit="share", within=(0, 1), source="§4.1.3, share not given",
        grade="swept")
    months: int = length(3, "C10", "derived")
    # fmt: on

    def programmes(self) -> tuple[Programme, ...]:
        return (
            Programme(
                name=self.name,
                seats=self.share * self.budget / self.per_trainee,
                per_trainee=self.per_trainee,
                mode="part_time",
                months=self.months,
                payer="government",
                fresh=FRESH,
                practice=WORKSHOP,
                reserved=self.hired_first,
                locals_only=True,
                targets=TARGETS,
            ),
        )
