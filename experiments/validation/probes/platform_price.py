"""Dearer or cheaper orders at the same usual pay: more or fewer workers share fewer or more orders."""

from __future__ import annotations

from ..platform_watchers import LATE, PAY_AT_FIRST, SOURCE, heads_and_hours, hours_later, lasting
from ..probe import Probe, ProbeReading, ProbeSetup, log_change


def change_prices(setup: ProbeSetup, dose: float) -> None:
    """All firms change their list prices by a share; what people are used to earn stays."""
    setup.city.markets.price *= 1.0 + dose


probe = Probe(
    name="platform_price",
    title={"zh": "平台价格升降", "en": "Dearer or cheaper orders"},
    about={
        "zh": "各平台标价改变；剂量为变动比例。",
        "en": "List prices of all platforms change; the dose is the share by which.",
    },
    doses=(-0.1, 0.1),
    change=change_prices,
    months=24,
    watch=(heads_and_hours,),
    readings=(
        PAY_AT_FIRST,
        lasting("lasting_of_fall", -0.1, "降价一年后时薪变动的存留", "what lasts of lower pay"),
        lasting("lasting_of_rise", 0.1, "涨价一年后时薪变动的存留", "what lasts of higher pay"),
        ProbeReading(
            name="use",
            title={"zh": "平台运力利用率（次年）", "en": "use of platform hours, second year"},
            effect=log_change("platform_use", *LATE),
            unit="%",
            sign="-",
            source=SOURCE,
        ),
        hours_later("+"),
    ),
)
