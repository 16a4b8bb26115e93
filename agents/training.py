"""Training: how courses keep up, what practice adds, what firms and people make of support. Scalar rules."""

from __future__ import annotations

from .compiled import rule
from .maths import exp, logistic, power
from .workers import LAYERS, SENIOR, SKILL_SPREAD

LEAST_COST = 0.1  # of what a course costs a firm without policy: some of it no tax and no grant takes away
POINTS_UNIT = 1_000.0  # yuan, in which the pull of points towards a course is given
MOST_GAIN, MOST_LOSS = 0.5, 0.3  # change of pay, as a share, that counts at most in the wish for a course
SPARE_WEEK = 40  # hours of work that leave time for a course
SETTLED = 12  # months in a job from which nobody is new to it


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
def called_first(gap, months, b):
    """How often a firm thinks of a course for somebody, over one who can do the work: the more is lacking, at most
    `training_first` times as often, twice as soon of those newly hired."""
    new = 2.0 if months < SETTLED else 1.0
    return 1.0 + (b.training_first - 1.0) * min(1.0, new * gap / b.training_gap)


@rule
def usual_course(learning, extent):
    """Share of what can still be learnt in a trade that a firm's usual course teaches."""
    return learning * extent


@rule
def net_cost_ratio(cost, grant, deduction, tax):
    """What a course for own staff costs a firm after tax and grant, over its cost without policy (deduction 1)."""
    return max(LEAST_COST, ((1.0 - tax * deduction) * cost - grant) / max((1.0 - tax) * cost, 1.0))


@rule
def training_offer(rate, schooling, slope):
    """Chance in a month that a firm trains an employee of its own accord: lower for the less schooled (plan
    §2.3.2)."""
    return rate * exp(slope * (schooling - SENIOR))


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


# ---- the wish for a course ------------------------------------------------------------------------------------------


@rule
def mean_shortfall(technical, application, management, need_t, need_a, need_m):
    """Mean over the three layers of skill of what a post needs beyond the skill held, 0 to 1."""
    short = max(need_t - technical, 0.0) + max(need_a - application, 0.0)
    return (short + max(need_m - management, 0.0)) / LAYERS


@rule
def course_fits(gap, own_trade, other, reach, schooling, asked):
    """Whether a course is of use: in one's own trade where skill is short; in any that is within the reach of skill,
    and a level of schooling at most."""
    if own_trade:
        return gap > 0.0
    return (other or gap > 0.0) and gap <= reach and schooling + 1 >= asked


@rule
def expected_gain(there, now, chance, learnt, b):
    """Change of pay that a person expects of a course, as a share, within bounds: what posts pay `there` and, `now`, in
    one's own trade, the chance of one there over that here, and what more skill is worth (B 2.9). What else makes one's
    pay different goes along and drops out; and whoever is paid badly by a line may find a better one without a
    course."""
    worth = there / max(now, 1.0) * chance * exp(b.skill_return * learnt / SKILL_SPREAD)
    return min(MOST_GAIN, max(-MOST_LOSS, worth - 1.0))


@rule
def pull_of_points(pull, value):
    """Log odds of applying that points of this worth add (B 2.36)."""
    return pull * value / POINTS_UNIT


# ---- firms ----------------------------------------------------------------------------------------------------------

UNTRAINED, ANYWAY, BY_TAX, IF_PAID = range(4)  # why a firm trains an employee


@rule
def reason_to_train(luck, offer, by_tax, by_grant):
    """Why a firm trains an employee this month, if it does: it would anyway, the tax makes it worth while, or it would
    if the grant is paid; `by_tax` and `by_grant` are further chances as shares of the first."""
    if luck < offer:
        return ANYWAY
    if luck < offer * (1.0 + by_tax):
        return BY_TAX
    if luck < offer * (1.0 + by_grant):
        return IF_PAID
    return UNTRAINED
