"""Effects of the courses on trial over seeds: the truth, what each estimator makes of it, and its bias."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ...runs.intervals import mean_interval
from .training import AFTER, PLACES, TRUTH, YEAR, CourseTrial, Crowding

# Months since enrolment that are reported, first to last.
SPANS = ((1, 3), (4, 8), (9, 14), (15, 20), (21, 26), (27, AFTER))  # on the course; a year, two and more since its end
MATCHED = "matched_difference_in_differences"


@dataclass(frozen=True)
class EffectEstimate:
    """One estimator's effect on one outcome over some months since enrolment, per person trained."""

    mode: str  # of the course: part_time (open to all at work or unemployed), full_time (for the unemployed)
    outcome: str  # employment and formal_job, shares; income, yuan a month
    first: int  # months since enrolment
    last: int
    estimator: str  # truth, raw, difference_in_differences, matching, matched_difference_in_differences
    value: float
    low: float  # 95 % interval over seeds
    high: float
    bias: float  # less the truth, seed by seed
    bias_low: float
    bias_high: float
    trained: int  # persons, all seeds

    def record(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)


def estimates(by_seed: Sequence[Sequence[CourseTrial]]) -> list[EffectEstimate]:
    """One row a course, outcome, span and estimator. A course that nobody joined in some seed is judged by the
    others."""
    rows = []
    for number, mode in enumerate(PLACES):
        runs = [courses[number] for courses in by_seed if courses[number].trained > 0]
        trained = sum(trial.trained for trial in runs)
        for outcome, name in runs[0].effects if runs else ():
            for first, last in SPANS:
                values, truth = (
                    np.array([trial.effects[outcome, key][first : last + 1].mean() for trial in runs])
                    for key in (name, TRUTH)
                )
                bias = mean_interval(list(values - truth))
                rows.append(
                    EffectEstimate(mode, outcome, first, last, name, *mean_interval(list(values)), *bias, trained)
                )
    return rows


def trial_facts(courses: Sequence[CourseTrial], crowding: Crowding) -> dict[str, float]:
    """Lock-in, later gain in jobs and pay, what an evaluator finds of it, who is trained and where they work, and what
    the others lose, from one seed's trials."""
    part_time, full_time = courses
    jobs, late = full_time.effects["employment", TRUTH], slice(YEAR, AFTER + 1)
    usual = part_time.untreated["income"][late].mean()
    pay, matched, plain = (part_time.effects["income", name][late].mean() / usual for name in (TRUTH, MATCHED, "raw"))
    return {
        "lock_in": float(jobs[1:4].mean()),
        "training_gain": float(jobs[late].mean()),
        "training_pay": float(pay),
        "matched_gain": float(matched),
        "plain_excess": float(plain - matched),
        "trainees_pay": part_time.pay_gap,
        "entered": sum(course.in_field - course.would_have for course in courses),
        "changers": float(sum(course.changers for course in courses)),
        "others_lose": 100.0 * crowding.lost / max(1, crowding.trained),
        "jobs_lost": crowding.lost,
        "jobs_gained": crowding.gained,
    }
