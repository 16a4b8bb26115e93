"""Dearer work in one group of lines (P107)."""

from __future__ import annotations

import numpy as np

from ....model.city import City
from ....model.month import Flows
from ..probe import Effect, Probe, ProbeReading, ProbeSetup, WatchedFuture

ZONE = 0  # the first district; most jobs


def staff_there(city: City, flows: Flows) -> float:
    """Staff of the lines of one district that contribute."""
    e = city.employers
    return float(e.staff[(e.zone == ZONE) & (e.contributes > 0)].sum())


def dearer(setup: ProbeSetup, dose: float) -> None:
    """Work costs these lines so much more: their contribution rises."""

    def raise_rate(rules: object) -> object:
        rate = rules.employer_contribution.copy()  # type: ignore[attr-defined]
        rate[ZONE] += dose * (1.0 + rate[ZONE])
        return rules.amended(employer_contribution=rate)  # type: ignore[attr-defined]

    setup.rule(raise_rate)  # type: ignore[arg-type]


def _staff(first: int, last: int) -> Effect:
    def effect(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
        before, after = (f.seen(staff_there)[first - 1 : last].sum() for f in (without, with_))
        return 100.0 * float(np.log(after / before))

    return effect


probe = Probe(
    name="labour_cost_of_some",
    title={"zh": "一组用人单位的用工成本上升", "en": "Dearer work in one group of employers"},
    about={
        "zh": "一个区内缴费单位的用工成本上升的比例，其余不变。",
        "en": "By how much work gets dearer for those employers of one district that contribute.",
    },
    doses=(0.05, 0.10, 0.20),
    change=dearer,
    months=30,
    watch=(staff_there,),
    persons=30_000,
    readings=(
        ProbeReading(
            name="staff",
            title={"zh": "其用工对成本的弹性（24个月后）", "en": "elasticity of their staff after 24 months"},
            effect=_staff(22, 30),
            unit="%",
            sign="-",
            low=-0.75,
            high=-0.15,
            scaled=lambda dose: 100.0 * float(np.log1p(dose)),
            at=0.10,
            source="P107",
        ),
    ),
)
