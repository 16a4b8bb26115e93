"""The special fund: how much a year, and for what first (plan §4.3.1, §5.2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class SpecialFund(Lever):
    """A yearly limit of the special fund above the usual one, and a part of it kept for matching the protection fund,
    which else comes after courses (plan §4.3.1, §5.2.1). Read by: enrol_participants, settle_accounts."""

    zh: ClassVar = "提高专项基金年度限额，并为保障金配套预留一部分，否则先用于培训（规划 §4.3.1、§5.2.1）。"
    name: ClassVar = "special_fund"
    title: ClassVar = {"zh": "数字就业专项基金", "en": "Special fund"}
    section: ClassVar = "§4.3.1, §5.2.1"
    reads: ClassVar = "settle_accounts"
    payer: ClassVar = "government"
    touches: ClassVar = "on_courses"
    expects: ClassVar = {"course": "+"}
    company: ClassVar = ("order_training", "crash_courses", "skill_packs", "training_subsidy", "rural_5g")
    risks: ClassVar = {
        "en": "money that is not needed is spent, what is kept for the match is missing for courses",
        "zh": "资金闲置或突击花钱、为配套预留的资金无法用于培训",
    }

    # fmt: off
    more_per_head: float = param(25.0, "yearly limit above the usual 50 yuan a resident",
        "在通常的人均50元之上增加的年度限额", unit="yuan/resident", within=(0, 1_000),
        source="C29, C47 give 50; half as much again", grade="swept")
    match_reserve: float = param(0.2, "share of the limit kept for matching the protection fund",
        "为保障金配套预留的限额比例", unit="share", within=(0, 1), source="§4.3.1, order of claims not given",
        grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            special_fund_per_head=rules.special_fund_per_head + self.more_per_head,
            match_reserve=np.maximum(rules.match_reserve, self.match_reserve),
        )
