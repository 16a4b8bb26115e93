"""Applications are sent: employers form an impression of each applicant and look at some first."""

from __future__ import annotations

import numpy as np

from ....agents.compiled import kernel, rule, serial
from ....agents.employers import callback, hidden, impression_spread, perceived_productivity, unseen_share
from ....agents.workers import JUNIOR, experience
from ...draws import bits, mix, normal_of
from .applications import rank
from .looks import fit, high
from .screening import OBEYS, PUBLISHED, STATED
from .seekers import holds


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
            called = high(mix(word)) < called_back(who, post, trade, zone, certified, b)
            score = believed(match, certified, experienced, normal_of(word), who.portable, post, zone, b)
            if score >= post.bar:
                desk.slot[s, kept], desk.score[s, kept] = desk.slot[s, k], rank(score, called)
                desk.wage[s, kept] = desk.wage[s, k]
                desk.called[s] += called
                kept += 1
        desk.sent[s] = kept


@serial
def count_received(received, applicants):
    """Add to the applicants of each line those whose application it received; return how many applications."""
    sent = 0
    for s in range(received.shape[0]):
        for k in range(received.shape[1]):
            if received[s, k] > 0:
                applicants[received[s, k] - 1] += 1
                sent += 1
    return sent


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
    blurred = zone.padded if post.marks & PUBLISHED else zone.blurred
    spread = impression_spread(b.impression_noise, blurred, portable, recorded, stated)
    return perceived_productivity(match, certified, experienced, noise, spread, zone.credit, b)
