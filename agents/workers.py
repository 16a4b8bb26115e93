"""Workers: every resident aged 16 and over, one row each. First the columns, then the decisions.

State is kept in integers so that sums are exact and a run has the same bits on any number of threads: money in fen,
shares and skills in basis points (1/10,000), time as a month index (0 = the first month of the run).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .compiled import rule
from .maths import exp, log, logistic
from .table import Ints, New, Table, column

# Status: what a person does this month.
INACTIVE, UNEMPLOYED, EMPLOYED, PLATFORM, SELF_EMPLOYED, TRAINING = range(6)
STATUSES = ("inactive", "unemployed", "employed", "platform", "self_employed", "training")
MALE, FEMALE = range(2)
SEXES = ("male", "female")
LOCAL_URBAN, LOCAL_RURAL, NONLOCAL_RURAL, NONLOCAL_URBAN = range(4)
HUKOUS = ("local_urban", "local_rural", "nonlocal_rural", "nonlocal_urban")
PRIMARY, JUNIOR, SENIOR, COLLEGE, BACHELOR = range(1, 6)
WORKING_AGE = 16  # years, from which people may be employed (Labour Law 1994, art. 15); children after junior school
SENIOR_LEAVE, COLLEGE_LEAVE, BACHELOR_LEAVE = 19, 21, 22  # years of age
LAYERS = 3.0  # of skill: technical, application, management
AGE_ENDS = (25, 30, 60)  # first year of age of each band after the youngest
SCHOOLINGS = ("primary", "junior", "senior", "college", "bachelor")

# Insurance bits: residents' scheme; employees' pension and medical; occupational injury; unemployment.
RESIDENT_SCHEME, EMPLOYEE_SCHEME, INJURY, JOBLESS = 1, 2, 4, 8
EVERY_SCHEME = EMPLOYEE_SCHEME | INJURY | JOBLESS

NOBODY = -1  # no employer, no platform
NEVER = -30_000  # a month long before the first
NO_TARGET = 255  # not being trained for an occupation
LONG_AGO = 255  # months since the last application, at the least
FULL_TIME = 40  # weekly hours of a usual job, from which a contractor depends on the platform (plan §2.2.1)
NEW_RATING = 6_000  # bp: platform rating of a newcomer
NEW_TRUST = 5_000  # bp: trust in platforms of somebody without experience of them

BP = 1e-4  # one basis point as a share
ACCESS = 3_000  # bp of digital literacy from which a person has internet access (P43)
SKILLED = 5_000  # bp: mean of the three skill layers from which a person counts as skilled (P38)
FEN = 0.01  # one fen in yuan
YUAN = 100.0  # one yuan in fen

# Ages and years by which sources tell people apart.
TEENS = 20  # years: below it, school and service keep many from work (P11)
PRIME = 35  # years from which dismissals rise (Lin 2025)
YOUTH = 10.0  # years since school in which people try jobs out (Topel & Ward 1992)
MID_CAREER = 35.0  # years at which people train most
YEARS_A_LEVEL = 3.0  # of schooling
TENURE = 10.0  # years of tenure that pay counts
SKILL_MEAN, SKILL_SPREAD = 0.35, 0.18  # of the three layers among people, by which returns to skill are measured
LEAST_RATIO = 0.5  # pay over what is usual below which quits rise no more
# Slopes of logits, judged.
LEAST_PRICE, COVER_INCOME = 0.02, 1.2  # price over usual, at the least; income over the median
CONSENT_TRUST, CONSENT_DIVIDEND, CONSENT_PAYOUT = 2.0, 0.02, 0.0006  # trust; yuan a month; yuan a breach
COURSE_GAIN, COURSE_JOBLESS, COURSE_HOURS = 6.0, 0.6, 0.02  # gain over pay; flag; weekly hours beyond full time
MOST_PENSION = 1_000_000.0  # fen a month


@dataclass(eq=False)
class Workers(Table, reused=True):
    """One row per person aged 16+, kept in order of home cell at build. Whoever dies or leaves is followed in the row
    by somebody of the same sex, hukou and schooling at the same place."""

    cell: Ints = column(np.uint16, "home cell", unit="index", new=New.KEPT)
    born: Ints = column(np.int16, "month of birth", unit="month index", new=New.DRAWN)
    sex: Ints = column(np.uint8, "0 male, 1 female", unit="code", new=New.KEPT)
    schooling: Ints = column(
        np.uint8, "1 primary or less, 2 junior, 3 senior, 4 college, 5 bachelor+", unit="code", new=New.KEPT
    )
    hukou: Ints = column(
        np.uint8, "0 local urban, 1 local rural, 2 non-local rural, 3 non-local urban", unit="code", new=New.KEPT
    )
    disabled: Ints = column(np.uint8, "certified disability", unit="flag", new=New.DRAWN)
    literacy: Ints = column(np.int16, "digital literacy", unit="bp", new=New.DRAWN)
    technical: Ints = column(np.int16, "technical skill", unit="bp", new=New.DRAWN)
    application: Ints = column(np.int16, "application skill", unit="bp", new=New.DRAWN)
    management: Ints = column(np.int16, "management skill", unit="bp", new=New.DRAWN)
    occupation: Ints = column(np.uint8, "present or last occupation", unit="index", new=New.DRAWN)
    certificates: Ints = column(np.uint64, "certificates held", unit="bit per occupation", new=New.DRAWN)
    status: Ints = column(np.uint8, "see STATUSES", unit="code", new=INACTIVE)
    employer: Ints = column(
        np.int32,
        "employer row if employed, platform row if on a platform, -2 on the family's farm, else -1",
        unit="row",
        new=NOBODY,
    )
    since: Ints = column(np.int16, "month the present status began", unit="month index", new=New.THIS_MONTH)
    hired: Ints = column(np.int16, "month the present job began", unit="month index", new=New.THIS_MONTH)
    worked: Ints = column(np.uint16, "hours a week worked this month, of employees", unit="0.01 hours", new=0)
    former: Ints = column(
        np.int32, "line that may call back who left it and is without work since, -1 for none", unit="row", new=NOBODY
    )
    parted: Ints = column(np.int16, "month of the last dismissal", unit="month index", new=NEVER)
    wage: Ints = column(np.int32, "contract wage a month, last one when not employed", unit="fen", new=New.DRAWN)
    income: Ints = column(np.int32, "disposable income of the last month", unit="fen", new=0)
    falls: Ints = column(np.uint8, "months in a row in which income fell", unit="months", new=0)
    reservation: Ints = column(np.int32, "lowest monthly wage the person would take", unit="fen", new=New.DRAWN)
    rating: Ints = column(np.int16, "platform rating", unit="bp", new=NEW_RATING)
    rung: Ints = column(np.uint8, "rung on the platform's ladder", unit="index", new=0)
    insured: Ints = column(np.uint8, "schemes that cover the person", unit="bit set", new=New.DRAWN)
    points: Ints = column(np.int16, "points of the flexible-work scheme", unit="points", new=0)
    consent: Ints = column(np.uint8, "lets the platform use personal data", unit="flag", new=1)
    trust: Ints = column(np.int16, "trust in platforms", unit="bp", new=NEW_TRUST)
    programme: Ints = column(np.uint8, "programme attended: number + 1, 0 for none", unit="index", new=0)
    months_left: Ints = column(np.uint8, "months of the programme still to come", unit="months", new=0)
    target: Ints = column(np.uint8, "occupation trained for, 255 for none", unit="index", new=NO_TARGET)
    hours: Ints = column(np.uint8, "usual hours a week", unit="hours", new=FULL_TIME)
    days: Ints = column(np.uint8, "days of platform work in the month, in the last with any", unit="days", new=0)
    side: Ints = column(np.uint8, "platform row + 1 of work beside the main one, 0 for none", unit="row", new=0)
    side_hours: Ints = column(np.uint8, "hours a week of it", unit="hours", new=0)
    commute: Ints = column(np.uint8, "distance to work, one way", unit="km", new=0)
    idle: Ints = column(np.uint8, "months since the last application, 255 for long ago", unit="months", new=LONG_AGO)
    gig: Ints = column(np.int16, "last month of platform work", unit="month index", new=NEVER)
    trained: Ints = column(np.int16, "month the last course was completed", unit="month index", new=New.DRAWN)
    earned: Ints = column(
        np.int32, "gross pay or takings of the month, from a job, a platform or own work", unit="fen", new=0
    )
    transfers: Ints = column(np.int32, "payouts less accident cost of the month", unit="fen", new=0)
    suit: Ints = column(np.uint8, "months until a court decides the person's suit, 0 for none", unit="months", new=0)


# ---- life course ----------------------------------------------------------------------------------------------------


@rule
def age_in_years(month, born):
    """Completed years of age."""
    return (month - born) // 12


@rule
def band_of_age(age):
    """Which of the bands that statistics use an age lies in (P02)."""
    young, early, old = AGE_ENDS
    return 0 if age < young else 1 if age < early else 2 if age < old else len(AGE_ENDS)


@rule
def leaving_age(schooling):
    """Age at which people with this schooling leave school (9, 12, 15 and 16 years of school from age 6 or 7)."""
    if schooling <= JUNIOR:
        return WORKING_AGE
    if schooling == SENIOR:
        return SENIOR_LEAVE
    return COLLEGE_LEAVE if schooling == COLLEGE else BACHELOR_LEAVE


@rule
def participation(age, sex, schooling, hukou, disabled, b):
    """Share of such people who want to work: a plateau by sex, ended by retirement, later in rural households (P11,
    P12)."""
    plateau, middle = b.participation_men, b.retire_men
    if sex == FEMALE:
        plateau = b.participation_women + b.participation_schooling * (schooling - 1.0 * SENIOR)
        middle = b.retire_women
    if age < TEENS:
        plateau *= b.participation_teens
    if hukou == LOCAL_RURAL or hukou == NONLOCAL_RURAL:
        middle += b.retire_rural_extra
    if disabled:
        plateau *= b.participation_disabled
    return plateau * logistic((middle - age) / b.retire_spread)


@rule
def wants_work(age, sex, schooling, hukou, disabled, opened, taste, b):
    """Whether a person wants to work: a lifelong taste against the share of such people who do, times what accessible
    work has `opened` to them."""
    if age < leaving_age(schooling):
        return False
    return taste < participation(age, sex, schooling, hukou, disabled, b) * opened


@rule
def older_literacy(literacy, b):
    """Digital literacy, bp, a year later: what goes beyond access fades in proportion, and access itself slowly (P43:
    fewer of the old are online)."""
    beyond = literacy - ACCESS if literacy >= ACCESS else 1.0 * literacy
    return int(literacy - b.literacy_fading * beyond - (b.access_fading if literacy >= ACCESS else 0.0))


@rule
def experience(age, schooling):
    """Years since school."""
    return max(0.0, age - 1.0 * leaving_age(schooling))


@rule
def group_of(sex, hukou, schooling, wants):
    """Number of the group of those alike in all but age."""
    group = (sex * len(HUKOUS) + hukou) * len(SCHOOLINGS) + schooling - 1
    return group * 2 + (1 if wants else 0)


@rule
def beginner(years):
    """How much of a beginner somebody is, 1 on leaving school to 0 when youth is over: what is peculiar to the young
    follows experience, not age."""
    return max(0.0, 1.0 - years / YOUTH)


@rule
def choice_to_move(log_income_gain, extra_commute, km, barred, crowded, dearer, b):
    """Probability of taking a home: more income at the place against distance, hukou barrier, rent (B 2.26)."""
    worth = b.move_income * log_income_gain - b.move_commute * extra_commute - b.move_km * km
    worth -= b.move_crowding * crowded + dearer
    if barred:
        worth -= b.move_hukou
    return logistic(worth - b.move_reluctance)


# ---- jobs -----------------------------------------------------------------------------------------------------------


@rule
def tenure_factor(tenure, half_life):
    """Hazard of leaving a job relative to its first month; halves by `half_life` months (B 2.6)."""
    return 1.0 / (1.0 + tenure / half_life)


@rule
def dismissal_factor(age, past_35):
    """Dismissals rise past 35 (Lin 2025, B 2.6)."""
    return past_35 if age > PRIME else 1.0


@rule
def quit_hazard(base, tenure, half_life, wage_ratio, young, monitoring):
    """Probability of quitting without another job: falls with tenure and pay, rises in youth and when monitored (B 2.6,
    plan §2.4.1)."""
    return base * young * tenure_factor(tenure, half_life) * (1.0 / max(wage_ratio, LEAST_RATIO)) * (1.0 + monitoring)


@rule
def youth_factor(years, at_first):
    """Quits relative to those of experience: beginners try jobs out (Topel & Ward 1992), less with each year since
    school."""
    return 1.0 + (at_first - 1.0) * beginner(years)


@rule
def first_reservation(years, at_first, later):
    """What newcomers ask for, over what lines pay people like them: beginners hope for more than those who know."""
    return later + (at_first - later) * beginner(years)


@rule
def schooling_premium(schooling, posted_schooling, school_return):
    """Pay relative to somebody with just the schooling a post asks for; of more or less, three years count (B 2.9)."""
    if schooling == posted_schooling:
        return 1.0
    # as floats: unsigned numbers know no shortfall
    return exp(school_return * YEARS_A_LEVEL * max(-1.0, min(schooling - 1.0 * posted_schooling, 1.0)))


@rule
def pay_factor(schooling, posted_schooling, skill, ability, sex, tenure_years, b):
    """Pay relative to what a line posts: schooling beyond the post's, skill, tenure up to ten years, ability (B
    2.9)."""
    log_pay = b.skill_return * (skill - SKILL_MEAN) / SKILL_SPREAD + b.ability_spread * ability
    log_pay += b.tenure_return * min(tenure_years, TENURE)
    premium = schooling_premium(schooling, posted_schooling, b.school_return)
    return exp(log_pay) * premium * (b.women_bargain if sex == FEMALE else 1.0)


@rule
def prospect_of(hoped, like, benefit, b):
    """What a searcher can hope for, fen: the reservation wage of the trade and place for somebody paid `like` times
    what is posted, and the part of a benefit (yuan) that waiting is worth (McCall 1970)."""
    return hoped * like + YUAN * benefit * b.benefit_counts


@rule
def reservation_next(reservation, prospect, floor, b):
    """Reservation wage of a further month of search: what was earned before gives way to what there is to hope for."""
    return max(floor, reservation + b.reservation_learning * (prospect - reservation))


@rule
def search_chance(status, idle, programme, b):
    """Probability of looking for a job this month: discouragement sets in with the spell; a course leaves less time."""
    if status == UNEMPLOYED:
        chance = b.search_unemployed * exp(-b.discouragement * idle)
    elif status == EMPLOYED:
        chance = b.search_employed
    elif status == PLATFORM:
        chance = b.search_platform
    elif status == SELF_EMPLOYED:
        chance = b.search_self_employed
    else:
        return 0.0
    return chance * (1.0 - b.lock_in) if programme > 0 else chance


@rule
def least_wage(status, reservation, wage, income, km, b):
    """Monthly wage below which a job is not applied for: reservation wage, or the present one and a premium for
    moving."""
    if status == EMPLOYED:
        return wage * (1.0 + b.mobility_premium) - YUAN * b.km_cost * km
    if status == UNEMPLOYED:
        return reservation * 1.0
    return max(b.content * reservation, income * 1.0)


# ---- insurance, data ------------------------------------------------------------------------------------------------


@rule
def insurance_take_up(intercept, price_slope, price_ratio, income_ratio, shift):
    """Probability that a flexible worker joins the employees' scheme: logit in log price and income, shifted by what
    the person knows and by age (B 2.17, B 2.18)."""
    return logistic(
        intercept + price_slope * log(max(price_ratio, LEAST_PRICE)) + COVER_INCOME * (income_ratio - 1.0) + shift
    )


@rule
def consent_probability(intercept, trust, dividend, payout):
    """Probability of letting the platform use one's data: rises with trust, dividend (yuan a month) and breach
    cover."""
    odds = intercept + CONSENT_TRUST * (trust - 0.5) + CONSENT_DIVIDEND * dividend + CONSENT_PAYOUT * payout
    return logistic(odds)


# ---- training -------------------------------------------------------------------------------------------------------


@rule
def training_take_up(intercept, gain, km, km_slope, age, age_slope, jobless, hours):
    """Probability that a person who hears of a course applies: expected gain against distance, long hours, and being
    far from mid-career."""
    odds = intercept + COURSE_GAIN * gain - km_slope * km - age_slope * abs(age - MID_CAREER)
    return logistic(odds + COURSE_JOBLESS * jobless - COURSE_HOURS * max(0.0, hours - 1.0 * FULL_TIME))


@rule
def certified_at_school(schooling, b):
    """Share of people of this schooling who leave school with the certificate of a trade: those of vocational ones."""
    if schooling == SENIOR:
        return b.vocational_senior * b.school_certified
    return b.vocational_college * b.school_certified if schooling == COLLEGE else 0.0


@rule
def skill_after_course(skill, need, learning, fresh):
    """Skill after a course: closes a share of the gap to what the occupation needs, less if the course is stale."""
    return skill + learning * fresh * max(0.0, need - skill)


TAX_FREE = 5_000.0  # yuan a month
TAX_BRACKETS = (  # rate and quick deduction, yuan a month
    *((0.03, 0.0), (0.10, 210.0), (0.20, 1_410.0), (0.25, 2_660.0)),
    *((0.30, 4_410.0), (0.35, 7_160.0), (0.45, 15_160.0)),
)


@rule
def income_tax(pay, contributions):
    """Monthly personal income tax, yuan (Individual Income Tax Law 2018). A rising schedule is the highest of its
    brackets' lines."""
    taxable = pay - contributions - TAX_FREE
    due = 0.0
    for rate, deduction in TAX_BRACKETS:
        due = max(due, rate * taxable - deduction)
    return due


@rule
def pension_of(contributed, wage, residents_scheme, ratio):
    """Pension a month, fen: of the residents' scheme, or for contributors a share of the last wage up to 10,000
    yuan."""
    earned = min(ratio * wage, MOST_PENSION)
    return max(YUAN * residents_scheme, earned if contributed else 0.0)
