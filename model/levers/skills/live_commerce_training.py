"""A free course in live commerce for people with low income (plan §4.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ...params import param
from ..course import FRESH, WORKSHOP, length, paid_per_trainee, places_a_year
from ..lever import Lever, Programme


@dataclass(frozen=True, kw_only=True)
class LiveCommerceTraining(Lever):
    """People with little income learn live commerce free of charge (plan §4.3.1). Read by: enrol_participants."""

    zh: ClassVar = "低收入者免费学习直播电商（规划 §4.3.1）。"
    name: ClassVar = "live_commerce_training"
    title: ClassVar = {"zh": "低收入者直播培训", "en": "Live-commerce training"}
    section: ClassVar = "§4.3.1"
    reads: ClassVar = "enrol_participants"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "trainees"
    expects: ClassVar = {"skill": "+", "platform": "+"}
    risks: ClassVar = {
        "en": "crowding of hosts, few earn what stars earn, no certificate that counts elsewhere",
        "zh": "主播拥挤、少数人才有高收入、证书难通用",
    }

    # fmt: off
    places: float = places_a_year(1_000.0, "C31", "measured", most=200_000)
    income_below: float = param(2_500.0, "open to people with less income", "收入低于该值者可参加",
        unit="yuan/month", within=(0, 20_000), source="C32: from 2,000 a month", grade="derived")
    per_trainee: float = paid_per_trainee(2_000.0)
    months: int = length(2, "judgement", "judged")
    # fmt: on

    def programmes(self) -> tuple[Programme, ...]:
        return (
            Programme(
                name=self.name,
                seats=self.places,
                per_trainee=self.per_trainee,
                mode="part_time",
                months=self.months,
                fresh=FRESH,
                practice=WORKSHOP,
                incubated=True,
                income_below=self.income_below,
                targets=("live_commerce_operator", "rural_live_commerce_host", "short_video_editor"),
            ),
        )
