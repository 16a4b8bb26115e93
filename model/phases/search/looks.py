"""Looks: each searcher draws posts from the fixed frame and applies for those that suit; employers look at some."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, rule, serial
from ....agents.employers import callback, hidden, impression_spread, perceived_productivity, skill_match, unseen_share
from ....agents.workers import JUNIOR, experience
from ...draws import bits, mix, normal_of
from ...frame import instead, stays
from .applications import MOST, rank
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
def look(lo, hi, part, seekers, desk, market, terms, ground, behaviour):
    """Each searcher draws posts while the month lasts: occupation, then block, then place; what is closed, far or unfit
    is drawn again. On the list stay those of most worth, best first, as many as the searcher applies for."""
    b = behaviour[0]
    posts, nearest, frame = market
    x_km, y_km, block_km = ground
    zones, trades, premiums = terms.zone, terms.trade, terms.premium
    occupations, blocks, last = frame.occupation.shape[1], frame.block.shape[2], len(nearest) - 1
    for s in range(lo, hi):
        who = seekers[s]
        word, left, listed = who.word, who.looks, 0
        while left > 0.0:
            drawn = mix(word)
            word = mix(drawn)
            at = low(drawn) * occupations
            in_field = left > who.elsewhere
            o = int(who.aim) if in_field else landed(frame.occupation[who.block, who.occupation, int(at)], at)
            left -= who.wasted
            trade = trades[o]
            able = feels_able(fit(who, trade), low(word), b.gap_decay)
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
            premium = premiums[who.schooling, trade.schooling]
            wage = offered_wage(post.posted, who.factor, premium, zones[post.zone].floor)
            if wage < who.least or line == who.at or not may_apply(who, post, trade.schooling, middle(word)):
                continue
            remote, km, between = there == blocks - 1, 0.0, 0.0
            if not remote:
                km = straight_km(x_km[who.home], y_km[who.home], x_km[post.cell], y_km[post.cell])
                between = block_km[who.block, there]
            worth = net_of_way(wage, km, b.km_cost)
            if worth < who.least or not notices(high(word), remote, km, between, who.online, b.distance_decay):
                continue
            listed = enlist(desk, s, listed, min(MOST, who.wanted), slot, line, int(wage + 0.5), int(worth))
        desk.sent[s] = listed


@rule
def enlist(desk, s, listed, most, slot, line, wage, worth):
    """Put a post on a searcher's list, best first and each once; return how many are on it."""
    for k in range(listed):
        if desk.slot[s, k] == slot:
            return listed
    if listed < most:
        at, listed = listed, listed + 1
    elif most > 0 and worth > desk.worth[s, most - 1]:
        at = most - 1
    else:
        return listed
    while at > 0 and worth > desk.worth[s, at - 1]:
        desk.slot[s, at], desk.received[s, at] = desk.slot[s, at - 1], desk.received[s, at - 1]
        desk.wage[s, at], desk.worth[s, at] = desk.wage[s, at - 1], desk.worth[s, at - 1]
        at -= 1
    desk.slot[s, at], desk.received[s, at], desk.wage[s, at], desk.worth[s, at] = slot, line + 1, wage, worth
    return listed


@kernel
def apply(lo, hi, part, seekers, desk, posts, occupation, terms, behaviour, key):
    """Searchers apply for what is on their lists; employers form an impression of each and look at some first. What
    cannot lead to a post leaves the list."""
    b = behaviour[0]
    for s in range(lo, hi):
        who, kept = seekers[s], 0
        for k in range(desk.sent[s]):
            line = desk.received[s, k] - 1
            post, o = posts[line], occupation[line]
            trade, zone = terms.trade[o], terms.zone[post.zone]
            match = fit(who, trade)
            certified, experienced = holds(who.certificates, o), 1.0 if who.occupation == o else 0.0
            word = mix(key ^ bits(key, who.row) ^ np.uint64(line))
            short = terms.open_weights and own_estimate(match, certified, experienced, b) < post.bar
            if short and middle(mix(word)) < zone.weights:
                desk.received[s, k] = 0
                continue
            called = high(mix(word)) < called_back(who, post, trade, zone, certified, b)
            score = believed(match, certified, experienced, normal_of(word), who.portable, post, zone, b)
            if score >= post.bar:
                desk.slot[s, kept], desk.score[s, kept] = desk.slot[s, k], rank(score, called)
                desk.wage[s, kept] = desk.wage[s, k]
                desk.called[s] += called
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
def called_back(who, post, trade, zone, certified, b):
    """Chance that the employer looks at the application first; the others come after all who were. A certificate of the
    trade makes up for part of what speaks against the applicant (B 2.30)."""
    mended = zone.fair if post.marks & OBEYS else 0.0
    unseen, low_skill = unseen_share(zone.masked, mended), trade.schooling <= JUNIOR
    worked = experience(who.age, who.schooling)
    called = callback(
        who.age, who.sex, who.hukou, worked, who.idle, trade.sex_bias, low_skill, post.ownership, unseen, mended, b
    )
    return hidden(called, b.certificate_called) if certified else called


@rule
def believed(match, certified, experienced, noise, portable, post, zone, b):
    """What the employer believes the applicant is worth."""
    recorded = zone.recorded if certified else 1.0
    stated = b.stated_competence if post.marks & STATED else 0.0
    spread = impression_spread(b.impression_noise, zone.blurred, portable, recorded, stated)
    return perceived_productivity(match, certified, experienced, noise, spread, zone.credit, b)
