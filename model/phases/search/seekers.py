"""Seekers: who looks for work this month, what they bring and ask for, and which posts they would apply for."""

from __future__ import annotations

import math

import numpy as np

from ....agents.compiled import kernel, rule, serial
from ....agents.employers import ANY_SEX, mean_skill
from ....agents.farmers import farmer_search, farms
from ....agents.maths import NO, YES, bounded, rounded_by_luck
from ....agents.workers import (
    BP,
    EMPLOYED,
    JOBLESS,
    NO_TARGET,
    NOBODY,
    SELF_EMPLOYED,
    STATUSES,
    UNEMPLOYED,
    age_in_years,
    least_wage,
    pay_factor,
    search_chance,
)
from ...draws import S11, STRETCH, UNIT, bits, identity, normal, uniforms
from ...params import record
from ...seasons import away
from .applications import MOST

LONGEST_IDLE = 254  # months without an application that are told apart; 255 is "long ago"
FARMER = len(STATUSES)  # kind of searcher, beside the statuses
CHANCES = 2, FARMER + 1, LONGEST_IDLE + 2  # shape of `tabulate_chances`


SEEKER = record(  # what a person brings and asks for
    (np.uint64, ("word", "certificates")),  # luck of the search, from which each look stirs its own
    (np.float64, ("technical", "application", "management")),  # skills, shares of full mastery
    (np.float64, ("factor",)),  # pay relative to what a post that asks for this schooling offers
    (np.float64, ("least",)),  # wage below which a job is not applied for, fen a month
    (np.float64, ("online", "portable")),  # share found of what is online; of doubts that a portable record clears
    (np.float64, ("looks", "elsewhere")),  # looks of the month; those left after the ones in a new field
    (np.float64, ("wasted",)),  # part of a look that is lost where it leads nowhere
    (np.uint32, ("row",)),
    (np.int32, ("at",)),  # line where the person works, NOBODY for none
    (np.int16, ("age", "idle")),  # years; months without work, 0 for those who have some
    (np.uint16, ("home", "block")),  # cell and its block
    (np.uint8, ("wanted", "sex", "schooling", "hukou", "occupation", "aim")),
)


@serial
def tabulate_chances(behaviour, free, chances):
    """[on a course, status or FARMER, months without an application] probability of a search this month."""
    b = behaviour[0]
    for busy in range(chances.shape[0]):
        for idle in range(chances.shape[2]):
            for status in range(FARMER):
                chances[busy, status, idle] = search_chance(status, idle, busy, b)
            chances[busy, FARMER, idle] = farmer_search(busy, free, b)


@kernel
def start_search(lo, hi, part, w, chances, journey, key, searching, counts):
    """Mark searchers and count the months since the last application of those without work; whoever is away does not
    search."""
    found = 0
    most = np.zeros(FARMER)
    for status in range(FARMER):
        most[status] = chances[:, status].max()
    most[SELF_EMPLOYED] = max(most[SELF_EMPLOYED], chances[:, FARMER].max())
    luck, near = np.empty(STRETCH), np.empty(STRETCH, np.uint32)
    for start in range(lo, hi, STRETCH):
        rows, before = min(STRETCH, hi - start), found
        uniforms(key, start, rows, luck)
        for n in range(find_near(start, rows, w.status, most, luck, near)):
            i = near[n]
            kind = FARMER if farms(w.status[i], w.employer[i]) else w.status[i]
            chance = chances[min(w.programme[i], 1), kind, w.idle[i]]
            looks = luck[i - np.uint32(start)] < chance
            searching[lo + found] = i
            found += looks and not away(i, w.born[i], w.hukou[i], journey)
        wait(start, rows, w.status, w.idle)
        for n in range(before, found):
            w.idle[searching[lo + n]] = 0
    counts[part] = found


@rule
def find_near(start, rows, status, most, luck, near):
    """List who may search by luck alone; return how many."""
    found = np.uint32(0)
    for k in range(rows):
        near[found] = start + k
        found += np.uint32(luck[k] < most[status[start + k]])
    return found


@rule
def wait(start, rows, status, idle):
    """Another month without work is over."""
    for i in range(start, start + rows):
        longer = min(LONGEST_IDLE, idle[i] + 1)
        idle[i] = longer if status[i] == UNEMPLOYED else idle[i]


@kernel
def describe(lo, hi, part, rows, w, home, zones, behaviour, eager, month, keys, seekers):
    """What each searcher brings, asks for and has time for."""
    b = behaviour[0]
    block, district, bandwidth, reach = home
    see_key, ability_key = keys
    for s in range(lo, hi):
        i, who = rows[s], seekers[s]
        cell, status = w.cell[i], w.status[i]
        zone = zones[district[cell]]
        who.row, who.home, who.block = i, cell, block[cell]
        who.age, who.sex, who.hukou = age_in_years(month, w.born[i]), w.sex[i], w.hukou[i]
        who.schooling, who.occupation, who.certificates = w.schooling[i], w.occupation[i], w.certificates[i]
        technical, application, management = w.technical[i] * BP, w.application[i] * BP, w.management[i] * BP
        who.technical, who.application, who.management = technical, application, management
        who.at = w.employer[i] if status == EMPLOYED else NOBODY
        who.idle = month - w.since[i] if status == UNEMPLOYED else 0
        who.aim = occupation_sought(w.occupation[i], w.target[i], w.programme[i])
        who.portable = portable_share(month - w.gig[i], zone.passport, b.passport_clears, b.passport_months)
        skill = mean_skill(technical, application, management)
        ability = normal(ability_key, identity(i, w.born[i]))
        who.factor = pay_factor(who.schooling, who.schooling, skill, ability, w.sex[i], 0.0, b)
        who.least = least_wage(status, w.reservation[i], w.wage[i], w.income[i], w.commute[i], b)
        farmer = farms(status, w.employer[i])
        if farmer:
            who.least = w.reservation[i]
        who.word = bits(see_key, i)
        busy = status != UNEMPLOYED and not farmer
        field = new_field(who.aim, who.occupation, b)
        effort = eager * (1.0 + field) * (b.applications_employed if busy else b.applications)
        effort *= zone.eased if receives(status, w.insured[i]) else 1.0
        who.wanted = min(MOST, rounded_by_luck(effort, np.float64(who.word >> S11) * UNIT))
        found = found_online(w.literacy[i] * BP, b.full_literacy)
        who.online = bandwidth[cell] * found
        seen = looks_factor(found, bandwidth[cell], b.offline_looks, b.good_connection)
        helped = zone.access if w.disabled[i] else 0.0
        helped += zone.support if w.status[i] == UNEMPLOYED else 0.0
        who.looks = looks_of_month(b.tries, who.wanted, seen, reach[cell], helped)
        who.elsewhere = who.looks / (1.0 + field)
        who.wasted = wasted_look(seen, zone.spared, b.offline_looks)


@rule
def receives(status, insured):
    """Whether a person lives on unemployment benefit."""
    return (status == UNEMPLOYED) & ((insured & JOBLESS) > 0)


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
def looks_factor(found, bandwidth, offline, good_connection):
    """Posts a person gets to see relative to one who finds all that is online over a good connection (plan §2.3)."""
    return offline + (1.0 - offline) * found * min(1.0, bandwidth / good_connection)


@rule
def looks_of_month(tries, wanted, online, reach, helped):
    """Posts a person has time to look at; `reach` by the place of home, `helped` by accessible posts."""
    return math.floor(tries * wanted * online * reach * (1.0 + helped))


@rule
def wasted_look(online, spared, offline):
    """Part of a look that is lost at a post that is closed or does not fit: recommendation spares it for those who see
    what is recommended."""
    return 1.0 - spared * ((online - offline) / (1.0 - offline))


@rule
def new_field(aim, occupation, b):
    """Search in the field that somebody was trained for, over that of everybody, which goes on beside it: whoever
    knows two trades looks for posts of both."""
    return 0.0 if aim == occupation else b.field_search


# ---- which posts a person applies for --------------------------------------------------------------------------------


@rule
def lacking(match, gap_decay):
    """How far lacking skills keep a person from an occupation: who thinks of it has luck below e to the minus of it."""
    return gap_decay * (1.0 - match)


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
def straight_km(x, y, to_x, to_y):
    """Kilometres between two places, as the crow flies."""
    return math.sqrt((x - to_x) ** 2 + (y - to_y) ** 2)


@rule
def net_of_way(wage, km, km_cost):
    """Wage less what the way to work costs, fen a month."""
    return wage - 100.0 * km_cost * km


@rule
def unnoted(km, block_km, distance_decay):
    """How far distance keeps a post from notice, beyond what the draw of the block has seen to."""
    return distance_decay * max(0.0, km - block_km)


@rule
def noticed(luck, remote, unnoted, online):
    """Verdict on whether a person notices a post: remote ones online, others the less the farther off."""
    if remote:
        return YES if luck < online else NO
    return bounded(luck, unnoted)


@rule
def portable_share(months, passport, clears, lasting):
    """Share of an employer's doubts that a portable record of platform work `months` ago clears (plan §3.2.2)."""
    return clears * passport if months <= lasting else 0.0


@rule
def holds(certificates, occupation):
    """Whether the certificate of an occupation is held."""
    return (certificates >> np.uint64(occupation)) & np.uint64(1) == np.uint64(1)


@rule
def own_estimate(match, certified, experienced, b):
    """What a person who knows the published weights expects to be worth to the employer."""
    return match + experienced * b.experience_bonus + (b.certificate_bonus if certified else 0.0)
