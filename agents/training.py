"""Training: how courses keep up, what practice adds, what firms and people make of support. Scalar rules."""

from __future__ import annotations

from .compiled import rule
from .maths import exp, logistic, power


@rule
def freshness(base, updates, ageing, reach):
    """Share of a course's hours that teach what posts need. Content loses `ageing` a month; where courses are updated
    `updates` times a year a share `reach` of the stale hours is renewed each time (plan §3.1.1)."""
    if updates <= 0.0:
        return base
    months = 12.0 / updates
    renewed = (1.0 - (1.0 - ageing) ** months) / (months * ageing)  # mean over the months between two updates
    return base + reach * max(0.0, renewed - base)


@rule
def revised(fresh, feedback, success):
    """Freshness after the feedback of graduates: the fewer of them found work, the more of the course is revised."""
    return fresh + feedback * (1.0 - fresh) * (1.0 - success)


@rule
def practised(fresh, practice, gain):
    """What an hour teaches where a share of the hours is practice in a lab or at a workplace (plan §3.1.2)."""
    return fresh * (1.0 + gain * practice)


@rule
def drop_out_hazard(completion, months, extent, mentored, hold):
    """Chance of leaving a course in a month, from the share that completes a full one; a mentor holds some back."""
    hazard = 1.0 - completion ** (extent / months)
    return hazard * (1.0 - hold) if mentored else hazard


@rule
def internship_supply(credit, cost, elasticity):
    """Share of trainees for whom firms find an internship: rises with the part of its cost that the credit pays."""
    return min(1.0, elasticity * credit / max(cost, 1.0))


@rule
def net_cost_ratio(cost, grant, deduction, tax):
    """What a course for own staff costs a firm after tax and grant, over its cost without policy (deduction 1)."""
    return max(0.1, ((1.0 - tax * deduction) * cost - grant) / max((1.0 - tax) * cost, 1.0))


@rule
def training_offer(rate, schooling, slope):
    """Chance in a month that a firm trains an employee of its own accord: lower for the less schooled (plan
    §2.3.2)."""
    return rate * exp(slope * (schooling - 3.0))


@rule
def induced_training(offer, ratio, elasticity):
    """Training beyond what firms do anyway, when it costs them less (constant elasticity)."""
    return offer * (power(ratio, -elasticity) - 1.0)


@rule
def points_value(points, gain, threshold, worth):
    """What `gain` more points are worth to a person, yuan: less as long as the redemption threshold is far."""
    near = min(1.0, (points + gain) / threshold) if threshold > 0.0 else 1.0
    return worth * gain * near


@rule
def service_chance(intercept, pull, value):
    """Chance that a flexible worker does a turn of community service in a month, by what its points are worth."""
    return logistic(intercept + pull * value / 100.0)
