"""Published hiring weights (plan §3.4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class PublishedWeights(Lever):
    """Hiring systems state their weights (plan §3.4.1): people no longer apply where they would fall short, and CVs
    are padded. Read by: search_jobs."""

    zh: ClassVar = "招聘系统公开权重：明知不够格者不再投递，但简历会迎合权重（规划 §3.4.1）。"
    name: ClassVar = "published_weights"
    title: ClassVar = {"zh": "公开招聘权重", "en": "Published hiring weights"}
    section: ClassVar = "§3.4.1"
    reads: ClassVar = "search_jobs"
    payer: ClassVar = "employers"
    touches: ClassVar = "seekers"
    # Applications that would fail go elsewhere, so that fewer are without work (Marinescu & Wolthoff 2020: what posts
    # say directs applications); whether it is a job or a business of one's own is left open.
    expects: ClassVar = {"work": "+", "formal": "+"}
    risks: ClassVar = {
        "en": "CVs are written to the weights, which makes them say less",
        "zh": "求职者迎合权重包装简历，简历信息量下降",
    }

    # fmt: off
    share: float = param(1.0, "share of hiring systems that state their weights", "公开权重的招聘系统占比",
        unit="share", within=(0, 1), source="§3.4.1")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            published_weights=np.maximum(rules.published_weights, self.share),
        )
