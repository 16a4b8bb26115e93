"""Provision that exists without any policy of the plan: the training the country subsidises already, and the courses
that firms buy for their own staff."""

from __future__ import annotations

from ..behaviour import Behaviour
from ..profile import Profile
from ..programme import Programme

PLACES_PER_ADULT = 0.022  # offered a year; taken up, they come to about 2.7 % of the employed (P39)


def existing_training(profile: Profile) -> Programme:
    """Ordinary subsidised courses: paid from the general budget, part-time, not steered, partly stale (plan §2.1.2)."""
    return Programme(
        name="existing_training",
        seats=PLACES_PER_ADULT * profile.adults,
        per_trainee=1_200.0,
        mode="part_time",
        months=3,
        payer="government",
        fresh=0.5,
    )


def firm_course() -> Programme:
    """The course a firm buys for its own staff, as many as firms choose; graduates of another trade are moved to open
    posts of the same firm."""
    return Programme(
        name="firm_course",
        seats=0.0,
        per_trainee=Behaviour().firm_course_cost,
        mode="part_time",
        months=3,
        payer="employers",
        fresh=0.9,
        by_firms=True,
    )
