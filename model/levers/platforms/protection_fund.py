"""Flexible-work protection fund, matched by government (plan §3.2.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..course import length, paid_per_trainee, part_time_course, places_a_year
from ..lever import Lever, Programme


@dataclass(frozen=True, kw_only=True)
class ProtectionFund(Lever):
    """Platforms pay a share of revenue, government matches it; the fund covers accidents, part of the flexible workers'
    premium and as many courses for platform workers as its training share pays for (plan §3.2.1). Read by:
    dispatch_orders, enrol_participants, settle_accounts."""

    zh: ClassVar = (
        "平台按营收缴费，政府配套；保障金用于事故医疗、灵活就业者的部分保费，并按培训份额开课（规划 §3.2.1）。"
    )
    name: ClassVar = "protection_fund"
    title: ClassVar = {"zh": "灵活就业保障金", "en": "Flexible-work protection fund"}
    section: ClassVar = "§3.2.1"
    reads: ClassVar = "settle_accounts"
    payer: ClassVar = "platforms, special_fund"
    touches: ClassVar = "on_platforms"
    expects: ClassVar = {"insured": "+"}
    risks: ClassVar = {
        "en": "pass-through to commission and orders, insolvency, crowding-out of other spending, adverse selection",
        "zh": "转嫁至抽成与订单、基金亏空、挤占其他支出、逆向选择",
    }

    # fmt: off
    contribution: float = param(0.01, "share of platform revenue paid into the fund", "平台营收中缴入保障金的比例",
        unit="share of revenue", within=(0, 0.1), source="C14: not given in the plan, swept 0.1 to 2 %", grade="swept")
    match: float = param(1.0, "yuan added by government for each yuan contributed", "平台每缴一元，政府配套的金额",
        unit="yuan/yuan", within=(0, 5), source="C12")
    medical_cover: float = param(0.8, "share of the medical cost of an accident that the fund pays",
        "保障金承担的事故医疗费比例", unit="share", within=(0, 1), source="C13")
    training_share: float = param(0.2, "share of the fund's income spent on training", "保障金收入中用于培训的比例",
        unit="share", within=(0, 1), source="§3.2.1, share not given", grade="swept")
    seats: float = places_a_year(24_000.0, "judgement: more than the share pays for")
    per_trainee: float = paid_per_trainee(2_000.0)
    months: int = length(3, "C10", "judged")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            fund_contribution=np.maximum(rules.fund_contribution, self.contribution),
            fund_match=np.maximum(rules.fund_match, self.match),
            medical_cover=np.maximum(rules.medical_cover, self.medical_cover),
            fund_training_share=np.maximum(rules.fund_training_share, self.training_share),
        )

    def programmes(self) -> tuple[Programme, ...]:
        return (replace(part_time_course(self), payer="protection_fund", for_platforms=True),)
