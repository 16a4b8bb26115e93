"""Employers: one row per line, that is one occupation in one establishment. First the columns, then the decisions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .compiled import rule
from .maths import exp, power
from .table import Ints, Table, column
from .workers import FEMALE, LAYERS, LOCAL_RURAL, NONLOCAL_RURAL

PRIVATE, NON_PRIVATE = range(2)
ANY_SEX, MEN_ONLY, WOMEN_ONLY = range(3)
LEAST_COST = 0.1  # share of the cost of a post that no relief takes away
YOUNG, PRIME, TURN, OLD = 20, 28, 35, 40  # ages, years, between which callbacks rise, stay and fall (B 2.23)
FADED = 8  # months without work after which callbacks fall no further (B 2.4)


@dataclass(eq=False)
class Employers(Table):
    """One row per establishment and occupation, in order of cell."""

    cell: Ints = column(np.uint16, "workplace", unit="index")
    zone: Ints = column(np.uint8, "district of the workplace", unit="index")
    establishment: Ints = column(np.int32, "establishment the line belongs to", unit="index")
    occupation: Ints = column(np.uint8, "occupation of the line", unit="index")
    sector: Ints = column(np.uint8, "sector of the establishment", unit="index")
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
def revised_posting(posted, usual, floor, vacancy_age, applicants, vacancies, b):
    """Wage posted next: up while posts stay open, down when applicants queue, drawn to the usual wage, never below
    the floor."""
    wage = posted * 1.0
    if vacancies > 0 and vacancy_age > b.posting_patience and applicants < vacancies:
        wage *= 1.0 + b.posting_step
    elif applicants > b.posting_queue * max(vacancies, 1):
        wage *= 1.0 - b.posting_cut * b.posting_step
    wage += b.posting_return * (usual - wage)
    return max(wage, floor)


@rule
def reckoned_cost(cost, relief):
    """Cost of a new post that is relieved, at least a tenth of it: no relief makes work free."""
    return max(cost - relief, LEAST_COST * cost)


# ---- how employers see applicants ------------------------------------------------------------------------------------


@rule
def skill_match(technical, application, management, need_t, need_a, need_m):
    """Fit of a person to a post, 0 to 1: mean over the three layers of skill held over skill needed, at most 1."""
    shortfall = max(0.0, need_t - technical) + max(0.0, need_a - application) + max(0.0, need_m - management)
    return 1.0 - shortfall / (need_t + need_a + need_m)


@rule
def mean_skill(technical, application, management):
    """Skill as one number: the mean of the three layers."""
    return (technical + application + management) / LAYERS


@rule
def perceived_productivity(match, certified, experienced, noise, spread, credit, b):
    """What the employer believes an applicant is worth. A certificate adds to it and makes the belief sharper (B 2.30),
    the more so the more it is trusted (`credit`, 0 to 1; plan §5.3.3)."""
    if certified:
        bonus = b.certificate_bonus * (1.0 + b.trusted_certificate * credit)
        sharp = b.certified_noise * (1.0 - b.precise_certificate * credit)
        return match + bonus + b.experience_bonus * experienced + sharp * spread * noise
    return match + b.experience_bonus * experienced + spread * noise


@rule
def impression_spread(spread, blurred, portable, recorded, stated):
    """Noise of an impression: blurred by rules on CVs; shares of it are cleared by a portable record of platform work,
    by records that employers share (what is left) and where the post states competence."""
    return spread * blurred * (1.0 - portable) * (recorded * (1.0 - stated))


@rule
def callback(age, sex, hukou, months_idle, sex_bias, low_skill, non_private, unseen, mended, b):
    """Chance that an employer looks at an application. Masked CVs hide a share `unseen` of what age and sex take away,
    an obeyed ban `mended` of what origin does."""
    called = b.callback * hidden(age_callback(age, sex, b), unseen)
    called *= duration_callback(months_idle, b.callback_at_8_months)
    called *= hidden(sex_callback(sex, sex_bias, b.screening_bias), unseen)
    liked = hukou_callback(hukou, low_skill, non_private, b.callback_migrant, b.callback_public)
    return called * hidden(liked, mended)


@rule
def unseen_share(masked, mended):
    """Share of penalties that cannot arise: what masked CVs hide, and of the rest what an obeyed ban mends."""
    return 1.0 - (1.0 - masked) * (1.0 - mended)


@rule
def age_callback(age, sex, b):
    """Callback relative to age 28: rises to the late twenties, falls from 35, more for women (B 2.23)."""
    if age < PRIME:
        return 1.0 - (1.0 - b.callback_at_20) * (PRIME - age) / (PRIME - YOUNG)
    if age <= TURN:
        return 1.0
    slope = (1.0 - b.callback_at_40) / (OLD - TURN)
    if sex == FEMALE:
        slope *= b.callback_women
    past = b.callback_past_40 * slope * max(0, age - OLD)
    return max(b.callback_least, 1.0 - slope * min(age - TURN, OLD - TURN) - past)


@rule
def sex_callback(sex, sex_bias, strength):
    """Callback of women relative to men by the bias of screening algorithms in the occupation (B 2.24)."""
    return 1.0 - strength * (1.0 - sex_bias) if sex == FEMALE else 1.0


@rule
def duration_callback(months_idle, at_eight):
    """Callback relative to a fresh spell: falls over eight months, then flat (B 2.4)."""
    return 1.0 - (1.0 - at_eight) * min(months_idle, FADED) / FADED


@rule
def hukou_callback(hukou, low_skill, non_private, private_bonus, public_barrier):
    """Private employers prefer migrants in low-skill posts; public and other non-private units bar them (B 2.25)."""
    if hukou < LOCAL_RURAL + 1 and hukou != NONLOCAL_RURAL:
        return 1.0
    if non_private:
        return public_barrier
    return private_bonus if low_skill else 1.0
