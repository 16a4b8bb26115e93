"""Incident response (plan §5.3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class IncidentResponse(Lever):
    """Data are watched around the clock and a breach is contained in a day instead of weeks: fewer victims, less trust
    lost (plan §5.3.3). Read by: share_data."""

    zh: ClassVar = "全天候监测数据安全，泄露在24小时内得到控制（规划 §5.3.3）。"
    name: ClassVar = "incident_response"
    title: ClassVar = {"zh": "数据安全应急响应", "en": "Incident response"}
    section: ClassVar = "§5.3.3"
    reads: ClassVar = "share_data"
    payer: ClassVar = "platforms"
    touches: ClassVar = "on_platforms"
    expects: ClassVar = {"trust": "+"}
    risks: ClassVar = {
        "en": "cost of the watch passed on, false alarms",
        "zh": "监测成本转嫁、误报",
    }

    # fmt: off
    coverage: float = param(1.0, "share of platforms watched", "被监测的平台比例",
        unit="share", within=(0, 1), source="§5.3.3")
    hours: float = param(24.0, "hours until a breach is contained", "控制泄露所需小时数",
        unit="hours", within=(1, 8760), source="C58", grade="measured")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            breach_hours=np.minimum(
                rules.breach_hours, rules.breach_hours + self.coverage * (self.hours - rules.breach_hours)
            ),
        )
