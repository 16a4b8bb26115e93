"""A good connection everywhere."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..probe import Probe, ProbeReading, ProbeSetup, change, log_change


def connect(setup: ProbeSetup, dose: float) -> None:
    """Every cell comes nearer to the best connection by a share of what it lacks."""
    city = setup.city
    better = city.grid.bandwidth + dose * (1.0 - city.grid.bandwidth)
    better = np.minimum(better, 1.0)
    city.places = replace(city.places, bandwidth=better)  # who seeks or sells online reads it there


probe = Probe(
    name="bandwidth",
    title={"zh": "处处网络良好", "en": "A good connection everywhere"},
    about={
        "zh": "每个格子补上所缺带宽的比例。",
        "en": "The share of the bandwidth that is missing which every cell gets.",
    },
    doses=(0.5, 1.0),
    change=connect,
    months=30,
    by=("urban_rural",),
    persons=30_000,
    readings=(
        ProbeReading(
            name="rural_work",
            title={"zh": "乡村就业率（24个月后）", "en": "employment rate of villagers after 24 months"},
            effect=change(("employment_rate", "urban_rural=rural"), 19, 30),
            sign="not -",
            low=-0.1,
            high=2.0,
            source="B 2.27: 0 to 2 pp",
        ),
        ProbeReading(
            name="rural_digital",
            title={"zh": "乡村数字就业比重", "en": "digital share of rural employees"},
            effect=change("rural_digital_share", 19, 30),
            sign="not -",
            source="B 2.27 (sign)",
        ),
        ProbeReading(
            name="income",
            title={"zh": "劳动者收入", "en": "income of those at work"},
            effect=log_change("worker_income", 19, 30),
            unit="%",
            low=-0.5,
            high=0.5,
            source="B 2.27: about none",
        ),
    ),
)
