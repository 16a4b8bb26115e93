"""Data craftsmen (plan §3.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ...rules.places import price_of
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class DataCraftsmen(Lever):
    """Government has its data cleaned by county firms: formal posts in the country at the price of the contract
    (plan §3.3.1). Read by: tend_places, separate_jobs."""

    zh: ClassVar = "政府把数据清洗外包给县域企业，按合同价形成农村正式岗位（规划 §3.3.1）。"
    name: ClassVar = "data_craftsmen"
    title: ClassVar = {"zh": "县域“数据工匠”", "en": "Data craftsmen"}
    section: ClassVar = "§3.3.1"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "government"
    touches: ClassVar = "staff_of_added_posts"
    expects: ClassVar = {"formal": "+"}
    risks: ClassVar = {
        "en": "pay below what migrants earn elsewhere, posts that last only as long as the contract",
        "zh": "报酬低于外出务工收入、合同结束岗位消失",
    }

    # fmt: off
    posts: float = param(2_000.0, "posts paid for in the whole city", "全市由政府付费的岗位",
        unit="posts", within=(0, 200_000), source="§3.3.1, number not given", grade="swept")
    pay: float = param(3_000.0, "paid for a filled post, contributions beside", "每个有人岗位的付费，社保另付",
        unit="yuan/month", within=(0, 20_000), source="C16", grade="measured")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            craftsman_posts=np.maximum(rules.craftsman_posts, self.posts),
            craftsman_wage=price_of(rules.craftsman_posts, rules.craftsman_wage, self.pay),
        )
