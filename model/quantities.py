"""What is counted at the month's end: one declaration a quantity, and the rules by which the tally adds people up.

A quantity says what it counts, in which unit, among whom, and what a person adds to it. Whole numbers only, so that any
number of threads finds the same sums. Indicators read a quantity by its name: `series.long_hours`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..agents.compiled import rule
from ..agents.workers import (
    ACCESS,
    EMPLOYEE_SCHEME,
    EVERY_SCHEME,
    FEMALE,
    INJURY,
    PRIMARY,
    RESIDENT_SCHEME,
    SKILLED,
    TRAINING,
    UNEMPLOYED,
    leaving_age,
)

Rule = Callable[..., Any]
# Among whom a quantity is counted; each person is asked for those of every group they belong to.
EVERYBODY, INACTIVE, ACTIVE, WITHOUT_WORK, AT_WORK, EMPLOYEES, FLEXIBLE, ON_PLATFORMS, OWN_ACCOUNT = AUDIENCES = (
    "everybody",
    "inactive",
    "active",
    "without_work",  # unemployed, or on a full-time course
    "at_work",
    "employees",
    "flexible",  # on a platform or on their own account
    "on_platforms",
    "own_account",
)
PENSION = EMPLOYEE_SCHEME | RESIDENT_SCHEME
NO_CERTIFICATE = np.uint64(0)
UNTRAINED = -1_000  # the month of a course lies after this one, even of people trained long before the city was built
QUIET = 2  # months without a search that still count as searching (NBS asks for three)
HOURS_FULL, HOURS_LONG = 35, 60  # a week: fewer is underemployment (ILO), more is long (P32)
COMFORTABLE = 500_000  # fen a month (P33)
NEAR_KM = 5  # of a short commute (P50)
OLD = 60  # years from which a worker counts as vulnerable (plan §4.4.1)


@dataclass(frozen=True)
class Quantity:
    """What is counted."""

    name: str
    doc: str
    unit: str  # persons, fen, km …
    among: str  # one of AUDIENCES
    adds: Rule  # what a person adds: a rule of the workers' columns, the person's row, the month and age, occupations


QUANTITIES: dict[str, Quantity] = {}


def quantity(name: str, doc: str, among: str, adds: Rule, *, unit: str = "persons") -> None:
    """Declare a quantity; its place in the tally is its place here."""
    if name in QUANTITIES or among not in AUDIENCES:
        raise ValueError(f"{name}: is counted already, or {among} is not one of {', '.join(AUDIENCES)}")
    adds.__name__ = adds.__qualname__ = f"adds_{name}"
    QUANTITIES[name] = Quantity(name, doc, unit, among, rule(adds))


# fmt: off
quantity("persons", "people of 16 and over", EVERYBODY, lambda w, i, month, age, occ: 1)
quantity("inactive", "not in the labour force", INACTIVE, lambda w, i, month, age, occ: 1)
quantity("unemployed", "without work, wanting it", WITHOUT_WORK,
         lambda w, i, month, age, occ: w.status[i] == UNEMPLOYED)
quantity("employed", "employees", EMPLOYEES, lambda w, i, month, age, occ: 1)
quantity("platform", "on a platform this month", ON_PLATFORMS, lambda w, i, month, age, occ: 1)
quantity("self_employed", "working on their own account", OWN_ACCOUNT, lambda w, i, month, age, occ: 1)
quantity("training", "on a full-time course", WITHOUT_WORK, lambda w, i, month, age, occ: w.status[i] == TRAINING)
quantity("searching", "without work, looked for it this month", WITHOUT_WORK,
         lambda w, i, month, age, occ: w.status[i] == UNEMPLOYED and w.idle[i] == 0)
quantity("discouraged", "without work, wanting it, no search for three months", WITHOUT_WORK,
         lambda w, i, month, age, occ: w.status[i] == UNEMPLOYED and w.idle[i] > QUIET)
quantity("underemployed", "short of hours", ON_PLATFORMS, lambda w, i, month, age, occ: w.hours[i] < HOURS_FULL)
quantity("long_term", "without work for a year", WITHOUT_WORK, lambda w, i, month, age, occ: month - w.since[i] >= 12)
quantity("student", "still at school", INACTIVE, lambda w, i, month, age, occ: age < leaving_age(w.schooling[i]))
quantity("digital", "in a digital occupation", EMPLOYEES, lambda w, i, month, age, occ: occ.digital[w.occupation[i]])
quantity("wage_sum", "gross wages", EMPLOYEES, lambda w, i, month, age, occ: w.wage[i], unit="fen/month")
quantity("women_paid", "women among employees", EMPLOYEES, lambda w, i, month, age, occ: w.sex[i] == FEMALE)
quantity("women_wage_sum", "their gross wages", EMPLOYEES,
         lambda w, i, month, age, occ: w.wage[i] if w.sex[i] == FEMALE else 0, unit="fen/month")
quantity("income_sum", "disposable income", EVERYBODY, lambda w, i, month, age, occ: w.income[i], unit="fen/month")
quantity("worker_income_sum", "disposable income of people at work", AT_WORK,
         lambda w, i, month, age, occ: w.income[i], unit="fen/month")
quantity("earners", "people at work", AT_WORK, lambda w, i, month, age, occ: 1)
quantity("platform_income_sum", "disposable income of people on platforms", ON_PLATFORMS,
         lambda w, i, month, age, occ: w.income[i], unit="fen/month")
quantity("own_income_sum", "disposable income of own-account workers", OWN_ACCOUNT,
         lambda w, i, month, age, occ: w.income[i], unit="fen/month")
quantity("platform_hours", "hours on platforms", ON_PLATFORMS,
         lambda w, i, month, age, occ: w.hours[i], unit="hours/week")
quantity("long_hours", "long hours", ON_PLATFORMS, lambda w, i, month, age, occ: w.hours[i] > HOURS_LONG)
quantity("above_5000", "earned more than 5,000 yuan this month", FLEXIBLE,
         lambda w, i, month, age, occ: w.earned[i] > COMFORTABLE)
quantity("flexible_insured", "in the employees' scheme", FLEXIBLE,
         lambda w, i, month, age, occ: w.insured[i] & EMPLOYEE_SCHEME != 0)
quantity("flexible_pension", "in any pension scheme", FLEXIBLE,
         lambda w, i, month, age, occ: w.insured[i] & PENSION != 0)
quantity("flexible_all", "with pension, medical and injury cover", FLEXIBLE,
         lambda w, i, month, age, occ: w.insured[i] & EVERY_SCHEME == EVERY_SCHEME)
quantity("flexible_injury", "with occupational injury cover", FLEXIBLE,
         lambda w, i, month, age, occ: w.insured[i] & INJURY != 0)
quantity("employee_pension", "in any pension scheme", EMPLOYEES,
         lambda w, i, month, age, occ: w.insured[i] & PENSION != 0)
quantity("attending", "on a course", EVERYBODY, lambda w, i, month, age, occ: w.programme[i] > 0)
quantity("certified", "holders of a certificate", EVERYBODY,
         lambda w, i, month, age, occ: w.certificates[i] != NO_CERTIFICATE)
quantity("trained", "ever trained", EVERYBODY, lambda w, i, month, age, occ: w.trained[i] > UNTRAINED)
quantity("tenure_months", "time with the present employer", EMPLOYEES,
         lambda w, i, month, age, occ: month - w.hired[i], unit="months")
quantity("hired", "hired this month", EMPLOYEES, lambda w, i, month, age, occ: month - w.hired[i] == 0)
quantity("stayed_year", "hired a year ago, still there", EMPLOYEES,
         lambda w, i, month, age, occ: month - w.hired[i] == 12)
quantity("commute_km", "way to work", EMPLOYEES, lambda w, i, month, age, occ: w.commute[i], unit="km")
quantity("commute_near", "a short way to work", EMPLOYEES, lambda w, i, month, age, occ: w.commute[i] <= NEAR_KM)
quantity("skilled", "skilled in the mean of the three skills", AT_WORK,
         lambda w, i, month, age, occ: w.technical[i] + 0 + w.application[i] + w.management[i] >= 3 * SKILLED)
quantity("online", "with digital access", EVERYBODY, lambda w, i, month, age, occ: w.literacy[i] >= ACCESS)
quantity("consenting", "consenting to the use of their data", ON_PLATFORMS, lambda w, i, month, age, occ: w.consent[i])
quantity("trust", "trust in platforms", ON_PLATFORMS, lambda w, i, month, age, occ: w.trust[i], unit="0.01 points")
quantity("falling", "income fell three months in a row", AT_WORK, lambda w, i, month, age, occ: w.falls[i] >= 3)
quantity("gig_year", "on a platform within twelve months", ACTIVE, lambda w, i, month, age, occ: month - w.gig[i] < 12)
quantity("vulnerable", "certified disability, 60 and over, or at most primary school", AT_WORK,
         lambda w, i, month, age, occ: w.disabled[i] == 1 or age >= OLD or w.schooling[i] == PRIMARY)
quantity("women_hired", "women hired this month", EMPLOYEES,
         lambda w, i, month, age, occ: month - w.hired[i] == 0 if w.sex[i] == FEMALE else False)
quantity("women_searching", "women without work, looked for it this month", WITHOUT_WORK,
         lambda w, i, month, age, occ: w.status[i] == UNEMPLOYED and w.idle[i] == 0 and w.sex[i] == FEMALE)
# fmt: on
Q = {name: place for place, name in enumerate(QUANTITIES)}


def adding(among: str) -> Rule:
    """A rule that adds a person to every quantity of an audience. It is written out line by line, as it would be by
    hand, so that the compiler sees plain sums; whoever edits one quantity makes the tally compile anew and no more."""
    mine = [one for one in QUANTITIES.values() if one.among == among]
    lines = [f"    sums[part, g, {Q[one.name]}] += {one.adds.__name__}(w, i, month, age, occ)" for one in mine]
    source = "\n".join([f"def add_{among}(sums, part, g, w, i, month, age, occ):", *lines])
    names: dict[str, Any] = {"__name__": __name__, **{one.adds.__name__: one.adds for one in mine}}
    exec(source, names)
    return rule(names[f"add_{among}"])
