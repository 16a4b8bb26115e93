"""Moments of pay and of flexible work; what a moment is: `moments`."""

from __future__ import annotations

import numpy as np

from ...agents.choices import WEEKS
from ...agents.employers import NON_PRIVATE, PRIVATE
from ...agents.platforms import DELIVERY, RIDE
from ...agents.workers import EMPLOYEE_SCHEME, EVERY_SCHEME, FEMALE, MALE, RESIDENT_SCHEME
from ...model.indicators.series import gini_of
from ...model.occupations import MAJORS
from .census import Census, Rows, mean, ratio, share
from .moment_registry import stock, year
from .observation import Year

FULL_TIME = 40  # hours a week
HIGH_FREQUENCY = 22 * 6 / WEEKS  # hours a week: 22 days a month, 6 hours a day (P25)
DAYS = 7  # days a week on which hours are spread: the model knows no days off
COLLARS = ("managers", "professionals", "clerks", "service")  # posts of an online recruitment board (P22)


# ---- pay ------------------------------------------------------------------------------------------------------------


@stock("P18a")
def migrant_wage(c: Census) -> float:
    return mean(c.pay, c.migrant)


@stock("P18b")
def out_migrant_premium(c: Census) -> float:
    return ratio(mean(c.pay, c.out_migrant), mean(c.pay, c.migrant & ~c.out_migrant))


@stock("P19")
def ownership_premium(c: Census) -> float:
    owner = c.city.employers.ownership[c.line]
    return ratio(mean(c.wage, owner == NON_PRIVATE), mean(c.wage, owner == PRIVATE))


def _relative_wage(c: Census, major: str) -> float:
    """Mean wage of a major group over that of all employees."""
    return ratio(mean(c.wage, c.major[c.employed] == MAJORS.index(major)), mean(c.wage))


@stock("P20a")
def managers_wage(c: Census) -> float:
    return _relative_wage(c, "managers")


@stock("P20b")
def professionals_wage(c: Census) -> float:
    return _relative_wage(c, "professionals")


@stock("P20c")
def clerks_wage(c: Census) -> float:
    return _relative_wage(c, "clerks")


@stock("P20d")
def service_wage(c: Census) -> float:
    return _relative_wage(c, "service")


@stock("P20e")
def production_wage(c: Census) -> float:
    return _relative_wage(c, "production")


@stock("P21")
def it_wage(c: Census) -> float:
    # Over the mean of the same sector, private and non-private; the mean of the two.
    owner = c.city.employers.ownership[c.line]
    it = c.city.employers.sector[c.line] == c.city.sectors.index("it")
    return mean(
        np.array([ratio(mean(c.wage, it & (owner == k)), mean(c.wage, owner == k)) for k in (NON_PRIVATE, PRIVATE)])
    )


@stock("P22")
def women_wage_ratio(c: Census) -> float:
    on_board = np.isin(c.major[c.employed], [MAJORS.index(major) for major in COLLARS])
    sex = c.workers.sex[c.employed]
    return ratio(mean(c.wage, on_board & (sex == FEMALE)), mean(c.wage, on_board & (sex == MALE)))


@stock("P23")
def urban_rural_income(c: Census) -> float:
    # Over all residents, children too, as the household survey has it.
    income, (in_town, in_country) = c.workers.income, c.residents
    return ratio(ratio(income[c.urban].sum(), in_town), ratio(income[~c.urban].sum(), in_country))


@year("P24")
def gini(y: Year) -> float:
    # A year's income of each household over its members, children too; people who came during the year are members.
    homes = y.city.households
    income = np.maximum(0, homes.sum_of(y.income))
    order = np.argsort(income / homes.people, kind="stable")
    return float(gini_of(homes.people[order], income[order]))


# ---- flexible work --------------------------------------------------------------------------------------------------


def _earned(c: Census, whom: Rows) -> float:
    """Mean net platform pay of the month, yuan."""
    return mean(c.pay, whom)


@stock("P25")
def frequent_rider_income(c: Census) -> float:
    return _earned(c, c.on_platform(DELIVERY) & (c.workers.hours >= HIGH_FREQUENCY))


@stock("P26")
def driver_income(c: Census) -> float:
    return _earned(c, c.on_platform(RIDE))


@stock("P27")
def full_time_rider_income(c: Census) -> float:
    return _earned(c, c.on_platform(DELIVERY) & (c.workers.hours >= FULL_TIME))


@stock("P28")
def driver_hours(c: Census) -> float:
    return mean(c.workers.hours, c.on_platform(RIDE)) / DAYS


@stock("P29a")
def women_riders(c: Census) -> float:
    return share(c.workers.sex == FEMALE, c.on_platform(DELIVERY))


@stock("P29b")
def women_drivers(c: Census) -> float:
    return share(c.workers.sex == FEMALE, c.on_platform(RIDE))


def _no_pension(c: Census) -> Rows:
    """In neither the employees' nor the residents' scheme; cover against injury is no pension."""
    return np.asarray((c.workers.insured & (EMPLOYEE_SCHEME | RESIDENT_SCHEME)) == 0)


@stock("P30a")
def flexible_without_pension(c: Census) -> float:
    return share(_no_pension(c), c.flexible)


@stock("P30b")
def employees_without_pension(c: Census) -> float:
    return share(_no_pension(c), c.employed)


@stock("P31")
def flexible_in_every_scheme(c: Census) -> float:
    return share((c.workers.insured & EVERY_SCHEME) == EVERY_SCHEME, c.flexible)


@stock("P32")
def flexible_long_hours(c: Census) -> float:
    return share(c.workers.hours > 60, c.flexible)


@stock("P33")
def flexible_above_5000(c: Census) -> float:
    return share(c.pay > 5_000.0, c.flexible)
