"""Yearly list of new occupations (plan §6.1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class OccupationList(Lever):
    """Each yearly revision of the law enters the occupations that grow fastest in the list (plan §6.1.1); after a lag
    more of their growth comes about, at the cost of others. Read by: separate_jobs."""

    zh: ClassVar = "每年修订时把增长最快的职业列入目录，经过时滞后其增长更多地实现，其他职业相应减少（规划 §6.1.1）。"
    name: ClassVar = "occupation_list"
    title: ClassVar = {"zh": "新职业年度目录", "en": "Yearly list of new occupations"}
    section: ClassVar = "§6.1.1"
    reads: ClassVar = "separate_jobs"
    payer: ClassVar = "government"
    touches: ClassVar = "digital_staff"
    expects: ClassVar = {"digital": "+", "city:digital_posts": "+"}
    risks: ClassVar = {
        "en": "names without posts, demand drawn from other occupations",
        "zh": "有名无岗、需求从其他职业转移",
    }

    # fmt: off
    entries: float = param(6.0, "new occupations entered at each revision", "每次修订列入的新职业数",
        unit="occupations/year", within=(0, 50), source="§6.1.1")
    lag: float = param(3.0, "months from entry to demand", "从列入到形成需求的月数",
        unit="months", within=(0, 60), source="judgement", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            list_revision=np.maximum(rules.list_revision, self.entries),
            list_lag=np.full_like(rules.list_lag, self.lag),
        )
