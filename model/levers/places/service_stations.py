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

    name: ClassVar = "service_stations"
    title: ClassVar = {"zh": "数字就业驿站", "en": "Employment service stations"}
    section: ClassVar = "§3.3.2, §6.2.3"
    reads: ClassVar = "tend_places"
    payer: ClassVar = "special_fund"
    risks: ClassVar = {
        "en": "clients of a station are hired before others, idle counsellors, help for shops that would open anyway",
        "zh": "受助者挤占他人岗位、顾问闲置、扶持本会开的店",
    }

    stations: float = param(
        30.0,
        "new stations in the whole city",
        unit="stations",
        within=(0, 10000),
        source="§3.3.2, number not given",
        grade="swept",
    )
    station_cost: float = param(
        240000.0,
        "running cost of a station: two counsellors and rooms",
        unit="yuan/year",
        within=(0, 5000000),
        source="judgement",
    )
    lease: float = param(
        300.0,
        "paid to a starter nearby for a year for premises and equipment",
        unit="yuan/month",
        within=(0, 5000),
        source="§6.2.3, amount not given",
        grade="swept",
    )

    def amend(self, rules: Rules) -> Rules:
        return rules.amended(
            service_stations=np.maximum(rules.service_stations, self.stations),
            service_station_cost=price_of(rules.service_stations, rules.service_station_cost, self.station_cost),
            start_up_lease=np.maximum(rules.start_up_lease, self.lease),
        )

    def yearly_cost(self, adults: int) -> float:
        return self.stations * self.station_cost
