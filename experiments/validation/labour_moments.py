"""Moments of the labour market: unemployment and participation, flows, kinds of work; what a moment is: `moments`."""

from __future__ import annotations

import numpy as np

from ...agents.workers import ACCESS, FEMALE, MALE, NEVER, NONLOCAL_RURAL, PLATFORM
from ...model.build.population import skilled
from .census import Census, Rows, mean, ratio, share
from .moment_registry import stock, year
from .observation import Year

QUARTER = 3  # months


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
    posts, opened = flow("vacancies"), flow("posts_opened")
    sought = y.series.searching[:, 0] + flow("hires_from_unemployed")
    came = flow("into_unemployment") + flow("joiners")
    later = np.arange(len(posts)) % QUARTER > 0
    demanded = posts[first].sum() + opened[later].sum()
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
    return mean(c.workers.worked / 100.0, c.employed)


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


@stock("P50")
def commute_near(c: Census) -> float:
    return 100.0 * mean(c.km <= 5.0)
