"""A job platform for a part of the city: what it does to those who have it."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....model.city import City
from ..probe import Probe, ProbeReading, ProbeSetup, WatchedFuture
from ..probe_watchers import OUT, PAID, claims, found_of

JOBLESS = OUT, OUT | PAID


def _served(city: City) -> Any:
    """[person] whether the platform serves the district of the home: every other one."""
    return city.grid.district[city.workers.cell] % 2 == 0


def recommend(setup: ProbeSetup, dose: float) -> None:
    """Recommendation spares a share of wasted looks in every other district."""
    served = (np.arange(setup.city.zones) % 2 == 0) * dose
    setup.rule(lambda rules: rules.amended(skill_recommendation=served))


def _gained(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
    """Rise of the job finding of those served over that of the others, points."""
    served = _served(without.eve)
    rise = [found_of(with_, JOBLESS, 2, 24, who) - found_of(without, JOBLESS, 2, 24, who) for who in (served, ~served)]
    return 100.0 * (rise[0] - rise[1])


probe = Probe(
    name="job_platform_for_some",
    title={"zh": "只服务部分城区的推荐平台", "en": "A platform that recommends jobs to some"},
    about={
        "zh": "一半城区的居民由推荐省去的无效浏览比例。",
        "en": "The share of wasted looks that recommendation spares residents of every other district.",
    },
    doses=(0.5, 0.95),
    change=recommend,
    months=24,
    watch=(claims,),
    persons=60_000,
    readings=(
        ProbeReading(
            name="finding",
            title={"zh": "被服务者就业概率的相对上升", "en": "rise of job finding of those served over others"},
            effect=_gained,
            sign="+",
            source="Altmann et al. 2022 (sign)",
        ),
    ),
)
