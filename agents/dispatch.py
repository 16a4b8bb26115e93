"""What a dispatch rule comes to in a month: a response surface read at the use made of the hours there are.

The sandbox plays a rule ride by ride; a city splits the orders of a month. What the first says to the second is a few
coefficients, each a parabola in utilisation: how orders follow hours, rating, tenure, need, place and bias, and luck
(`model/dispatch.py` keeps them, `model/sandbox/surface.py` fits them).
"""

from __future__ import annotations

import math

from .choices import bias_factor
from .compiled import rule
from .maths import exp, log
from .platform_firms import USUAL_TIGHTNESS
from .platforms import COUNTED_YEARS, MIDDLE

# Terms of a surface, in logarithms of a worker's orders: of hours and their square (beyond proportion), of rating and
# years, of income beyond the mean, of distance beyond the mean, of what bias leaves; and the log variance of luck.
TERMS = ("hours", "curve", "rating", "tenure", "need", "place", "bias", "luck")
HOURS, CURVE, RATING, TENURE, NEED, PLACE, BIAS, LUCK = range(len(TERMS))
USUAL_WEEK = 47.0  # hours on the road, about which hours are reckoned: mean of full-time riders and drivers (P28)
FEWEST, MOST = -1.3, 0.6  # log hours over the usual ones within which surfaces are fitted; beyond, orders go with hours
PEAK_DENSITY, FOUR_OVER_PI = 2.0, 4.0 / math.pi  # of a normal in two dimensions
FARTHEST_OUT = 1.3  # distance over its mean, less one, to the corner of the sandbox
NEEDIEST, LEAST_NEEDY = -1.0, 1.0  # income over its mean, less one, within which surfaces are fitted


@rule
def term_at(coefficients, use):
    """A term of a surface at the share of hours that orders fill."""
    return coefficients[0] + use * (coefficients[1] + use * coefficients[2])


@rule
def use_of_hours(orders, capacity, low, high):
    """Orders over what the hours could do, within what the surface was fitted on; the usual where nobody worked."""
    use = orders / capacity if capacity > 0.0 else USUAL_TIGHTNESS
    return min(max(use, low), high)


@rule
def loss_by_bias(weight_lost, elasticity):
    """Share of orders that a group loses where the rule takes some of its weight: the more, the more free workers a
    rule has to choose from."""
    return 1.0 - exp(elasticity * log(1.0 - weight_lost))


@rule
def bias_that_passes(gap, most):
    """Share of its bias with which a rule passes a trial that finds `gap` at all of it and allows `most`: log incomes
    move with the log of weights."""
    return 1.0 if gap <= most else log(1.0 - most) / log(1.0 - gap)


@rule
def known_score(slope, openness, b):
    """What rating and years move claims by once people know what is scored: those who can raise their score, and it
    tells them apart less (plan §3.2.1: publication invites gaming)."""
    return slope * (1.0 - b.gaming * openness)


@rule
def spread_of_month(own, log_variance, hours):
    """Standard deviation of a month's orders: luck of the trade, and of dispatch, whose square falls with hours."""
    return math.sqrt(own * own + exp(log_variance) / hours)


@rule
def as_far_out(dense):
    """Distance from the middle of orders, over the mean and less one, at which orders of a sandbox are as dense over
    their usual density: they lie there as a normal in two dimensions, with a peak of twice the usual."""
    return min(FARTHEST_OUT, math.sqrt(FOUR_OVER_PI * max(0.0, log(PEAK_DENSITY / dense))) - 1.0)


@rule
def claim_on_month(work, rating, tenure_years, finds, far, need, age, sex, t):
    """A worker's claim on the orders of a month, in orders; `t` has the terms of the surface in the market, `finds` is
    what an hour finds around home over the mean, `far` how far out that is (`as_far_out`)."""
    log_claim = t.rating * (rating - MIDDLE) + t.tenure * min(tenure_years, COUNTED_YEARS) + t.place * far
    if t.hours != 0.0 or t.curve != 0.0:
        hours = min(max(log(max(work, 1.0) / t.usual_work), FEWEST), MOST)
        log_claim += hours * (t.hours + t.curve * hours)
    if t.need != 0.0:
        log_claim += t.need * min(max(need, NEEDIEST), LEAST_NEEDY)
    return work * finds * exp(log_claim) * bias_factor(age, sex, t.age_bias, t.sex_bias)
