"""Digital farmers (plan §3.1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ...rules.places import price_of
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class DigitalFarmers(Lever):
    """Township stations teach smart farming and live selling; who takes it up depends on literacy, connection and
    neighbours (plan §3.1.3). Read by: tend_places, dispatch_orders, settle_accounts."""

    zh: ClassVar = "乡镇站点教智慧农业和直播销售；是否采用取决于数字素养、网络和邻里（规划 §3.1.3）。"
    name: ClassVar = "digital_farmers"
    title: ClassVar = {"zh": "“数字新农人”工程", "en": "Digital farmers"}
    section: ClassVar = "§3.1.3"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "village_traders"
    expects: ClassVar = {"income": "+"}
    risks: ClassVar = {
        "en": "stations teach those who would have learnt anyway, gains fade when all produce more",
        "zh": "站点教的是本会学会的人、大家都增产后收益摊薄",
    }

    # fmt: off
    stations: float = param(40.0, "township stations in the whole city", "全市乡镇站点数",
        unit="stations", within=(0, 10_000), source="§3.1.3, number not given", grade="swept")
    station_cost: float = param(200_000.0, "running cost of a station", "一个站点的年运行成本",
        unit="yuan/station and year", within=(0, 5_000_000), source="judgement")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            farm_stations=np.maximum(rules.farm_stations, self.stations),
            farm_station_cost=price_of(rules.farm_stations, rules.farm_station_cost, self.station_cost),
        )

    def yearly_cost(self, adults: int) -> float:
        return self.stations * self.station_cost
