"""Search: people look for work they would accept and apply."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, parts, rule, serial
from ....agents.employers import (
    ANY_SEX,
    age_callback,
    duration_callback,
    hidden,
    hukou_callback,
    perceived_productivity,
    skill_match,
)
from ....agents.maths import outlasts, whole
from ....agents.training import credible_impression
from ....agents.workers import (
    BACHELOR,
    BP,
    EMPLOYED,
    FEMALE,
    NO_TARGET,
    STATUSES,
    UNEMPLOYED,
    age_in_years,
    least_wage,
    pay_factor,
    schooling_premium,
    search_chance,
)
from ...city import City
from ...draws import bits, identity, mix, normal, normal_of, uniform
from ...events import Events
from ...frame import instead, stays
from ...rules import Rules
from .precedence import give_precedence
from .screening import (
    ACCESS,
    BLUR,
    FAIR,
    MASK,
    OBEYS,
    RECORDS,
    SPARED,
    STATED,
    SUPPORT,
    WAIVED,
    WEIGHTS,
    inspect_posts,
    shown_posts,
    terms_of,
)
from .services import run_services, support_search

NONE = -1  # no open post near
RECENT = 24  # months after which platform work proves nothing any more
MOST = 4  # applications a person can send in a month
LOW21 = np.uint64((1 << 21) - 1)
S21, S42 = np.uint64(21), np.uint64(42)
UNIT21, UNIT22 = 2.0**-21, 2.0**-22


@dataclass
class Applications:
    """What searchers sent, each searcher's in order of preference. n searchers."""

    rows: NDArray[np.uint32]  # [n] person
    sent: NDArray[np.int64]  # [n] applications considered by an employer
    slot: NDArray[np.int32]  # [n, MOST] place in the frame of posts
    score: NDArray[np.uint32]  # [n, MOST] rank with the employer, higher is better
    wage: NDArray[np.int32]  # [n, MOST] wage offered, fen a month
    count: int = 0  # applications received by employers, whether considered or not


def search_jobs(city: City, rules: Rules) -> Applications:
    """Choose who searches and let each draw posts from the fixed frame until enough suit them or the month is over."""
    rules = support_search(city, run_services(city, rules))
    inspect_posts(city, rules)
    w, e, g = city.workers, city.employers, city.grid
    draws, b = city.draws, city.behaviour.view()
    searching = Events.room_for(len(w))
    _start_search(len(w), w.view(), b, draws.key("search this month"), searching.buffer, searching.counts)
    rows = searching.rows()
    found = Applications(
        rows,
        np.zeros(len(rows), np.int64),
        np.zeros((len(rows), MOST), np.int32),
        np.zeros((len(rows), MOST), np.uint32),
        np.zeros((len(rows), MOST), np.int32),
    )
    received = np.zeros((len(rows), MOST), np.int32)
    nearest = np.empty((len(city.frame.slot_line), 2), np.int32)
    _next_open(e.first_slot, e.vacancies, city.frame.first, city.frame.slot_line, int(city.behaviour.page), nearest)
    terms = terms_of(city, rules)
    _apply(
        len(rows),
        rows,
        w.view(),
        shown_posts(city, rules, terms),
        city.frame.view(),
        nearest,
        city.occupations.view(),
        (g.x_km, g.y_km, g.block, g.block_km, city.places.bandwidth, city.places.reach),
        rules.minimum_wage,
        (rules.passport, rules.certificate_credit, g.district),
        terms,
        b,
        city.month,
        (draws.key("posts seen"), draws.key("employers' impression"), draws.lifelong("ability")),
        (found.sent, found.slot, found.score, found.wage, np.empty_like(found.wage), received),
        ranges=parts(len(w)),
    )
    lines = received[received > 0] - 1
    e.applicants += np.bincount(lines, minlength=len(e)).astype(np.int32)
    found.count = len(lines)
    give_precedence(city, rules, found)
    return found


@kernel
def _start_search(lo, hi, part, w, behaviour, key, searching, counts):
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
            w.idle[i] = min(254, w.idle[i] + 1)
    counts[part] = found


@serial
def _next_open(first_slot, vacancies, first, slot_line, page, nearest):
    """For each place of the frame the next open post of its list, read in a circle, and its line; NONE where it takes
    `page` steps or more. The open posts of a line are the first of its places."""
    is_open = np.zeros(len(slot_line), np.bool_)
    for j in range(len(vacancies)):
        is_open[first_slot[j] : first_slot[j] + vacancies[j]] = True
    for s in range(len(first) - 1):
        found, steps = NONE, page
        for turn in range(2):
            for slot in range(first[s + 1] - 1, first[s] - 1, -1):
                steps += 1
                if is_open[slot]:
                    found, steps = slot, 0
                nearest[slot, 0] = found if steps < page else NONE
                nearest[slot, 1] = slot_line[found] if steps < page else NONE


@rule
def looks_factor(literacy, bandwidth):
    """Posts a person gets to see relative to one with full digital literacy and a good connection (plan §2.3)."""
    return 0.5 + 0.5 * min(1.0, 2.0 * literacy) * min(1.0, bandwidth / 0.8)


@rule
def invited(age, sex, age_ceiling, sex_wanted):
    """Whether a post's visible filters let a person apply (P44)."""
    return ((age_ceiling == 0) | (age <= age_ceiling)) & ((sex_wanted == ANY_SEX) | (sex_wanted == sex + 1))


@kernel
def _apply(
    lo, hi, part, rows, w, posts, frame, nearest, occ, ground, minimum_wage, record, terms, behaviour, month, keys, out
):
    """Each searcher draws posts: occupation, then block, then place; what is closed, far or unfit is drawn again."""
    b = behaviour[0]
    x_km, y_km, block, block_km, bandwidth, reach = ground
    see_key, impression_key, ability_key = keys
    sent, slots, scores, wages, worths, received = out
    passport, credit, district = record
    occupations, blocks = frame.occupation.shape[1], block_km.shape[0]
    last = len(nearest) - 1
    premium = np.ones((BACHELOR + 1, BACHELOR + 1))  # by own and posted schooling
    for own in range(1, BACHELOR + 1):
        for posted in range(1, BACHELOR + 1):
            premium[own, posted] = schooling_premium(own, posted, b.school_return)
    for s in range(lo, hi):
        i = rows[s]
        word = bits(see_key, i)
        home, here = w.cell[i], block[w.cell[i]]
        age, schooling = age_in_years(month, w.born[i]), w.schooling[i]
        technical, application, management = w.technical[i] * BP, w.application[i] * BP, w.management[i] * BP
        skill = (technical + application + management) / 3.0
        ability = normal(ability_key, identity(i, w.born[i]))
        own_factor = pay_factor(schooling, schooling, skill, ability, w.sex[i], 0.0, b)
        floor_wage = least_wage(w.status[i], w.reservation[i], w.wage[i], w.income[i], w.commute[i], b)
        status, sex = w.status[i], w.sex[i]
        aim = w.occupation[i]
        if w.target[i] != NO_TARGET and w.programme[i] == 0:
            aim = w.target[i]
        effort = b.applications if w.status[i] == UNEMPLOYED else b.applications_employed
        wanted = min(MOST, whole(effort, np.float64(word >> np.uint64(11)) * 2.0**-53))
        kept = seen = 0
        online = looks_factor(w.literacy[i] * BP, bandwidth[home])
        helped = terms.zone[district[home], ACCESS] if w.disabled[i] else 0.0
        helped += terms.zone[district[home], SUPPORT] if status == UNEMPLOYED else 0.0
        left = math.floor(b.tries * wanted * online * reach[home] * (1.0 + helped))
        wasted = 1.0 - terms.zone[district[home], SPARED] * (
            2.0 * online - 1.0
        )  # of a look, at a post that is closed or does not fit
        while (left > 0.0) & (seen < wanted):
            left -= wasted
            word = mix(word)
            luck_occupation = np.float64(word & LOW21) * UNIT21
            luck_block = np.float64((word >> S21) & LOW21) * UNIT21
            luck_place = np.float64(word >> S42) * UNIT22
            o = int(luck_occupation * occupations)
            entry = frame.occupation[here, aim, o]
            o = o if stays(entry, luck_occupation * occupations - o) else instead(entry)
            need_t, need_a, need_m = occ.need[o, 0], occ.need[o, 1], occ.need[o, 2]
            match = skill_match(technical, application, management, need_t, need_a, need_m)
            word = mix(word)
            able = outlasts(np.float64(word & LOW21) * UNIT21, b.gap_decay * (1.0 - match))
            schooled = schooling >= occ.schooling[o]
            luck_schooled = np.float64((word >> S21) & LOW21) * UNIT21
            schooled |= luck_schooled < terms.lenient[o]
            if not (able & schooled):
                continue
            there = int(luck_block * (blocks + 1))
            entry = frame.block[here, o, there]
            there = there if stays(entry, luck_block * (blocks + 1) - there) else instead(entry)
            start = frame.first[o * (blocks + 1) + there]
            end = frame.first[o * (blocks + 1) + there + 1]
            place = min(start + int(luck_place * (end - start)), last)
            slot, line = nearest[place, 0], nearest[place, 1]
            if (slot == NONE) | (end == start):
                continue
            left -= 1.0 - wasted
            post = posts[line]
            zone, mark = post.zone, post.marks
            unschooled = (schooling < occ.schooling[o]) & (luck_schooled >= b.under_schooled)
            if unschooled & (mark & WAIVED == 0):
                continue
            if status == EMPLOYED and line == w.employer[i]:
                continue
            wage = max(post.posted * own_factor * premium[schooling, occ.schooling[o]], 100.0 * minimum_wage[zone])
            if wage < floor_wage or not invited(age, sex, post.age_ceiling, post.sex_wanted):
                continue
            luck_near = np.float64(word >> S42) * UNIT22
            km = 0.0
            if there == blocks:
                near = luck_near < bandwidth[home] * min(1.0, 2.0 * w.literacy[i] * BP)
            else:
                job = post.cell
                km = math.sqrt((x_km[home] - x_km[job]) ** 2 + (y_km[home] - y_km[job]) ** 2)
                near = outlasts(luck_near, b.distance_decay * max(0.0, km - block_km[here, there]))
            if not near or wage - 100.0 * b.km_cost * km < floor_wage:
                continue
            certified = (w.certificates[i] >> np.uint64(o)) & np.uint64(1) == np.uint64(1)
            experienced = 1.0 if w.occupation[i] == o else 0.0
            if terms.open_weights:
                own = match + experienced * b.experience_bonus + (b.certificate_bonus if certified else 0.0)
                if own < post.bar and uniform(mix(word), i) < terms.zone[zone, WEIGHTS]:
                    continue
            seen += 1
            received[s, seen - 1] = line + 1
            mended = terms.zone[zone, FAIR] if mark & OBEYS else 0.0
            unseen = 1.0 - (1.0 - terms.zone[zone, MASK]) * (1.0 - mended)
            called = b.callback * hidden(age_callback(age, w.sex[i], b.callback_at_20, b.callback_at_40), unseen)
            if w.status[i] == UNEMPLOYED:
                called *= duration_callback(month - w.since[i], b.callback_at_8_months)
            if w.sex[i] == FEMALE:
                called *= hidden(1.0 - b.screening_bias * (1.0 - occ.sex_bias[o]), unseen)
            low_skill, non_private = occ.schooling[o] <= 2, post.ownership
            liked = hukou_callback(w.hukou[i], low_skill, non_private, b.callback_migrant, b.callback_public)
            called *= hidden(liked, mended)
            word = mix(word)
            if np.float64(word >> S42) * UNIT22 >= called:
                continue
            noise = normal_of(mix(impression_key ^ bits(impression_key, i) ^ np.uint64(line)))
            blur = b.impression_noise * terms.zone[zone, BLUR]
            if month - w.gig[i] <= RECENT:  # a portable record says more than an impression
                blur *= 1.0 - b.passport_clears * passport[district[home]]
            blur *= (terms.zone[zone, RECORDS] if certified else 1.0) * (
                1.0 - b.stated_competence if mark & STATED else 1.0
            )
            score = perceived_productivity(
                match, certified, experienced, noise, b.certificate_bonus, b.experience_bonus, blur
            )
            if certified and credit[zone] > 0.0:
                score = credible_impression(
                    match,
                    experienced,
                    noise,
                    b.certificate_bonus,
                    b.experience_bonus,
                    blur,
                    credit[zone],
                    b.trusted_certificate,
                    b.precise_certificate,
                )
            if score < post.bar:
                continue
            worth = int(wage - 100.0 * b.km_cost * km)
            at = kept
            while at > 0 and worth > worths[s, at - 1]:
                for column in (slots, wages, worths):
                    column[s, at] = column[s, at - 1]
                scores[s, at] = scores[s, at - 1]
                at -= 1
            slots[s, at], wages[s, at], worths[s, at] = slot, int(wage + 0.5), worth
            scores[s, at] = np.uint32(max(0.0, min(4.0, score + 1.0)) * 1_000_000.0)
            kept += 1
        sent[s] = kept
