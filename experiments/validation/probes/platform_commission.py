"""A higher commission: platforms keep more of the price, and use so much more of their market power to hold it."""

from __future__ import annotations

from typing import Any

from ....agents.compiled import interpreted
from ....agents.platform_firms import market_power
from ..platform_watchers import LATE, heads_and_hours, hours_later
from ..probe import Probe, ProbeReading, ProbeSetup, log_change


def raise_commission(setup: ProbeSetup, dose: float) -> None:
    """Every firm asks so much more of the price, today and whenever it reckons anew."""
    m, p, zones = setup.city.markets, setup.city.platforms, setup.city.zones
    power_of: Any = interpreted(market_power)
    record = setup.city.behaviour.view()[0]
    for firm in range(len(p)):
        mine: Any = slice(firm * zones, (firm + 1) * zones)
        kept, share = 1.0 - float(m.commission[mine].mean()), float(p.brand[firm])
        before, after = (float(power_of(share, x, p.price_elasticity[firm], record)) for x in (kept, kept - dose))
        p.power[firm] = (p.power[firm] * before + dose) / after
        m.commission[mine] += dose


probe = Probe(
    name="platform_commission",
    title={"zh": "提高平台抽成", "en": "A higher commission"},
    about={
        "zh": "各平台长期多抽一部分价格；剂量为占价格的比例。",
        "en": "Every platform keeps more of the price for good; the dose is a share of the price.",
    },
    doses=(0.025, 0.05),
    change=raise_commission,
    months=24,
    watch=(heads_and_hours,),
    readings=(
        ProbeReading(
            name="pay",
            title={"zh": "平台时薪（次年）", "en": "pay of an hour, second year"},
            effect=log_change("platform_hourly", *LATE),
            unit="%",
            sign="-",
            source="economy: workers bear what customers do not",
        ),
        hours_later("-", "B 3.21: who drives and how many days follow pay"),
        ProbeReading(
            name="profit",
            title={"zh": "平台利润（首年）", "en": "profit of platforms, first year"},
            effect=log_change("platform_profit", 1, 12),
            unit="%",
            sign="+",
            source="economy: why they would",
        ),
    ),
)
