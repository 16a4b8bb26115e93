"""Rules: what institutions prescribe, one value per zone.

Levers amend rules and never behaviour; calibration fits behaviour and never rules. The month's rules are rebuilt
from the baseline each month, so a repealed lever leaves no trace in them.
"""

from __future__ import annotations

from collections import namedtuple
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from .params import param, params_of
from .profile import Profile


@dataclass(frozen=True)
class Rules:
    """Institutions of one month; every field is an array over the zones (districts) of the city."""

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
    flexible_premium: Any = param(
        898.4,
        "lowest employees'-scheme contribution of a flexible worker",
        unit="yuan/month",
        within=(0, 5_000),
        source="P37",
        grade="measured",
    )
    premium_support: Any = param(
        0.0, "share of the flexible premium paid for the worker", unit="share", within=(0, 1), source="no policy"
    )
    injury_pilot: Any = param(
        0.3,
        "share of platform workers covered by the platform-paid injury pilot",
        unit="share",
        within=(0, 1),
        source="P34: 7 to 17 provinces, ride and delivery platforms only",
    )
    injury_premium: Any = param(
        0.10,
        "platform-paid injury premium",
        unit="yuan/order",
        within=(0, 2),
        source="P36: 0.01 ride, 0.07 or 0.25 delivery",
        grade="derived",
    )
    fund_contribution: Any = param(
        0.0,
        "platforms' contribution to the protection fund",
        unit="share of revenue",
        within=(0, 0.1),
        source="no policy",
    )
    fund_match: Any = param(
        0.0, "government's match of each contributed yuan", unit="yuan/yuan", within=(0, 5), source="no policy"
    )
    medical_cover: Any = param(
        0.0, "share of accident cost that the fund pays", unit="share", within=(0, 1), source="no policy"
    )
    fund_training_share: Any = param(
        0.0, "share of the fund's income spent on training", unit="share", within=(0, 1), source="no policy"
    )
    dividend_share: Any = param(
        0.0, "share of platforms' data gain returned", unit="share", within=(0, 1), source="no policy"
    )
    breach_payout: Any = param(
        0.0, "payout to each victim of a data breach", unit="yuan/person", within=(0, 10_000), source="no policy"
    )
    dispatch_openness: Any = param(
        0.0, "share of the dispatch rule that is published", unit="share", within=(0, 1), source="no policy"
    )
    appeal_days: Any = param(
        0.0, "days until an appeal is decided; 0: no appeal", unit="days", within=(0, 365), source="no policy"
    )
    audit_rate: Any = param(
        0.0, "probability that a platform is audited in a month", unit="share/month", within=(0, 1), source="no policy"
    )
    dispatch_fine: Any = param(
        0.0, "fine for a biased dispatch rule", unit="yuan/active worker", within=(0, 10_000), source="no policy"
    )
    alarm_threshold: Any = param(
        1.0,
        "gap of an occupation that sets off the early warning; 1: never",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
    special_fund_per_head: Any = param(
        50.0, "yearly limit of the special fund", unit="yuan/resident", within=(0, 5_000), source="C47, plan §5.2.1"
    )
    peak_bonus: Any = param(
        0.0,
        "bonus on peak orders under the published peak standard",
        unit="share of pay",
        within=(0, 1),
        source="no policy",
    )

    @classmethod
    def baseline(cls, profile: Profile) -> Rules:
        """The rules in force without any policy: the defaults, with the city's own wage floors and benefit."""
        zones = len(profile.districts)
        values = {name: np.full(zones, float(p.default)) for name, p in params_of(cls).items()}
        values["minimum_wage"] = np.array([profile.minimum_wage[d.wage_zone - 1] for d in profile.districts])
        values["benefit"] = np.full(zones, float(profile.unemployment_benefit))
        return cls(**values)

    def amended(self, **changes: NDArray[np.float64]) -> Self:
        """A copy with some rules changed."""
        return replace(self, **changes)

    def blend(self, amended: Rules, weight: NDArray[np.float64]) -> Rules:
        """Rules between these and the amended ones; weight 0 to 1 per zone (scope × phase-in)."""
        mixed = {}
        for f in fields(self):
            old, new = getattr(self, f.name), getattr(amended, f.name)
            mixed[f.name] = np.where(weight >= 1.0, new, np.where(weight <= 0.0, old, old + weight * (new - old)))
        return replace(self, **mixed)

    def view(self) -> Any:
        """The same as a named tuple of arrays, which kernels can read."""
        return self._view

    @cached_property
    def _view(self) -> Any:
        return RulesView(*(getattr(self, f.name) for f in fields(self)))


RulesView: Any = namedtuple("RulesView", [f.name for f in fields(Rules)])  # type: ignore[misc]
