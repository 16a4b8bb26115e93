"""A job platform that shows people what fits them."""

from __future__ import annotations

import numpy as np

from ....model.levers import LEVERS
from ..probe import Probe, ProbeReading, ProbeSetup, WatchedFuture, change
from ..probe_watchers import LIKE_PEOPLE_PAID_NO_LESS, pay_by_composition


def recommend(setup: ProbeSetup, dose: float) -> None:
    """Recommendation spares a share of wasted looks."""
    setup.enact(LEVERS["skill_recommendation"](quality=dose))  # type: ignore[call-arg]


def _time_to_fill(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
    """Log change of the days for which posts that are filled were open, per cent."""
    days, before = (f.flow("days_to_fill")[12:].sum() / f.flow("hires")[12:].sum() for f in (with_, without))
    return 100.0 * float(np.log(days / before))


probe = Probe(
    name="job_platform",
    title={"zh": "就业推荐平台", "en": "A platform that recommends jobs"},
    about={"zh": "推荐所省去的无效浏览比例。", "en": "The share of wasted looks that recommendation spares."},
    doses=(0.25, 0.5, 0.95),
    change=recommend,
    months=36,
    watch=(pay_by_composition,),
    persons=40_000,
    readings=(
        ProbeReading(
            name="time_to_fill",
            title={"zh": "招聘用时", "en": "time to fill a post"},
            effect=_time_to_fill,
            unit="%",
            sign="-",
            source="B 2.27 (sign)",
        ),
        ProbeReading(
            name="unemployment",
            title={"zh": "失业率", "en": "unemployment"},
            effect=change("unemployment_rate", 13, 36),
            low=-0.2,
            high=0.1,
            source="none where all are helped: Altmann et al. 2022, Kroft & Pope 2014; size judged",
        ),
        LIKE_PEOPLE_PAID_NO_LESS,
    ),
)
