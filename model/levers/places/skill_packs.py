"""Skill packs and incubation (plan §3.1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ...rules.places import price_of
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class SkillPacks(Lever):
    """People who start a business of their own get a skill pack and two years of advice, as far as the packs go
    (plan §3.1.3). Read by: tend_places, dispatch_orders."""

    zh: ClassVar = "创业者领取技能包和两年辅导，发完为止（规划 §3.1.3）。"
    name: ClassVar = "skill_packs"
    title: ClassVar = {"zh": "技能包与创业孵化", "en": "Skill packs and incubation"}
    section: ClassVar = "§3.1.3"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "starters"
    expects: ClassVar = {"own": "+", "income": "+"}
    risks: ClassVar = {
        "en": "packs for those who would have started anyway, more sellers share the same demand",
        "zh": "本会创业者领取、更多卖家分摊同样的需求",
    }

    # fmt: off
    packs: float = param(20_000.0, "packs a year in the whole city", "全市每年的技能包",
        unit="packs/year", within=(0, 1_000_000), source="§3.1.3, number not given", grade="swept")
    price: float = param(3_000.0, "cost of a pack with its advice", "一份技能包及其辅导的费用",
        unit="yuan/pack", within=(0, 50_000), source="judgement")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            skill_packs=np.maximum(rules.skill_packs, self.packs),
            pack_price=price_of(rules.skill_packs, rules.pack_price, self.price),
        )

    def yearly_cost(self, adults: int) -> float:
        return self.packs * self.price
