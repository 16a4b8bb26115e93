"""Neighbour skill exchange (plan §6.2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ...rules.places import price_of
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class SkillExchange(Lever):
    """Neighbours teach one another what they know; those who lack a skill come nearer to those of the same cell who
    have it (plan §6.2.3). Read by: tend_places."""

    name: ClassVar = "skill_exchange"
    title: ClassVar = {"zh": "邻里技能交换", "en": "Neighbour skill exchange"}
    section: ClassVar = "§6.2.3"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "special_fund"
    risks: ClassVar = {
        "en": "like meets like, so that those with few skills have nobody to learn from",
        "zh": "同类相聚，技能少的人无人可学",
    }

    share: float = param(
        0.01,
        "adults who take part in a month",
        unit="share/month",
        within=(0, 1),
        source="§6.2.3, number not given",
        grade="swept",
    )
    price: float = param(
        3.0, "rooms and points for a participant", unit="yuan/person", within=(0, 500), source="judgement"
    )

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            exchange_share=np.maximum(rules.exchange_share, self.share),
            exchange_price=price_of(rules.exchange_share, rules.exchange_price, self.price),
        )

    def yearly_cost(self, adults: int) -> float:
        return 12.0 * self.share * adults * self.price
