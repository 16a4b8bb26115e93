"""Literacy courses by group (plan §5.5.3, §3.1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ...rules.places import price_of
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class LiteracyCourses(Lever):
    """Phone classes for the old, crash camps for migrants, accessible courses for the disabled, each with its own
    places (plan §5.5.3, §3.1.3). Read by: tend_places."""

    zh: ClassVar = "老年人手机班、务工者速成营、残疾人无障碍课程，各有名额（规划 §5.5.3、§3.1.3）。"
    name: ClassVar = "literacy_courses"
    title: ClassVar = {"zh": "分群体数字素养培训", "en": "Literacy courses by group"}
    section: ClassVar = "§5.5.3, §3.1.3"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "taught_literacy"
    expects: ClassVar = {"literacy": "+"}
    scaled: ClassVar = ("elderly", "migrants", "disabled")
    risks: ClassVar = {
        "en": "skills that are not used are lost, places go to the more able, little effect on work of the old",
        "zh": "学而不用会遗忘、能力较强者占去名额、对老年人就业作用有限",
    }

    # fmt: off
    elderly: float = param(4_000.0, "places a year for people of 60 and over", "60岁及以上者每年名额",
        unit="persons/year", within=(0, 2_000_000), source="C63: 2,000 in half a year", grade="measured")
    migrants: float = param(20_000.0, "places a year for migrants of rural hukou", "农村户籍外来者每年名额",
        unit="persons/year", within=(0, 2_000_000), source="§5.5.3, number not given", grade="swept")
    disabled: float = param(4_000.0, "places a year for disabled people", "残疾人每年名额",
        unit="persons/year", within=(0, 2_000_000), source="§5.5.3, number not given", grade="swept")
    price: float = param(300.0, "paid for a place", "每个名额的费用",
        unit="yuan/person", within=(0, 10_000), source="judgement")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        places = rules.elderly_courses + rules.migrant_courses + rules.disabled_courses
        return rules.amended(
            elderly_courses=np.maximum(rules.elderly_courses, self.elderly),
            migrant_courses=np.maximum(rules.migrant_courses, self.migrants),
            disabled_courses=np.maximum(rules.disabled_courses, self.disabled),
            literacy_price=price_of(places, rules.literacy_price, self.price),
        )

    def yearly_cost(self, adults: int) -> float:
        return (self.elderly + self.migrants + self.disabled) * self.price
