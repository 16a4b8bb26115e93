"""Short courses in selling online, with an incubator for those who start a business (plan §3.1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..params import param
from ..rules import Rules
from .lever import Lever, Programme


@dataclass(frozen=True, kw_only=True)
class SkillPacks(Lever):
    """Short courses near home in video and live commerce; graduates out of work may try a business, and an incubator
    keeps more of them going (plan §3.1.3). Read by: enrol_participants, dispatch_orders."""

    name: ClassVar = "skill_packs"
    title: ClassVar = {"zh": "技能包与创业孵化", "en": "Skill packs and incubation"}
    section: ClassVar = "§3.1.3"
    reads: ClassVar = "enrol_participants, dispatch_orders"
    payer: ClassVar = "special_fund"
    risks: ClassVar = {
        "en": "crowded markets, businesses that live on support, sunk savings of those who fail",
        "zh": "市场拥挤、靠扶持存活、失败者损失积蓄",
    }

    places: float = param(
        6_000.0,
        "places a year",
        unit="persons/year",
        within=(0, 2000000),
        source="§3.1.3, number not given",
        grade="swept",
    )
    incubation: float = param(
        0.3,
        "closures in the first two years that an incubator avoids",
        unit="share",
        within=(0, 0.9),
        source="§3.1.3, share not given",
        grade="swept",
    )
    per_trainee: float = param(
        1_500.0, "paid per trainee", unit="yuan/person", within=(0, 20000), source="P41", grade="derived"
    )
    months: int = param(1, "length of the course", unit="months", within=(1, 24), source="judgement", grade="judged")

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(incubation=np.maximum(rules.incubation, self.incubation))

    def programmes(self) -> tuple[Programme, ...]:
        return (
            Programme(
                name=self.name,
                seats=self.places,
                per_trainee=self.per_trainee,
                mode="part_time",
                months=self.months,
                fresh=0.9,
                extent=0.5,
                near_home=True,
                incubated=True,
                targets=("rural_live_commerce_host", "short_video_editor", "ecommerce_operator"),
            ),
        )
