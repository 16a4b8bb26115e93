"""Moments of employers: how many open and close, at which age, how large they are, how jobs come and go with them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...agents.employers import Employers
from .census import Census, ratio
from .moment_registry import stock, year
from .observation import Year

MONTHS, DAYS = 12, 30.0  # of a year; of a month
HALF = 6  # months: firms of an age are those within half a year of it
Integers = NDArray[np.int64]


def _firms(e: Employers) -> tuple[Integers, Integers, Integers]:
    """Number, month of opening and staff of each living establishment."""
    living = e.closed == 0
    number, first = np.unique(e.establishment[living], return_index=True)
    staff = np.bincount(e.establishment[living], e.staff[living])
    return number.astype(np.int64), e.opened[living][first].astype(np.int64), staff[number].astype(np.int64)


def _survived(y: Year) -> tuple[Integers, NDArray[np.bool_]]:
    """[firms before the first month] age in months then, and whether they live at the end."""
    number, opened, _ = _firms(y.first)
    now, opened_now, _ = _firms(y.city.employers)
    size = int(max(number.max(initial=0), now.max(initial=0))) + 1
    at = np.full(size, np.iinfo(np.int64).max)
    at[now] = opened_now
    return y.city.month - len(y.months) - opened, at[number] == opened


def _hazard(y: Year, age: int) -> float:
    """Per cent of the firms in a year of age that close in it, among those who are half a year from its middle."""
    then, lives = _survived(y)
    begin = MONTHS * (age - 1) - HALF
    of_age = (then >= begin) & (then < begin + MONTHS)
    return 100.0 * ratio(int(np.count_nonzero(of_age & ~lives)), int(np.count_nonzero(of_age)))


# ---- births and deaths -----------------------------------------------------------------------------------------------


@year("P67")
def exit_rate(y: Year) -> float:
    return 100.0 * MONTHS * ratio(float(y.series.flow("firm_deaths").sum()), float(y.series.flow("firms").sum()))


@year("P67b")
def own_account_exits(y: Year) -> float:
    s = y.series
    gone = s.flow("own_account_exits") + s.flow("hires_from_self_employed")
    return 100.0 * MONTHS * ratio(float(gone.sum()), float(s.self_employed[:, 0].sum()))


@year("P69a")
def third_year_exits(y: Year) -> float:
    return _hazard(y, 3)


@year("P69b")
def five_year_survival(y: Year) -> float:
    return 100.0 * float(np.prod([1.0 - _hazard(y, age) / 100.0 for age in range(1, 6)]))


@year("P70")
def open_after_a_year(y: Year) -> float:
    # Of those that opened around a year before, as many as in this one, those that live and have staff.
    _, opened, staff = _firms(y.city.employers)
    age = y.city.month - opened
    open_now = (age >= HALF) & (age < HALF + MONTHS) & (staff > 0)
    born = float(y.series.flow("firm_births").sum()) * MONTHS / len(y.months)
    return 100.0 * ratio(int(np.count_nonzero(open_now)), born)


@stock("P71")
def young_firms(c: Census) -> float:
    _, opened, _ = _firms(c.city.employers)
    return 100.0 * ratio(int(np.count_nonzero(c.city.month - opened < 5 * MONTHS)), len(opened))


@year("P72")
def young_exits(y: Year) -> float:
    s = y.series
    return 100.0 * ratio(float(s.flow("young_firm_deaths").sum()), float(s.flow("firm_deaths").sum()))


# ---- sizes and jobs --------------------------------------------------------------------------------------------------


@stock("P48")
def unit_size(c: Census) -> float:
    _, _, staff = _firms(c.city.employers)
    return ratio(int(staff.sum()), int(np.count_nonzero(staff)))


@year("P74")
def job_turnover(y: Year) -> float:
    # Creation and destruction together: staff of each establishment at the end against the beginning.
    number, _, staff = _firms(y.first)
    now, _, staff_now = _firms(y.city.employers)
    lives = _survived(y)[1]
    size = int(max(number.max(initial=0), now.max(initial=0))) + 1
    before, after, came = np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size, np.int64)
    before[number] = staff
    after[now] = staff_now
    stays = np.zeros(size, np.bool_)
    stays[number[lives]] = True
    came[now] = np.where(stays[now], 0, staff_now)
    changed = np.abs(np.where(stays, after, 0) - before).sum() + came.sum()
    return 100.0 * ratio(int(changed), 0.5 * (int(before.sum()) + int(after.sum())))


@year("P110")
def vacancy_duration(y: Year) -> float:
    # Days from posting to acceptance, of posts that are filled; what is withdrawn has no such day.
    return ratio(float(y.series.flow("days_to_fill").sum()), float(y.series.flow("hires").sum()))
