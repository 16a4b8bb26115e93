"""Hearings on a rate: the insurance subsidy of flexible workers (plan §5.4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class Hearing(Lever):
    """Once a year flexible workers drawn by lot are heard on a proposal: the public pays more towards their insurance,
    and the protection fund more of an accident. If a majority speaks up for it, it holds until they are heard again
    (plan §5.4.2). Read by: govern."""

    zh: ClassVar = (
        "每年随机抽取灵活就业者听证：是否提高参保的公共补贴和保障金的事故赔付比例；"
        "多数赞成则实施至下次听证（规划 §5.4.2）。"
    )
    name: ClassVar = "hearing"
    title: ClassVar = {"zh": "数字就业听证会", "en": "Hearing"}
    section: ClassVar = "§5.4.2"
    reads: ClassVar = "govern"
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
    panel: float = param(120.0, "flexible workers heard", "参加听证的灵活就业者",
        unit="persons/hearing", within=(1, 10_000), source="not given in the plan", grade="judged")
    majority: float = param(0.5, "share of them that carries the proposal", "通过提案所需的赞成比例",
        unit="share", within=(0, 1), source="simple majority", grade="judged")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            hearing_support=np.maximum(rules.hearing_support, self.rise * self.standard),
            hearing_cover=np.maximum(rules.hearing_cover, self.rise),
            hearing_panel=np.full_like(rules.hearing_panel, self.panel),
            hearing_majority=np.full_like(rules.hearing_majority, self.majority),
        )
