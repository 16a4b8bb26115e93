"""Skill early warning: alarms open special training in the occupation that is short (plan §3.1.1, §4.4.2, §5.5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..course import FRESH, USUAL_MONTHS
from ..lever import Lever, Programme

DEFINITIONS = ("gap", "vacancy_rate")


@dataclass(frozen=True, kw_only=True)
class EarlyWarning(Lever):
    """While the gap or the vacancy rate of an occupation stands above a threshold, government opens special training in
    it (plan §3.1.1, §4.4.2, §5.5.1). Read by: govern, enrol_participants."""

    zh: ClassVar = "职业缺口或空缺率高于阈值时，政府为该职业开设专项培训（规划 §3.1.1、§4.4.2、§5.5.1）。"
    name: ClassVar = "early_warning"
    title: ClassVar = {"zh": "技能预警与专项培训", "en": "Skill early warning"}
    section: ClassVar = "§3.1.1, §4.4.2, §5.5.1, §6.1.2"
    reads: ClassVar = "govern"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "trainees"
    expects: ClassVar = {"skill": "+", "digital": "+"}
    risks: ClassVar = {
        "en": "reports come late and the shortage is over, all are sent into one occupation, alarms that never end",
        "zh": "上报滞后而缺口已消失、学员扎堆同一职业、预警长期不解除",
    }

    # fmt: off
    seats: float = param(12_000.0, "places a year in special training while an alarm is on",
        "预警期间每年的专项培训名额", unit="persons/year", within=(0, 2_000_000),
        source="§5.5.1, number not given: half of C48", grade="swept")
    measure: str = param("gap", "what the alarm looks at", "预警所看的指标",
        unit="", source="§5.5.1: gap; §4.4.2: vacancy rate", choices=DEFINITIONS)
    threshold: float = param(0.3, "value above which the alarm sounds", "高于此值即预警",
        unit="share", within=(0, 1), source="C07, C40: 30 %")
    release: float = param(0.2, "value below which it ends", "低于此值即解除",
        unit="share", within=(0, 1), source="B 2.16", grade="derived")
    lag: int = param(1, "further months until a report is acted upon", "报告生效前另需的月数",
        unit="months", within=(0, 12), source="§4.1.1", grade="judged")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            alarm_threshold=np.minimum(rules.alarm_threshold, self.threshold),
            alarm_release=np.minimum(rules.alarm_release, self.release),
            alarm_by_rate=np.maximum(rules.alarm_by_rate, float(self.measure == "vacancy_rate")),
            reporting_lag=np.maximum(rules.reporting_lag, float(self.lag)),
        )

    def programmes(self) -> tuple[Programme, ...]:
        return (
            Programme(
                name="special_training",
                seats=self.seats,
                per_trainee=2_500.0,
                mode="part_time",
                months=USUAL_MONTHS,
                steered=1.0,
                fresh=FRESH,
                on_alarm=True,
            ),
        )
