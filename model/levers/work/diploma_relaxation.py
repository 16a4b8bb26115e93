"""Relaxed diploma threshold (plan §2.3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class DiplomaRelaxation(Lever):
    """A share of the posts that ask for college drop the diploma (plan §2.3.2), so that others who are able may apply.
    Read by: search_jobs."""

    zh: ClassVar = "一部分要求大专以上的岗位取消学历门槛，有能力者可以应聘（规划 §2.3.2）。"
    name: ClassVar = "diploma_relaxation"
    title: ClassVar = {"zh": "放宽学历门槛", "en": "Relaxed diploma threshold"}
    section: ClassVar = "§2.3.2"
    reads: ClassVar = "search_jobs"
    payer: ClassVar = "employers"
    touches: ClassVar = "seekers_below_college"
    expects: ClassVar = {"formal": "+"}
    risks: ClassVar = {
        "en": "more applicants for each post, graduates displaced",
        "zh": "每个岗位的应聘者更多，挤出有学历者",
    }

    # fmt: off
    share: float = param(0.5, "share of posts that ask for college whose diploma filter falls",
        "要求大专以上的岗位中取消学历门槛的比例", unit="share", within=(0, 1), source="§2.3.2, share not given",
        grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            diploma_relaxation=np.maximum(rules.diploma_relaxation, self.share),
        )
