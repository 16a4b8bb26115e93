"""Pay: offers, raises, reservation wages."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class PayBehaviour:
    """Pay: offers, raises, reservation wages."""

    school_return: float = param(0.066, "pay for a year of schooling beyond the post's", "超出岗位要求的学历的年回报",
        unit="log/year", within=(0.05, 0.09), source="B 2.9", grade="measured")
    skill_return: float = param(0.10, "pay for a standard deviation of skill", "一个标准差技能的回报",
        unit="log/sd", within=(0.05, 0.2), source="B 2.9", grade="measured")
    tenure_return: float = param(0.015, "pay for a year of tenure, to ten", "任期的年回报（至十年）",
        unit="log/year", within=(0.01, 0.025), source="B 2.9", grade="derived")
    ability_spread: float = param(0.28, "spread of pay between like persons", "相似的人之间工资的离散度",
        unit="log", within=(0, 0.6), source="B 2.9: sd(ln w) 0.55–0.65", grade="derived")
    outbid: float = param(0.04, "what an employer adds to an offer for somebody with another one as good",
        "对手握同等报价者，雇主在报价上的加码",
        unit="share", within=(0, 0.15), source="Postel-Vinay & Robin 2002; size judged", grade="judged")
    women_bargain: float = param(0.86, "women's starting pay, same post and skill", "同岗同技能女性起薪之比",
        unit="ratio", within=(0.8, 1), source="P22", grade="judged")
    wage_rise: float = param(0.5, "share of a gap to fair pay closed at a yearly review, upwards",
        "年度调薪时向上补齐差距的比例", unit="share", within=(0, 1), source="judgement", grade="judged")
    wage_cut: float = param(0.2, "the same downwards", "年度调薪时向下补齐差距的比例",
        unit="share", within=(0, 1), source="judgement", grade="judged")
    reservation_start: float = param(0.85, "reservation wage of a fresh spell over the last wage",
        "失业初期保留工资与原工资之比", unit="ratio", within=(0.85, 1), source="B 2.3", grade="judged")
    aspiration: float = param(1.3, "share of what private lines pay people like them that entrants ask for",
        "新进入者所要求的工资与私营岗位给同类人的工资之比",
        unit="share", within=(0.5, 1.5),
        source="B 2.3 (0.85 to 1.0 of the last wage for those who had one); P02", grade="judged")
    migrant_modesty: float = param(0.9,
        "what migrants of rural hukou ask for over what locals like them ask for: away from home nobody feeds them",
        "农村户籍外来人口与同类本地人所要求的工资之比",
        unit="ratio", within=(0.6, 1), source="P04: they are seldom unemployed", grade="judged")
    reservation_learning: float = param(0.1, "share of the way from the last wage to the prospects gone in a month",
        "保留工资每月由原工资向求职前景靠拢的比例",
        unit="share/month", within=(0, 0.5), source="B 2.3: falls by 0.2 to 0.6 % a month", grade="judged")
    idle_worth: float = param(0.4, "worth of a month of looking on, over the pay that is offered",
        "继续寻找一个月的价值与所提供工资之比", unit="ratio", within=(0, 0.9), source="judgement", grade="judged")
    offer_spread: float = param(0.3, "spread of offers to one person", "同一人所获工资报价的离散度",
        unit="log", within=(0.1, 0.6), source="B 2.9", grade="judged")
    impatience: float = param(0.15, "discount a month by which a searcher with little to live on weighs later pay",
        "积蓄不多的求职者对未来工资的月贴现",
        unit="share/month", within=(0.03, 0.3), source="reservation wages of 0.85 to 1 of pay (B 2.3)", grade="judged")
    offers_a_hire: float = param(1.5, "suitable offers for each that is taken", "每个被接受的报价对应的合适报价数",
        unit="ratio", within=(1, 3), source="judgement", grade="judged")
    benefit_counts: float = param(0.15, "rise of the reservation wage with a yuan of benefit a month",
        "失业保险金每增一元保留工资的上升",
        unit="ratio", within=(0, 0.6), source="McCall 1970 at the usual chance of an offer", grade="derived")
    usual_finding: float = param(0.18, "chance a month of being hired that is presumed where nobody has been seen",
        "缺乏观察时假定的月受雇概率", unit="share/month", within=(0.05, 0.4), source="P08", grade="judged")
    known_from: float = param(30.0, "searchers in a trade from which their fortunes count more than those of all",
        "某职业求职者达到多少时以其自身境况为准", unit="persons", within=(1, 500), source="judgement", grade="judged")
    learning: float = param(0.0025, "share of the room to grow learnt in a month of work, courses aside",
        "每月工作学到的剩余空间比例（不含培训）",
        unit="share/month", within=(0, 0.05), source="judgement", grade="judged")
    platform_learning: float = param(0.25, "learning in a month on a platform over that in a job",
        "平台工作与岗位工作每月所学之比", unit="ratio", within=(0, 1),
        source="plan §2.2.2: no skills are built up there; size judged", grade="judged")
    forgetting: float = param(0.006, "skill lost in a month without work", "不工作每月损失的技能",
        unit="share/month", within=(0.005, 0.01), source="B 2.10", grade="judged")
    learning_reach: float = param(1.15, "skill that work leads to over what the occupation needs",
        "在岗学习所能达到的技能与职业所需之比", unit="ratio", within=(1, 2), source="judgement", grade="judged")
# fmt: on
