"""Orders on the ground: what an hour finds in one cell against another of its district.

Orders arise where people live and work. Workers spend their hours where orders are, the more the nearer to home (as
customers choose shops: Huff 1964, Land Economics 40), and those who wait in a cell share its orders, so that all hours
of a district together find its orders.
"""

from __future__ import annotations

import math

from .choices import free_entry
from .compiled import rule
from .maths import exp, log

LOGISTIC = 3.0 / (math.pi * math.pi)  # one over the variance of a logistic curve of scale one


@rule
def hours_for_orders(from_near, b):
    """Hours spent in a cell for each order there, over the mean of the district: those of workers at home within reach,
    and of those who go wherever orders are."""
    return b.roaming + (1.0 - b.roaming) * from_near


@rule
def found_in_hour(near_home, anywhere, b):
    """Orders that an hour finds over the mean of the district: part of it is spent wherever orders are."""
    return b.roaming * anywhere + (1.0 - b.roaming) * near_home


@rule
def spread_of_logs(variance):
    """Variance of the logs of what is spread about a mean of one with some variance (if logs are normal)."""
    return log(1.0 + variance)


@rule
def sharpness(uneven, b):
    """How sharply orders go unserved as the hours of a district run out: less so where they have run out in one cell
    and not in another. The curve is a logistic one in log orders over hours, and spreads add in squares."""
    return b.patience / math.sqrt(1.0 + LOGISTIC * b.patience * b.patience * uneven)


@rule
def tighter_at_orders(uneven, side):
    """Orders over hours where orders arise, over those of the district, in one of two places that stand for all (those
    of a normal's quadrature): where hours are short (`side` 1) and where not (-1). Most orders arise where hours find
    many, so that logs are spread about half their variance, and not about minus half of it as those of hours are."""
    return exp(0.5 * uneven + side * math.sqrt(uneven))


@rule
def drawn_here(finds, b):
    """How much more often than in the rest of the district people come to a platform and stay: they look at what those
    around them earn in an hour."""
    return 1.0 if finds == 1.0 else free_entry(finds, b)
