"""A higher or lower contribution rate of employers."""

from __future__ import annotations

import numpy as np

from ....agents.workers import EMPLOYED
from ....model.city import City
from ....model.month import Flows
from ..probe import Effect, Probe, ProbeReading, ProbeSetup, WatchedFuture, log_change
from ..probe_watchers import employees, pay_at_composition, pay_by_composition


def cost_share(city: City, flows: Flows) -> list[float]:
    """Wages of all employees, and of those whose line contributes, fen."""
    w = city.workers
    rows = w.status == EMPLOYED
    wage = w.wage[rows].astype(np.float64)
    return [float(wage.sum()), float(wage[city.employers.contributes[w.employer[rows]] > 0].sum())]


def set_rate(setup: ProbeSetup, dose: float) -> None:
    """The rate changes by so much of the wage."""
    setup.rule(lambda rules: rules.amended(employer_contribution=rules.employer_contribution + dose))


def _cost(without: WatchedFuture, dose: float) -> float:
    """Log change of the mean cost of a post at given pay, per cent."""
    wages, contributing = without.seen(cost_share)[0]
    share = contributing / wages
    rate = float(without.eve.rules.employer_contribution.mean())
    return 100.0 * float(np.log((1.0 + share * (rate + dose)) / (1.0 + share * rate)))


def _over_cost(effect: Effect) -> Effect:
    return lambda without, with_, dose: effect(without, with_, dose) / _cost(without, dose)


probe = Probe(
    name="employer_contribution",
    title={"zh": "单位社保缴费率", "en": "Contribution rate of employers"},
    about={
        "zh": "单位社保缴费率的变动（占工资的比例）。",
        "en": "By how much of the wage the employers' contribution rate changes.",
    },
    doses=(-0.10, -0.05, 0.05, 0.10),
    change=set_rate,
    months=36,
    watch=(employees, pay_by_composition, cost_share),
    persons=30_000,
    readings=(
        ProbeReading(
            name="jobs",
            title={"zh": "受雇人数", "en": "employees"},
            effect=log_change(employees, 13, 36),
            unit="%",
            sign="-",
            source="B 3.6, B 3.7 (sign)",
        ),
        ProbeReading(
            name="jobs_elasticity",
            title={"zh": "用工对用工成本的弹性", "en": "elasticity of staff in labour cost"},
            effect=_over_cost(log_change(employees, 25, 36)),
            unit="ratio",
            low=-0.75,
            high=-0.02,
            source="B 3.6, less what is passed to pay (B 3.7)",
        ),
        ProbeReading(
            name="pay",
            title={"zh": "同类人工资", "en": "pay of like people"},
            effect=pay_at_composition(13, 36),
            unit="%",
            sign="-",
            source="B 3.7 (sign)",
        ),
        ProbeReading(
            name="passed_to_pay",
            title={"zh": "转嫁给工资的份额", "en": "share passed to pay"},
            effect=_over_cost(pay_at_composition(25, 36)),
            unit="ratio",
            low=-0.6,
            high=0.0,
            source="B 3.7: 0 to 0.6",
        ),
    ),
)
