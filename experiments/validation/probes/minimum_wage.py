"""A higher wage floor."""

from __future__ import annotations

import numpy as np

from ....agents.workers import EMPLOYED
from ....model.city import City
from ....model.floors import wage_floors
from ....model.month import Flows
from ..probe import Effect, Probe, ProbeReading, ProbeSetup, WatchedFuture
from ..probe_watchers import pay_at_composition, pay_by_composition, staff

LOWEST = 0.25  # of employees, by the usual pay of their occupation
STEPS = np.arange(0.0, 0.51, 0.01)  # above the floor, at which heads are counted


def near_the_floor(city: City, flows: Flows) -> list[float]:
    """[step] employees who earn less than so much above the floor of today for their line's week, per cent."""
    w = city.workers
    rows = w.status == EMPLOYED
    ratio = w.wage[rows] / wage_floors(city, city.rules.minimum_wage)[w.employer[rows]]
    return [100.0 * float((ratio < 1.0 + step).mean()) for step in STEPS]


def raise_floor(setup: ProbeSetup, dose: float) -> None:
    """The floor of every zone rises by a share."""
    setup.rule(lambda rules: rules.amended(minimum_wage=rules.minimum_wage * (1.0 + dose)))


def _bound(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
    """Employees below the new floor, were it not there, per cent."""
    return float(without.seen(near_the_floor)[:12, round(100 * dose)].mean())


def _low_paid(first: int, last: int) -> Effect:
    """Log change of staff in the occupations that pay least, per cent."""

    def effect(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
        e, n = without.eve.employers, len(without.eve.occupations.ids)
        heads = np.bincount(e.occupation, e.staff, n)
        pay = np.bincount(e.occupation, e.staff * e.usual.astype(np.float64), n) / np.maximum(heads, 1.0)
        order = np.argsort(pay)
        low = order[np.cumsum(heads[order]) <= LOWEST * heads.sum()]
        before, after = (f.seen(staff)[first - 1 : last][:, low].sum() for f in (without, with_))
        return 100.0 * float(np.log(after / before))

    return effect


probe = Probe(
    name="minimum_wage",
    title={"zh": "提高最低工资", "en": "A higher minimum wage"},
    about={"zh": "各区工资下限的提高幅度。", "en": "By how much the wage floor of every zone rises."},
    doses=(0.05, 0.10, 0.20),
    change=raise_floor,
    months=36,
    watch=(near_the_floor, staff, pay_by_composition),
    persons=30_000,
    readings=(
        ProbeReading(
            name="bound",
            title={"zh": "受新下限约束的雇员", "en": "employees below the new floor"},
            effect=_bound,
            unit="%",
            sign="+",
            low=3.0,
            high=8.0,
            at=0.10,
            source="judgement; 3.5 % of full-time workers were below the floor itself: Ye, Gindling & Li 2015",
        ),
        ProbeReading(
            name="low_paid_jobs",
            title={"zh": "低薪职业用工对下限的弹性", "en": "elasticity of staff in low-paid occupations in the floor"},
            effect=_low_paid(13, 36),
            unit="%",
            low=-0.25,
            high=0.05,
            scaled=lambda dose: 100.0 * float(np.log1p(dose)),
            at=0.20,
            source="B 2.34: -0.25 to 0.05",
        ),
        ProbeReading(
            name="pay",
            title={"zh": "同类人工资", "en": "pay of like people"},
            effect=pay_at_composition(13, 36),
            unit="%",
            sign="+",
            source="sign: some are bound",
        ),
    ),
)
