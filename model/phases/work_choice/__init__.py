"""Choice of work: people enter and leave platforms and businesses of their own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import (
    WEEKS,
    believed_pay,
    bias_factor,
    carried_rating,
    certainty_equivalent,
    choice,
    flexibility_value,
    home_worth,
    hours_wanted,
    job_value,
    own_account_hours,
    platform_worth,
    uncovered_loss,
    vat_due,
)
from ....agents.compiled import kernel, parts, rule, serial
from ....agents.workers import (
    BP,
    EMPLOYED,
    EMPLOYEE_SCHEME,
    FEMALE,
    FEN,
    INACTIVE,
    NOBODY,
    PLATFORM,
    SELF_EMPLOYED,
    SEXES,
    STATUSES,
    UNEMPLOYED,
    age_in_years,
    leaving_age,
)
from ...city import City
from ...draws import identity, mix, normal, uniform
from ...events import Events
from ...grid import VILLAGE
from ...rules import Rules
from ..places.own_business import business_keys, failing_chance, takings_of_starter
from ..places.silver import ask_retired

OLDEST = 70  # nobody begins work of this kind later
FULL_TIME = 40  # weekly hours from which a contractor depends on the platform (plan §2.2.1)
FAVOURITE = 0.6  # share of occasions on which the platform considered is the person's favourite


def choose_work(city: City, rules: Rules) -> dict[str, int]:
    """Those who think about it compare a platform or own business with what they have; return the flows between
    them."""
    w, g, draws = city.workers, city.grid, city.draws
    thinking = Events.room_for(len(w))
    b = city.behaviour
    often = np.zeros(len(STATUSES))
    often[[INACTIVE, UNEMPLOYED, EMPLOYED, PLATFORM, SELF_EMPLOYED]] = (
        *(b.consider_inactive, b.consider_unemployed, b.consider_employed, b.consider_platform, b.consider_own_account),
    )
    _think(len(w), w.status, often, draws.key("think of other work"), thinking.buffer, thinking.counts)
    rows = thinking.rows()
    before, line = w.status[rows], w.employer[rows]
    _choose(
        len(rows),
        rows,
        w.view(),
        city.platforms.view(),
        city.markets.view(),
        (g.district, g.klass, city.places.bandwidth),
        city.places.terms,
        rules.view(),
        (city.government.support, city.government.cover),
        _tastes(city),
        city.behaviour.view(),
        city.month,
        (
            *(draws.lifelong(f"taste for {what}") for what in ("free hours", "long hours", "a platform")),
            business_keys(draws),
        ),
        tuple(draws.key(decision) for decision in ("which work", "choose work", "belief about pay")),
        ranges=parts(len(w)),
    )
    changed = np.zeros((len(STATUSES), len(STATUSES)), np.int64)
    _book(rows, before, line, w.status, city.employers.staff, changed)
    flows = _flows(changed)
    if rules.somewhere.silver_subsidy:
        flows["platform_entries"] += ask_retired(city, rules.silver_subsidy)
    return flows


def _tastes(city: City) -> NDArray[np.float64]:
    """[zone, sex, platform] cumulative frequency with which a platform is the one considered."""
    p = city.platforms
    tastes = np.empty((city.zones, len(SEXES), len(p)))
    _lean(p.view(), city.markets.fair_entry, city.behaviour.taste_screened, tastes)
    return tastes


def _flows(changed: NDArray[np.int64]) -> dict[str, int]:
    """Heads that changed from one kind of work to another; `changed` by status before and after."""
    left, taken = changed.sum(axis=1).tolist(), changed.sum(axis=0).tolist()
    return {
        "platform_entries": taken[PLATFORM],
        "platform_exits": left[PLATFORM],
        "own_account_entries": taken[SELF_EMPLOYED],
        "own_account_exits": left[SELF_EMPLOYED],
        "entries_from_unemployed": left[UNEMPLOYED],
        "own_work_to_unemployment": taken[UNEMPLOYED],
        "quits_to_own_work": left[EMPLOYED],
    }


@serial
def _lean(p, fair_entry, screened, tastes):
    """How often men and women think of each platform: women more often where entry is fair."""
    zones, _, platforms = tastes.shape
    for zone in range(zones):
        for sex in range(2):
            total = 0.0
            for k in range(platforms):
                fair = fair_entry[market_of(k, zone, zones, p.online[k])]
                gap = screened * max(p.male_taste[k] - p.female_taste[k], 0.0)
                total += p.female_taste[k] + gap * fair if sex == FEMALE else p.male_taste[k]
                tastes[zone, sex, k] = total
            for k in range(platforms):
                tastes[zone, sex, k] /= total


@serial
def _book(rows, before, line, status, staff, changed):
    """Count who changed; whoever gave up a job is no longer on the staff."""
    for k in range(len(rows)):
        after = status[rows[k]]
        if after == before[k]:
            continue
        changed[before[k], after] += 1
        if before[k] == EMPLOYED:
            staff[line[k]] -= 1


@rule
def usual_hourly(platform, p):
    """Net pay of an hour on a platform in normal times, at four fifths of full utilisation, yuan."""
    return 0.8 * p.pace[platform] * (p.price[platform] * (1.0 - p.commission[platform]) - p.cost[platform])


@rule
def market_of(platform, zone, zones, online):
    """Row of the market a worker serves: the zone's own, or the city's one market of an online platform."""
    return platform * zones + (0 if online > 0.0 else zone)


@kernel
def _think(lo, hi, part, status, often, key, thinking, counts):
    """Mark who thinks about other work this month, as often as people of that status do."""
    found = 0
    for n in range(lo, hi):
        i = np.uint32(n)
        thinking[lo + found] = i
        found += uniform(key, i) < often[status[i]]
    counts[part] = found


@kernel
def _choose(lo, hi, part, rows, w, p, m, ground, trade, rules, fund, tastes, behaviour, month, traits, keys):
    """Compare one option with what a person has; change status if it is chosen. The caller keeps the books of lines."""
    b = behaviour[0]
    district, place, bandwidth = ground
    free_key, long_key, favourite_key, business = traits
    which_key, choose_key, belief_key = keys
    support, cover = fund
    hourly, bias = m.hourly, m.bias
    zones, platforms = len(rules), len(p.price)
    for n in range(lo, hi):
        i = rows[n]
        age = age_in_years(month, w.born[i])
        if age > OLDEST or age < leaving_age(w.schooling[i]):
            continue
        status, who = w.status[i], identity(i, w.born[i])
        cell = w.cell[i]
        zone, free = district[cell], uniform(free_key, who)
        which, luck = uniform(which_key, i), uniform(choose_key, i)

        # What the person has now.
        if status == EMPLOYED:
            covered = (w.insured[i] & EMPLOYEE_SCHEME) > 0
            cover_value = b.cover_worth * rules[zone].flexible_premium
            paid_in = rules[zone].employee_contribution
            now = job_value(w.wage[i] * FEN, paid_in, covered, cover_value, w.commute[i], b.km_cost, b.monitoring_cost)
        elif status == UNEMPLOYED:
            now = w.reservation[i] * FEN * b.hope
        elif status == INACTIVE:
            now = home_worth(b.home_worth, free)
        else:
            now = w.income[i] * FEN

        # A business of one's own.
        if status != SELF_EMPLOYED and which < b.own_account_share:
            rural, skills = place[cell] == VILLAGE, (w.application[i] * BP, w.management[i] * BP)
            worth = takings_of_starter(who, rural, skills[0], skills[1], w.literacy[i] * BP, trade[cell], b, business)
            if luck < choice(worth, now, b.choice_scale):
                w.status[i], w.employer[i], w.since[i], w.commute[i] = SELF_EMPLOYED, NOBODY, month, 0
                w.hours[i] = int(own_account_hours(uniform(long_key, who)) + 0.5)
            continue

        # Giving an own business up.
        failing = failing_chance(who, month - w.since[i], trade[cell], b, business)
        if status == SELF_EMPLOYED and uniform(mix(which_key), i) < failing:
            w.status[i], w.since[i], w.idle[i] = UNEMPLOYED, month, 0
            continue

        # A platform: the present one, the favourite or another.
        k = 0
        if status == PLATFORM:
            k = w.employer[i]
        else:
            other = (which - b.own_account_share) / (1.0 - b.own_account_share)
            point = uniform(favourite_key, who) if other < FAVOURITE else (other - FAVOURITE) / (1.0 - FAVOURITE)
            while k < platforms - 1 and point > tastes[zone, w.sex[i], k]:
                k += 1
            oldest = p.oldest[k] + m.fair_entry[market_of(k, zone, zones, p.online[k])] * (OLDEST - p.oldest[k])
            literacy = p.literacy[k] * (1.0 - b.access_relief * rules[zone].accessibility)
            unfit = age > oldest or w.schooling[i] < p.schooling[k] or w.literacy[i] * BP < literacy
            if unfit or (p.online[k] > 0.0 and uniform(mix(choose_key), i) >= bandwidth[cell]):
                continue
        market = market_of(k, zone, zones, p.online[k])
        openness = rules[zone].dispatch_openness
        helped = support if rules[zone].fund_contribution > 0.0 else 0.0
        hours = hours_wanted(uniform(long_key, who), hourly[market] / usual_hourly(k, p), b.hours_elasticity)
        pay = believed_pay(hourly[market], b.belief_error, openness, normal(belief_key, i)) * hours * WEEKS
        pay *= 0.9 + 0.2 * w.rating[i] * BP
        pay *= bias_factor(age, w.sex[i], bias[market] * p.age_bias[k], bias[market] * p.sex_bias[k])
        pay *= 1.0 + rules[zone].rung_premium * w.rung[i]
        pay -= vat_due(pay, rules[zone].vat_threshold, rules[zone].vat_rate)
        spread = p.luck[k] * (1.0 - b.openness_calms * openness) + b.belief_error * (1.0 - openness)
        premium = b.cover_worth * rules[zone].flexible_premium
        support_worth = premium * helped * b.flexible_take_up
        if hours >= FULL_TIME:
            support_worth += premium * rules[zone].reclassified * rules[zone].platform_social_share
        worth = platform_worth(
            certainty_equivalent(pay, spread, b.risk_aversion),
            flexibility_value(age, w.sex[i], free, b.free_hours_women, b.free_hours_old),
            uncovered_loss(p.accident[k], b.accident_cost, rules[zone].injury_pilot, rules[zone].medical_cover * cover),
            b.risk_dread,
            support_worth,
            rules[zone].dividend_share * p.data_gain[k] * w.consent[i],
            b.monitoring_cost * (1.0 - 0.5 * openness) * (1.0 - b.pressure_monitoring * m.relief[market]),
            w.trust[i] * BP,
        )
        if status == PLATFORM:
            outside = w.reservation[i] * FEN * b.hope
            leaving = b.platform_exit * (1.0 - b.pressure_exit * m.relief[market])
            if luck < leaving + b.platform_regret * choice(outside, worth, b.choice_scale):
                w.status[i], w.employer[i], w.since[i], w.idle[i], w.rung[i] = UNEMPLOYED, NOBODY, month, 0, 0
                kept = max(rules[zone].passport, b.export_portable * rules[zone].data_export)
                w.rating[i] = int(carried_rating(w.rating[i], max(p.portable[k], kept)))
        elif luck < choice(worth, now, b.choice_scale):
            w.status[i], w.employer[i], w.since[i], w.commute[i] = PLATFORM, k, month, 0
