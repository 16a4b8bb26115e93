"""Looks: each searcher draws posts from the fixed frame and applies for those that suit; employers look at some."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, rule, serial
from ....agents.employers import callback, impression_spread, perceived_productivity, skill_match, unseen_share
from ....agents.maths import whole
from ....agents.workers import BP, EMPLOYED, JUNIOR, UNEMPLOYED
from ...draws import S11, UNIT, bits, identity, mix, normal, normal_of, uniform
from ...frame import instead, stays
from .applications import MOST, keep, rank
from .screening import (
    ACCESS,
    BLUR,
    CREDIT,
    FAIR,
    FLOOR,
    MASK,
    OBEYS,
    PASSPORT,
    RECORDS,
    SPARED,
    STATED,
    WAIVED,
    WEIGHTS,
)
from .seekers import (
    feels_able,
    holds,
    invited,
    looks_factor,
    looks_of_month,
    net_of_way,
    notices,
    occupation_sought,
    offered_wage,
    own_estimate,
    schooled_for,
    seeker_of,
    wasted_look,
)

NONE = -1  # no open post near
NO_OFFER = -1.0  # a wage that no post offers
LOW21 = np.uint64((1 << 21) - 1)
S21, S42 = np.uint64(21), np.uint64(42)
UNIT21, UNIT22 = 2.0**-21, 2.0**-22


class Market(NamedTuple):
    """Posts as searchers meet them. P places of the frame, L lines."""

    posts: NDArray[Any]  # [L] records, see `screening.POST`
    nearest: NDArray[np.int32]  # [P, 2] next open place and its line, NONE where it is far
    frame: Any  # the frame as a named tuple


class Ground(NamedTuple):
    """Where people live and posts lie. Z cells, B blocks."""

    x_km: NDArray[np.float64]  # [Z]
    y_km: NDArray[np.float64]  # [Z]
    block: NDArray[Any]  # [Z]
    block_km: NDArray[np.float64]  # [B, B] least distance between cells
    district: NDArray[Any]  # [Z]
    bandwidth: NDArray[np.float64]  # [Z]
    reach: NDArray[np.float64]  # [Z] posts one sees, relative to usual


class Keys(NamedTuple):
    """Keys of the luck of a search."""

    see: np.uint64
    impression: np.uint64
    ability: np.uint64


@serial
def next_open(first_slot, vacancies, first, slot_line, page, nearest):
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


@kernel
def apply(lo, hi, part, desk, w, market, occ, ground, terms, behaviour, month, keys):
    """Each searcher draws posts: occupation, then block, then place; what is closed, far or unfit is drawn again."""
    b = behaviour[0]
    for s in range(lo, hi):
        i = desk.rows[s]
        word = bits(keys.see, i)
        me = seeker_of(i, w, ground.bandwidth, month, normal(keys.ability, identity(i, w.born[i])), b)
        here, aim = ground.block[me.home], occupation_sought(w.occupation[i], w.target[i], w.programme[i])
        effort = b.applications if w.status[i] == UNEMPLOYED else b.applications_employed
        wanted = min(MOST, whole(effort, np.float64(word >> S11) * UNIT))
        left, wasted = _time_to_look(i, me.home, wanted, w, ground, terms, b)
        kept = seen = 0
        while (left > 0.0) & (seen < wanted):
            left -= wasted
            drawn = mix(word)
            word = mix(drawn)
            o = _drawn_occupation(_low(drawn), here, aim, market.frame)
            need_t, need_a, need_m = occ.need[o, 0], occ.need[o, 1], occ.need[o, 2]
            match = skill_match(me.technical, me.application, me.management, need_t, need_a, need_m)
            able = feels_able(match, _low(word), b.gap_decay)
            if not (able & schooled_for(me.schooling, occ.schooling[o], _middle(word), terms.lenient[o])):
                continue
            there, slot, line = _drawn_place(_middle(drawn), _high(drawn), here, o, market)
            if slot == NONE:
                continue
            left -= 1.0 - wasted
            post = market.posts[line]
            wage, worth = _offer(word, i, o, there, line, me, w, post, occ, ground, terms, b)
            if wage == NO_OFFER:
                continue
            certified, experienced = holds(w.certificates[i], o), 1.0 if w.occupation[i] == o else 0.0
            short = terms.open_weights and own_estimate(match, certified, experienced, b) < post.bar
            if short and uniform(mix(word), i) < terms.zone[post.zone, WEIGHTS]:
                continue
            desk.received[s, seen] = line + 1
            seen += 1
            word = mix(word)
            if _high(word) >= _called_back(i, o, me.age, post, w, occ, terms, month, b):
                continue
            noise = normal_of(mix(keys.impression ^ bits(keys.impression, i) ^ np.uint64(line)))
            portable = _portable(w.gig[i], ground.district[me.home], terms, month, b)
            score = _believed(match, certified, experienced, noise, portable, post, terms, b)
            if score >= post.bar:
                keep(desk, s, kept, slot, int(wage + 0.5), int(worth), rank(score))
                kept += 1
        desk.sent[s] = kept


# ---- parts of a look -------------------------------------------------------------------------------------------------


@rule
def _low(word):
    """The first of three uniform draws that a word holds."""
    return np.float64(word & LOW21) * UNIT21


@rule
def _middle(word):
    """The second of them."""
    return np.float64((word >> S21) & LOW21) * UNIT21


@rule
def _high(word):
    """The third of them."""
    return np.float64(word >> S42) * UNIT22


@rule
def _time_to_look(i, home, wanted, w, ground, terms, b):
    """Looks a person has this month, and the part of a look that is lost where it leads nowhere."""
    zone = ground.district[home]
    online = looks_factor(w.literacy[i] * BP, ground.bandwidth[home], b)
    helped = terms.zone[zone, ACCESS] if w.disabled[i] else 0.0
    looks = looks_of_month(b.tries, wanted, online, ground.reach[home], helped)
    return looks, wasted_look(online, terms.zone[zone, SPARED], b.offline_looks)


@rule
def _drawn_occupation(luck, here, aim, frame):
    """An occupation, by the block of home and the occupation sought."""
    at = luck * frame.occupation.shape[1]
    o = int(at)
    entry = frame.occupation[here, aim, o]
    return o if stays(entry, at - o) else instead(entry)


@rule
def _drawn_place(luck_block, luck_place, here, o, market):
    """Block of a place drawn from the frame, the next open place and its line; NONE where nothing is open near."""
    frame, nearest = market.frame, market.nearest
    blocks = frame.block.shape[2]
    at = luck_block * blocks
    there = int(at)
    entry = frame.block[here, o, there]
    there = there if stays(entry, at - there) else instead(entry)
    start, end = frame.first[o * blocks + there], frame.first[o * blocks + there + 1]
    place = min(start + int(luck_place * (end - start)), len(nearest) - 1)
    slot = nearest[place, 0] if end > start else NONE
    return there, slot, nearest[place, 1]


@rule
def _offer(word, i, o, there, line, me, w, post, occ, ground, terms, b):
    """Wage of a post and what is left of it after the way; NO_OFFER where the person is not invited, asks for more,
    works there already or does not notice it."""
    lenient = 1.0 if post.marks & WAIVED else b.under_schooled
    schooled = schooled_for(me.schooling, occ.schooling[o], _middle(word), lenient)
    if not schooled or (w.status[i] == EMPLOYED and line == w.employer[i]):
        return NO_OFFER, NO_OFFER
    premium = terms.premium[me.schooling, occ.schooling[o]]
    wage = offered_wage(post.posted, me.factor, premium, terms.zone[post.zone, FLOOR])
    if wage < me.least or not invited(me.age, w.sex[i], post.age_ceiling, post.sex_wanted):
        return NO_OFFER, NO_OFFER
    here, remote = ground.block[me.home], there == len(ground.block_km)
    km = between = 0.0
    if not remote:
        x, y = ground.x_km[me.home] - ground.x_km[post.cell], ground.y_km[me.home] - ground.y_km[post.cell]
        km, between = math.sqrt(x**2 + y**2), ground.block_km[here, there]
    worth = net_of_way(wage, km, b.km_cost)
    if not notices(_high(word), remote, km, between, me.online, b.distance_decay) or worth < me.least:
        return NO_OFFER, NO_OFFER
    return wage, worth


@rule
def _called_back(i, o, age, post, w, occ, terms, month, b):
    """Chance that the employer looks at the application."""
    mended = terms.zone[post.zone, FAIR] if post.marks & OBEYS else 0.0
    unseen = unseen_share(terms.zone[post.zone, MASK], mended)
    months_idle = month - w.since[i] if w.status[i] == UNEMPLOYED else 0
    low_skill = occ.schooling[o] <= JUNIOR
    return callback(
        age, w.sex[i], w.hukou[i], months_idle, occ.sex_bias[o], low_skill, post.ownership, unseen, mended, b
    )


@rule
def _portable(gig, home_zone, terms, month, b):
    """Share of the noise that a portable record of recent platform work clears."""
    return b.passport_clears * terms.zone[home_zone, PASSPORT] if month - gig <= b.passport_months else 0.0


@rule
def _believed(match, certified, experienced, noise, portable, post, terms, b):
    """What the employer believes the applicant is worth."""
    recorded = terms.zone[post.zone, RECORDS] if certified else 1.0
    stated = b.stated_competence if post.marks & STATED else 0.0
    spread = impression_spread(b.impression_noise, terms.zone[post.zone, BLUR], portable, recorded, stated)
    return perceived_productivity(match, certified, experienced, noise, spread, terms.zone[post.zone, CREDIT], b)
