"""Masked CVs."""

from __future__ import annotations

from ....model.levers import LEVERS
from ..probe import Probe, ProbeReading, ProbeSetup, change
from ..probe_watchers import AS_MANY_UNEMPLOYED


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
    readings=(
        ProbeReading(
            name="women",
            title={"zh": "女性就业率", "en": "employment rate of women"},
            effect=change(("employment_rate", "sex=female"), 13, 36),
            sign="+",
            source="B 2.24 (sign)",
        ),
        AS_MANY_UNEMPLOYED,
    ),
)
