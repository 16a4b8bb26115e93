"""How employers live: rules of births, growth and deaths. An employer is an establishment, one line or several."""

from __future__ import annotations

import numpy as np

from .compiled import rule
from .maths import MARGIN, exp, power

# Share of firms that leave the register in each year of age (SAIC 2013, cohorts of 2000-2012; P69): the last for ever.
EXIT_BY_AGE = np.array((0.016, 0.063, 0.095, 0.085, 0.085, 0.0825, 0.08, 0.075, 0.07, 0.065))
YEAR = 12  # months
YOUNG_STAFF = 6.07  # staff of new firms, for which the rates stand (SAIC 2017; P70)


@rule
def frailest_of_all(b):
    """No less than the frailty of the smallest."""
    return power(1.0 / YOUNG_STAFF, -b.exit_size) * (1.0 + MARGIN)


@rule
def remembered(memory, now, months):
    """Memory of the last `months` months when another is over."""
    return memory + (now - memory) / months


@rule
def hazard_of_exit(age, margin, b):
    """Chance in a month that an establishment of usual size with staff closes: by age (P69), and higher for those that
    have not covered their cost for long (`margin`: smoothed log of worth over cost)."""
    yearly = EXIT_BY_AGE[min(max(age, 0) // YEAR, len(EXIT_BY_AGE) - 1)] * b.exit_multiplier
    return yearly / YEAR + b.loss_exit * max(0.0, -margin - b.loss_patience)


@rule
def frailty(size, b):
    """What size makes of that chance: less for large ones (P69)."""
    return power(max(size, 1.0) / YOUNG_STAFF, -b.exit_size) * exp(-size / b.wound_down)


@rule
def exit_chance(age, size, staff, margin, b):
    """Chance that an establishment closes this month; higher for those that found nobody to work (P70)."""
    return min(1.0, frailty(size, b) * hazard_of_exit(age, margin, b) + (b.idle_exit if staff == 0 else 0.0))


@rule
def closes(luck, age, size, staff, margin, frailest, b):
    """Whether luck is below that chance; few are so unlucky that their size must be weighed. `frailest`: no less than
    the frailty of any."""
    most = frailest * hazard_of_exit(age, margin, b) + (b.idle_exit if staff == 0 else 0.0)
    return luck < most and luck < exit_chance(age, size, staff, margin, b)


@rule
def room_for_entry(normal, margin, b):
    """Employers, or staff, for which a trade has room: more than is normal where posts are worth more over their cost
    than elsewhere (`margin`: log, against the city's mean). What all gain or lose moves the staff they want, not where
    they are."""
    return normal * exp(b.entry_response * margin)


@rule
def entry_chance(lacking, empty, speed):
    """Chance that an empty place of a trade is taken this month, when so many employers are lacking."""
    return min(1.0, speed * max(0.0, lacking) / max(empty, 1.0))


@rule
def newborn_size(lines, mean, luck):
    """Staff that a new establishment wants: at least one a line, at most little below twice the mean."""
    return max(1.0 * lines, 1.0 + 2.0 * (mean - 1.0) * luck)


@rule
def staff_growth(lacking, capacity, age, luck, b):
    """Growth of a line's capacity in a month: its share of what the trade lacks, luck of its own (Gibrat), and what is
    peculiar to the first year (B 3.11)."""
    common = b.refilling * lacking / max(capacity, 1.0)
    common = max(-b.most_growth, min(b.most_growth, common))
    young = b.young_growth / YEAR if age < YEAR else 0.0
    return exp(common + young + b.growth_spread * luck)
