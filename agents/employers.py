"""Employers: one row per line, that is one occupation in one establishment. First the columns, then the decisions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .compiled import rule
from .maths import exp, power
from .table import Ints, Table, column
from .workers import FEMALE, LOCAL_RURAL, NONLOCAL_RURAL

PRIVATE, NON_PRIVATE = range(2)
ANY_SEX, MEN_ONLY, WOMEN_ONLY = range(3)


@dataclass(eq=False)
class Employers(Table):
    """One row per establishment and occupation, in order of cell."""

    cell: Ints = column(np.uint16, "workplace", unit="index")
    zone: Ints = column(np.uint8, "district of the workplace", unit="index")
    establishment: Ints = column(np.int32, "establishment the line belongs to", unit="index")
    occupation: Ints = column(np.uint8, "occupation of the line", unit="index")
    ownership: Ints = column(np.uint8, "0 private, 1 non-private unit", unit="code")
    staff: Ints = column(np.int32, "people employed", unit="persons")
    vacancies: Ints = column(np.int32, "open posts", unit="posts")
    vacancy_age: Ints = column(np.float64, "mean age of the open posts", unit="months")
    applicants: Ints = column(np.int32, "applications received last month", unit="applications")
    capacity: Ints = column(np.float64, "desired staff at normal cost, demand and productivity", unit="persons")
    productivity: Ints = column(np.float64, "log productivity, AR(1)", unit="log")
    desired: Ints = column(np.float64, "desired staff of the month", unit="persons")
    posted: Ints = column(np.int32, "wage posted for a standard worker", unit="fen")
    usual: Ints = column(np.int32, "wage the line posts in normal times", unit="fen")
    remote: Ints = column(np.uint8, "the post can be filled from anywhere", unit="flag")
    age_ceiling: Ints = column(np.uint8, "highest age invited to apply, 0 for none", unit="years")
    sex_wanted: Ints = column(np.uint8, "0 any, 1 men only, 2 women only", unit="code")
    schooling: Ints = column(np.uint8, "lowest schooling invited to apply", unit="code")
    contributes: Ints = column(np.uint8, "pays social contributions for its staff", unit="flag")
    first_slot: Ints = column(np.int32, "first of the line's places in the frame of posts", unit="index")
    slots: Ints = column(np.int32, "places of the line in the frame of posts", unit="posts")
    counted: Ints = column(np.int32, "staff above which a post counts as new, plus one; 0: not counted", unit="persons")
    relieved: Ints = column(np.int32, "new posts for which tax relief was given", unit="posts")


@rule
def desired_staff(capacity, demand, productivity, cost_ratio, cost_elasticity):
    """Staff wanted: falls with labour cost at a constant elasticity (B 2.14), rises with demand and productivity."""
    return capacity * demand * exp(productivity) * power(cost_ratio, -cost_elasticity)


@rule
def relieved_staff(desired, cheaper, counted):
    """Staff wanted under a relief for posts above `counted`: what is wanted at the lower cost, by lines that would not
    shrink below the mark at full cost (kinked cost, as in marginal hiring credits, B 2.14)."""
    return max(desired, cheaper) if desired >= counted else desired


@rule
def complies(detection, fine, worth):
    """Share of employers who obey: 1 − exp(−inspections × fine ÷ what disobeying is worth) (B 2.33)."""
    return 1.0 - exp(-detection * fine / worth)


@rule
def hidden(penalty, share):
    """What is left of a callback factor when a share of its ground is hidden: 1 is no penalty."""
    return penalty + (1.0 - penalty) * share


@rule
def excess_shed(staff, vacancies, desired, adjustment):
    """Share of staff a line sheds this month because it has too many (rate γ of the oracle model)."""
    if staff <= 0:
        return 0.0
    return min(1.0, adjustment * max(0.0, staff + vacancies - desired) / staff)


@rule
def openings(staff, vacancies, desired, spontaneous, adjustment):
    """Posts a line opens this month: a spontaneous share of staff and a share of the gap (δv, γ of the oracle
    model)."""
    gap = adjustment * max(0.0, desired - staff - vacancies)
    return spontaneous * staff + (1.0 - spontaneous) * gap


@rule
def revised_posting(posted, usual, floor, vacancy_age, applicants, vacancies, step):
    """Wage posted next: up while posts stay open, down when applicants queue, drawn to the usual wage, never below
    the floor."""
    wage = posted * 1.0
    if vacancies > 0 and vacancy_age > 2.0 and applicants < vacancies:
        wage *= 1.0 + step
    elif applicants > 4 * max(vacancies, 1):
        wage *= 1.0 - 0.5 * step
    wage += 0.01 * (usual - wage)
    return max(wage, floor)


@rule
def skill_match(technical, application, management, need_t, need_a, need_m):
    """Fit of a person to a post, 0 to 1: mean over the three layers of skill held over skill needed, at most 1."""
    shortfall = max(0.0, need_t - technical) + max(0.0, need_a - application) + max(0.0, need_m - management)
    return 1.0 - shortfall / (need_t + need_a + need_m)


@rule
def perceived_productivity(match, certified, experienced, noise, certificate_bonus, experience_bonus, noise_sd):
    """What the employer believes an applicant is worth; a certificate also makes the belief sharper (B 2.30)."""
    if certified:
        return match + certificate_bonus + experience_bonus * experienced + 0.6 * noise_sd * noise
    return match + experience_bonus * experienced + noise_sd * noise


@rule
def age_callback(age, sex, at_twenty, at_forty):
    """Callback relative to age 28: rises to the late twenties, falls from 35, more for women (B 2.23)."""
    if age < 28:
        return 1.0 - (1.0 - at_twenty) * (28 - age) / 8.0
    if age <= 35:
        return 1.0
    slope = (1.0 - at_forty) / 5.0
    if sex == FEMALE:
        slope *= 1.2
    return max(0.35, 1.0 - slope * min(age - 35, 5) - 0.25 * slope * max(0, age - 40))


@rule
def duration_callback(months_idle, at_eight):
    """Callback relative to a fresh spell: falls over eight months, then flat (B 2.4)."""
    return 1.0 - (1.0 - at_eight) * min(months_idle, 8) / 8.0


@rule
def hukou_callback(hukou, low_skill, non_private, private_bonus, public_barrier):
    """Private employers prefer migrants in low-skill posts; public and other non-private units bar them (B 2.25)."""
    if hukou < LOCAL_RURAL + 1 and hukou != NONLOCAL_RURAL:
        return 1.0
    if non_private:
        return public_barrier
    return private_bonus if low_skill else 1.0
