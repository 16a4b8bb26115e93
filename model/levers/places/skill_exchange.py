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

    zh: ClassVar = "邻里互教所长，缺技能者向同一网格中有技能者靠拢（规划 §6.2.3）。"
    name: ClassVar = "skill_exchange"
    title: ClassVar = {"zh": "邻里技能交换", "en": "Neighbour skill exchange"}
    section: ClassVar = "§6.2.3"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "taught_literacy"
    expects: ClassVar = {"literacy": "+", "skill": "+"}
    risks: ClassVar = {
        "en": "like meets like, so that those with few skills have nobody to learn from",
        "zh": "同类相聚，技能少的人无人可学",
    }

    # fmt: off
    share: float = param(0.01, "adults who take part in a month", "每月参加的成人比例",
        unit="share/month", within=(0, 1), source="§6.2.3, number not given", grade="swept")
    price: float = param(3.0, "rooms and points for a participant", "每名参加者的场地与积分费用",
        unit="yuan/person", within=(0, 500), source="judgement")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            exchange_share=np.maximum(rules.exchange_share, self.share),
            exchange_price=price_of(rules.exchange_share, rules.exchange_price, self.price),
        )

    def yearly_cost(self, adults: int) -> float:
        return 12.0 * self.share * adults * self.price
