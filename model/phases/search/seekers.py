"""Seekers: who looks for work this month, what they bring and ask for, and which posts they would apply for."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from ....agents.compiled import kernel, rule
from ....agents.employers import ANY_SEX, mean_skill
from ....agents.maths import outlasts
from ....agents.workers import (
    BP,
    NO_TARGET,
    STATUSES,
    UNEMPLOYED,
    age_in_years,
    least_wage,
    pay_factor,
    search_chance,
)
from ...draws import uniform

LONGEST_IDLE = 254  # months without an application that are told apart; 255 is "long ago"


class Seeker(NamedTuple):
    """What a person brings and asks for."""

    home: Any  # cell
    age: Any  # years
    schooling: Any
    technical: Any  # skills, shares of full mastery
    application: Any
    management: Any
    factor: Any  # pay relative to what a post that asks for this schooling offers
    least: Any  # wage below which a job is not applied for, fen a month
    online: Any  # share of posts that are open online which the person finds


@kernel
def start_search(lo, hi, part, w, behaviour, key, searching, counts):
    """Mark searchers and count the months since the last application of those without work."""
    b = behaviour[0]
    found = 0
    most = np.zeros(len(STATUSES))  # nobody searches more often than at the start of a spell
    for status in range(len(STATUSES)):
        most[status] = search_chance(status, 0, 0, b)
    for n in range(lo, hi):
        i = np.uint32(n)
        luck = uniform(key, i)
        if luck < most[w.status[i]] and luck < search_chance(w.status[i], w.idle[i], w.programme[i], b):
            searching[lo + found] = i
            found += 1
            w.idle[i] = 0
        elif w.status[i] == UNEMPLOYED:
            w.idle[i] = min(LONGEST_IDLE, w.idle[i] + 1)
    counts[part] = found


@rule
def seeker_of(i, w, bandwidth, month, ability, b):
    """What person `i` brings and asks for."""
    technical, application, management = w.technical[i] * BP, w.application[i] * BP, w.management[i] * BP
    skill, schooling = mean_skill(technical, application, management), w.schooling[i]
    factor = pay_factor(schooling, schooling, skill, ability, w.sex[i], 0.0, b)
    least = least_wage(w.status[i], w.reservation[i], w.wage[i], w.income[i], w.commute[i], b)
    home, age = w.cell[i], age_in_years(month, w.born[i])
    online = bandwidth[home] * found_online(w.literacy[i] * BP, b.full_literacy)
    return Seeker(home, age, schooling, technical, application, management, factor, least, online)


@rule
def occupation_sought(occupation, target, programme):
    """Where a person looks first: the occupation just trained for, else the own one."""
    return target if target != NO_TARGET and programme == 0 else occupation


# ---- how much of the market a person sees ----------------------------------------------------------------------------


@rule
def found_online(literacy, full):
    """Share of what is posted online that a person of this digital literacy finds."""
    return min(1.0, literacy / full)


@rule
def looks_factor(literacy, bandwidth, b):
    """Posts a person gets to see relative to one with full digital literacy and a good connection (plan §2.3)."""
    shown = found_online(literacy, b.full_literacy) * min(1.0, bandwidth / b.good_connection)
    return b.offline_looks + (1.0 - b.offline_looks) * shown


@rule
def looks_of_month(tries, wanted, online, reach, helped):
    """Posts a person has time to look at; `reach` by the place of home, `helped` by accessible posts."""
    return math.floor(tries * wanted * online * reach * (1.0 + helped))


@rule
def wasted_look(online, spared, offline):
    """Part of a look that is lost at a post that is closed or does not fit: recommendation spares it for those who see
    what is recommended."""
    return 1.0 - spared * ((online - offline) / (1.0 - offline))


# ---- which posts a person applies for --------------------------------------------------------------------------------


@rule
def feels_able(match, luck, gap_decay):
    """Whether a person thinks of an occupation whose skills are partly lacking."""
    return outlasts(luck, gap_decay * (1.0 - match))


@rule
def schooled_for(schooling, asked, luck, lenient):
    """Whether a post's schooling is no hurdle: it is there, or the person is among those who apply all the same."""
    return (schooling >= asked) | (luck < lenient)


@rule
def invited(age, sex, age_ceiling, sex_wanted):
    """Whether a post's visible filters let a person apply (P44)."""
    return ((age_ceiling == 0) | (age <= age_ceiling)) & ((sex_wanted == ANY_SEX) | (sex_wanted == sex + 1))


@rule
def offered_wage(posted, factor, premium, floor):
    """Wage that a line offers a person, fen a month."""
    return max(posted * factor * premium, floor)


@rule
def net_of_way(wage, km, km_cost):
    """Wage less what the way to work costs, fen a month."""
    return wage - 100.0 * km_cost * km


@rule
def notices(luck, remote, km, block_km, online, distance_decay):
    """Whether a person notices a post: remote ones online, others the less the farther off (block drawn before)."""
    if remote:
        return luck < online
    return outlasts(luck, distance_decay * max(0.0, km - block_km))


@rule
def holds(certificates, occupation):
    """Whether the certificate of an occupation is held."""
    return (certificates >> np.uint64(occupation)) & np.uint64(1) == np.uint64(1)


@rule
def own_estimate(match, certified, experienced, b):
    """What a person who knows the published weights expects to be worth to the employer."""
    return match + experienced * b.experience_bonus + (b.certificate_bonus if certified else 0.0)
