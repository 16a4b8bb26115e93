"""Hours: a line with less work than its staff does at normal hours cuts hours first, then sends some on leave.

Recovery gives hours back before posts are opened. What hours and leave absorb is not shed; who is on leave is employed
by definition, because the line calls them back as soon as there is work, or lets them go after some months.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, rule
from ....agents.employers import hours_cut, leave_share, work_left
from ...city import City
from ...draws import identity, uniform
from ...rules import Rules

Floats = NDArray[np.float64]
# Notice of Zhejiang's human-resources department, 26 January 2020, after the national rules of wage payment of 1994,
# art. 12: staff without work through no fault of theirs get the contract's wage for one wage period of at most thirty
# days, and then at least 80 % of the wage floor until work goes on or the contract ends.
FULL_PAY_MONTHS, LEAVE_PAY = 1, 0.8
ON_LEAVE = "who is sent on leave"
# What holds for a line, a bit each; leave is fresh while it is paid as work.
CONTRIBUTES, FRESH, SOME_AWAY = (np.uint16(bit) for bit in (1, 2, 4))
ZONE_FROM = np.uint16(3)  # bits before the zone


def adjust_hours(city: City, work: Floats, shed: Floats) -> Floats:
    """Set the hours and the leave of each line by the `work` there is, in persons at normal hours, and take from `shed`
    what they absorb; return the share of staff on leave whom a line gives up."""
    given_up = np.zeros(len(city.employers))
    _adjust(len(given_up), city.employers.view(), work, city.behaviour.view(), shed, given_up)
    return given_up


class LinePay(NamedTuple):
    """What lines pay their staff this month; small, since everybody at work looks into it."""

    kind: NDArray[np.uint16]  # [line] CONTRIBUTES, FRESH and SOME_AWAY, and the zone
    short: Floats  # [line] part of normal hours that is cut
    leave: Floats  # [line] share of the staff on leave
    floor: NDArray[np.int64]  # [zone] fen a month


def line_pay(city: City, rules: Rules) -> LinePay:
    """What the month's hours and the rules make of it."""
    e = city.employers
    kind = e.zone << ZONE_FROM
    kind |= CONTRIBUTES * (e.contributes == 1) + FRESH * (e.leave_months <= FULL_PAY_MONTHS) + SOME_AWAY * (e.leave > 0)
    return LinePay(kind, e.short, e.leave, np.round(100.0 * rules.minimum_wage).astype(np.int64))


def paid_share(city: City) -> Floats:
    """[line] share of the contract wage that who works shorter hours is paid."""
    return np.asarray(1.0 - city.behaviour.short_pay * city.employers.short)  # as `pay_of_month` has it


@rule
def on_leave(i, hired, leave, key):
    """Whether an employee, who was hired some month, is among the share of the line's staff on leave: as long as the
    share is the same, so are they."""
    return leave > 0.0 and uniform(key, identity(i, hired)) < leave


@rule
def pay_of_month(wage, away, fresh, short, floor, b):
    """Gross pay of the month, fen, of an employee with a contract wage, at work or away on leave: never below the floor
    for who works, unless the contract is."""
    if away:
        return wage if fresh else min(wage, int(LEAVE_PAY * floor))
    paid = 1.0 - b.short_pay * short
    return max(min(wage, floor), int(wage * paid + 0.5))


@kernel
def _adjust(lo, hi, part, e, work, behaviour, shed, given_up):
    """One month of hours and leave of each line."""
    b = behaviour[0]
    for j in range(lo, hi):
        if e.closed[j]:  # nobody is kept for better times
            e.short[j], e.leave[j], e.leave_months[j] = 0.0, 0.0, 0
            continue
        left = work_left(e.staff[j], work[j], b)
        short, leave = hours_cut(left, b), leave_share(left, b)
        months = e.leave_months[j] + 1 if leave > 0.0 else 0
        if months > b.leave_longest:
            given_up[j], leave, months = e.leave[j], 0.0, 0
        e.short[j], e.leave[j], e.leave_months[j] = short, leave, months
        if short > 0.0 or leave > 0.0:
            absorbed = e.staff[j] * (1.0 - (1.0 - leave) * (1.0 - short))
            shed[j] *= max(0.0, 1.0 - absorbed / (e.staff[j] - work[j]))
