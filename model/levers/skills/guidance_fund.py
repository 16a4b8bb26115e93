"""Equity in course providers that builds capacity (plan §5.2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class GuidanceFund(Lever):
    """The guidance fund puts equity into providers; it builds places of ordinary courses, which are paid for like the
    others and wear out (plan §5.2.3). Read by: enrol_participants."""

    zh: ClassVar = "引导基金向培训机构注资，增加普通课程的学位；学位照常付费，产能会折旧（规划 §5.2.3）。"
    name: ClassVar = "guidance_fund"
    title: ClassVar = {"zh": "产业引导基金", "en": "Guidance fund"}
    section: ClassVar = "§5.2.3"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "government"
    touches: ClassVar = "on_courses"
    expects: ClassVar = {"course": "+", "skill": "+"}
    risks: ClassVar = {
        "en": "capacity without demand, private money crowded out, running cost of the new places",
        "zh": "有产能无需求、挤出社会资本、新增学位的运行费用",
    }

    # fmt: off
    equity: float = param(15_000_000.0, "equity put into providers", "每年向培训机构注入的股权资金",
        unit="yuan/year", within=(0, 1_000_000_000),
        source="C55: 100,000 trainees in 20 cities in 2 years, 2,500 places a city and year", grade="derived")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(course_equity=np.maximum(rules.course_equity, self.equity))
