"""Public moments of a year: hand-made flows and tallies against values worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from jiuye.agents.workers import INJURY, PLATFORM, UNEMPLOYED
from jiuye.experiments.validation.moments import YEARS
from jiuye.experiments.validation.observation import Year
from jiuye.model.households import Households
from jiuye.model.income_classes import CLASSES
from jiuye.model.month import Flows
from jiuye.model.quantities import QUANTITIES, Q
from jiuye.model.tally import Tally

from .city_of_ten import city_of_ten


def hand_made(counts: dict[str, int], **quantities: int) -> Flows:
    """A month in which the whole city has these quantities, and these things happened."""
    groups = 9
    sums = np.zeros((groups, len(QUANTITIES)), np.int64)
    for name, value in quantities.items():
        sums[0, Q[name]] = value
    blank = np.zeros((groups, CLASSES), np.int64)
    occupations = np.zeros(59, np.int64)
    homes = np.zeros((2, CLASSES), np.int64)
    return Flows(0, counts, Tally(sums, blank, blank, occupations, occupations, occupations, homes, homes))


def year_of(flows: Flows, months: int = 12) -> Year:
    """A year of equal months in which nobody moves."""
    seen = Year(city_of_ten())
    for _ in range(months):
        seen.look(flows, {})
    return seen


def test_turnover_and_its_voluntary_share():
    seen = year_of(hand_made({"dismissals": 4, "quits": 6, "job_to_job": 8, "quits_to_own_work": 2}, employed=1_200))
    assert YEARS["P06"](seen) == pytest.approx(100 * 240 / 1_200)
    assert YEARS["P07"](seen) == pytest.approx(80.0)


def test_posts_for_each_seeker():
    came = {"into_unemployment": 15, "joiners": 5}
    seen = year_of(hand_made({"vacancies": 90, "posts_opened": 30, "hires_from_unemployed": 20, **came}, searching=100))
    assert YEARS["P10"](seen) == pytest.approx(
        (90 + 2 * 30) / (120 + 2 * 20)
    )  # a quarter: the first month and two more


def test_posts_wait_from_opening_to_acceptance():
    seen = year_of(hand_made({"vacancies": 90, "hires": 30, "days_to_fill": 1_500}))
    assert YEARS["P110"](seen) == pytest.approx(50.0)  # those withdrawn do not count


def test_training():
    seen = year_of(hand_made({"enrolled": 4, "certified": 2}, employed=900, platform=60, self_employed=240))
    assert YEARS["P39"](seen) == pytest.approx(100 * 48 / 1_200)
    assert YEARS["P40"](seen) == pytest.approx(0.5)


def test_injuries_are_of_the_enrolled():
    seen = Year(city_of_ten(insured={8: INJURY}))
    for month in range(12):
        seen.look(hand_made({"injuries": 5, "injuries_covered": int(month == 3)}), {})
    assert seen.enrolled_months == 12
    assert YEARS["P35"](seen) == pytest.approx(100.0)  # one case in one person-year


def test_finding_and_losing_compare_month_ends():
    city = city_of_ten()
    seen = Year(city)
    w = city.workers
    w.status[0], w.status[6] = UNEMPLOYED, PLATFORM  # one of seven loses work, one of two finds some
    seen.look(hand_made({}), {})
    w.status[7], w.born[7] = PLATFORM, -100  # somebody else in the same row
    seen.look(hand_made({}), {})
    assert (seen.were_unemployed, seen.found) == (2 + 1, 1)
    assert (seen.were_working, seen.lost) == (7 + 7, 1)
    assert YEARS["P08"](seen) == pytest.approx(1 / 3)
    assert YEARS["P09"](seen) == pytest.approx(100 / 14)


def test_gini_is_of_the_years_income_per_head_of_households():
    city = city_of_ten()
    city.households = Households(np.array([0, 7, 8, 10], np.int32), np.array([1, 0, 2], np.uint8))
    seen = Year(city)
    w = city.workers
    w.income[:] = [0, 0, 0, 0, 0, 0, 0, 100, 100, 400]
    seen.look(hand_made({}), {})
    w.born[9] += 1  # somebody else in the same row is a member too
    w.income[:] = [80, 0, 0, 0, 0, 0, 0, 100, 300, 200]
    seen.look(hand_made({}), {})
    per_head = [10] * 8 + [200] + [250] * 4  # of 8, 1 and 4 people
    ranked = sum((k + 1) * x for k, x in enumerate(per_head))
    assert YEARS["P24"](seen) == pytest.approx(2 * ranked / (13 * sum(per_head)) - 14 / 13)


def test_stocks_are_averaged_over_the_months_that_have_them():
    city = city_of_ten()
    seen = Year(city)
    values = iter([1.0, math.nan, 3.0])
    for _ in range(3):
        seen.look(hand_made({}), {"P01": lambda census: next(values)})
    assert seen.mean_of("P01") == 2.0
