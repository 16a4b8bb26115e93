"""Points for courses and community service that can be redeemed (plan §3.2.1, §5.4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class Points(Lever):
    """Flexible workers earn points by courses and community service and redeem them from a threshold on, for school
    and housing support (plan §3.2.1, §5.4.3). Read by: enrol_participants."""

    zh: ClassVar = "灵活就业者通过课程和社区服务得积分，达到门槛后兑换入学和购房补贴（规划 §3.2.1、§5.4.3）。"
    name: ClassVar = "points"
    title: ClassVar = {"zh": "灵活就业积分", "en": "Points scheme"}
    section: ClassVar = "§3.2.1, §5.4.3"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "points_holders"
    expects: ClassVar = {"income": "+", "course": "+"}
    risks: ClassVar = {
        "en": "threshold out of reach, points for what people did anyway, budget exhausted",
        "zh": "门槛过高、对本会做的事发积分、预算耗尽",
    }

    # fmt: off
    worth: float = param(10.0, "worth of a point when redeemed", "每个积分兑换的价值",
        unit="yuan/point", within=(0, 200), source="B 2.36: 5 to 20", grade="swept")
    threshold: float = param(50.0, "points from which they can be redeemed", "可兑换的积分门槛",
        unit="points", within=(0, 30_000), source="§5.4.3: too high in the pilot, not given", grade="swept")
    course: float = param(30.0, "points for a completed course", "完成一门课程的积分",
        unit="points", within=(0, 1000), source="judgement", grade="judged")
    service: float = param(5.0, "points for a turn of service", "一次服务的积分",
        unit="points", within=(0, 1000), source="judgement", grade="judged")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            points_worth=np.maximum(rules.points_worth, self.worth),
            points_threshold=np.maximum(rules.points_threshold, self.threshold),
            points_course=np.maximum(rules.points_course, self.course),
            points_service=np.maximum(rules.points_service, self.service),
        )
