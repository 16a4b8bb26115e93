"""Looks: each searcher draws posts from the fixed frame and applies for those that suit; employers look at some."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, rule, serial
from ....agents.employers import callback, impression_spread, perceived_productivity, skill_match, unseen_share
from ....agents.workers import JUNIOR, years_since_school
from ...draws import bits, mix, normal_of, uniform
from ...frame import instead, stays
from .applications import rank
from .screening import OBEYS, STATED, WAIVED
from .seekers import (
    feels_able,
    holds,
    invited,
    net_of_way,
    notices,
    offered_wage,
    own_estimate,
    schooled_for,
    straight_km,
)

NONE = -1  # no open post near
LOW21 = np.uint64((1 << 21) - 1)
S21, S42 = np.uint64(21), np.uint64(42)
UNIT21, UNIT22 = 2.0**-21, 2.0**-22


class OpenPosts(NamedTuple):
    """Posts as searchers meet them. P places of the frame, L lines."""

    posts: NDArray[Any]  # [L] records, see `screening.POST`
    nearest: NDArray[np.int32]  # [P, 2] next open place and its line, NONE where it is far
    frame: Any  # the frame as a named tuple


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
def apply(lo, hi, part, seekers, desk, market, terms, ground, behaviour, key):
    """Each searcher draws posts: occupation, then block, then place; what is closed, far or unfit is drawn again."""
    b = behaviour[0]
    posts, nearest, frame = market
    x_km, y_km, block_km = ground
    zones, trades, premiums = terms.zone, terms.trade, terms.premium
    occupations, blocks, last = frame.occupation.shape[1], frame.block.shape[2], len(nearest) - 1
    for s in range(lo, hi):
        who = seekers[s]
        word, left, kept, seen = who.word, who.looks, 0, 0
        while (left > 0.0) & (seen < who.wanted):
            left -= who.wasted
            drawn = mix(word)
            word = mix(drawn)
            at = low(drawn) * occupations
            o = landed(frame.occupation[who.block, who.aim, int(at)], at)
            trade = trades[o]
            match = fit(who, trade)
            able = feels_able(match, low(word), b.gap_decay)
            if not (able & schooled_for(who.schooling, trade.schooling, middle(word), trade.lenient)):
                continue
            at = middle(drawn) * blocks
            there = landed(frame.block[who.block, o, int(at)], at)
            start, end = frame.first[o * blocks + there], frame.first[o * blocks + there + 1]
            place = min(start + int(high(drawn) * (end - start)), last)
            slot, line = nearest[place, 0], nearest[place, 1]
            if (slot == NONE) | (end == start):
                continue
            left -= 1.0 - who.wasted
            post = posts[line]
            zone = zones[post.zone]
            premium = premiums[who.schooling, trade.schooling]
            wage = offered_wage(post.posted, who.factor, premium, zone.floor)
            if wage < who.least or line == who.at or not may_apply(who, post, trade.schooling, middle(word)):
                continue
            remote, km, between = there == blocks - 1, 0.0, 0.0
            if not remote:
                km = straight_km(x_km[who.home], y_km[who.home], x_km[post.cell], y_km[post.cell])
                between = block_km[who.block, there]
            worth = net_of_way(wage, km, b.km_cost)
            if worth < who.least or not notices(high(word), remote, km, between, who.online, b.distance_decay):
                continue
            certified, experienced = holds(who.certificates, o), 1.0 if who.occupation == o else 0.0
            short = terms.open_weights and own_estimate(match, certified, experienced, b) < post.bar
            if short and uniform(mix(word), who.row) < zone.weights:
                continue
            desk.received[s, seen] = line + 1
            seen += 1
            word = mix(word)
            called = high(word) < called_back(who, post, trade, zone, b)
            noise = normal_of(mix(key ^ bits(key, who.row) ^ np.uint64(line)))
            score = believed(match, certified, experienced, noise, who.portable, post, zone, b)
            if score >= post.bar:
                desk.slot[s, kept], desk.score[s, kept] = slot, rank(score, called)
                desk.called[s] += called
                desk.wage[s, kept], desk.worth[s, kept] = int(wage + 0.5), int(worth)
                kept += 1
        desk.sent[s] = kept


# ---- parts of a look: rules that read records ------------------------------------------------------------------------


@rule
def low(word):
    """The first of three uniform draws that a word holds."""
    return np.float64(word & LOW21) * UNIT21


@rule
def middle(word):
    """The second of them."""
    return np.float64((word >> S21) & LOW21) * UNIT21


@rule
def high(word):
    """The third of them."""
    return np.float64(word >> S42) * UNIT22


@rule
def landed(entry, at):
    """Where a draw that fell on `at` lands, by the entry of the alias table it fell on."""
    return int(at) if stays(entry, at - int(at)) else instead(entry)


@rule
def fit(who, trade):
    """Fit of a person to the skills an occupation needs."""
    return skill_match(
        who.technical, who.application, who.management, trade.technical, trade.application, trade.management
    )


@rule
def may_apply(who, post, schooling, luck):
    """Whether the post invites the person, and asks for no more schooling, or has waived it."""
    lenient = 1.0 if post.marks & WAIVED else post.lenient
    schooled = schooled_for(who.schooling, schooling, luck, lenient)
    return schooled & invited(who.age, who.sex, post.age_ceiling, post.sex_wanted)


@rule
def called_back(who, post, trade, zone, b):
    """Chance that the employer looks at the application first; the others come after all who were."""
    mended = zone.fair if post.marks & OBEYS else 0.0
    unseen, low_skill = unseen_share(zone.masked, mended), trade.schooling <= JUNIOR
    worked = years_since_school(who.age, who.schooling)
    return callback(
        who.age, who.sex, who.hukou, worked, who.idle, trade.sex_bias, low_skill, post.ownership, unseen, mended, b
    )


@rule
def believed(match, certified, experienced, noise, portable, post, zone, b):
    """What the employer believes the applicant is worth."""
    recorded = zone.recorded if certified else 1.0
    stated = b.stated_competence if post.marks & STATED else 0.0
    spread = impression_spread(b.impression_noise, zone.blurred, portable, recorded, stated)
    return perceived_productivity(match, certified, experienced, noise, spread, zone.credit, b)
