"""Rules of jobs: wage floor, contributions, benefits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..params import param


@dataclass(frozen=True)
class WorkRules:
    """Rules of jobs: wage floor, contributions, benefits. Every field is an array over the zones."""

    minimum_wage: Any = param(
        2260.0, "wage floor of a full-time job", unit="yuan/month", within=(0, 10_000), source="P47", grade="measured"
    )
    benefit: Any = param(
        1585.0, "unemployment benefit", unit="yuan/month", within=(0, 10_000), source="P49", grade="measured"
    )
    benefit_months: Any = param(
        12.0,
        "months a benefit is paid",
        unit="months",
        within=(0, 24),
        source="Social Insurance Law 2010, art. 46 (12 to 24 months by record)",
    )
    employee_contribution: Any = param(
        0.105,
        "employee's social contribution",
        unit="share of wage",
        within=(0, 0.3),
        source="statutory rates: pension 8 %, medical 2 %, unemployment 0.5 %",
        grade="measured",
    )
    employer_contribution: Any = param(
        0.265,
        "employer's social contribution",
        unit="share of wage",
        within=(0, 0.5),
        source="statutory rates: pension 16 %, medical 9.5 %, unemployment 0.5 %, injury 0.5 %",
        grade="measured",
    )
