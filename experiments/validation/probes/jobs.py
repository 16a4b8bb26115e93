"""More or fewer jobs in the city."""

from __future__ import annotations

import numpy as np

from ....model.city import City
from ....model.month import Flows
from ....model.occupations import SCENES
from ..probe import Probe, ProbeReading, ProbeSetup, change, log_change
from ..probe_watchers import employees, own_businesses, pay_at_composition, pay_by_composition, takings


def change_jobs(setup: ProbeSetup, dose: float) -> None:
    """Demand for the work of all lines changes by a share for good; orders on platforms do not."""
    setup.shock(dose, scenes=SCENES)


def output(city: City, flows: Flows) -> float:
    """What the month produced at constant prices, fen: lines, platforms, businesses and farms."""
    e, own = city.employers, flows.counts["platform_revenue"] + city.ledger.total("sales")
    return float((np.minimum(e.staff, e.desired) * e.usual).sum() + own)


probe = Probe(
    name="jobs",
    title={"zh": "岗位增减", "en": "More or fewer jobs"},
    about={
        "zh": "所有用人单位的劳动需求长期改变；平台订单不变。",
        "en": "Demand for the work of all employers changes for good; orders on platforms do not.",
    },
    doses=(-0.10, -0.05, 0.05, 0.10),
    change=change_jobs,
    months=36,
    watch=(employees, own_businesses, takings, output, pay_by_composition),
    readings=(
        ProbeReading(
            name="unemployment",
            title={"zh": "失业率", "en": "unemployment"},
            effect=change("unemployment_rate", 13, 36),
            sign="-",
            source="Ball, Leigh & Loungani 2017 (sign)",
        ),
        ProbeReading(
            name="okun",
            title={"zh": "失业率对产出的反应", "en": "unemployment by output (Okun)"},
            effect=change("unemployment_rate", 13, 36),
            over=log_change(output, 13, 36),
            unit="ratio",
            low=-0.6,
            high=-0.05,
            at=-0.10,
            source="Ball, Leigh & Loungani 2017",
        ),
        ProbeReading(
            name="own_business",
            title={"zh": "自营者", "en": "the self-employed"},
            effect=log_change(own_businesses, 13, 36),
            unit="%",
            sign="-",
            source="B 3.9 (sign): births rise with joblessness",
        ),
        ProbeReading(
            name="takings",
            title={"zh": "自营者营收", "en": "takings of the self-employed"},
            effect=log_change(takings, 13, 36),
            unit="%",
            sign="+",
            source="B 3.13 (sign): sellers take from each other",
        ),
        ProbeReading(
            name="wage_curve",
            title={"zh": "同类人工资对失业率的弹性", "en": "pay of like people: elasticity in unemployment"},
            effect=pay_at_composition(13, 36),
            over=log_change("unemployment_rate", 13, 36),
            unit="ratio",
            low=-0.2,
            high=-0.02,
            at=-0.10,
            source="Blanchflower & Oswald 1994: -0.1",
        ),
        ProbeReading(
            name="pay",
            title={"zh": "同类人工资", "en": "pay of like people"},
            effect=pay_at_composition(13, 36),
            unit="%",
            sign="+",
            source="the same (sign)",
        ),
    ),
)
