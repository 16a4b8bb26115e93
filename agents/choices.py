"""Choices between kinds of work: what a job, a platform, an own business and the home are worth to a person.

One unit throughout, yuan a month of sure income, so that every lever reaches people through the same comparison.
"""

from __future__ import annotations

import math

from .compiled import rule
from .maths import exp, log, logistic
from .workers import BP, EMPLOYED, FEMALE, FULL_TIME, INACTIVE, NEW_RATING, UNEMPLOYED

WEEKS = 4.33  # weeks a month
MONTHS = 12.0  # of a year
STANDARD_HOURS = 40.0  # a week (Labour Law 1994: 40 by the State Council's rule of 1995)
LEAST_HOURS, MOST_HOURS = 6.0, 84.0  # a week on a platform: an evening, or seven days of twelve hours
BIAS_FROM, BIAS_TO = 35, 60  # ages between which bias in dispatch grows (plan §2.2.2)
CARING = (25, 45)  # ages of women with children and parents to care for
MOST_DAYS = 30.0  # of a month
ELDERLY = 55  # age from which free hours are worth more


@rule
def job_value(wage, employee_contribution, covered, insurance_value, km, km_cost, monitoring_cost):
    """Worth of a formal job, yuan a month: net pay, cover, commute, monitoring."""
    net = wage * (1.0 - employee_contribution) if covered else wage
    return net + (insurance_value if covered else 0.0) - km_cost * km - monitoring_cost


@rule
def certainty_equivalent(mean, spread, risk_aversion):
    """Sure income worth as much as an uncertain one with standard deviation `spread × mean` (second order, CRRA)."""
    return mean * (1.0 - 0.5 * risk_aversion * spread * spread)


@rule
def choice(value, alternative, b):
    """Probability of taking an option worth `value` when the alternative is worth `alternative` (logit in
    relative worth)."""
    return logistic((value - alternative) / (b.choice_scale * max(alternative, b.least_worth)))


@rule
def flexibility_value(age, sex, taste, b):
    """Worth of choosing one's hours, as a share of pay: larger for women 25–45 and for the old (taste 0 to 1)."""
    worth = b.free_hours * taste
    if sex == FEMALE and CARING[0] <= age <= CARING[1]:
        worth += b.free_hours_women
    if age >= ELDERLY:
        worth += b.free_hours_old
    return worth


@rule
def contract_hours(luck, overtime, longer):
    """Weekly hours of a job where the mean is `overtime` beyond 40: some keep to 40, and whoever works longer does so
    by `longer` more than that mean, spread evenly (P05, P65)."""
    share = overtime / (overtime + longer)
    if luck >= share:
        return STANDARD_HOURS
    return STANDARD_HOURS + 2.0 * (overtime + longer) * luck / share


@rule
def own_account_hours(taste, b):
    """Weekly hours in a business of one's own, by taste for long ones: nearly half above 60 (P32)."""
    return b.own_hours_least + b.own_hours_range * taste


@rule
def hours_wanted(taste, pay_ratio, b):
    """Weekly hours on a platform: a casual third and a long-working rest (P28, P32); elastic in hourly pay (B 2.19)."""
    if taste < b.casual_share:
        usual = b.casual_hours + b.casual_hours_range * taste
    else:
        usual = b.long_hours + b.long_hours_range * (taste - b.casual_share)
    response = 1.0 + b.hours_elasticity * (pay_ratio - 1.0)
    bounded = min(b.hours_response_most, max(b.hours_response_least, response))
    return min(MOST_HOURS, max(LEAST_HOURS, usual * bounded))


@rule
def days_given(hours, taste, b):
    """Days of the month on which somebody works for a platform, by weekly hours. Days are the longer the more one likes
    long hours (taste 0 to 1), and stay so when pay changes (B 3.21)."""
    days = hours * WEEKS / (b.day_least + b.day_range * taste)
    return min(MOST_DAYS, max(1.0, days))


@rule
def side_hours(taste, hours, pay_ratio, b):
    """Weekly hours that somebody with a job or business gives a platform beside it: fewer after long hours, more where
    an hour pays more (days, not hours a day: B 3.21)."""
    wanted = (
        b.side_hours_most * (1.0 - 0.5 * taste / max(b.side_open, 1e-6)) * (1.0 + b.side_elasticity * (pay_ratio - 1.0))
    )
    return max(0.0, min(wanted, b.side_week - hours))


@rule
def side_chance(hourly, own, pull, b):
    """Probability of taking up work beside one's own: what an hour there brings against an hour of one's own work."""
    dear = b.side_worth * own
    return min(1.0, pull * logistic((hourly - dear) / (b.choice_scale * max(dear, 1.0))))


@rule
def believed_pay(hourly, error, openness, surprise):
    """Hourly pay a person reckons with: what is known in town, misjudged the less the more of the rule is published."""
    return hourly * (1.0 + error * (1.0 - openness) * surprise)


@rule
def luck_left(luck, openness, b):
    """Standard deviation of monthly orders over their mean: published rules calm their variance (B 2.21)."""
    return luck * math.sqrt(1.0 - b.openness_calms * openness)


@rule
def spread_of_pay(luck, openness, b):
    """Standard deviation of the pay a person reckons with, over its mean: luck of the month and misjudged pay have
    nothing to do with each other, so that their squares add up."""
    error = b.belief_error * (1.0 - openness)
    return math.sqrt(luck_left(luck, openness, b) ** 2 + error**2)


@rule
def bias_factor(age, sex, age_bias, sex_bias):
    """Share of equal dispatch that a group is left with (plan §2.2.2): less for women, and from 35 to 60 with age."""
    factor = 1.0 - age_bias * min(1.0, (age - BIAS_FROM) / (BIAS_TO - BIAS_FROM)) if age > BIAS_FROM else 1.0
    return factor * (1.0 - sex_bias) if sex == FEMALE else factor


@rule
def uncovered_loss(yearly_accidents, cost, pilot, promised_cover):
    """Expected accident cost a month that neither the injury pilot nor the protection fund meets, yuan."""
    return yearly_accidents / MONTHS * cost * (1.0 - min(1.0, pilot + (1.0 - pilot) * promised_cover))


@rule
def platform_worth(sure_pay, flexibility, loss, support, dividend, monitoring, trust, b):
    """Worth of a month on a platform: sure pay and free hours, less dreaded loss and monitoring, plus support of the
    premium and dividend; discounted by distrust (0 to 1)."""
    worth = sure_pay * (1.0 + flexibility) - b.risk_dread * loss + support + dividend - monitoring
    return worth * (1.0 - 0.5 * b.trust_worth + b.trust_worth * trust)


@rule
def own_account_worth(usual, application, management, sense, b):
    """Usual takings of an own business or farm: skill in application and management, and business sense (0 to 1)."""
    skill = b.takings_unskilled + b.takings_application * application + b.takings_management * management
    return usual * skill * (1.0 - 0.5 * b.takings_sense + b.takings_sense * sense)


@rule
def usual_takings(farm, village, application, management, sense, b):
    """Usual takings of a farm, or of a business in town or village, yuan a month."""
    business = b.own_account_income * b.village_business if village else b.own_account_income
    return own_account_worth(b.farm_income if farm else business, application, management, sense, b)


@rule
def home_worth(taste, b):
    """Worth of not working for pay; taste 0 to 1."""
    return b.home_worth * (1.0 - 0.5 * b.home_spread + b.home_spread * taste)


# ---- what a person weighs --------------------------------------------------------------------------------------------
# `b`: parameters of behaviour; `r`: the rules of the zone; `t`: terms of a platform there (`TERMS` of the work choice).


@rule
def present_worth(status, wage, covered, km, reservation, income, taste, r, b):
    """Worth of what a person has, yuan a month: a job, looking on, the home, or the work of one's own as it went; by
    wage, reservation wage and income in yuan a month."""
    if status == EMPLOYED:
        cover = b.cover_worth * r.flexible_premium
        return job_value(wage, r.employee_contribution, covered, cover, km, b.km_cost, b.monitoring_cost)
    if status == UNEMPLOYED:
        return reservation * b.hope
    if status == INACTIVE:
        return home_worth(taste, b)
    return income


@rule
def comes_to_mind(which, favourite, b):
    """Where the platform that comes to mind stands among all by taste (0 to 1): on most occasions the favourite."""
    often = b.favourite_platform
    return favourite if which < often else (which - often) / (1.0 - often)


@rule
def admitted(age, schooling, literacy, t):
    """Whether a platform takes a person."""
    return age <= t.oldest and schooling >= t.schooling and literacy >= t.literacy


@rule
def expected_pay(age, sex, rating, rung, hours, surprise, finds, t, b):
    """What a person reckons a month on a platform would bring, yuan after tax: known pay of an hour and what an hour
    `finds` around home over the mean, one's rating (bp) and rung, bias met."""
    pay = believed_pay(t.hourly * finds, b.belief_error, t.openness, surprise) * hours * WEEKS
    pay *= 1.0 - 0.5 * b.rating_pay + b.rating_pay * rating * BP
    pay *= bias_factor(age, sex, t.age_bias, t.sex_bias)
    pay *= 1.0 + t.rung_premium * rung
    return pay - vat_due(pay, t.vat_threshold, t.vat_rate)


@rule
def month_on_platform(age, sex, pay, hours, free, consent, trust, t, b):
    """Worth of a month on a platform to a person who expects some pay and works some hours a week; taste for free
    hours and trust 0 to 1."""
    return platform_worth(
        certainty_equivalent(pay, t.spread, b.risk_aversion),
        flexibility_value(age, sex, free, b),
        t.loss,
        t.support + (t.contractor if hours >= FULL_TIME else 0.0),
        t.dividend * consent,
        t.monitoring,
        trust,
        b,
    )


@rule
def free_entry(pay_ratio, b):
    """How much more often people come to a platform, and how much less often they leave it, than when an hour paid what
    is usual there: they look at what it pays others now (Hall, Horton & Knoepfle; B 2.19)."""
    return min(b.pull_most, max(1.0 / b.pull_most, exp(b.entry_elasticity * log(max(pay_ratio, 1.0 / b.pull_most)))))


@rule
def leaving_chance(worth, outside, drawn, t, b):
    """Chance a month of giving a platform up: for no reason of pay, and the better looking for a job is; less where an
    hour around home pays more than elsewhere (`drawn`)."""
    return (t.leaving + b.platform_regret * choice(outside, worth, b)) / (t.pull * drawn)


# ---- businesses of one's own that policy helps -----------------------------------------------------------------------


@rule
def found_market(farm, literacy, m, b):
    """Takings of a farm or business over what is usual for it: what residents spend there, shared among those who sell
    to them, and what customers outside buy, more of it as the net reaches further; `m`: the market at home."""
    return (m.farmed if farm else m.sold) + m.beyond * (1.0 + able_online(literacy, b) * m.further)


@rule
def able_online(literacy, b):
    """Share of people with this digital literacy who can sell online or farm smartly."""
    return min(1.0, literacy / b.selling_literacy)


@rule
def seller_chance(literacy, web, b):
    """Share of people with this digital literacy under this connection who can sell online (plan §2.3.1)."""
    return able_online(literacy, b) * web


@rule
def helped_takings(usual, farm, literacy, farm_luck, sell_luck, t, b):
    """Takings of a farm or business: more for those who farm smartly, and for those who can sell online, by the margin
    and the traffic they get; what all bring to market lowers what farms get for it. `t`: terms of trade at home."""
    usual *= 1.0 + t.price if farm else 1.0
    takings = usual
    if farm and farm_luck < t.smart * able_online(literacy, b):
        takings += b.smart_farming_gain * usual
    if sell_luck < seller_chance(literacy, t.web, b):
        takings += t.margin * usual + t.traffic
    return takings


@rule
def cheaper_credit(capital, discount, rate, demand, monthly_return):
    """What cheaper credit adds to a borrower's takings, yuan a month: more is borrowed, and capital has its return."""
    return capital * demand * min(1.0, discount / rate) * monthly_return


@rule
def suit_chance(success, award, cost, hassle, scale):
    """Probability that a wronged worker who thinks of it sues: expected award against cost and trouble (plan
    §6.1.3)."""
    return logistic((success * award - cost - hassle) / scale)


@rule
def vat_due(takings, threshold, rate):
    """Value-added tax of a month, yuan: nothing up to the threshold, the rate on what is above (plan §5.2.2)."""
    return rate * max(0.0, takings - threshold)


@rule
def carried_rating(rating, portable):
    """Rating, bp, after leaving a platform: the portable part stays, the rest is a newcomer's (plan §3.2.2)."""
    return rating * portable + NEW_RATING * (1.0 - portable)
