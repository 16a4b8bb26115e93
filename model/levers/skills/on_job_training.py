"""A grant to firms for each of their staff they train (plan §5.2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..existing import firm_course
from ..lever import Lever, Programme


@dataclass(frozen=True, kw_only=True)
class OnJobTraining(Lever):
    """Firms are paid for each employee trained, by lot among all who claim; they train more, and those who would have
    trained anyway are paid too (plan §5.2.1). Read by: enrol_participants."""

    zh: ClassVar = "企业每培训一名员工获得补贴，在申领者中抽签；企业培训增加，本会培训的也领补贴（规划 §5.2.1）。"
    name: ClassVar = "on_job_training"
    title: ClassVar = {"zh": "在岗培训补贴", "en": "On-job training subsidy"}
    section: ClassVar = "§5.2.1"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "special_fund, employers"
    touches: ClassVar = "staff_on_courses"
    expects: ClassVar = {"course": "+", "skill": "+"}
    risks: ClassVar = {
        "en": "deadweight of firms that trained anyway, the less schooled are left out, budget exhausted",
        "zh": "无谓损失：本会培训的企业也领补贴；低学历者得不到机会；预算耗尽",
    }

    # fmt: off
    per_trainee: float = param(2_000.0, "paid to the firm per trainee", "企业每培训一人的补贴",
        unit="yuan/person", within=(0, 20_000), source="C48", grade="measured")
    grants: float = param(24_000.0, "most grants a year", "每年最多补贴的人数",
        unit="persons/year", within=(0, 2_000_000), source="C48, C49: 12,000 in half a year", grade="measured")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            training_grant=np.maximum(rules.training_grant, self.per_trainee),
            training_grants=np.maximum(rules.training_grants, self.grants),
        )

    def programmes(self) -> tuple[Programme, ...]:
        return (firm_course(),)

    def yearly_cost(self, adults: int) -> float:
        return super().yearly_cost(adults) + self.grants * self.per_trainee
