"""Cover: who insures themselves and what that is worth."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class CoverBehaviour:
    """Cover: who insures themselves and what that is worth."""

    insurance_intercept: float = param(-0.47,
        "take-up of the employees' scheme by flexible workers at median income and price",
        "中位收入和价格下灵活就业者参加职工保险的意愿", unit="logit", within=(-5, 5), source="P30, P31", grade="judged")
    insurance_price: float = param(-1.0, "its slope in the log of the price", "该意愿对价格对数的斜率",
        unit="logit", within=(-4.1, -0.3), source="B 2.17", grade="derived")
    insurance_age: float = param(0.02, "its rise with age: those nearer to a pension join first", "该意愿随年龄的上升",
        unit="logit/year", within=(0, 0.1), source="adverse selection, size judged", grade="judged")
    enrolment_hours: float = param(16.0, "hours of paperwork before somebody is enrolled who was not",
        "未参保者办理参保手续所需的小时数", unit="hours", within=(1, 60),
        source="two working days; that hassle keeps people out: Bettinger et al. 2012", grade="swept")
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
    informed_share: float = param(0.3, "flexible workers who know what cover is worth", "了解参保价值的灵活就业者比例",
        unit="share", within=(0, 1), source="B 2.18", grade="judged")
    usual_premium: float = param(0.15, "premium over income at the middling price", "中位价格下保费占收入的比例",
        unit="ratio", within=(0.05, 0.4), source="P37 over the income below", grade="derived")
    usual_flexible_income: float = param(6000.0, "income at which the middling flexible worker decides",
        "灵活就业者参保决定的中位收入", unit="yuan/month", within=(2000, 20000), source="judgement", grade="judged")
    insurance_from: float = param(40.0, "age from which nearness to a pension draws people in",
        "临近退休开始促进参保的年龄", unit="years", within=(20, 60), source="judgement", grade="judged")
    cover_pays: float = param(1.0, "what a yuan paid into the employees' scheme pays back later, at today's worth",
        "缴入职工保险的一元日后给付的现值", unit="yuan/yuan", within=(0.5, 2),
        source="judgement: fair; low bases get more, as the basic pension goes by the city's wage", grade="swept")
    least_accident: float = param(0.3, "cost of the slightest accident over the mean", "最轻事故与平均费用之比",
        unit="ratio", within=(0, 1), source="judgement", grade="judged")
    claims_speed: float = param(0.2, "weight of the last month in the claims the fund expects",
        "保障金预期赔付中上月的权重", unit="share/month", within=(0.02, 1), source="judgement", grade="judged")
    fund_reserve: float = param(6.0, "months of claims and premium support that the fund keeps in reserve",
        "保障金留作储备的赔付和保费补助月数",
        unit="months", within=(0, 24), source="judgement", grade="judged")
    training_purse: float = param(12.0, "months of its training share that the fund sets aside at most",
        "保障金为培训预留的月数上限，超出部分用于保费补助",
        unit="months", within=(1, 60), source="judgement", grade="judged")
    fund_spending: float = param(24.0, "months over which it spends what is above", "保障金用完超额储备的月数",
        unit="months", within=(1, 120), source="judgement", grade="judged")
    most_support: float = param(0.9, "most of a premium that the fund pays", "保障金补助保费的上限",
        unit="share", within=(0, 1), source="judgement: the insured keep a part of their own", grade="swept")
    support_step: float = param(0.05, "most by which its support moves in a month", "补助比例每月变动的上限",
        unit="share", within=(0.01, 1), source="judgement", grade="judged")
# fmt: on
