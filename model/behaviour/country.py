"""Country: what farms ask of villagers, and what the calendar does to people who came from far."""

from __future__ import annotations

from dataclasses import dataclass

from ..params import param


# fmt: off
@dataclass(frozen=True)
class CountryBehaviour:
    """Country: what farms ask of villagers, and what the calendar does to people who came from far."""

    farm_months: float = param(5.9, "months of a year that a villager gives to the farm", "村民一年中务农的月数",
        unit="months", within=(4.4, 7.4), source="B 3.32, P76", grade="derived")
    search_farmer: float = param(0.22, "share of farmers who look for other work in a month free of farm work",
        "农闲月份寻找其他工作的务农者比例", unit="share/month", within=(0.1, 0.95), source="P76, P79", grade="judged")
    consider_farmer: float = param(0.03, "share of farmers who think of platform work or a business in such a month",
        "农闲月份考虑平台工作或自营的务农者比例",
        unit="share/month", within=(0, 0.5), source="P76a", grade="judged")
    farm_day_wage: float = param(180.0, "worth of a day's own work on the farm", "自家农活一天的价值",
        unit="yuan/day", within=(110, 211), source="B 3.33", grade="measured")
    farm_hours_least: float = param(26.0, "least weekly hours on a farm", "务农每周工时下限",
        unit="hours", within=(5, 50), source="P64c", grade="derived")
    farm_hours_range: float = param(28.0, "hours between the least and the longest", "务农每周工时下限与最长之差",
        unit="hours", within=(0, 60), source="P64c", grade="derived")
    village_business: float = param(0.5, "takings of a business in a village over those of one in town",
        "村里与镇上自营收入之比", unit="ratio", within=(0.3, 1), source="P76a", grade="judged")
    festival_leave: float = param(0.65, "migrants of rural hukou who go home for Spring Festival",
        "春节返乡的外来农业户籍人口比例", unit="share", within=(0.5, 0.8), source="B 3.30, P101", grade="measured")
    festival_stay: float = param(0.08, "of those, who do not come back to their work", "其中节后不再返岗者的比例",
        unit="share", within=(0.03, 0.2), source="B 3.30, P102", grade="judged")
    festival_search: float = param(0.85, "applications in the month of Spring Festival, over the usual",
        "春节当月与平时申请数之比", unit="ratio", within=(0.4, 1), source="B 3.31, P103b", grade="derived")
    spring_search: float = param(1.1, "the same in the month that follows", "春节次月与平时申请数之比",
        unit="ratio", within=(1, 1.8), source="B 3.31, P103b", grade="derived")
# fmt: on
