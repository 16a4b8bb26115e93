"""More or fewer orders on platforms: pay of an hour moves at first, then people come and go until it is nearly back."""

from __future__ import annotations

from ..platform_watchers import FEW_UNSERVED, PAY_AT_FIRST, heads_and_hours, hours_later, lasting
from ..probe import Probe, ProbeSetup


def change_orders(setup: ProbeSetup, dose: float) -> None:
    """Orders of all services change by a share for good."""
    setup.shock(dose, scenes=("orders",))


probe = Probe(
    name="platform_orders",
    title={"zh": "平台订单增减", "en": "More or fewer orders on platforms"},
    about={
        "zh": "所有平台服务的订单需求长期改变；剂量为变动比例。",
        "en": "Demand for orders of all platform services changes for good; the dose is the share by which.",
    },
    doses=(-0.3, 0.3),
    change=change_orders,
    months=24,
    watch=(heads_and_hours,),
    readings=(
        PAY_AT_FIRST,
        lasting("lasting_of_fall", -0.3, "减单一年后时薪变动的存留", "what lasts of lower pay"),
        lasting("lasting_of_rise", 0.3, "增单一年后时薪变动的存留", "what lasts of higher pay"),
        hours_later("+"),
        FEW_UNSERVED,
    ),
)
