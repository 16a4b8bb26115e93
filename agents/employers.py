"""Employers: one row per line, that is one occupation in one establishment. First the columns, then the decisions."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .compiled import rule
from .maths import exp
from .table import Ints, New, Table, column
from .workers import FEMALE, LAYERS, LOCAL_RURAL, NONLOCAL_RURAL

PRIVATE, NON_PRIVATE = range(2)
ANY_SEX, MEN_ONLY, WOMEN_ONLY = range(3)
HALF_A_POST = 0.5  # persons: work comes in whole ones, a line that lacks less of it has the staff it wants
LEAST_COST = 0.1  # share of the cost of a post that no relief takes away
TURN, OLD = 35, 40  # ages, years, from which callbacks fall, and fall less (B 2.23)
SEASONED = 8.0  # years since school from which nobody is a novice (B 2.23: from 20 to 28)
FADED = 8  # months without work after which callbacks fall no further (B 2.4)


@dataclass(eq=False)
class Employers(Table, reused=True):
    """One row per establishment and occupation, in order of cell. Rows of closed establishments are places that others
    take; what is drawn for those is what another line of the trade offers."""

    cell: Ints = column(np.uint16, "workplace", unit="index", new=New.KEPT)
    zone: Ints = column(np.uint8, "district of the workplace", unit="index", new=New.KEPT)
    establishment: Ints = column(np.int32, "establishment the line belongs to", unit="index", new=New.KEPT)
    occupation: Ints = column(np.uint8, "occupation of the line", unit="index", new=New.KEPT)
    sector: Ints = column(np.uint8, "sector of the establishment", unit="index", new=New.DRAWN)
    ownership: Ints = column(np.uint8, "0 private, 1 non-private unit", unit="code", new=New.DRAWN)
    staff: Ints = column(np.int32, "people employed", unit="persons", new=0)
    vacancies: Ints = column(np.int32, "open posts", unit="posts", new=0)
    vacancy_age: Ints = column(np.float64, "mean age of the open posts", unit="months", new=0)
    applicants: Ints = column(np.int32, "applications received last month", unit="applications", new=0)
    capacity: Ints = column(np.float64, "desired staff at normal cost, demand and productivity", unit="persons", new=0)
    productivity: Ints = column(np.float64, "log productivity, AR(1)", unit="log", new=0)
    cost: Ints = column(np.float64, "what output costs over normal times, as reckoned with", unit="log", new=0)
    wanted: Ints = column(np.float64, "staff for which a post has been worth its cost", unit="persons", new=0)
    desired: Ints = column(np.float64, "the same with the posts that rules add", unit="persons", new=0)
    posted: Ints = column(np.int32, "wage posted for a standard worker", unit="fen", new=New.DRAWN)
    usual: Ints = column(np.int32, "wage the line posts in normal times", unit="fen", new=New.DRAWN)
    remote: Ints = column(np.uint8, "the post can be filled from anywhere", unit="flag", new=New.KEPT)
    age_ceiling: Ints = column(np.uint8, "highest age invited to apply, 0 for none", unit="years", new=New.DRAWN)
    sex_wanted: Ints = column(np.uint8, "0 any, 1 men only, 2 women only", unit="code", new=New.DRAWN)
    schooling: Ints = column(np.uint8, "lowest schooling invited to apply", unit="code", new=New.KEPT)
    contributes: Ints = column(np.uint8, "pays social contributions for its staff", unit="flag", new=New.DRAWN)
    first_slot: Ints = column(np.int32, "first of the line's places in the frame of posts", unit="index", new=New.KEPT)
    slots: Ints = column(np.int32, "places of the line in the frame of posts", unit="posts", new=New.KEPT)
    counted: Ints = column(
        np.int32, "staff above which a post counts as new, plus one; 0: not counted", unit="persons", new=0
    )
    relieved: Ints = column(np.int32, "new posts for which tax relief was given", unit="posts", new=0)
    closed: Ints = column(np.uint8, "an empty place: there is no establishment", unit="flag", new=0)
    opened: Ints = column(np.int32, "month in which the establishment opened", unit="month", new=New.THIS_MONTH)
    niche: Ints = column(
        np.float64, "desired staff here at build: what the trade has room for", unit="persons", new=New.KEPT
    )
    margin: Ints = column(np.float64, "log of what a filled post is worth over its cost", unit="log", new=0)
    lasting: Ints = column(np.float64, "the same, smoothed over about a year", unit="log", new=0)
    short: Ints = column(
        np.float64, "part of normal hours that is cut this month, 0 in normal times", unit="share", new=0
    )
    leave: Ints = column(np.float64, "staff on leave for want of work", unit="share", new=0)
    leave_months: Ints = column(np.uint8, "months in a row in which some are on leave", unit="months", new=0)


@rule
def desired_staff(capacity, demand, productivity, cost, elasticity):
    """Staff for which a post is worth its cost: falls with what output costs (log) at a constant elasticity (B 3.6),
    rises with demand and productivity."""
    return capacity * demand * exp(productivity - elasticity * cost)


@rule
def relieved(wanted, counted):
    """Whether a relief for posts above `counted` lowers the cost a line reckons with: it does for lines that would not
    shrink below the mark without it (kinked cost, as in marginal hiring credits, B 2.14)."""
    return wanted >= counted


@rule
def whole_staff(desired, turn):
    """Whole posts of a line that wants `desired`: it rounds up when it wants more than `turn` (0 to 1, its own for
    good) beyond the last whole one, so that lines taken together want what they want and none opens and closes the
    same post."""
    return math.floor(desired + turn)


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
def work_left(staff, work, b):
    """Work there is for each of the staff, at most 1: work in persons at normal hours over staff; a lack of less than
    half a post, or of what lines bear without doing anything about it, counts as none."""
    borne = max(HALF_A_POST, b.idle_borne * staff)
    return 1.0 if staff - work <= borne else (max(0.0, work) + borne) / staff


@rule
def hours_cut(left, b):
    """Share by which a line cuts hours when it has work `left` for each of its staff: part of the lack, down to the
    shortest hours there are (hours before heads, B 3.3)."""
    return min(1.0 - b.hours_least, b.hours_first * (1.0 - left))


@rule
def leave_share(left, b):
    """Share of the staff a line sends on leave: part of those for whom there is no work even at the shortest hours."""
    return b.leave_first * max(0.0, 1.0 - left / b.hours_least)


@rule
def openings(staff, vacancies, desired, spontaneous, filling):
    """Posts a line opens this month: a spontaneous share of staff and a share of the gap (δv, γ of the oracle
    model)."""
    gap = filling * max(0.0, desired - staff - vacancies)
    return spontaneous * staff + (1.0 - spontaneous) * gap


@rule
def capacity_kept(capacity, given_up, posts):
    """Staff at normal cost of a line of so many `posts`, filled and open, once it has given up some of them for good:
    others of the trade take its customers."""
    return capacity * (1.0 - given_up / max(posts, 1))


@rule
def revised_posting(posted, aim, least, vacancy_age, applicants, vacancies, b):
    """Wage posted next: up while posts stay open and nobody comes, else drawn to what the line would post; not down
    because applicants queue, and never below `least`, the floor or what the line does not undercut."""
    wage = posted * 1.0
    if vacancies > 0 and vacancy_age > b.posting_patience and applicants < vacancies:
        wage *= 1.0 + b.posting_step
    wage += b.posting_return * (aim - wage)
    return max(wage, least)


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
    the more so the more it is trusted (`credit`, 0 to 1; plan §5.3.3). Impressions clearer than usual count for more,
    and dimmer ones for less, against what is expected of anybody."""
    usual, sharp, bonus = b.impression_noise, spread, 0.0
    if certified:
        bonus = b.certificate_bonus * (1.0 + b.trusted_certificate * credit)
        usual *= b.certified_noise
        sharp *= b.certified_noise * (1.0 - b.precise_certificate * credit)
    believed = match + bonus + b.experience_bonus * experienced + sharp * noise
    return believed + further_reliance(usual, sharp, b) * (match + sharp * noise - b.expected_match)


@rule
def further_reliance(usual, now, b):
    """How much more than usually an employer goes by an impression of this noise: whoever knows how sure a sign is
    draws what it says toward what applicants are like on average, the less the surer it is (Phelps 1972; Aigner & Cain
    1977), so that clear records help in a contest for a post (Cornell & Welch 1996). 0 at the usual noise."""
    known = b.match_spread**2
    return (known + usual**2) / (known + now**2) - 1.0


@rule
def impression_spread(spread, blurred, portable, recorded, stated):
    """Noise of an impression: blurred by rules on CVs; shares of it are cleared by a portable record of platform work,
    by records that employers share (what is left) and where the post states competence."""
    return spread * blurred * (1.0 - portable) * (recorded * (1.0 - stated))


@rule
def callback(age, sex, hukou, worked, months_idle, sex_bias, low_skill, non_private, unseen, mended, b):
    """Chance that an employer looks at an application first, by age and years `worked` since school. Masked CVs hide a
    share `unseen` of what age and sex take away, an obeyed ban `mended` of what origin does."""
    called = b.callback * hidden(age_callback(age, sex, b), unseen) * novice_callback(worked, b.callback_novice)
    called *= duration_callback(months_idle, b.callback_at_8_months)
    called *= hidden(sex_callback(sex, sex_bias, b.screening_bias), unseen)
    liked = hukou_callback(hukou, low_skill, non_private, b.callback_migrant, b.callback_public)
    return called * hidden(liked, mended)


@rule
def unseen_share(masked, mended):
    """Share of penalties that cannot arise: what masked CVs hide, and of the rest what an obeyed ban mends."""
    return 1.0 - (1.0 - masked) * (1.0 - mended)


@rule
def novice_callback(worked, at_first):
    """Callback of somebody so many years from school relative to those of eight years and more (B 2.23: callbacks rise
    from 20 to 28)."""
    return 1.0 - (1.0 - at_first) * max(0.0, SEASONED - worked) / SEASONED


@rule
def age_callback(age, sex, b):
    """Callback relative to the years before 35: falls from then on, more for women (B 2.23)."""
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
