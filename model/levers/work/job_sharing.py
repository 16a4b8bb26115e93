"""Job sharing (plan §3.2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class JobSharing(Lever):
    """Community workers whose skills fit several kinds of work may serve open posts of these kinds by the hour (plan
    §3.2.2); what they earn by it is an outcome. Read by: match_applications."""

    zh: ClassVar = "技能适合多种工作的社区服务人员可按小时承担空缺岗位的工作，收入如何是结果（规划 §3.2.2）。"
    name: ClassVar = "job_sharing"
    title: ClassVar = {"zh": "岗位共享、一岗多能", "en": "Job sharing"}
    section: ClassVar = "§3.2.2"
    reads: ClassVar = "match_applications"
    payer: ClassVar = "employers"
    touches: ClassVar = "community_staff"
    expects: ClassVar = {"income": "+"}
    risks: ClassVar = {
        "en": "longer hours, fewer whole posts for job seekers",
        "zh": "工时更长、留给求职者的完整岗位减少",
    }

    # fmt: off
    kinds: float = param(2.0, "further kinds of work a person may serve", "一人可另外承担的工作种类",
        unit="kinds", within=(0, 7), source="§3.2.2: several services")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            job_sharing=np.maximum(rules.job_sharing, self.kinds),
        )
