"""Masked CVs (plan §3.4.1, §5.3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class MaskedCvs(Lever):
    """CVs hide sex and age from screening (plan §5.3.3): penalties of that stage fall, and impressions get noisier.
    Read by: search_jobs."""

    zh: ClassVar = "筛选时隐去简历上的性别和年龄：这一环节的歧视减少，但用人单位的印象更模糊（规划 §5.3.3）。"
    name: ClassVar = "masked_cvs"
    title: ClassVar = {"zh": "脱敏简历", "en": "Masked CVs"}
    section: ClassVar = "§3.4.1, §5.3.3"
    reads: ClassVar = "search_jobs"
    payer: ClassVar = "employers"
    touches: ClassVar = "screened_seekers"
    expects: ClassVar = {"formal": "+"}
    risks: ClassVar = {
        "en": "noisier impressions and worse matches, discrimination moves to the interview",
        "zh": "印象更模糊、匹配变差，歧视转移到面试环节",
    }

    # fmt: off
    share: float = param(1.0, "share of CVs that are masked", "脱敏简历占比",
        unit="share", within=(0, 1), source="§5.3.3")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            masked_cvs=np.maximum(rules.masked_cvs, self.share),
        )
