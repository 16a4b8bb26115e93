"""Masked CVs."""

from __future__ import annotations

import numpy as np

from ....agents.employers import TURN
from ....agents.workers import EMPLOYED, FEMALE
from ....model.city import City
from ....model.levers import LEVERS
from ....model.month import Flows
from ..probe import Probe, ProbeReading, ProbeSetup, WatchedFuture, change
from ..probe_watchers import AS_MANY_UNEMPLOYED

END = 60  # age from which nobody is counted


def hired_past_35(city: City, flows: Flows) -> tuple[int, int]:
    """Women between the age from which callbacks fall and 60 among the month's hired, and all hired."""
    w = city.workers
    hired = (w.status == EMPLOYED) & (w.hired == city.month - 1)
    age = (city.month - 1 - w.born.astype(np.int64)) // 12
    return int((hired & (w.sex == FEMALE) & (age > TURN) & (age < END)).sum()), int(hired.sum())


def _share_hired(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
    """Rise of the share of such women among the hired, points."""
    after, before = (f.seen(hired_past_35).sum(axis=0) for f in (with_, without))
    return 100.0 * float(after[0] / after[1] - before[0] / before[1])


def mask(setup: ProbeSetup, dose: float) -> None:
    """A share of CVs hides sex and age."""
    setup.enact(LEVERS["masked_cvs"](share=dose))  # type: ignore[call-arg]


probe = Probe(
    name="masked_cvs",
    title={"zh": "匿名简历", "en": "Masked CVs"},
    about={"zh": "隐去性别和年龄的简历比例。", "en": "The share of CVs that hide sex and age."},
    doses=(0.25, 0.5, 1.0),
    change=mask,
    months=36,
    by=("sex",),
    watch=(hired_past_35,),
    persons=60_000,
    readings=(
        ProbeReading(
            name="women_past_35",
            title={"zh": "新聘者中36至59岁女性占比", "en": "women of 36 to 59 among the hired"},
            effect=_share_hired,
            sign="+",
            source="B 2.23, B 2.24 (sign): who loses callbacks",
        ),
        ProbeReading(
            name="women",
            title={"zh": "女性就业率", "en": "employment rate of women"},
            effect=change(("employment_rate", "sex=female"), 13, 36),
            sign="not -",
            source="B 2.24 (sign); young women lose what age gave them",
        ),
        AS_MANY_UNEMPLOYED,
    ),
)
