"""Digital work passport (plan §3.2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class Passport(Lever):
    """Rating and record go along from platform to platform, and employers see them, which lowers their doubt about
    recent platform workers (plan §3.2.2). Read by: dispatch_orders, search_jobs."""

    zh: ClassVar = "评分和工作记录可跨平台携带，用人单位也能查看（规划 §3.2.2）。"
    name: ClassVar = "passport"
    title: ClassVar = {"zh": "数字就业护照", "en": "Digital work passport"}
    section: ClassVar = "§3.2.2"
    reads: ClassVar = "dispatch_orders"
    payer: ClassVar = "platforms"
    touches: ClassVar = "seekers_off_platforms"
    # A clearer sign changes who is chosen more than how many are: posts are as many as before, and the able among those
    # seen clearly get the better ones (Pallais 2014: pay as well as work rise).
    expects: ClassVar = {"formal": "+", "income": "+"}
    risks: ClassVar = {
        "en": "a bad rating follows too, platforms rate less frankly",
        "zh": "差评也随之转移、平台评分失真",
    }

    # fmt: off
    share: float = param(1.0, "share of rating and record that counts elsewhere", "在别处有效的评分和记录比例",
        unit="share", within=(0, 1), source="§3.2.2")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            passport=np.maximum(rules.passport, self.share),
        )
