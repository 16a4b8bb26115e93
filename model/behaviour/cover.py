"""Cover: who insures themselves and what that is worth."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class Cover:
    """Cover: who insures themselves and what that is worth."""

    insurance_intercept: float = param(-0.9,
        "take-up of the employees' scheme by flexible workers at median income and price",
        "中位收入和价格下灵活就业者参加职工保险的意愿", unit="logit", within=(-5, 5), source="P30, P31", grade="judged")
    insurance_price: float = param(-1.0, "its slope in the log of the price", "该意愿对价格对数的斜率",
        unit="logit", within=(-4.1, -0.3), source="B 2.17", grade="derived")
    insurance_age: float = param(0.02, "its rise with age: those nearer to a pension join first", "该意愿随年龄的上升",
        unit="logit/year", within=(0, 0.1), source="adverse selection, size judged", grade="judged")
    informed: float = param(0.3, "shift of the informed", "知情者该意愿的提高",
        unit="logit", within=(0, 2), source="B 2.18", grade="judged")
    flexible_take_up: float = param(0.35, "share of premium support a newcomer counts on", "新人所预期的保费补助比例",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    resident_pension: float = param(250.0, "residents' pension", "居民养老金",
        unit="yuan/month", within=(100, 1000), source="national mean about 220 (2023)", grade="derived")
    resident_take_up: float = param(0.52, "people without the employees' scheme who pay into the residents' one",
        "未参加职工保险者中缴居民养老保险的比例", unit="share", within=(0, 1), source="P30", grade="derived")
    full_cover: float = param(0.55, "flexible joiners who take every scheme", "参保的灵活就业者中五险全参的比例",
        unit="share", within=(0, 1), source="P31", grade="derived")
    pension_ratio: float = param(0.45, "employees' pension over last wage", "职工养老金与退休前工资之比",
        unit="ratio", within=(0.3, 0.7), source="about 45 % nationally", grade="derived")
# fmt: on
