"""Platforms: a row for each firm, and one row per firm and zone for the local market. Columns, then the dispatch rule.

Six services are traded, each by several firms: row = service + six × rank, so the first six rows are the leading firms.
How firms share a market and what they charge stands in `platform_firms`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .choices import bias_factor
from .compiled import rule
from .maths import exp
from .table import Ints, Table, column

RIDE, DELIVERY, DOMESTIC, LIVE, ONLINE, TEACHING = range(6)
PLATFORMS = ("ride_hailing", "delivery", "domestic_service", "live_commerce", "online_service", "online_teaching")
SERVICES = len(PLATFORMS)


@rule
def service_of(row):
    """The service that the firm of a row offers."""
    return row % SERVICES


@dataclass(eq=False)
class Platforms(Table):
    """One row per firm, or an empty place for one; the values stand in model/data/platforms.yaml with their sources.
    Price and commission are those at which the city is built; each market has its own (`Markets`)."""

    price: Ints = column(np.float64, "usual price of an order", unit="yuan")
    commission: Ints = column(np.float64, "usual share of the price kept by the platform", unit="share")
    cost: Ints = column(np.float64, "worker's running cost an order", unit="yuan")
    pace: Ints = column(np.float64, "orders an hour at full utilisation", unit="orders/hour")
    orders_per_resident: Ints = column(np.float64, "orders demanded a month and resident 16+", unit="orders")
    price_elasticity: Ints = column(np.float64, "elasticity of demand in price", unit="ratio")
    online: Ints = column(np.float64, "1: work from anywhere with bandwidth; 0: local", unit="flag")
    literacy: Ints = column(np.float64, "digital literacy needed", unit="share")
    schooling: Ints = column(np.float64, "lowest schooling", unit="code")
    oldest: Ints = column(np.float64, "highest age admitted", unit="years")
    male_taste: Ints = column(np.float64, "how often a man considers it", unit="weight")
    female_taste: Ints = column(np.float64, "how often a woman considers it", unit="weight")
    peak_share: Ints = column(np.float64, "share of orders at the peak", unit="share")
    forced: Ints = column(np.float64, "share of peak orders that must be accepted", unit="share")
    luck: Ints = column(np.float64, "standard deviation of monthly orders at given hours, dispatch apart", unit="share")
    age_bias: Ints = column(np.float64, "dispatch weight lost at 60 against 35", unit="share")
    sex_bias: Ints = column(np.float64, "dispatch weight lost by women", unit="share")
    accident: Ints = column(np.float64, "injuries a worker and year", unit="share/year")
    breach: Ints = column(np.float64, "data breaches a year", unit="1/year")
    portable: Ints = column(np.float64, "share of the rating that counts elsewhere", unit="share")
    peak_hours: Ints = column(np.float64, "share of working hours that are peak", unit="share")
    brand: Ints = column(np.float64, "share of customers at equal price and wait; an entrant's, relative", unit="share")
    power: Ints = column(np.float64, "part of its market power that a firm uses", unit="share")
    running: Ints = column(np.float64, "1: a firm; 0: an empty place for one", unit="flag")
    profit: Ints = column(np.float64, "mean profit a month over its fixed cost", unit="ratio")
    losing: Ints = column(np.float64, "months in a row in which that was negative", unit="months")
    data_gain: Ints = column(np.float64, "what the data of a consenting worker brought a month", unit="yuan")


@dataclass(eq=False)
class Markets(Table):
    """One row per firm and zone: row = firm × zones + zone."""

    demand: Ints = column(
        np.float64, "orders demanded a month at the usual price; those of all firms of a service are one", unit="orders"
    )
    orders: Ints = column(np.float64, "orders filled last month", unit="orders")
    asked: Ints = column(np.float64, "orders asked for at the price and wait of last month", unit="orders")
    price: Ints = column(np.float64, "list price of an order", unit="yuan")
    commission: Ints = column(np.float64, "share of the price kept by the platform", unit="share")
    surge: Ints = column(np.float64, "price paid last month over the list price", unit="ratio")
    tightness: Ints = column(np.float64, "log of what orders over hours did to the price last month", unit="log")
    wait: Ints = column(np.float64, "wait of customers last month over the usual", unit="ratio")
    elsewhere: Ints = column(np.float64, "orders that workers elsewhere can fill, online", unit="orders")
    allotted: Ints = column(np.float64, "orders handed out to the workers of the firm last month", unit="orders")
    filled: Ints = column(np.float64, "orders that they did over those handed out", unit="ratio")
    consenting: Ints = column(np.float64, "share of them who let the platform use their data", unit="share")
    capacity: Ints = column(np.float64, "orders the active workers could fill", unit="orders")
    workers: Ints = column(np.int64, "active workers last month", unit="persons")
    hourly: Ints = column(np.float64, "usual net pay an hour as known in town", unit="yuan/hour")
    bias: Ints = column(np.float64, "share of the dispatch bias still in use", unit="share")
    share: Ints = column(np.float64, "orders handed out per unit of dispatch weight", unit="orders")
    fair_entry: Ints = column(np.float64, "share of entry barriers by age and sex given up", unit="share")
    relief: Ints = column(np.float64, "share of algorithmic pressure taken off", unit="share")
    excluded: Ints = column(np.float64, "months without public contracts still to come", unit="months")
    raised: Ints = column(np.int64, "active workers above the lowest rung last month", unit="persons")
    filed: Ints = column(np.int64, "suits filed last month", unit="cases")
    dues: Ints = column(np.float64, "rungs, awards and social cost last month over revenue", unit="share")
    burden: Ints = column(np.float64, "what policy cost the platform last month over revenue", unit="share")


QUARTER = 3.0  # months
COUNTED_YEARS = 3.0  # years on the platform that a dispatch rule looks at
MIDDLE = 0.5  # rating of a worker whom it neither prefers nor puts back


# ---- the dispatch rule ----------------------------------------------------------------------------------------------


@rule
def dispatch_weight(work, rating, tenure_years, km, fairness, rating_weight, tenure_weight, distance_weight):
    """How many orders a worker can claim: the work offered (orders at full pace), shifted by rating and tenure, less
    with the distance from where orders arise, and cut by bias (plan §2.2.2)."""
    score = 1.0 + rating_weight * (rating - MIDDLE) + tenure_weight * min(tenure_years, COUNTED_YEARS)
    return work * score * exp(-distance_weight * km) * fairness


@rule
def claim_on_orders(work, rating, tenure_years, km, age, sex, shared_by):
    """A worker's claim on an order, by the work offered. `shared_by`: a `DispatchRule`. What claims come to in a month
    stands in `dispatch`."""
    fairness = bias_factor(age, sex, shared_by.age_bias, shared_by.sex_bias)
    return dispatch_weight(
        work, rating, tenure_years, km, fairness, shared_by.rating, shared_by.tenure, shared_by.distance
    )


class DispatchRule(NamedTuple):
    """How one platform shares orders out: an object, so that it can be tried alone on synthetic drivers."""

    rating: float  # weight of the rating
    tenure: float  # weight of a year on the platform, up to three
    distance: float  # weight lost with each km from where orders arise
    age_bias: float  # weight lost at 60 against 35
    sex_bias: float  # weight lost by women

    def weight(self, work: float, rating: float, tenure_years: float, km: float, age: int, sex: int) -> float:
        """Claim of one driver on the orders, in orders."""
        return float(claim_on_orders(work, rating, tenure_years, km, age, sex, self))


# ---- orders and pay -------------------------------------------------------------------------------------------------


@rule
def learnt(months, b):
    """Pace after some months on a platform over that of the experienced: places and shortcuts are learnt on the job
    (Cook et al. 2021, B 2.20)."""
    return 1.0 - b.novice_gap * exp(-months / b.learning_months)


@rule
def orders_received(claim, worth, luck, spread, capacity, least):
    """Orders of the month: the claim times what a claim is worth, times luck (`least` in the worst month), at most
    what the hours allow."""
    return min(capacity, claim * worth * max(least, 1.0 + spread * luck))


@rule
def order_value(orders, price, kept):
    """What orders bring the worker before bonuses, yuan: the part of the price that the platform does not keep."""
    return orders * price * kept


@rule
def pay_with_bonuses(value, rung, rise, peak):
    """Pay with the rise of each rung and the bonus on peak orders (plan §3.2.1, §3.2.2)."""
    return value * (1.0 + rise * rung) * peak


@rule
def penalty_loss(pay, size, appealed, appeal_left, reported, report_left):
    """Pay lost to a wrongful penalty: an appeal or an inspector leaves part of it, or less than nothing where
    compensation is paid (plan §5.1.3)."""
    loss = size * pay
    if appealed:
        return loss * appeal_left
    return loss * report_left if reported else loss


@rule
def penalty_left(days, lasting):
    """Share of a penalty that is felt when it is reversed after some days."""
    return min(1.0, days / lasting)


@rule
def injury_share(orders, premium, insured, by_worker):
    """The worker's part of the injury premiums of the month, yuan."""
    return orders * premium * insured * by_worker


@rule
def accident_chance(monthly, idle, busy, calmer):
    """Chance of an accident this month: rises with the use made of the hours, falls with the pressure taken off."""
    return monthly * (idle + busy) * calmer


@rule
def rating_gain(rating, application, busy, b):
    """Change of the rating, bp: part of the way to what application skill and use earn."""
    earned = 10_000.0 * b.rating_base + b.rating_skill * application + 10_000.0 * b.rating_use * busy
    return int(b.rating_speed * (earned - rating))


# ---- oversight ------------------------------------------------------------------------------------------------------


@rule
def audit_power(power, blind, published):
    """Chance that an audit finds bias: `power` of it under a published rule, a part of that under a hidden one."""
    return power * (blind + (1.0 - blind) * published)


@rule
def found_chance(random, scheduled, power):
    """Chance a month that bias comes to light: random checks and a quarterly audit, each with its power (plan §3.2.1,
    §6.1.1)."""
    return 1.0 - (1.0 - random * power) * (1.0 - scheduled * power / QUARTER)


@rule
def deterrence(expected, gain):
    """Share of an offence given up: half where the expected penalty equals the gain (Becker 1968)."""
    return expected / (expected + gain)


@rule
def penalty_chance(base, taken_up, compensation):
    """Chance of a wrongful penalty: a yuan docked is weighed against what upheld reports cost (plan §2.4.1, §5.1.3)."""
    return base * (1.0 - deterrence(taken_up * (1.0 + compensation), 1.0))


@rule
def obedience(banned, lawfulness, deterred):
    """Share of platforms that follow a ban: the lawful, and of the others those whom penalties deter (plan §5.1.1)."""
    return banned * (lawfulness + (1.0 - lawfulness) * deterred)


@rule
def slowed(renewal_months, review_months):
    """Share of algorithm renewal lost to waiting for review (plan §3.4.1)."""
    return review_months / (renewal_months + review_months)


@rule
def promotion_chance(ladder, rating, certified, uncertified, raised, posts):
    """Chance of a rung on an open ladder: by rating and certificate, less as its posts fill up (plan §3.2.2)."""
    free = max(0.0, 1.0 - raised / posts) if posts > 0.0 else 0.0
    return ladder * rating * (1.0 if certified else uncertified) * free


@rule
def damage_left(hours, usual, at_once):
    """Damage of a breach contained after some hours relative to the usual time: a part is done at once (plan
    §5.3.3)."""
    return 1.0 - (1.0 - at_once) * (1.0 - min(1.0, hours / usual))


@rule
def trust_gain(trust, dividend, b):
    """Change of trust, bp: it recovers to what is usual, and to more where data are paid for (B 2.35)."""
    usual = 10_000.0 * b.usual_trust + 100.0 * b.dividend_trust * dividend
    return int(b.trust_recovery * (usual - trust))


USUAL_USE = 0.8  # share of full utilisation in normal times, at which usual pay is reckoned


@rule
def usual_hourly(platform, p):
    """Net pay of an hour on a platform in normal times, at four fifths of full utilisation, yuan."""
    return USUAL_USE * p.pace[platform] * (p.price[platform] * (1.0 - p.commission[platform]) - p.cost[platform])


@rule
def market_of(platform, zone, zones, online):
    """Row of the market a worker serves: the zone's own, or the city's one market of an online platform."""
    return platform * zones + (0 if online > 0.0 else zone)
