"""Digital agri-technicians (plan §4.2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ...rules.places import price_of
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class AgriTechnicians(Lever):
    """Government pays for local technicians who each visit ten villages; farmers copy one another within reach
    (plan §4.2.2). Read by: tend_places, separate_jobs, settle_accounts."""

    zh: ClassVar = "政府聘用本地农技员，每人服务十个村；周边农户相互学习（规划 §4.2.2）。"
    name: ClassVar = "agri_technicians"
    title: ClassVar = {"zh": "数字农技员", "en": "Digital agri-technicians"}
    section: ClassVar = "§4.2.2"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "government"
    touches: ClassVar = "village_traders"
    expects: ClassVar = {"income": "+"}
    risks: ClassVar = {
        "en": "posts stay open for want of local youth, farms too small to gain, advice that serves sales of equipment",
        "zh": "当地青年不足岗位招不满、农户规模太小难以受益、指导沦为推销设备",
    }

    # fmt: off
    technicians: float = param(100.0, "posts in the whole city", "全市农技员岗位",
        unit="posts", within=(0, 100_000), source="§4.2.2, number not given", grade="swept")
    villages: float = param(10.0, "villages each of them serves", "每名农技员服务的村数",
        unit="villages", within=(0, 100), source="C26", grade="measured")
    pay: float = param(4_000.0, "paid for a filled post, contributions beside", "每个有人岗位的付费，社保另付",
        unit="yuan/month", within=(0, 20_000), source="judgement")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            technician_posts=np.maximum(rules.technician_posts, self.technicians),
            technician_villages=price_of(rules.technician_posts, rules.technician_villages, self.villages),
            technician_pay=price_of(rules.technician_posts, rules.technician_pay, self.pay),
        )
