"""The public moments P01 to P50: what official statistics and surveys would say of the simulated city.

One function a moment, under the id it has in `scenarios/targets.csv`, in the unit given there. `stock` moments are
read off each month's end and averaged over twelve months; `year` moments need twelve months together; `audit` moments
are experiments on a copy of the city. A moment that cannot be had (nobody to count) is not a number.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ...agents.choices import WEEKS
from ...agents.employers import NON_PRIVATE, PRIVATE
from ...agents.platforms import DELIVERY, RIDE
from ...agents.workers import (
    ACCESS,
    EMPLOYEE_SCHEME,
    EVERY_SCHEME,
    FEMALE,
    LOCAL_RURAL,
    MALE,
    NEVER,
    NONLOCAL_RURAL,
    PLATFORM,
    RESIDENT_SCHEME,
)
from ...model.build.population import skilled
from ...model.city import City
from ...model.indicators.series import gini_of
from ...model.occupations import MAJORS
from . import audits
from .census import Census, Rows, mean, ratio, share
from .observation import Year

Stock = Callable[[Census], float]
STOCKS: dict[str, Stock] = {}
YEARS: dict[str, Callable[[Year], float]] = {}
AUDITS: dict[str, Callable[[City], float]] = {}

FULL_TIME = 40  # hours a week
QUARTER = 3  # months
HIGH_FREQUENCY = 22 * 6 / WEEKS  # hours a week: 22 days a month, 6 hours a day (P25)
DAYS = 7  # days a week on which hours are spread: the model knows no days off
COLLARS = ("managers", "professionals", "clerks", "service")  # posts of an online recruitment board (P22)


def stock(name: str) -> Callable[[Stock], Stock]:
    """Enter a moment of each month's end."""

    def enter(moment: Stock) -> Stock:
        STOCKS[name] = moment
        return moment

    return enter


def year(name: str) -> Callable[[Callable[[Year], float]], Callable[[Year], float]]:
    """Enter a moment of twelve months."""

    def enter(moment: Callable[[Year], float]) -> Callable[[Year], float]:
        YEARS[name] = moment
        return moment

    return enter


def moments_of(seen: Year, *, with_audits: bool = True) -> dict[str, float]:
    """Every moment by id, from a year that has been watched to its end."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = {name: seen.mean_of(name) for name in STOCKS} | {name: of(seen) for name, of in YEARS.items()}
        if with_audits:
            found |= {name: of(seen.city) for name, of in AUDITS.items()}
    return {name: float(found[name]) for name in sorted(found, key=lambda name: (int(name[1:3]), name))}


# ---- unemployment and participation ---------------------------------------------------------------------------------


def _unemployment(c: Census, whom: Rows) -> float:
    """Per cent of the labour force of towns, as the NBS publishes it."""
    return share(c.unemployed, (c.unemployed | c.working) & c.urban & whom)


@stock("P01")
def urban_unemployment(c: Census) -> float:
    return _unemployment(c, c.urban)


@stock("P02")
def youth_unemployment(c: Census) -> float:
    # Students are inactive in the model, so the labour force has none.
    return _unemployment(c, c.age < 25)


@stock("P03")
def prime_age_unemployment(c: Census) -> float:
    return _unemployment(c, (c.age >= 30) & (c.age < 60))


@stock("P04")
def migrant_unemployment(c: Census) -> float:
    return _unemployment(c, c.workers.hukou == NONLOCAL_RURAL)


@stock("P11")
def female_participation(c: Census) -> float:
    return share(c.unemployed | c.working, c.workers.sex == FEMALE)


@stock("P12")
def male_participation(c: Census) -> float:
    return share(c.unemployed | c.working, c.workers.sex == MALE)


# ---- flows ----------------------------------------------------------------------------------------------------------


@year("P06")
def turnover(y: Year) -> float:
    return y.at_end("turnover_rate")


@year("P07")
def voluntary_share(y: Year) -> float:
    return y.at_end("voluntary_share")


@year("P08")
def job_finding(y: Year) -> float:
    return ratio(y.found, y.were_unemployed)


@year("P09")
def job_losing(y: Year) -> float:
    return 100.0 * ratio(y.lost, y.were_working)


@year("P10")
def vacancies_per_seeker(y: Year) -> float:
    # As agencies count a quarter: what stands open or is looking at its beginning, and what comes in during it.
    flow, first = y.series.flow, slice(None, None, QUARTER)
    posts, hires = flow("vacancies"), flow("hires")
    opened = np.maximum(np.diff(posts) + hires[:-1], 0.0)
    sought = y.series.searching[:, 0] + flow("hires_from_unemployed")
    came = flow("into_unemployment") + flow("joiners")
    later = np.arange(len(posts)) % QUARTER > 0
    demanded = posts[first].sum() + opened[later[1:]].sum()
    return ratio(demanded, sought[first].sum() + came[later].sum())


@year("P35")
def confirmed_injuries(y: Year) -> float:
    # Cases that the occupational-injury pilot paid for, per enrolled person and year.
    return 100.0 * ratio(float(y.series.flow("injuries_covered").sum()), y.enrolled_months / 12.0)


@year("P39")
def training_inflow(y: Year) -> float:
    return y.at_end("training_inflow")


@year("P40")
def certificates_per_training(y: Year) -> float:
    return y.at_end("certificates_per_training") / 100.0


# ---- kinds of work --------------------------------------------------------------------------------------------------


@stock("P05")
def weekly_hours(c: Census) -> float:
    return mean(c.workers.hours, c.employed)


@stock("P13")
def digital_share(c: Census) -> float:
    return share(c.city.occupations.digital[c.workers.occupation], c.employed)


@stock("P14")
def flexible_share(c: Census) -> float:
    return share(c.flexible, c.working)


@stock("P15")
def platform_year_share(c: Census) -> float:
    # Active within the year; the national survey counts platform workers among the employees it divides by.
    within = (c.city.month - 1 - c.workers.gig.astype(np.int64) < 12) & (c.unemployed | c.working)
    employees = c.employed | (c.workers.status == PLATFORM)
    return 100.0 * ratio(int(np.count_nonzero(within)), int(np.count_nonzero(employees)))


@stock("P16")
def migrant_share(c: Census) -> float:
    return share(c.rural_hukou, c.working & c.urban)


@stock("P17a")
def migrant_age(c: Census) -> float:
    return mean(c.age, c.migrant)


@stock("P17b")
def migrant_women(c: Census) -> float:
    return share(c.workers.sex == FEMALE, c.migrant)


@stock("P38")
def skilled_share(c: Census) -> float:
    w = c.workers
    return share(skilled(w.technical, w.application, w.management), c.working)


@stock("P42")
def migrants_ever_trained(c: Census) -> float:
    return share(c.workers.trained > NEVER, c.migrant)


@stock("P43a")
def internet_urban(c: Census) -> float:
    return share(c.workers.literacy >= ACCESS, c.urban)


@stock("P43b")
def internet_rural(c: Census) -> float:
    return share(c.workers.literacy >= ACCESS, ~c.urban)


@stock("P43c")
def internet_old(c: Census) -> float:
    return share(c.workers.literacy >= ACCESS, c.age >= 60)


@stock("P44")
def age_exclusion(c: Census) -> float:
    e = c.city.employers
    return 100.0 * ratio(int(e.vacancies[e.age_ceiling > 0].sum()), int(e.vacancies.sum()))


@stock("P48")
def unit_size(c: Census) -> float:
    e = c.city.employers
    return ratio(int(e.staff.sum()), len(np.unique(e.establishment[e.staff > 0])))


@stock("P50")
def commute_near(c: Census) -> float:
    return 100.0 * mean(c.km <= 5.0)


# ---- pay ------------------------------------------------------------------------------------------------------------


@stock("P18a")
def migrant_wage(c: Census) -> float:
    return mean(c.pay, c.migrant)


@stock("P18b")
def out_migrant_premium(c: Census) -> float:
    away, here = (c.migrant & (c.workers.hukou == hukou) for hukou in (NONLOCAL_RURAL, LOCAL_RURAL))
    return ratio(mean(c.pay, away), mean(c.pay, here))


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
    it = c.city.occupations.industry_it[c.workers.occupation[c.employed]]
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
    return ratio(mean(c.workers.income, c.urban), mean(c.workers.income, ~c.urban))


@year("P24")
def gini(y: Year) -> float:
    # Income of the whole year, over adults who have one: the model knows no households.
    income = np.sort(y.income[y.income > 0])
    return float(gini_of(np.ones(len(income), np.int64), income)) if len(income) else np.nan


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


# ---- audits ---------------------------------------------------------------------------------------------------------

AUDITS["P45"] = audits.women_callback_penalty
AUDITS["P46"] = audits.distance_penalty
MOMENTS = tuple(sorted((*STOCKS, *YEARS, *AUDITS), key=lambda name: (int(name[1:3]), name)))
