"""Competence standard (plan §4.1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class CompetenceStandard(Lever):
    """Posts ask for stated competence and not for a diploma (plan §4.1.2): the diploma filter falls, impressions are
    sharper, and the bar is not lowered for old vacancies. Read by: search_jobs."""

    zh: ClassVar = "岗位按能力而非文凭提要求：学历门槛取消，印象更准，但旧空缺不再降低门槛（规划 §4.1.2）。"
    name: ClassVar = "competence_standard"
    title: ClassVar = {"zh": "岗位能力标准", "en": "Competence standard"}
    section: ClassVar = "§4.1.2"
    reads: ClassVar = "search_jobs"
    payer: ClassVar = "employers"
    touches: ClassVar = "seekers_below_college"
    expects: ClassVar = {"formal": "+"}
    risks: ClassVar = {
        "en": "posts that nobody meets stay open longer, because bars are no longer lowered",
        "zh": "门槛不再随时间降低，无人达标的岗位空缺更久",
    }

    # fmt: off
    share: float = param(0.7, "share of posts under the standard", "实行能力标准的岗位占比",
        unit="share", within=(0, 1), source="§4.1.2, share not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            competence_standard=np.maximum(rules.competence_standard, self.share),
        )
