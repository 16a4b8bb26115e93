"""Suggestion channel (plan §5.4.2, §2.4.1, §2.2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class WorkerFeedback(Lever):
    """Each quarter a sample of platform workers says whether they want slower work and fewer forced orders. Platforms
    that gain by it put that into practice bit by bit; work slows a little, and accidents, burn-out and hurried service
    become rarer (plan §5.4.2). Read by: govern, dispatch_orders."""

    zh: ClassVar = "每季度抽样听取骑手对高峰规则、速度和强制派单的建议，由此获益的平台逐步采纳（规划 §5.4.2）。"
    name: ClassVar = "worker_feedback"
    title: ClassVar = {"zh": "意见直通车", "en": "Suggestion channel"}
    section: ClassVar = "§5.4.2, §2.4.1, §2.2.2"
    reads: ClassVar = "govern"
    payer: ClassVar = "platforms"
    touches: ClassVar = "on_platforms"
    # Fewer leave, burnt out, for nothing. Entry is free and orders are what they are, so that with fewer leavers fewer
    # come, and heads on platforms need not grow: the gain is in fewer without work.
    expects: ClassVar = {"work": "+"}
    risks: ClassVar = {
        "en": "proposals ignored, fewer orders an hour",
        "zh": "建议被搁置、每小时单量下降",
    }

    # fmt: off
    adopted: float = param(0.5, "share of worthwhile proposals that platforms adopt", "平台采纳其可获益建议的比例",
        unit="share", within=(0, 1), source="not given in the plan", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            worker_feedback=np.maximum(rules.worker_feedback, self.adopted),
        )
