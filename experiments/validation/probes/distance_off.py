"""Distance that hinders nobody."""

from __future__ import annotations

import numpy as np

from ....agents.workers import EMPLOYED
from ....model.city import City
from ....model.month import Flows
from ..probe import Probe, ProbeReading, ProbeSetup, WatchedFuture, change, mean_of
from ..probe_watchers import cost_of_way, kept_by_composition, pay_at_composition, pay_by_composition


def way_share(city: City, flows: Flows) -> float:
    """What the way to work costs employees, per cent of their pay."""
    rows = np.flatnonzero(city.workers.status == EMPLOYED)
    return 100.0 * float(cost_of_way(city, rows).sum() / city.workers.wage[rows].sum(dtype=np.float64))


def bring_near(setup: ProbeSetup, dose: float) -> None:
    """What distance and the way to work cost falls by a share."""
    b = setup.city.behaviour
    setup.behave(distance_decay=b.distance_decay * (1.0 - dose), km_cost=b.km_cost * (1.0 - dose))


def _given_back(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
    """Fall of pay of like people, per cent."""
    return -pay_at_composition(13, 36)(without, with_, dose)


def _saved(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
    """What the way cost that it no longer does, per cent of pay."""
    return dose * mean_of(without, way_share, 13, 36)


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
    watch=(pay_by_composition, kept_by_composition, way_share),
    readings=(
        ProbeReading(
            name="commute",
            title={"zh": "通勤距离", "en": "way to work"},
            effect=change("commute_km", 25, 36),
            unit="km",
            sign="+",
            source="B 2.2 (sign)",
        ),
        ProbeReading(
            name="pay",
            title={"zh": "同类人扣除通勤成本后的工资", "en": "pay of like people, less what the way costs"},
            effect=pay_at_composition(13, 36, kept_by_composition),
            unit="%",
            sign="+",
            source="economy: better matching does not lower pay",
        ),
        ProbeReading(
            name="given_back",
            title={"zh": "节省的通勤成本中工资让出的部分", "en": "part of the cost saved that lower pay takes back"},
            effect=_given_back,
            over=_saved,
            unit="ratio",
            low=0.0,
            high=1.0,
            source="half: Mulalic, van Ommeren & Pilegaard 2014",
        ),
        ProbeReading(
            name="unemployment",
            title={"zh": "失业率", "en": "unemployment"},
            effect=change("unemployment_rate", 13, 36),
            sign="not +",
            source="sign: less friction",
        ),
    ),
)
