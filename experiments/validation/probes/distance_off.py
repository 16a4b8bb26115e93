"""Distance that hinders nobody."""

from __future__ import annotations

from ..probe import Probe, ProbeReading, ProbeSetup, change
from ..probe_watchers import LIKE_PEOPLE_PAID_NO_LESS, pay_by_composition


def bring_near(setup: ProbeSetup, dose: float) -> None:
    """What distance and the way to work cost falls by a share."""
    b = setup.city.behaviour
    setup.behave(distance_decay=b.distance_decay * (1.0 - dose), km_cost=b.km_cost * (1.0 - dose))


probe = Probe(
    name="distance_off",
    title={"zh": "距离不再是障碍", "en": "Distance hinders nobody"},
    about={
        "zh": "去掉距离对求职的妨碍和通勤成本的比例。",
        "en": "The share taken away of what distance does to search and of the cost of the way to work.",
    },
    doses=(0.5, 1.0),
    change=bring_near,
    months=36,
    watch=(pay_by_composition,),
    readings=(
        ProbeReading(
            name="commute",
            title={"zh": "通勤距离", "en": "way to work"},
            effect=change("commute_km", 25, 36),
            unit="km",
            sign="+",
            source="B 2.2 (sign)",
        ),
        LIKE_PEOPLE_PAID_NO_LESS,
        ProbeReading(
            name="unemployment",
            title={"zh": "失业率", "en": "unemployment"},
            effect=change("unemployment_rate", 13, 36),
            sign="not +",
            source="sign: less friction",
        ),
    ),
)
