"""Masked CVs."""

from __future__ import annotations

import numpy as np

from ....agents.employers import TURN
from ....agents.workers import FEMALE
from ....model.city import City
from ....model.levers import LEVERS
from ....model.month import Flows
from ..probe import Probe, ProbeReading, ProbeSetup, change
from ..probe_watchers import AS_MANY_UNEMPLOYED, at_work

END = 60  # age from which nobody is counted


def work_past_35(city: City, flows: Flows) -> float:
    """Share at work of women between the age from which callbacks fall and 60, per cent."""
    w = city.workers
    age = (city.month - 1 - w.born.astype(np.int64)) // 12
    return 100.0 * float(at_work(city, flows)[(w.sex == FEMALE) & (age > TURN) & (age < END)].mean())


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
    watch=(work_past_35,),
    persons=60_000,
    readings=(
        ProbeReading(
            name="women_past_35",
            title={"zh": "36至59岁女性就业率", "en": "work of women of 36 to 59"},
            effect=change(work_past_35, 13, 36),
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
