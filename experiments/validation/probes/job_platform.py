"""A job platform that shows people what fits them."""

from __future__ import annotations

from ....model.levers import LEVERS
from ..probe import Probe, ProbeReading, ProbeSetup, change
from ..probe_watchers import LIKE_PEOPLE_PAID_NO_LESS, pay_by_composition


def recommend(setup: ProbeSetup, dose: float) -> None:
    """Recommendation spares a share of wasted looks."""
    setup.enact(LEVERS["skill_recommendation"](quality=dose))  # type: ignore[call-arg]


probe = Probe(
    name="job_platform",
    title={"zh": "就业推荐平台", "en": "A platform that recommends jobs"},
    about={"zh": "推荐所省去的无效浏览比例。", "en": "The share of wasted looks that recommendation spares."},
    doses=(0.25, 0.5, 0.95),
    change=recommend,
    months=36,
    watch=(pay_by_composition,),
    readings=(
        ProbeReading(
            name="finding",
            title={"zh": "就业概率", "en": "job finding"},
            effect=change("job_finding_rate", 7, 36),
            sign="+",
            source="B 2.1 (sign)",
        ),
        ProbeReading(
            name="unemployment",
            title={"zh": "失业率", "en": "unemployment"},
            effect=change("unemployment_rate", 13, 36),
            sign="-",
            source="sign: less friction",
        ),
        LIKE_PEOPLE_PAID_NO_LESS,
    ),
)
