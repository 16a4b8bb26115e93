"""What several probes look at: counts of each month's end that no indicator tells, and readings they share."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...agents.workers import EMPLOYED, JOBLESS, PLATFORM, SELF_EMPLOYED, UNEMPLOYED
from ...model.city import City
from ...model.month import Flows
from .probe import Effect, ProbeReading, WatchedFuture, Watcher, change

Counts = NDArray[np.float64]
LEAST_LEFT = 0.1  # of pay, whatever the way costs
AGES = (25, 35, 45, 55)  # first years of the age bands of a composition
OUT, PAID, TOOK = 1, 2, 4  # bits of `claims`


def staff(city: City, flows: Flows) -> Counts:
    """[occupation] people employed."""
    e = city.employers
    return np.bincount(e.occupation, e.staff.astype(np.float64), len(city.occupations.ids)).astype(np.float64)


def posts(city: City, flows: Flows) -> Counts:
    """[occupation] people employed and posts open."""
    e = city.employers
    both = (e.staff + e.vacancies).astype(np.float64)
    return np.bincount(e.occupation, both, len(city.occupations.ids)).astype(np.float64)


def employees(city: City, flows: Flows) -> float:
    """People employed."""
    return float(np.count_nonzero(city.workers.status == EMPLOYED))


def employee_hours(city: City, flows: Flows) -> float:
    """Hours a week that all employees together worked this month."""
    w = city.workers
    return float(w.worked[w.status == EMPLOYED].sum(dtype=np.float64)) / 100.0


def own_businesses(city: City, flows: Flows) -> float:
    """The self-employed."""
    return float(np.count_nonzero(city.workers.status == SELF_EMPLOYED))


def takings(city: City, flows: Flows) -> float:
    """Mean takings of the self-employed, fen."""
    w = city.workers
    return float(w.earned[w.status == SELF_EMPLOYED].mean())


def pay_by_composition(city: City, flows: Flows) -> Counts:
    """[two, cell] heads and sums of log pay of employees by occupation, schooling, sex and age."""
    rows = np.flatnonzero((city.workers.status == EMPLOYED) & (city.workers.wage > 0))
    return _by_composition(city, rows, city.workers.wage[rows].astype(np.float64))


def kept_by_composition(city: City, flows: Flows) -> Counts:
    """The same of what the way to work leaves of pay."""
    rows = np.flatnonzero((city.workers.status == EMPLOYED) & (city.workers.wage > 0))
    wage = city.workers.wage[rows].astype(np.float64)
    return _by_composition(city, rows, np.maximum(wage - cost_of_way(city, rows), LEAST_LEFT * wage))


def cost_of_way(city: City, rows: NDArray[Any]) -> NDArray[np.float64]:
    """What the way to work costs people, fen a month."""
    return np.asarray(100.0 * city.behaviour.km_cost * city.workers.commute[rows].astype(np.float64))


def _by_composition(city: City, rows: NDArray[Any], pay: NDArray[np.float64]) -> Counts:
    w = city.workers
    age = np.searchsorted(AGES, (city.month - 1 - w.born[rows].astype(np.int64)) // 12, side="right")
    cell = ((w.occupation[rows] * 6 + w.schooling[rows]) * 2 + w.sex[rows]) * (len(AGES) + 1) + age
    cells = len(city.occupations.ids) * 12 * (len(AGES) + 1)
    return np.stack([np.bincount(cell, minlength=cells), np.bincount(cell, np.log(pay), cells)])


def pay_at_composition(first: int, last: int, watcher: Watcher = pay_by_composition) -> Effect:
    """Change of mean log pay of people who are alike and do the same work, per cent: what remains when everybody's
    share among employees stays as it was."""

    def effect(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
        before, after = (f.seen(watcher)[first - 1 : last].sum(axis=0) for f in (without, with_))
        both = (before[0] > 0) & (after[0] > 0)
        gap = after[1][both] / after[0][both] - before[1][both] / before[0][both]
        return 100.0 * float(np.average(gap, weights=before[0][both]))

    return effect


def at_work(city: City, flows: Flows) -> NDArray[Any]:
    """[person] whether at work, of whatever kind."""
    status = city.workers.status
    return np.asarray((status == EMPLOYED) | (status == PLATFORM) | (status == SELF_EMPLOYED))


def claims(city: City, flows: Flows) -> NDArray[np.uint8]:
    """[person] bits: out of work, on benefit, took up a job this month."""
    w = city.workers
    out, took = w.status == UNEMPLOYED, (w.status == EMPLOYED) & (w.hired == city.month - 1)
    paid = out & ((w.insured & JOBLESS) > 0)
    return np.asarray(OUT * out + PAID * paid + TOOK * took, np.uint8)


def found_of(future: WatchedFuture, kinds: tuple[int, ...], first: int, last: int, among: Any = True) -> float:
    """Share of those without work, of some kinds (OUT or OUT | PAID), who have taken up a job a month later."""
    seen = future.seen(claims)[first - 2 : last]
    before = np.isin(seen[:-1] & (OUT | PAID), kinds) & among
    return float((before & ((seen[1:] & TOOK) > 0)).sum() / before.sum())


def jobless(city: City, flows: Flows) -> float:
    """People without work who want it."""
    return float(np.count_nonzero(city.workers.status == UNEMPLOYED))


# ---- readings that several probes share ------------------------------------------------------------------------------

LIKE_PEOPLE_PAID_NO_LESS = ProbeReading(
    name="pay",
    title={"zh": "同类人工资", "en": "pay of like people"},
    effect=pay_at_composition(13, 36),
    unit="%",
    sign="not -",
    source="economy: better matching does not lower pay",
)
AS_MANY_UNEMPLOYED = ProbeReading(
    name="unemployment",
    title={"zh": "失业率", "en": "unemployment"},
    effect=change("unemployment_rate", 13, 36),
    low=-0.1,
    high=0.1,
    source="judgement: who is hired, not how many",
)
