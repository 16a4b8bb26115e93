"""A tax credit for firms that take trainees as interns (plan §3.1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class InternshipCredit(Lever):
    """Firms get a tax credit for each intern; they take more of the trainees of all courses, who so gain practice (plan
    §3.1.2). Read by: enrol_participants."""

    zh: ClassVar = "企业每接收一名实习生获得税收抵免，因而接收更多学员实习（规划 §3.1.2）。"
    name: ClassVar = "internship_credit"
    title: ClassVar = {"zh": "实习税收优惠", "en": "Internship tax credit"}
    section: ClassVar = "§3.1.2"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "government"
    touches: ClassVar = "on_courses"
    expects: ClassVar = {"skill": "+"}
    risks: ClassVar = {
        "en": "firms are paid for interns they would have taken, interns replace staff",
        "zh": "补贴本会接收的实习、实习生替代正式员工",
    }

    # fmt: off
    credit: float = param(2_000.0, "tax credit for an intern", "每名实习生的税收抵免",
        unit="yuan/intern", within=(0, 50_000), source="§3.1.2, amount not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(internship_credit=np.maximum(rules.internship_credit, self.credit))
