"""Looks: each searcher draws posts from the fixed frame and lists those worth an application.

Many searchers look side by side, one look each and step by step: what one of them reads is on its way from memory while
the next ones are dealt with, and who fits is told by adding to a count, not by a branch.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, rule, serial
from ....agents.employers import skill_match
from ....agents.maths import NO, bounded, settled
from ...draws import mix
from ...frame import instead, stays
from .applications import MOST
from .screening import PUBLISHED, WAIVED
from .seekers import (
    holds,
    invited,
    lacking,
    net_of_way,
    noticed,
    offered_wage,
    own_estimate,
    schooled_for,
    straight_km,
    unnoted,
)

NONE = -1  # no open post near
ABREAST = 512  # searchers who look side by side: what is known of them fits the nearer memories
LOW21 = np.uint64((1 << 21) - 1)
S21, S42 = np.uint64(21), np.uint64(42)
UNIT21, UNIT22 = 2.0**-21, 2.0**-22
NOBODY, NEXT = np.uint32(0), np.uint32(1)


class OpenPosts(NamedTuple):
    """Posts as searchers meet them. P places of the frame, L lines."""

    posts: NDArray[Any]  # [L] records, see `screening.POST`
    nearest: NDArray[np.int32]  # [P, 2] next open place and its line, NONE where it is far
    frame: Any  # the frame as a named tuple


class Lookers(NamedTuple):
    """Searchers side by side, at one look each."""

    seeker: NDArray[Any]  # which
    word: NDArray[Any]  # luck of the look, and of what the next one is stirred from
    drawn: NDArray[Any]  # luck of what is looked at
    left: NDArray[Any]  # looks left
    trade: NDArray[Any]  # occupation looked at
    lack: NDArray[Any]  # skill that is lacking for it, as `seekers.lacking` counts
    able: NDArray[Any]  # whether the person thinks of it all the same: a verdict, see `maths.bounded`
    schooled: NDArray[Any]  # whether schooling is no hurdle
    block: NDArray[Any]  # block looked at


class Finds(NamedTuple):
    """What some of them are left with, in their order; each step keeps what passes it."""

    looker: NDArray[Any]
    place: NDArray[Any]  # place of the frame, where the block has any of the trade
    any: NDArray[Any]  # whether it has
    slot: NDArray[Any]  # open post found there
    line: NDArray[Any]
    wage: NDArray[Any]  # offered, fen a month
    worth: NDArray[Any]  # the same less what the way costs
    far: NDArray[Any]  # distance that keeps it from notice, as `seekers.unnoted` counts
    seen: NDArray[Any]  # whether it is noticed all the same: a verdict


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
    lookers, finds = room()
    for start in range(lo, hi, ABREAST):
        looking = line_up(start, min(start + ABREAST, hi), seekers, lookers)
        while looking > 0:
            draw_luck(looking, lookers)
            draw_trades(looking, seekers, lookers, market.frame)
            weigh_trades(looking, seekers, lookers, terms.trade, b)
            found = keep_able(looking, lookers, finds)
            draw_places(found, seekers, lookers, finds, market.frame)
            found = keep_open(found, finds, market)
            found = keep_acceptable(found, seekers, lookers, finds, market.posts, terms)
            if terms.open_weights:
                found = keep_promising(found, seekers, lookers, finds, market.posts, terms, b)
            found = keep_near(found, seekers, lookers, finds, market.posts, ground, b)
            put_down(found, seekers, lookers, finds, desk)
            looking = those_left(looking, lookers)


@rule
def room():
    """Room for as many as look side by side."""
    n = ABREAST
    lookers = Lookers(
        np.empty(n, np.uint32),
        np.empty(n, np.uint64),
        np.empty(n, np.uint64),
        np.empty(n),
        np.empty(n, np.uint32),
        np.empty(n),
        np.empty(n, np.uint8),
        np.empty(n, np.bool_),
        np.empty(n, np.uint32),
    )
    finds = Finds(
        np.empty(n, np.uint32),
        np.empty(n, np.uint32),
        np.empty(n, np.bool_),
        np.empty(n, np.int32),
        np.empty(n, np.int32),
        np.empty(n),
        np.empty(n),
        np.empty(n),
        np.empty(n, np.uint8),
    )
    return lookers, finds


@rule
def line_up(start, end, seekers, lookers):
    """Seekers from `start` to `end` who have looks left; return how many."""
    looking = NOBODY
    for n in range(start, end):
        s = np.uint32(n)
        lookers.seeker[looking], lookers.word[looking] = s, seekers[s].word
        lookers.left[looking] = seekers[s].looks
        looking += np.uint32(seekers[s].looks > 0.0)
    return looking


@rule
def draw_luck(looking, lookers):
    """Two words a look, each stirred from the one before."""
    word, drawn = lookers.word, lookers.drawn
    for k in range(looking):
        drawn[k] = mix(word[k])
        word[k] = mix(drawn[k])


@rule
def draw_trades(looking, seekers, lookers, frame):
    """Occupations: first of all the new field, then by the home block and one's own occupation."""
    occupations = frame.occupation.shape[1]
    for k in range(looking):
        who = seekers[lookers.seeker[k]]
        at = low(lookers.drawn[k]) * occupations
        usual = landed(frame.occupation[who.block, who.occupation, np.uint32(at)], at)
        lookers.trade[k] = who.aim if lookers.left[k] > who.elsewhere else usual


@rule
def weigh_trades(looking, seekers, lookers, trades, b):
    """What is lacking for the occupation, and whether each thinks of it all the same."""
    word, lack, able = lookers.word, lookers.lack, lookers.able
    for k in range(looking):
        who, trade = seekers[lookers.seeker[k]], trades[lookers.trade[k]]
        lack[k] = lacking(fit(who, trade), b.gap_decay)
        lookers.schooled[k] = schooled_for(who.schooling, trade.schooling, middle(word[k]), trade.lenient)
        lookers.left[k] -= who.wasted
    for k in range(looking):
        able[k] = bounded(low(word[k]), lack[k])


@rule
def keep_able(looking, lookers, finds):
    """Keep those who think of the occupation drawn; return how many."""
    found = NOBODY
    for k in range(looking):
        able = settled(lookers.able[k], low(lookers.word[k]), lookers.lack[k])
        finds.looker[found] = k
        found += np.uint32(able & lookers.schooled[k])
    return found


@rule
def draw_places(found, seekers, lookers, finds, frame):
    """Block, by home block and occupation, and place within it."""
    blocks = frame.block.shape[2]
    for f in range(found):
        k = finds.looker[f]
        who, at = seekers[lookers.seeker[k]], middle(lookers.drawn[k]) * blocks
        lookers.block[k] = landed(frame.block[who.block, lookers.trade[k], np.uint32(at)], at)
    for f in range(found):
        k = finds.looker[f]
        group = lookers.trade[k] * np.uint32(blocks) + lookers.block[k]
        start, end = frame.first[group], frame.first[group + NEXT]
        place = start + int(high(lookers.drawn[k]) * (end - start))
        finds.place[f], finds.any[f] = min(place, len(frame.slot_line) - 1), start < end


@rule
def keep_open(found, finds, market):
    """Keep those who come upon an open post."""
    kept = NOBODY
    for f in range(found):
        k, place = finds.looker[f], finds.place[f]
        slot, line = market.nearest[place, 0], market.nearest[place, 1]
        there = finds.any[f] & (slot != NONE)
        finds.looker[kept], finds.slot[kept], finds.line[kept] = k, slot, line
        kept += np.uint32(there)
    return kept


@rule
def keep_acceptable(found, seekers, lookers, finds, posts, terms):
    """Keep those whom the post offers enough and invites. A look that leads to an open post may cost more of the month
    than one that leads nowhere."""
    kept = NOBODY
    for f in range(found):
        k, line = finds.looker[f], finds.line[f]
        who, post = seekers[lookers.seeker[k]], posts[np.uint32(line)]
        asked = terms.trade[lookers.trade[k]].schooling
        wage = offered_wage(post.posted, who.factor, terms.premium[who.schooling, asked], post.floor)
        lookers.left[k] -= 1.0 - who.wasted
        enough = (wage >= who.least) & (line != who.at)
        finds.looker[kept], finds.slot[kept], finds.line[kept], finds.wage[kept] = k, finds.slot[f], line, wage
        kept += np.uint32(enough & may_apply(who, post, asked, middle(lookers.word[k])))
    return kept


@rule
def keep_promising(found, seekers, lookers, finds, posts, terms, b):
    """Keep those who would not fall short, as far as the weights are published, so that whoever would looks on and
    applies elsewhere."""
    kept = NOBODY
    for f in range(found):
        k, line, wage = finds.looker[f], finds.line[f], finds.wage[f]
        who, post, o = seekers[lookers.seeker[k]], posts[np.uint32(line)], lookers.trade[k]
        experienced = 1.0 if who.occupation == o else 0.0
        estimate = own_estimate(fit(who, terms.trade[o]), holds(who.certificates, o), experienced, b)
        finds.looker[kept], finds.slot[kept], finds.line[kept], finds.wage[kept] = k, finds.slot[f], line, wage
        kept += np.uint32((post.marks & PUBLISHED == 0) | (estimate >= post.bar))
    return kept


@rule
def keep_near(found, seekers, lookers, finds, posts, ground, b):
    """Keep those for whom the post is worth the way, and who notice it or may."""
    x_km, y_km, block_km = ground
    kept, remotely = NOBODY, block_km.shape[1]
    for f in range(found):
        k, line, wage = finds.looker[f], finds.line[f], finds.wage[f]
        who, cell, block = seekers[lookers.seeker[k]], posts[np.uint32(line)].cell, lookers.block[k]
        remote = block == remotely
        km = 0.0 if remote else straight_km(x_km[who.home], y_km[who.home], x_km[cell], y_km[cell])
        far = 0.0 if remote else unnoted(km, block_km[who.block, block], b.distance_decay)
        worth = net_of_way(wage, km, b.km_cost)
        seen = noticed(high(lookers.word[k]), remote, far, who.online)
        finds.looker[kept], finds.slot[kept], finds.line[kept], finds.wage[kept] = k, finds.slot[f], line, wage
        finds.worth[kept], finds.far[kept], finds.seen[kept] = worth, far, seen
        kept += np.uint32((worth >= who.least) & (seen != NO))
    return kept


@rule
def put_down(found, seekers, lookers, finds, desk):
    """Posts that are noticed go on the lists, best first and each once."""
    sent, slots, received, wages, worths = desk.sent, desk.slot, desk.received, desk.wage, desk.worth
    for f in range(found):
        k, slot, worth = finds.looker[f], finds.slot[f], int(finds.worth[f])
        if not settled(finds.seen[f], high(lookers.word[k]), finds.far[f]):
            continue
        s = lookers.seeker[k]
        most, listed, known = min(MOST, seekers[s].wanted), sent[s], False
        for n in range(listed):
            known |= slots[s, n] == slot
        full = listed >= most
        if known or (full and (most <= 0 or worth <= worths[s, most - 1])):
            continue
        at = most - 1 if full else listed
        sent[s] = at + 1
        while at > 0 and worth > worths[s, at - 1]:
            slots[s, at], received[s, at] = slots[s, at - 1], received[s, at - 1]
            wages[s, at], worths[s, at] = wages[s, at - 1], worths[s, at - 1]
            at -= 1
        slots[s, at], received[s, at], worths[s, at] = slot, finds.line[f] + 1, worth
        wages[s, at] = int(finds.wage[f] + 0.5)


@rule
def those_left(looking, lookers):
    """Who has looks left goes on, in the same order; return how many."""
    still = NOBODY
    for k in range(looking):
        lookers.seeker[still], lookers.word[still] = lookers.seeker[k], lookers.word[k]
        lookers.left[still] = lookers.left[k]
        still += np.uint32(lookers.left[k] > 0.0)
    return still


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
