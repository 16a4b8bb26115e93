"""Life course: who wants to work, until when, and where people live."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class LifeBehaviour:
    """Life course: who wants to work, until when, and where people live."""

    participation_men: float = param(0.935, "share of men who want to work between school and retirement",
        "学业结束至退休之间愿意工作的男性比例", unit="share", within=(0.8, 1), source="P12", grade="derived")
    participation_women: float = param(0.86, "the same for women with senior schooling", "高中学历女性的同一比例",
        unit="share", within=(0.6, 1), source="P11", grade="derived")
    retire_men: float = param(60.0, "age at which half the men of urban hukou have stopped",
        "城镇户籍男性半数停止工作的年龄",
        unit="years", within=(55, 68), source="statutory 60 before 2025", grade="measured")
    retire_women: float = param(54.0, "age at which half the women of urban hukou have stopped",
        "城镇户籍女性半数停止工作的年龄",
        unit="years", within=(50, 65), source="statutory 50 and 55 before 2025", grade="measured")
    retire_rural_extra: float = param(9.0, "years later in rural households", "农村家庭推迟的年数",
        unit="years", within=(0, 15), source="2020 census: 60+ at work mostly on farms", grade="derived")
    review_of_work: float = param(0.33, "share of people who think about joining or leaving work in a month",
        "每月考虑进入或退出劳动的人的比例", unit="share/month", within=(0, 1), source="judgement", grade="judged")
    move_rate: float = param(0.018, "share of people who look for another home in a month", "每月寻找新住处的人的比例",
        unit="share/month", within=(0, 0.05), source="judgement", grade="judged")
    move_income: float = param(2.0, "weight of log income of the place when choosing a home",
        "选择住处时当地收入对数的权重", unit="1/log", within=(0, 5), source="B 2.26", grade="derived")
    move_km: float = param(0.02, "weight of distance when choosing a home", "选择住处时距离的权重",
        unit="1/km", within=(0, 0.2), source="B 2.26", grade="derived")
    participation_schooling: float = param(0.02, "rise of women's wish to work with each level of schooling",
        "学历每升一级女性工作意愿的上升", unit="share", within=(0, 0.1), source="P11", grade="judged")
    participation_teens: float = param(0.85, "wish to work under 20, over that later", "20岁以下与以后的工作意愿之比",
        unit="ratio", within=(0.3, 1), source="judgement", grade="judged")
    participation_disabled: float = param(0.55, "wish to work of the disabled, over that of others",
        "残疾人与其他人的工作意愿之比", unit="ratio", within=(0.2, 1), source="judgement", grade="judged")
    newcomers_follow: float = param(1.5,
        "elasticity of the people from elsewhere who come to work in the income of those who came before",
        "外来劳动者人数对已来者收入的弹性", unit="ratio", within=(0, 4),
        source="income elasticity of migration between Chinese regions: Tombe & Zhu 2019; B 2.26", grade="swept")
    retire_spread: float = param(2.5, "spread of the age at which people stop", "停止工作年龄的离散度",
        unit="years", within=(0.5, 6), source="judgement", grade="judged")
    move_commute: float = param(0.08, "weight of a longer way to work when choosing a home",
        "选择住处时通勤变长的权重", unit="1/km", within=(0, 0.5), source="B 2.26", grade="judged")
    move_crowding: float = param(3.0, "weight of crowding, which drives rents, when choosing a home",
        "选择住处时拥挤程度（推高房租）的权重", unit="1/share", within=(0, 10), source="judgement", grade="judged")
    move_hukou: float = param(0.5, "weight of the hukou barrier in town when choosing a home",
        "选择住处时城镇户籍障碍的权重", unit="logit", within=(0, 3), source="B 2.26", grade="judged")
    move_reluctance: float = param(1.5, "reluctance to leave a home for one that is as good",
        "同等条件下不愿搬家的程度",
        unit="logit", within=(0, 5), source="judgement", grade="judged")
    move_far: float = param(4.0, "how much more often those with a long way to work look for a home",
        "通勤远者寻找住处的频率倍数", unit="ratio", within=(1, 10), source="judgement", grade="judged")
    rent_now: float = param(40.0, "weight of a place's being full, at once, when choosing a home",
        "选择住处时当地住房紧张程度的即时权重", unit="logit", within=(0, 100), source="judgement", grade="judged")
    rent_growth: float = param(1.0, "growth of the lasting part of that weight in a month while a place is full",
        "住房紧张期间该权重的长期部分每月的增长", unit="logit/month", within=(0, 5),
        source="homes are as many as they are, and what a place pays is in its rents: Roback 1982", grade="judged")
    literacy_fading: float = param(0.013,
        "share of digital literacy (beyond mere access) lost in a year of growing older",
        "年龄每增一岁所减少的数字素养（超出上网门槛部分）的比例", unit="share/year", within=(0, 0.05),
        source="differences between the ages in internet access, P43", grade="derived")
    access_fading: float = param(12.0, "digital literacy that those online lose in a year beside that, down to offline",
        "上网者每年另外减少的数字素养（可降至不上网）", unit="bp/year", within=(0, 100),
        source="differences between the ages in internet access, P43", grade="derived")
# fmt: on
