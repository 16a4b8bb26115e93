"""Life course: who wants to work, until when, and where people live."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class Life:
    """Life course: who wants to work, until when, and where people live."""

    participation_men: float = param(0.935, "share of men who want to work between school and retirement",
        "学业结束至退休之间愿意工作的男性比例", unit="share", within=(0.8, 1), source="P12", grade="derived")
    participation_women: float = param(0.83, "the same for women with senior schooling", "高中学历女性的同一比例",
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
# fmt: on
