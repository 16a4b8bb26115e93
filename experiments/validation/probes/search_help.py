"""Help that shows the unemployed more posts."""

from __future__ import annotations

import numpy as np

from ..probe import Probe, ProbeReading, ProbeSetup, change
from ..probe_watchers import LIKE_PEOPLE_PAID_NO_LESS, pay_by_composition


def show_more(setup: ProbeSetup, dose: float) -> None:
    """The unemployed can look at so many more posts, everywhere."""
    setup.rule(lambda rules: rules.amended(search_support=np.full_like(rules.search_support, dose)))


probe = Probe(
    name="search_help",
    title={"zh": "求职帮助", "en": "Help with search"},
    about={
        "zh": "失业者能查看的岗位增加的比例。",
        "en": "By how much the posts that the unemployed can look at increase.",
    },
    doses=(0.25, 0.5, 1.0),
    change=show_more,
    months=36,
    watch=(pay_by_composition,),
    readings=(
        ProbeReading(
            name="finding",
            title={"zh": "就业概率（前半年）", "en": "job finding, first half-year"},
            effect=change("job_finding_rate", 2, 7),
            sign="+",
            source="B 2.11 (sign)",
        ),
        ProbeReading(
            name="unemployment",
            title={"zh": "失业率", "en": "unemployment"},
            effect=change("unemployment_rate", 13, 36),
            sign="not +",
            low=-0.5,
            high=0.0,
            at=0.5,
            source="Crépon et al. 2013 (sign): much of it displaces; size judged",
        ),
        LIKE_PEOPLE_PAID_NO_LESS,
    ),
)
