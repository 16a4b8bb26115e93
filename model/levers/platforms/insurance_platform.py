"""One-click enrolment (plan §4.1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class InsurancePlatform(Lever):
    """An online platform does the paperwork of enrolment, which keeps flexible workers from joining although they
    would (plan §4.1.1). Read by: settle_accounts."""

    zh: ClassVar = "灵活就业者在线一键参保，省去手续（规划 §4.1.1）。"
    name: ClassVar = "insurance_platform"
    title: ClassVar = {"zh": "一键参保平台", "en": "One-click enrolment"}
    section: ClassVar = "§4.1.1"
    reads: ClassVar = "settle_accounts"
    payer: ClassVar = "government"
    touches: ClassVar = "flexible"
    expects: ClassVar = {"insured": "+"}
    risks: ClassVar = {
        "en": "people enrolled who cannot keep paying, adverse selection",
        "zh": "参保后难以持续缴费、逆向选择",
    }

    # fmt: off
    reach: float = param(1.0, "share of the paperwork taken over", "由平台代办的参保手续比例",
        unit="share", within=(0, 1), source="§4.1.1")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            one_click=np.maximum(rules.one_click, self.reach),
        )
