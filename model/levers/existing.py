"""Provision that exists without any policy of the plan: the training the country subsidises already, and the courses
that firms buy for their own staff."""

from __future__ import annotations

from ..behaviour import Behaviour
from ..profile import Profile
from ..programme import Programme
from .course import FRESH, USUAL_MONTHS

PLACES_PER_ADULT = 0.022  # offered a year; taken up, they come to about 2.7 % of the employed (P39)
PAID_TODAY = 1_200.0  # yuan for a trainee, within the rates of P41
FRESH_TODAY = 0.5  # share of the hours that teach what posts need: courses are partly stale (plan §2.1.2)


def existing_training(profile: Profile) -> Programme:
    """Ordinary subsidised courses: paid from the general budget, part-time, not steered, partly stale (plan §2.1.2)."""
    return Programme(
        name="existing_training",
        seats=PLACES_PER_ADULT * profile.adults,
        per_trainee=PAID_TODAY,
        mode="part_time",
        months=USUAL_MONTHS,
        payer="government",
        fresh=FRESH_TODAY,
    )


def firm_course() -> Programme:
    """The course a firm buys for its own staff, as many as firms choose; graduates of another trade are moved to open
    posts of the same firm."""
    return Programme(
        name="firm_course",
        seats=0.0,
        per_trainee=Behaviour().firm_course_cost,
        mode="part_time",
        months=USUAL_MONTHS,
        payer="employers",
        fresh=FRESH,
        by_firms=True,
    )
