"""Data: consent, its worth, trust."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class DataBehaviour:
    """Data: consent, its worth, trust."""

    consent_intercept: float = param(0.2, "consent at middling trust without dividend", "中等信任且无分红时的授权意愿",
        unit="logit", within=(-3, 3), source="judgement", grade="judged")
    investment_loss: float = param(0.3, "algorithm gain lost when all of it is paid out",
        "收益全部返还时损失的算法收益", unit="share", within=(0, 1), source="plan §3.4.2: trade-off, size not known",
        grade="swept")
    insurance_loading: float = param(0.25, "loading on breach premiums", "数据泄露保费的附加率",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    breach_trust_loss: float = param(0.3, "trust lost in a breach", "一次泄露损失的信任",
        unit="share", within=(0, 1), source="B 2.35", grade="judged")
    trust_recovery: float = param(0.11, "monthly recovery of trust (half-life six months)", "信任的月恢复",
        unit="share/month", within=(0, 1), source="B 2.35", grade="judged")
    consent_months: float = param(6.0, "months between two thoughts of consent", "两次考虑授权之间的月数",
        unit="months", within=(1, 60), source="judgement", grade="judged")
    usual_trust: float = param(0.5, "trust to which people return", "信任恢复到的水平",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    dividend_trust: float = param(0.03, "rise of that trust with a dividend of a hundred yuan",
        "百元分红使信任提高的幅度",
        unit="share", within=(0, 0.5), source="judgement", grade="judged")
# fmt: on
