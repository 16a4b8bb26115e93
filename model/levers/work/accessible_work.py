"""Accessible work (plan §3.3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class AccessibleWork(Lever):
    """Assistive software and aids open posts to the disabled (plan §3.3.2): more of them look for work and they can
    look at more posts; each pack is paid when one is hired. Read by: renew_population, search_jobs,
    match_applications."""

    zh: ClassVar = "辅助软件和设备让残疾人能够胜任更多岗位：更多人求职，每录用一人支付一个就业包（规划 §3.3.2）。"
    name: ClassVar = "accessible_work"
    title: ClassVar = {"zh": "残障无障碍就业包", "en": "Accessible work"}
    section: ClassVar = "§3.3.2"
    reads: ClassVar = "renew_population"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "disabled"
    expects: ClassVar = {"work": "+"}
    risks: ClassVar = {
        "en": "packs for people who would have worked anyway, posts made accessible on paper alone",
        "zh": "补贴本来就会就业者、无障碍流于形式",
    }

    # fmt: off
    share: float = param(0.5, "share of posts made accessible", "无障碍岗位占比",
        unit="share", within=(0, 1), source="§3.3.2, share not given", grade="swept")
    pack: float = param(3_000.0, "cost of a pack for one disabled person hired", "每录用一名残疾人的就业包费用",
        unit="yuan/person", within=(0, 100_000), source="judgement", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            accessible_work=np.maximum(rules.accessible_work, self.share),
            accommodation_cost=np.maximum(rules.accommodation_cost, self.pack),
        )
