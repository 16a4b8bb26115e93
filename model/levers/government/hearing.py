"""Hearings that raise a rate: the insurance subsidy of flexible workers (plan §5.4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class Hearing(Lever):
    """A hearing raises what the public pays towards the insurance of flexible workers, and what the protection fund
    pays of an accident (plan §5.4.2). Read by: settle_accounts."""

    zh: ClassVar = "听证会提高对灵活就业者参保的公共补贴和保障金的事故赔付比例（规划 §5.4.2）。"
    name: ClassVar = "hearing"
    title: ClassVar = {"zh": "数字就业听证会", "en": "Hearing"}
    section: ClassVar = "§5.4.2"
    reads: ClassVar = "settle_accounts"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "flexible"
    expects: ClassVar = {"insured": "+"}
    risks: ClassVar = {
        "en": "those who speak up gain, money goes to people insured anyway, the fund runs short sooner",
        "zh": "发声者受益、补贴流向原已参保者、基金更早吃紧",
    }

    # fmt: off
    rise: float = param(0.2, "rise of the rate", "标准的提高幅度",
        unit="share", within=(0, 2), source="C60", grade="measured")
    standard: float = param(0.25, "share of the premium that is the usual subsidy, of which the rise is taken",
        "通常的补贴占保费比例，提高幅度以此为基数", unit="share", within=(0, 0.67),
        source="local rules pay up to two thirds to some groups", grade="judged")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            premium_support=np.minimum(1.0, rules.premium_support + self.rise * self.standard),
            medical_cover=np.minimum(1.0, rules.medical_cover * (1.0 + self.rise)),
        )
