"""Start: nobody is judged for the time before a lever began, or while it was gone. (Who checks a platform in the first
month finds the bias of that month: that is no judgement of the past.)"""

from functools import cache

import numpy as np
import pytest

from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.month import step

from .futures_of_levers import EXISTING, every_lever, past

YEAR = 12


@cache
def eve_of(month_of_year):
    """A city on the eve of a month of the year."""
    city = past().fork()
    while city.calendar.of_year(city.month) != month_of_year:
        step(city, Policy(existing=EXISTING))
    city.start = city.month
    return city


def judged(city):
    """What a year's end decides."""
    g = city.government
    return g.budget_share.tolist(), g.emphasis.tolist(), dict(g.closed)


@every_lever
@pytest.mark.parametrize("months", [(1, 1), (12, 2)], ids=["January", "December"])
def test_the_first_january_judges_no_month_before(kind, months):
    """Who trained nobody last year, when nobody asked, keeps the budget whole; who is judged in January for December is
    judged for December alone."""
    first, played = months
    city, idle = eve_of(first).fork(), eve_of(first).fork()
    idle.workers.trained[idle.workers.trained > idle.month - YEAR] = idle.month - 5 * YEAR
    busy = city.workers.trained > city.month - YEAR
    city.workers.trained[~busy & (city.workers.programme == 0)] = city.month - 2  # everybody was trained of late
    outcomes = []
    for one in (city, idle):
        for _ in range(played):
            step(one, Policy((Dated(lever=kind()),), EXISTING))
        outcomes.append(judged(one))
    if played == 1:
        budget, emphasis, closed = outcomes[0]
        assert set(budget) == {1.0}
        assert emphasis == [1 / 3] * 3
        assert closed == {}
    assert outcomes[0][0] == pytest.approx(outcomes[1][0], abs=0.05)  # but for who completes a course in December
    assert outcomes[0][1:3] == outcomes[1][1:3]


def test_a_rule_that_comes_back_invests_what_came_since_it_came_back():
    loop = LEVERS["investment_loop"]()
    city = eve_of(1).fork()
    twice = Policy((Dated(lever=loop, until=3), Dated(lever=loop, start=6)), EXISTING)
    before = []
    for _ in range(8):
        step(city, twice)
        before.append(city.government.revenue_before if city.government.revenue >= 0.0 else None)
    assert before[0] == before[1] == before[2]
    assert before[3:6] == [None] * 3
    assert before[6] == before[7] != before[0]
    assert np.isfinite(city.government.revenue)
