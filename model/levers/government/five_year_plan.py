"""Five-year plan: yearly training targets of districts, with a penalty (plan §4.1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class FiveYearPlan(Lever):
    """Each district must train so many people a year; one that misses the target loses part of its course budget in
    the next (plan §4.1.3). Read by: govern."""

    zh: ClassVar = "各区县每年须完成培训任务，未完成者次年减少部分培训经费（规划 §4.1.3）。"
    name: ClassVar = "five_year_plan"
    title: ClassVar = {"zh": "五年行动计划考核", "en": "Five-year plan with targets"}
    section: ClassVar = "§4.1.3"
    reads: ClassVar = "govern"
    payer: ClassVar = "districts"
    touches: ClassVar = "on_courses"
    expects: ClassVar = {"course": "-"}
    risks: ClassVar = {
        "en": "districts that are behind get less and fall further behind, targets ignore the size of a district",
        "zh": "落后区县经费更少、差距扩大；任务数不考虑区县规模",
    }

    # fmt: off
    target: float = param(5_000.0, "people a district must train in a year", "每个区县每年须培训的人数",
        unit="persons/district and year", within=(0, 100_000), source="C24")
    penalty: float = param(0.3, "share of the course budget lost where nobody was trained; in proportion otherwise",
        "无人受训时削减的培训经费比例，其余按比例", unit="share", within=(0, 1),
        source="§4.1.3: budget is cut, size not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            training_target=np.maximum(rules.training_target, self.target),
            target_penalty=np.maximum(rules.target_penalty, self.penalty),
        )
