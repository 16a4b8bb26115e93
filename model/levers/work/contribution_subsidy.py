"""Social-contribution subsidy (plan §3.2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class ContributionSubsidy(Lever):
    """The special fund pays a share of the employer's social contributions, for the multi-skilled or for every post
    (plan §3.2.2), so labour costs less. Read by: separate_jobs, search_jobs."""

    zh: ClassVar = "专项资金为一岗多能者或全部岗位支付一部分单位社保缴费，降低用工成本（规划 §3.2.2）。"
    name: ClassVar = "contribution_subsidy"
    title: ClassVar = {"zh": "岗位共享企业社保补贴", "en": "Social-contribution subsidy"}
    section: ClassVar = "§3.2.2"
    reads: ClassVar = "separate_jobs"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "several_certificates"
    expects: ClassVar = {"formal": "+"}
    risks: ClassVar = {
        "en": "deadweight on posts that exist anyway, the fund is soon exhausted, preference for the subsidised",
        "zh": "对既有岗位的无谓补贴、专项资金很快耗尽、偏向受补贴者",
    }

    # fmt: off
    share: float = param(0.5, "share of the employer's social contributions paid", "支付的单位社保缴费比例",
        unit="share", within=(0, 1), source="§3.2.2, share not given", grade="swept")
    posts: str = param("multi_skilled", "posts paid for: those of the multi-skilled alone, or all",
        "补贴范围：仅一岗多能者，或全部岗位", unit="", source="§3.2.2", choices=("multi_skilled", "all"))
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        if self.posts == "all":
            return rules.amended(contribution_subsidy=np.maximum(rules.contribution_subsidy, self.share))
        return rules.amended(sharing_subsidy=np.maximum(rules.sharing_subsidy, self.share))
