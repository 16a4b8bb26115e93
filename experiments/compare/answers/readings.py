"""Indicators read off people, so that a difference can be told by who stays, joins and leaves.

A reading says who counts and what each adds; the indicator is the mean, the median or the Gini of that. Ratios of what
is counted month by month are read off the series of a run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.platforms import SERVICES, TEACHING
from ....agents.workers import (
    EMPLOYED,
    EMPLOYEE_SCHEME,
    EVERY_SCHEME,
    INJURY,
    PLATFORM,
    PRIMARY,
    SELF_EMPLOYED,
    SKILLED,
    UNEMPLOYED,
    Workers,
)
from ....model.city import City
from ....model.cover_worth import cover_worth
from ....model.grid import VILLAGE
from ....model.income_classes import CLASSES, LOWEST, OCTAVE
from ....model.indicators.series import Series, full_year, gini_of, quantile_of, year_sum
from ....model.places import SILVER_AGE
from ....model.quantities import OLD, QUIET

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
WEEKS = 52.0 / 12.0  # in a month


@dataclass(frozen=True)
class Snapshot:
    """A city at a month's end, as the tally of that month saw it."""

    city: City

    @property
    def month(self) -> int:
        """The month that has just ended."""
        return self.city.month - 1

    @property
    def w(self) -> Workers:
        """Its people."""
        return self.city.workers

    @cached_property
    def pool(self) -> Flags:
        """Retired people who teach for a silver pool."""
        w, silver = self.w, self.city.places.silver
        if not silver.any():
            return np.zeros(len(w), np.bool_)
        old = self.age >= SILVER_AGE
        teaches = (w.status == PLATFORM) & (w.employer % SERVICES == TEACHING)
        return np.asarray(teaches & old & (silver[self.city.grid.district[w.cell]] > 0.0))

    @cached_property
    def age(self) -> NDArray[np.int64]:
        """Completed years."""
        return np.asarray((self.month - self.w.born.astype(np.int64)) // 12)

    @cached_property
    def employed(self) -> Flags:
        """Employees."""
        return np.asarray(self.w.status == EMPLOYED)

    @cached_property
    def platform(self) -> Flags:
        """Platform workers."""
        return np.asarray((self.w.status == PLATFORM) & ~self.pool)

    @cached_property
    def own(self) -> Flags:
        """People on their own account."""
        return np.asarray(self.w.status == SELF_EMPLOYED)

    @cached_property
    def flexible(self) -> Flags:
        """Platform workers and the self-employed."""
        return np.asarray(self.platform | self.own)

    @cached_property
    def working(self) -> Flags:
        """Everybody at work."""
        return np.asarray(self.employed | self.flexible | self.pool)

    @cached_property
    def looking(self) -> Flags:
        """Without work, and looked for it within three months."""
        return np.asarray((self.w.status == UNEMPLOYED) & (self.w.idle <= QUIET))

    @cached_property
    def searching(self) -> Flags:
        """Without work, and looked for it this month."""
        return np.asarray((self.w.status == UNEMPLOYED) & (self.w.idle == 0))

    @cached_property
    def digital(self) -> Flags:
        """Employees in digital occupations."""
        return np.asarray(self.employed & self.city.occupations.digital[self.w.occupation])

    @cached_property
    def village(self) -> Flags:
        """People who live in villages."""
        return np.asarray(self.city.grid.klass[self.w.cell] == VILLAGE)

    @cached_property
    def vulnerable(self) -> Flags:
        """Certified disability, 60 and over, or at most primary school."""
        w = self.w
        return np.asarray((w.disabled == 1) | (self.age >= OLD) | (w.schooling == PRIMARY))

    @cached_property
    def skilled(self) -> Flags:
        """Skilled in the mean of the three skills."""
        w = self.w
        return np.asarray(w.technical.astype(np.int64) + w.application + w.management >= 3 * SKILLED)

    def covered(self, bits: int) -> Flags:
        """Who has all these schemes."""
        return np.asarray(self.w.insured & bits == bits)

    @cached_property
    def income(self) -> Floats:
        """Disposable income, yuan a month."""
        return self.w.income / 100.0

    @cached_property
    def earned(self) -> Floats:
        """Gross pay or takings, yuan a month."""
        return self.w.earned / 100.0

    @cached_property
    def hours(self) -> Floats:
        """Hours worked in the month."""
        return WEEKS * np.where(self.employed, self.w.worked / 100.0, self.w.hours.astype(np.float64))

    @cached_property
    def income_and_cover(self) -> Floats:
        """Disposable income with the worth of the month's cover, yuan."""
        worth, insured = cover_worth(self.city), self.covered(EMPLOYEE_SCHEME)
        fen = np.where(self.employed, worth.of_wage * self.w.earned, worth.flexible * self.flexible)
        return self.income + insured * fen / 100.0


Who = Callable[[Snapshot], Flags]
Value = Callable[[Snapshot], NDArray[Any]]
Measured = Callable[[NDArray[Any]], float]


@dataclass(frozen=True)
class PersonReading:
    """An indicator as people make it up."""

    members: Who
    value: Value
    factor: float = 1.0  # from the mean of the value to the indicator
    spread: Measured | None = None  # of the values; None: their mean
    pay: bool = False  # a yuan value, which hours and pay an hour make up


def _share(members: Who, value: Value) -> PersonReading:
    return PersonReading(members, value, 100.0)


def _everybody(s: Snapshot) -> Flags:
    return np.ones(len(s.w), np.bool_)


def _labour(s: Snapshot) -> Flags:
    return np.asarray(s.looking | s.working)


def _classes(fen: NDArray[Any]) -> NDArray[np.int64]:
    """[N] the class of each income, as the tally sorts them."""
    octaves, inside = np.divmod(np.maximum(fen, 1 << LOWEST).astype(np.float64).view(np.uint64) >> 47, 32)
    return np.minimum(CLASSES - 1, (octaves.astype(np.int64) - 1023 - LOWEST) * OCTAVE + inside.astype(np.int64))


def _quantile(share: float) -> Measured:
    def measured(fen: NDArray[Any]) -> float:
        heads = np.bincount(_classes(fen), minlength=CLASSES).astype(np.float64)
        heads[0] = 0.0
        return float(quantile_of(heads[None, None, :], share)[0, 0])

    return measured


def _gini(fen: NDArray[Any]) -> float:
    classes = _classes(fen)
    heads = np.bincount(classes, minlength=CLASSES)
    money = np.bincount(classes, fen, CLASSES)
    return float(gini_of(heads[None, 1:], money[None, 1:].astype(np.int64))[0])


def _income(s: Snapshot) -> NDArray[Any]:
    return s.w.income


# fmt: off
READINGS: dict[str, PersonReading] = {
    "unemployment_rate": _share(_labour, lambda s: s.looking),
    "unemployment_rate_ilo": _share(lambda s: s.searching | s.working, lambda s: s.searching),
    "participation_rate": _share(_everybody, _labour),
    "employment_rate": _share(_everybody, lambda s: s.working),
    "platform_share": _share(lambda s: s.working, lambda s: s.platform),
    "flexible_share": _share(lambda s: s.working, lambda s: s.flexible),
    "self_employed_share": _share(lambda s: s.working, lambda s: s.own),
    "formal_share": _share(lambda s: s.working, lambda s: s.employed),
    "digital_share": _share(lambda s: s.employed, lambda s: s.digital),
    "rural_digital_share": _share(lambda s: s.digital, lambda s: s.village),
    "insured_share": _share(lambda s: s.flexible, lambda s: s.covered(EMPLOYEE_SCHEME)),
    "injury_cover": _share(lambda s: s.flexible, lambda s: s.covered(INJURY)),
    "flexible_every_scheme": _share(lambda s: s.flexible, lambda s: s.covered(EVERY_SCHEME)),
    "vulnerable_employment_share": _share(lambda s: s.working, lambda s: s.vulnerable),
    "skilled_share": _share(lambda s: s.working, lambda s: s.skilled),
    "certified_share": _share(_everybody, lambda s: s.w.certificates != 0),
    "worker_income": PersonReading(lambda s: s.working, lambda s: s.income, pay=True),
    "income_and_cover": PersonReading(lambda s: s.working, lambda s: s.income_and_cover, pay=True),
    "mean_wage": PersonReading(lambda s: s.employed, lambda s: s.earned, pay=True),
    "platform_income": PersonReading(lambda s: s.platform, lambda s: s.income, pay=True),
    "own_account_income": PersonReading(lambda s: s.own, lambda s: s.income, pay=True),
    "platform_hours": PersonReading(lambda s: s.platform, lambda s: s.w.hours),
    "platform_income_p50": PersonReading(lambda s: s.platform, _income, spread=_quantile(0.5), pay=True),
    "income_p10": PersonReading(_everybody, _income, spread=_quantile(0.1)),
    "income_p50": PersonReading(_everybody, _income, spread=_quantile(0.5)),
    "income_p90": PersonReading(_everybody, _income, spread=_quantile(0.9)),
    "gini": PersonReading(_everybody, _income, spread=_gini),
}


@dataclass(frozen=True)
class Quotient:
    """An indicator made of two counts by month, [M] each, which `of` puts together."""

    above: tuple[str, Callable[[Series], Floats]]  # name of the part, and the count
    below: tuple[str, Callable[[Series], Floats]]
    of: Callable[[Floats, Floats], Floats]


def _percent(part: Floats, whole: Floats) -> Floats:
    return np.asarray(100.0 * part / whole)


def _digital_share(s: Series, place: str) -> Floats:
    k = s.group(f"urban_rural={place}")
    return np.asarray(100.0 * s.digital[:, k] / s.working[:, k])


def _year_before(x: Floats) -> Floats:
    return np.concatenate([np.full(12, np.nan), x])[: len(x)]


def _grown(now: Floats, before: Floats) -> Floats:
    return np.asarray(100.0 * (now / before - 1.0))


def _earnings(s: Series) -> Floats:
    return np.asarray(s.worker_income_sum[:, 0] / s.earners[:, 0])


QUOTIENTS: dict[str, Quotient] = {
    "vacancy_rate": Quotient(
        ("open_posts", lambda s: s.flow("vacancies")), ("filled_posts", lambda s: s.employed[:, 0]),
        lambda a, b: _percent(a, a + b)),
    "urban_rural_digital_gap": Quotient(
        ("town", lambda s: _digital_share(s, "urban")), ("country", lambda s: _digital_share(s, "rural")),
        lambda a, b: np.asarray(a - b)),
    "training_completion": Quotient(
        ("completed", lambda s: year_sum(s.flow("completed"))), ("dropped", lambda s: year_sum(s.flow("dropped"))),
        lambda a, b: _percent(a, a + b)),
    "job_retention": Quotient(
        ("still_there", lambda s: full_year(s.stayed_year[:, 0])),
        ("hired_before", lambda s: _year_before(full_year(s.hired[:, 0]))), _percent),
    "income_growth": Quotient(
        ("income_now", _earnings), ("income_before", lambda s: _year_before(_earnings(s))), _grown),
    "digital_post_growth": Quotient(
        ("digital_now", lambda s: s.digital[:, 0]),
        ("digital_before", lambda s: _year_before(s.digital[:, 0])), _grown),
}
# fmt: on
EXPLAINED = (*READINGS, *QUOTIENTS)
