"""Firms deduct more than they spend on training (plan §5.2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..existing import firm_course
from ..lever import Lever, Programme


@dataclass(frozen=True, kw_only=True)
class TrainingDeduction(Lever):
    """Firms deduct a part of their training cost a second time, so that courses for staff cost them less and they
    train more (plan §5.2.2). Read by: enrol_participants."""

    zh: ClassVar = "企业培训支出可加计扣除，员工培训成本下降、数量增加（规划 §5.2.2）。"
    name: ClassVar = "training_deduction"
    title: ClassVar = {"zh": "培训支出加计扣除", "en": "Training super-deduction"}
    section: ClassVar = "§5.2.2"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "government, employers"
    touches: ClassVar = "staff_on_courses"
    expects: ClassVar = {"course": "+", "skill": "+"}
    risks: ClassVar = {
        "en": "tax forgone for training done anyway, only profitable firms gain",
        "zh": "对本会进行的培训减税、只有盈利企业受益",
    }

    # fmt: off
    extra: float = param(0.5, "deduction beyond the cost of training", "培训成本以外加计扣除的比例",
        unit="share of cost", within=(0, 2), source="C52: 150 % of the cost", grade="measured")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(training_deduction=np.maximum(rules.training_deduction, 1.0 + self.extra))

    def programmes(self) -> tuple[Programme, ...]:
        return (firm_course(),)
