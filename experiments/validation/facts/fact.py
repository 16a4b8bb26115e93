"""What a stylised fact is, and the list of those that a believable city must show.

A fact holds if its mean over seeds lies in the band. Of a fact that is a sign, the 95 % interval must also leave out
the value of no effect. Bands are those of the literature named; where
it gives a sign alone, the far edge is judged.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from ...runs.intervals import mean_interval


class FactDefinition(NamedTuple):
    """One fact. Title and definition for readers stand in viz/words/text under `fact.<name>`."""

    name: str
    statistic: str  # what is computed, in symbols
    unit: str
    low: float  # the band
    high: float
    no_effect: float | None  # of a fact that is a sign: what the interval must leave out
    source: str


QUOTIENTS = {
    "displacement": ("jobs_lost", "jobs_gained"),
    "field_entry": ("entered", "changers"),
}  # of sums over seeds: that of one seed may be wild
RANGE, NO_DIFFERENCE, EQUAL = None, 0.0, 1.0
DEFINITIONS = tuple(
    FactDefinition(*row)
    for row in (
        ("beveridge_correlation", "corr(u, v)", "ratio", -1.0, -0.5, RANGE, "Shimer 2005: -0.9"),
        ("beveridge_loop", "area of (u, v) / box", "ratio", 0.0, 1.0, NO_DIFFERENCE, "Blanchard & Diamond 1989"),
        ("matching_searchers", "d ln H / d ln S", "ratio", 0.4, 0.7, RANGE, "Petrongolo & Pissarides 2001; B 2.1"),
        ("matching_returns", "d ln H / d ln S + d ln H / d ln V", "ratio", 0.9, 1.1, RANGE, "the same"),
        ("okun", "d u / d ln Y", "ratio", -0.6, -0.05, RANGE, "Ball, Leigh & Loungani 2017"),
        ("outflow_share", "cov(-ln f, ln s/f) / var(ln s/f)", "share", 0.5, 0.95, RANGE, "Elsby et al. 2013; B 2.8"),
        ("tightness_volatility", "sd(ln v/u) / sd(ln demand)", "ratio", 5.0, 40.0, RANGE, "Shimer 2005: 19"),
        ("migrants_cyclical", "du/d ln demand, migrants / others", "ratio", 1.0, 4.0, EQUAL, "Chan 2010: 2008-2009"),
        (
            "hours_share",
            "Δ ln hours a head / Δ ln hours, year 1",
            "share",
            0.2,
            0.6,
            RANGE,
            "NBER working paper 17420; B 3.3",
        ),
        ("hours_fall_first", "part of the fall in quarter 1, hours - heads", "share", 0.0, 1.0, NO_DIFFERENCE, "B 3.3"),
        ("hours_lead", "corr(hours a head, Δ heads of next quarter)", "ratio", 0.0, 1.0, NO_DIFFERENCE, "B 3.3"),
        ("recall_share", "recalls / separations to unemployment", "share", 0.08, 0.45, RANGE, "P111; B 3.5"),
        ("duration_dependence", "exit at 6-17 months / 0-2", "ratio", 0.3, 0.9, RANGE, "Kroft et al. 2013; B 2.4"),
        (
            "youth_unemployment",
            "u(16-24) / u(30-59)",
            "ratio",
            3.3,
            5.0,
            RANGE,
            "National Bureau of Statistics 2023-2025 (P02, P03)",
        ),
        ("wage_skewness", "skewness(ln w)", "ratio", -0.5, 0.5, RANGE, "lognormal body"),
        ("wage_tail", "Hill, top 5 % of w", "ratio", 1.5, 4.0, RANGE, "Pareto tail of pay"),
        ("theil_place", "Theil T between / total", "share", 0.0, 0.3, NO_DIFFERENCE, "Sicular et al. 2007"),
        ("tenure_return", "d ln w / d tenure, year 1-2", "log/year", 0.0, 0.05, NO_DIFFERENCE, "B 2.9"),
        ("tenure_bend", "coefficient of tenure²", "log/year²", -0.01, 0.0, NO_DIFFERENCE, "B 2.9"),
        ("movers_gain", "Δ ln w, movers - stayers", "log", 0.0, 0.3, NO_DIFFERENCE, "Topel & Ward 1992"),
        ("ladder_hazard", "leaving, top / bottom fifth of w", "ratio", 0.2, 1.0, EQUAL, "Burdett & Mortensen 1998"),
        ("units_top", "staff in the largest tenth", "share", 0.4, 0.95, RANGE, "skewed sizes (P48)"),
        ("units_tail", "Hill, top 10 % of sizes", "ratio", 0.8, 1.4, RANGE, "Axtell 2001: 1.06"),
        ("commute_tail", "mean / median km", "ratio", 1.2, 2.0, RANGE, "P50; B 2.2"),
        ("tight_outside", "posts / applications, outside / core", "ratio", 1.0, 2.5, EQUAL, "CIER by tier 2020"),
        ("mismatch_places", "1 - Σ √(uᵢ vᵢ)", "share", 0.0, 0.1, RANGE, "Şahin et al. 2014"),
        ("gig_churn", "leaving a platform / a job, month", "ratio", 2.0, 40.0, EQUAL, "B 2.6"),
        ("gig_casual", "at most 6 of 12 months", "share", 0.3, 0.75, RANGE, "Farrell et al. 2018"),
        ("gig_concentration", "hours of the busiest fifth", "share", 0.35, 0.8, RANGE, "Hall & Krueger 2018"),
        ("gig_pay_rise", "Δ ln hourly pay, month 0", "log", 0.0, 0.3, NO_DIFFERENCE, "Hall, Horton & Knoepfle 2021"),
        ("gig_half_life", "months until half of what goes is gone", "months", 0.5, 1.5, RANGE, "the same; B 2.19"),
        ("gig_reversal", "share of the rise gone after a year", "share", 0.7, 1.2, RANGE, "the same"),
        ("training_age", "enrolment at 25-44 / 18-24 or 50-59", "ratio", 1.0, 5.0, EQUAL, "Bassanini et al. 2005"),
        ("training_schooling", "enrolment, college+ / junior-", "ratio", 1.0, 6.0, EQUAL, "Bassanini et al. 2005"),
        ("lock_in", "true Δ employment, months 1-3", "share", -0.6, 0.0, NO_DIFFERENCE, "Card, Kluve & Weber 2018"),
        ("training_gain", "true Δ employment, months 12-30", "share", 0.0, 0.067, NO_DIFFERENCE, "the same; B 2.11"),
        ("training_pay", "true Δ income / income, months 12-30", "share", 0.03, 0.11, RANGE, "CEES, CHIP; B 2.10"),
        ("matched_gain", "matched Δ income / income, months 12-30", "share", 0.0, 0.3, NO_DIFFERENCE, "CHIP; B 2.10"),
        (
            "plain_excess",
            "plain - matched Δ income / income",
            "share",
            0.0,
            0.6,
            NO_DIFFERENCE,
            "B 2.10: biased upwards",
        ),
        (
            "trainees_pay",
            "Δ ln income before, trained - alike",
            "log",
            -0.05,
            0.05,
            RANGE,
            "judgement; dip of the jobless aside",
        ),
        ("field_entry", "in the field taught, with - without", "share", 0.0, 0.6, NO_DIFFERENCE, "sign; B 2.31"),
        ("others_lose", "formal jobs lost per 100 trained", "persons", 0.0, 30.0, NO_DIFFERENCE, "Crépon et al. 2013"),
        ("displacement", "formal jobs lost / gained", "share", 0.25, 0.75, RANGE, "the same; B 2.13"),
        ("rest_unemployment", "drift of u", "share/year", -0.001, 0.001, RANGE, "stationary baseline"),
        ("rest_platform", "drift of the platform share", "share/year", -0.002, 0.002, RANGE, "stationary baseline"),
        ("rest_wage", "drift of ln w", "log/year", -0.01, 0.01, RANGE, "stationary baseline"),
        ("july_youth", "u(16-24), July-September / April-June", "ratio", 1.0, 2.0, EQUAL, "school is left in July"),
        ("festival_platforms", "active on platforms, spring / autumn quarter", "ratio", 0.82, 1.0, EQUAL, "P85: 0.88"),
        ("spring_posts", "posts open, March / February", "ratio", 1.0, 1.45, EQUAL, "P103a: 1.28; B 3.31"),
        ("spring_applications", "applications, March / February", "ratio", 1.3, 2.1, EQUAL, "P103b: 1.76; B 3.31"),
        ("zero_dose", "persons who differ, all levers at 0", "persons", 0.0, 0.0, RANGE, "levers at zero do nothing"),
    )
)


@dataclass(frozen=True)
class Fact:
    """What the simulated city says of one fact."""

    name: str
    statistic: str
    unit: str
    value: float  # mean over seeds
    low: float  # 95 % interval of the mean
    high: float
    band_low: float
    band_high: float
    no_effect: float | None
    source: str
    seeds: tuple[float, ...]

    @property
    def passed(self) -> bool:
        """Whether the fact holds, as the module says."""
        in_band = self.band_low <= self.value <= self.band_high
        unsure = self.no_effect is not None and math.isfinite(self.low) and self.low <= self.no_effect <= self.high
        return in_band and not unsure

    def record(self) -> dict[str, Any]:
        """The same as plain data."""
        return {**asdict(self), "seeds": list(self.seeds), "pass": self.passed}


def pooled(over: Sequence[float], under: Sequence[float]) -> tuple[float, ...]:
    """What each seed says of the quotient of the sums: that quotient, and by how much the seed departs from it (delta
    method). Their mean is the quotient, their spread its uncertainty."""
    top, bottom = math.fsum(over), math.fsum(under)
    if not bottom:
        return tuple(math.nan for _ in over)
    ratio, mean = top / bottom, bottom / len(under)
    return tuple(ratio + (a - ratio * b) / mean for a, b in zip(over, under, strict=True))


def judge_facts(found: Sequence[Mapping[str, float]]) -> list[Fact]:
    """Every fact from the figures of each seed."""
    facts = []
    for d in DEFINITIONS:
        if d.name in QUOTIENTS:
            values = pooled(*([one[part] for one in found] for part in QUOTIENTS[d.name]))
        else:
            values = tuple(one[d.name] for one in found)
        found_here = mean_interval(values)
        facts.append(Fact(d.name, d.statistic, d.unit, *found_here, d.low, d.high, d.no_effect, d.source, values))
    return facts
