"""Steering: the skill map, courses sent to people, and capacity that equity adds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, serial
from ....agents.employers import skill_match
from ....agents.workers import BP, INACTIVE, TRAINING
from ...city import City
from ...draws import uniform, uniform_column
from ...events import Events
from ...rules import Rules

Rows = NDArray[np.uint32]
SPREAD = 3.0**0.5  # half the width of a uniform draw whose standard deviation is one


def draw_skill_map(city: City, rules: Rules) -> None:
    """Map the posts that stay open for want of seekers: seen with an error, and with a lag (plan §3.1.1)."""
    if not rules.somewhere.map_share:
        return
    g = city.government
    short = np.maximum(g.vacancies - g.seekers, 0.0) * city.occupations.digital
    luck = uniform_column(city.draws.key("error of the skill map"), np.arange(len(short), dtype=np.uint64))
    seen = short * np.exp(float(rules.map_noise.max()) * SPREAD * (2.0 * luck - 1.0))
    before = g.demand_map if len(g.demand_map) else np.zeros(len(short))
    g.demand_map = before + (seen - before) / max(1.0, float(rules.map_lag.max()))


def grow_capacity(city: City, rules: Rules) -> None:
    """The guidance fund puts equity into providers; it builds course places, which wear out (plan §5.2.3)."""
    g, b = city.government, city.behaviour
    g.capacity *= 1.0 - b.capital_wear / 12.0
    equity = int(round(100.0 * rules.average.course_equity / 12.0 / city.weight))
    if equity > 0:
        city.ledger.pay("government", "guidance_fund", "course_equity", equity)
        city.ledger.pay("guidance_fund", "providers", "course_equity", equity)
        g.capacity += 0.01 * equity * city.weight / b.place_capital


def send_courses(city: City, rules: Rules, hearing: Rows) -> Rows:
    """Add to those who hear of courses the people who are sent one because their skill gap is large, and look at it
    (plan §5.3.1)."""
    if not rules.somewhere.course_push:
        return hearing
    w = city.workers
    read = Events.room_for(len(w))
    _read(
        len(w),
        w.view(),
        city.occupations.need,
        city.grid.district,
        rules.course_push * city.behaviour.push_read,
        rules.push_gap,
        city.draws.key("look at a course sent"),
        read.buffer,
        read.counts,
    )
    sent = read.rows()
    both = np.empty(len(hearing) + len(sent), np.uint32)
    return both[: _merge(hearing, sent, both)]


@serial
def _merge(one, other, both):
    """Two rising lists in one, each entry once; return how many."""
    a = b = n = 0
    while a < len(one) or b < len(other):
        first = b == len(other) or (a < len(one) and one[a] <= other[b])
        row = one[a] if first else other[b]
        if first and b < len(other) and other[b] == row:
            b += 1
        both[n] = row
        n += 1
        a += first
        b += not first
    return n


@kernel
def _read(lo, hi, part, w, need, district, push, gap, key, read, counts):
    """Mark who looks at a course that was sent: luck first, since few do, then the gap to the own occupation."""
    found = 0
    for n in range(lo, hi):
        i = np.uint32(n)
        zone = district[w.cell[i]]
        if uniform(key, i) >= push[zone] or w.status[i] == INACTIVE or w.status[i] == TRAINING:
            continue
        o = w.occupation[i]
        match = skill_match(
            w.technical[i] * BP, w.application[i] * BP, w.management[i] * BP, need[o, 0], need[o, 1], need[o, 2]
        )
        if 1.0 - match >= gap[zone]:
            read[lo + found] = i
            found += 1
    counts[part] = found
