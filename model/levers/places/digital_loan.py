"""Digital job loan (plan §5.2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class DigitalLoan(Lever):
    """Government pays part of the interest of young businesses; cheap credit draws people into business and lets it
    grow (plan §5.2.3). Read by: tend_places, dispatch_orders, settle_accounts."""

    zh: ClassVar = "政府为新办经营者支付部分利息；低息贷款吸引人创业并扩大经营（规划 §5.2.3）。"
    name: ClassVar = "digital_loan"
    title: ClassVar = {"zh": "数字就业贷", "en": "Digital job loan"}
    section: ClassVar = "§5.2.3"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "starters"
    expects: ClassVar = {"own": "+", "income": "+"}
    risks: ClassVar = {
        "en": "subsidy for those who would have borrowed anyway, debt after failure, defaults borne by banks",
        "zh": "补贴本会借款的人、失败后负债、坏账由银行承担",
    }

    # fmt: off
    discount: float = param(0.03, "interest paid for the borrower", "为借款人支付的利率",
        unit="share/year", within=(0, 0.2), source="§5.2.3, rate not given", grade="swept")
    loans: float = param(20_000.0, "young businesses whose interest is paid at a time", "同时获贴息的新办经营者",
        unit="loans", within=(0, 1_000_000), source="§5.2.3, number not given", grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            loan_discount=np.maximum(rules.loan_discount, self.discount),
            loans=np.maximum(rules.loans, self.loans),
        )
