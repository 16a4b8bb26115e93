"""Certificates that employers can verify and trust (plan §3.1.1, §4.1.2, §5.3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class Certificates(Lever):
    """Certificates are listed nationally and can be verified: employers give them more weight and are less in doubt
    about those who hold one (plan §3.1.1, §4.1.2, §5.3.3). Read by: search_jobs."""

    zh: ClassVar = "证书列入国家目录并可验证：用人单位更看重，对持证者的判断也更准（规划 §3.1.1、§4.1.2、§5.3.3）。"
    name: ClassVar = "certificates"
    title: ClassVar = {"zh": "技能认证", "en": "Credible certificates"}
    section: ClassVar = "§3.1.1, §4.1.2, §5.3.3"
    reads: ClassVar = "search_jobs"
    payer: ClassVar = "government"
    touches: ClassVar = "certified_seekers"
    expects: ClassVar = {"formal": "+"}
    risks: ClassVar = {
        "en": "the uncertified look worse, barriers for the skilled without papers, paper chase",
        "zh": "无证者相形见绌、有技能无证书者受阻、为证而考",
    }

    # fmt: off
    credibility: float = param(0.7, "share of certificates that employers can verify", "用人单位可验证的证书比例",
        unit="share", within=(0, 1), source="§5.3.3, share not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(certificate_credit=np.maximum(rules.certificate_credit, self.credibility))
