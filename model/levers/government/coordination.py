"""Joint meeting of departments: reports come sooner (plan §4.1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class Coordination(Lever):
    """A monthly joint meeting makes government act on last month's reports instead of a mean of several months (plan
    §4.1.1). Read by: govern."""

    zh: ClassVar = "每月联席会议使政府依据上月数据行动，而非数月平均（规划 §4.1.1）。"
    name: ClassVar = "coordination"
    title: ClassVar = {"zh": "部门联席会议", "en": "Joint meeting of departments"}
    section: ClassVar = "§4.1.1"
    reads: ClassVar = "govern"
    payer: ClassVar = "government"
    touches: ClassVar = "warned_trainees"
    expects: ClassVar = {"formal": "+"}
    company: ClassVar = ("early_warning",)
    risks: ClassVar = {
        "en": "fresh reports are noisy, alarms come and go with the month's luck",
        "zh": "新数据噪声大、预警随当月波动反复",
    }

    # fmt: off
    meetings: float = param(12.0, "joint meetings a year", "每年联席会议次数",
        unit="meetings/year", within=(0, 12), source="§4.1.1: monthly", grade="measured")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        months = 12.0 / max(self.meetings, 1.0)
        return rules.amended(
            coordination=np.minimum(rules.coordination, months),
            reporting_lag=np.minimum(rules.reporting_lag, months - 1.0),
        )
