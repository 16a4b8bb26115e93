"""Training: who applies, who completes, what is learnt."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class TrainingBehaviour:
    """Training: who applies, who completes, what is learnt."""

    ever_trained: float = param(0.31, "people trained before the start", "起始前受过培训者的比例",
        unit="share", within=(0, 1), source="P42", grade="derived")
    curriculum_months: float = param(24.0, "months over which schools follow the demand for trades",
        "学校专业设置跟随职业需求的平均滞后", unit="months", within=(6, 72),
        source="plan §2.1.1: the curriculum lags by quarters, number not given", grade="judged")
    school_certified: float = param(0.8,
        "leavers of vocational schools who hold a certificate of their trade",
        "职业学校毕业生中持有本专业职业证书的比例", unit="share", within=(0, 1),
        source="Ministry of Education: 80.5 % of secondary vocational graduates in 2016, 46.3 % in 2003",
        grade="measured")
    vocational_senior: float = param(0.6, "vocational schools among people whose last school was a senior one",
        "最高学历为高中阶段者中职业学校毕业生的比例", unit="share", within=(0, 1),
        source="44.1 % of those who entered senior schools in 2014, and most who left the others went on",
        grade="derived")
    vocational_college: float = param(0.9, "the same of colleges", "大专学历者中职业院校毕业生的比例",
        unit="share", within=(0, 1), source="vocational colleges give nearly all of these diplomas", grade="judged")
    awareness: float = param(0.07, "share of people who hear of courses in a month", "每月得知课程者的比例",
        unit="share/month", within=(0, 1), source="P39", grade="judged")
    counselling_cost: float = param(300.0, "cost of counselling one person", "辅导一人的费用",
        unit="yuan/person", within=(0, 5_000),
        source="about two days of a counsellor; employment services pay 100 to 1,000", grade="judged")
    training_age: float = param(0.18, "log odds of applying for a course lost with each year of age away from 35",
        "年龄每偏离 35 岁一年，报名培训的对数几率下降多少",
        unit="1/year", within=(0, 0.3),
        source="training rises, then falls with age: Bassanini et al. 2005", grade="judged")
    training_intercept: float = param(-1.2, "wish for a course at no gain and no distance", "无收益无距离时的参训意愿",
        unit="logit", within=(-6, 3), source="P39", grade="judged")
    training_km: float = param(0.05, "its decline with distance", "参训意愿随距离的下降",
        unit="logit/km", within=(0, 0.5), source="judgement", grade="judged")
    training_reach: float = param(0.30, "largest mean skill gap a course can bridge", "课程能弥补的最大平均技能差距",
        unit="share", within=(0.05, 1), source="plan §2.1.1", grade="judged")
    learning_in_course: float = param(0.7, "share of the skill gap closed by a fresh course",
        "新课程弥补的技能差距比例", unit="share", within=(0, 1), source="B 2.10", grade="judged")
    pass_rate: float = param(0.75, "certificates per completed course", "结业者取证比例",
        unit="share", within=(0, 1), source="P40", grade="derived")
    completion_full_time: float = param(0.75, "full-time courses completed", "全日制课程完成率",
        unit="share", within=(0.45, 0.9), source="B 2.12", grade="judged")
    completion_part_time: float = param(0.65, "part-time courses completed", "业余课程完成率",
        unit="share", within=(0.45, 0.85), source="B 2.12", grade="judged")
    completion_online: float = param(0.45, "online courses completed", "线上课程完成率",
        unit="share", within=(0.1, 0.8), source="B 2.12, plan §2.1.2", grade="judged")
# fmt: on
