"""Government: what it knows and what is in its purse. It acts by rules, on tallies that are late and smoothed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray


@dataclass
class Government:
    """Observations and funds. Money in fen; one value per occupation where an array is given."""

    vacancies: NDArray[np.float64]  # posts open per occupation, three-month mean, as observed with lag
    seekers: NDArray[np.float64]  # people aiming at the occupation, three-month mean, as observed with lag
    alarm: NDArray[np.uint8]  # early warning on for the occupation
    special_fund_spent: int  # fen spent from the special fund in this calendar year
    promised: int  # fen of the special fund due to those on a course until its end
    fund_income: int  # fen paid into the protection fund last month, match included
    fund_claims: float  # fen of medical claims a month, smoothed
    flexible_insured: int  # flexible workers in the employees' scheme last month
    support: float  # share of the flexible premium the fund can pay this month
    cover: float  # share of the promised medical cover the fund can honour this month
    demand_map: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))  # [O] short posts as mapped; replaced
    capacity: float = 0.0  # course places a year that equity in providers has added, in the real city

    def gap(self) -> NDArray[np.float64]:
        """Share of an occupation's posts without a qualified seeker within reach, 0 to 1 (B 2.16)."""
        short = np.maximum(self.vacancies - self.seekers, 0.0)
        return np.divide(short, self.vacancies, out=np.zeros_like(short), where=self.vacancies > 0.5)

    @classmethod
    def new(cls, occupations: int) -> Government:
        """A government that has seen nothing yet and owns nothing."""
        zeros = np.zeros(occupations)
        return cls(zeros.copy(), zeros.copy(), np.zeros(occupations, np.uint8), 0, 0, 0, 0.0, 0, 0.0, 0.0)

    def copy(self) -> Government:
        """A deep copy."""
        return replace(self, vacancies=self.vacancies.copy(), seekers=self.seekers.copy(), alarm=self.alarm.copy())
