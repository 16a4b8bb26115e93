"""Employment service stations (plan §3.3.2, §6.2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...params import param
from ...rules import Rules
from ...rules.places import price_of
from ..lever import Lever


@dataclass(frozen=True, kw_only=True)
class ServiceStations(Lever):
    """Counsellors in urban villages show people more posts, and starters nearby get premises and equipment (plan
    §3.3.2, §6.2.3). Read by: tend_places, search_jobs, dispatch_orders."""

    zh: ClassVar = "城中村驿站的顾问让求职者看到更多岗位，附近创业者得到场地和设备（规划 §3.3.2、§6.2.3）。"
    name: ClassVar = "service_stations"
    title: ClassVar = {"zh": "数字就业驿站", "en": "Employment service stations"}
    section: ClassVar = "§3.3.2, §6.2.3"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "special_fund"
    touches: ClassVar = "near_counsellors"
    expects: ClassVar = {"work": "+"}
    risks: ClassVar = {
        "en": "clients of a station are hired before others, idle counsellors, help for shops that would open anyway",
        "zh": "受助者挤占他人岗位、顾问闲置、扶持本会开的店",
    }

    # fmt: off
    stations: float = param(30.0, "new stations in the whole city", "全市新设驿站数",
        unit="stations", within=(0, 10_000), source="§3.3.2, number not given", grade="swept")
    station_cost: float = param(240_000.0, "running cost of a station: two counsellors and rooms",
        "一个驿站（两名顾问和场地）的年运行成本", unit="yuan/station and year", within=(0, 5_000_000),
        source="judgement")
    lease: float = param(300.0, "paid to a starter nearby for a year for premises and equipment",
        "附近创业者第一年的场地设备补助", unit="yuan/month", within=(0, 5000), source="§6.2.3, amount not given",
        grade="swept")
    # fmt: on

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            service_stations=np.maximum(rules.service_stations, self.stations),
            service_station_cost=price_of(rules.service_stations, rules.service_station_cost, self.station_cost),
            start_up_lease=np.maximum(rules.start_up_lease, self.lease),
        )

    def yearly_cost(self, adults: int) -> float:
        return self.stations * self.station_cost
