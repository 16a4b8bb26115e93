"""A city into which nobody moves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ....model.demography import ADULT, AGES, MONTHS, mortality
from ..probe import Probe, ProbeReading, ProbeSetup, change
from ..probe_watchers import pay_at_composition, pay_by_composition


def close(setup: ProbeSetup, dose: float) -> None:
    """A share of those who would come and go stays away and stays: the dead alone are followed, by the young of the
    city."""
    city = setup.city
    dying = 1.0 - (1.0 - mortality(np.arange(AGES) + 0.5)) ** (1.0 / MONTHS)
    c = city.closure
    leave = np.minimum(c.exit_hazard, (1.0 - dose) * c.exit_hazard + dose * dying)
    born_here = np.where(np.arange(AGES) >= ADULT, 1.0, 0.0)
    setup.behave(newcomers_follow=(1.0 - dose) * city.behaviour.newcomers_follow)
    city.closure = replace(c, exit_hazard=leave, entry_cdf=(1.0 - dose) * c.entry_cdf + dose * born_here)


probe = Probe(
    name="migration_closed",
    title={"zh": "关闭人口迁入", "en": "Migration closed"},
    about={
        "zh": "不再迁入和迁出者的比例；只有去世者由本地年轻人接替。",
        "en": "The share of migrants who no longer come and go; the dead alone are followed, by the young of the city.",
    },
    doses=(0.5, 1.0),
    change=close,
    months=48,
    watch=(pay_by_composition,),
    by=("age_band",),
    persons=30_000,
    readings=(
        ProbeReading(
            name="unemployment",
            title={"zh": "失业率", "en": "unemployment"},
            effect=change("unemployment_rate", 25, 48),
            sign="-",
            source="sign: fewer newcomers without a job",
        ),
        ProbeReading(
            name="pay",
            title={"zh": "同类人工资", "en": "pay of like people"},
            effect=pay_at_composition(25, 48),
            unit="%",
            sign="not -",
            source="sign: scarcer labour",
        ),
    ),
)
