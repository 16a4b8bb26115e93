"""Rules of courses and certificates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..params import param

_NONE: dict[str, Any] = {"source": "no policy"}


@dataclass(frozen=True)
class SkillRules:
    """Rules of courses and certificates. Every field is an array over the zones."""

    alarm_threshold: Any = param(
        1.0, "gap of an occupation that sets off the early warning; 1: never", unit="share", within=(0, 1), **_NONE
    )
    # what is taught
    course_updates: Any = param(0.0, "updates of every course", unit="updates/year", within=(0, 12), **_NONE)
    course_feedback: Any = param(
        0.0, "share of stale hours revised where graduates find no work", unit="share", within=(0, 1), **_NONE
    )
    practice_share: Any = param(0.0, "share of course hours that are practice", unit="share", within=(0, 1), **_NONE)
    internship_credit: Any = param(
        0.0, "tax credit to the firm for an intern", unit="yuan/intern", within=(0, 50_000), **_NONE
    )
    three_plus_one: Any = param(
        0.0, "graduates who spend their last year on a project", unit="share", within=(0, 1), **_NONE
    )
    # who is taught what
    map_share: Any = param(
        0.0, "share of places that the skill map directs to short occupations", unit="share", within=(0, 1), **_NONE
    )
    map_lag: Any = param(0.0, "mean age of what the skill map shows", unit="months", within=(0, 24), **_NONE)
    map_noise: Any = param(0.0, "error of the skill map (log spread)", unit="log", within=(0, 2), **_NONE)
    course_push: Any = param(
        0.0, "share of people with a large skill gap who are sent courses", unit="share/month", within=(0, 1), **_NONE
    )
    push_gap: Any = param(0.0, "skill gap from which courses are sent", unit="share", within=(0, 1), **_NONE)
    # certificates and points
    certificate_credit: Any = param(0.0, "certificates that can be verified", unit="share", within=(0, 1), **_NONE)
    points_worth: Any = param(0.0, "worth of a point when redeemed", unit="yuan/point", within=(0, 200), **_NONE)
    points_threshold: Any = param(
        0.0, "points from which they can be redeemed", unit="points", within=(0, 30_000), **_NONE
    )
    points_course: Any = param(0.0, "points for a completed course", unit="points", within=(0, 1_000), **_NONE)
    points_service: Any = param(0.0, "points for a turn of service", unit="points", within=(0, 1_000), **_NONE)
    # firms and providers
    training_grant: Any = param(
        0.0, "paid to a firm for training one of its staff", unit="yuan/person", within=(0, 20_000), **_NONE
    )
    training_grants: Any = param(0.0, "grants to firms", unit="persons/year", within=(0, 2_000_000), **_NONE)
    training_deduction: Any = param(
        1.0, "training cost that firms may deduct", unit="share of cost", within=(1, 3), **_NONE
    )
    course_equity: Any = param(
        0.0, "equity put into course providers", unit="yuan/year", within=(0, 1_000_000_000), **_NONE
    )
