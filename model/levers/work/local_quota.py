"""Local-hire quota (plan §5.1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class LocalQuota(Lever):
    """Enterprises in scope keep a share of their posts for residents of local hukou (plan §5.1.1): they come first, and
    others are refused. Read by: search_jobs."""

    zh: ClassVar = "企业把一定比例的岗位留给本地户籍者：本地人优先，其他人不得录用（规划 §5.1.1）。"
    name: ClassVar = "local_quota"
    title: ClassVar = {"zh": "本地岗位比例", "en": "Local-hire quota"}
    section: ClassVar = "§5.1.1"
    reads: ClassVar = "search_jobs"
    payer: ClassVar = "employers"
    touches: ClassVar = "local_seekers"
    expects: ClassVar = {"formal": "+"}
    risks: ClassVar = {
        "en": "posts stay open for want of locals, migrants lose jobs",
        "zh": "缺少本地求职者时岗位空缺、外来劳动者失去机会",
    }

    # fmt: off
    share: float = param(0.3, "share of posts kept for local hukou", "留给本地户籍者的岗位比例",
        unit="share", within=(0, 1), source="C42", grade="measured")
    strict: float = param(1.0, "share of the kept posts that stay open rather than go to others",
        "留出的岗位中宁可空缺也不给外地人的比例", unit="share", within=(0, 1), source="judgement", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            local_quota=np.maximum(rules.local_quota, self.share),
            quota_strict=np.maximum(rules.quota_strict, self.strict),
        )
