"""Live-commerce levy (plan §4.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..course import FRESH, USUAL_MONTHS
from ..lever import Lever, Programme


@dataclass(frozen=True, kw_only=True)
class CommerceLevy(Lever):
    """Live-commerce platforms pay a share of revenue into the development fund, which pays for courses as far as it
    reaches; the levy is passed on to commission and prices (plan §4.3.1). Read by: dispatch_orders,
    enrol_participants."""

    zh: ClassVar = "直播电商平台按营收缴费，基金用于培训，缴费转嫁至抽成和价格（规划 §4.3.1）。"
    name: ClassVar = "commerce_levy"
    title: ClassVar = {"zh": "直播电商营收基金", "en": "Live-commerce levy"}
    section: ClassVar = "§4.3.1"
    reads: ClassVar = "dispatch_orders"
    payer: ClassVar = "platforms, development_fund"
    touches: ClassVar = "live_sellers"
    # Entry is free: what the levy takes from sellers' pay drives some of them out, and those who stay earn nearly what
    # they did (Hall, Horton & Knoepfle 2023), so that it shows in heads rather than in earnings.
    expects: ClassVar = {"platform": "-", "earned": "-"}
    risks: ClassVar = {
        "en": "pass-through to streamers and customers, a fund too small for its courses",
        "zh": "转嫁给主播和消费者、基金不足以支付培训",
    }

    # fmt: off
    rate: float = param(0.005, "share of revenue paid", "缴费占营收比例",
        unit="share of revenue", within=(0, 0.1), source="C30", grade="measured")
    seats: float = param(1_000.0, "places a year the fund opens at most", "基金每年最多开设的学位",
        unit="persons/year", within=(0, 2_000_000), source="C31", grade="measured")
    per_trainee: float = param(2_000.0, "paid per trainee", "每名受训者的费用",
        unit="yuan/person", within=(0, 20_000), source="C48", grade="judged")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            commerce_levy=np.maximum(rules.commerce_levy, self.rate),
        )

    def programmes(self) -> tuple[Programme, ...]:
        return (
            Programme(
                name=self.name,
                seats=self.seats,
                per_trainee=self.per_trainee,
                mode="part_time",
                months=USUAL_MONTHS,
                payer="development_fund",
                fresh=FRESH,
            ),
        )
