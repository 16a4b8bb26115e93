"""Firms: establishments close and others open in their places, so that each trade keeps the employers it has room for.

An establishment is all lines with one number; it opens and closes as a whole. What a trade has room for is what it had
when the city was built, more where its posts are worth more over their cost than elsewhere, and what policy adds in
new trades. What the dead leave is taken by newborns, who start small, and by the living, who grow into the rest. A
place that had a line when the city was built keeps its terms, for whoever opens there finds the same customers: were
terms learnt from those who live, the well paid would be copied ever more often. So neither employers, nor the staff
they want, nor what they pay drifts in a city at rest. Luck belongs to the establishment and the month alone.
"""

from __future__ import annotations

import numpy as np

from ....agents.compiled import serial
from ....agents.firms import (
    closes,
    entry_chance,
    frailest_of_all,
    newborn_size,
    remembered,
    room_for_entry,
    staff_growth,
)
from ...city import City
from ...draws import normal, uniform
from ...rules import Rules
from .rooms import added_rooms
from .terms import take_terms

# Columns of the sums by trade and by establishment.
LINES, STAFF, MARGIN, EMPTY, NICHES, ROOM, ENTRY, LACKING = range(8)
SIZE, HEADS, WORTH, PLACES, FREE, CALL, GONE = range(7)
YOUNG = 60  # months up to which an exit is told as one of the young (P72)
FIRMS, DEATHS, YOUNG_DEATHS, LOST, BIRTHS, OPENED = range(6)
FLOWS = ("firms", "firm_deaths", "young_firm_deaths", "jobs_closed", "firm_births", "posts_founded")


def renew_firms(city: City, rules: Rules) -> dict[str, int]:
    """Close and open establishments, let lines grow or shrink; return how many there were, closed and opened."""
    e, occ, draws = city.employers, city.occupations, city.draws
    added = added_rooms(city, rules)
    trade = np.zeros((len(occ.ids), LACKING + 1))
    site = np.zeros((int(e.establishment.max()) + 1, GONE + 1))
    counted, born = np.zeros(len(FLOWS), np.int64), np.zeros(len(e), np.uint8)
    keys = tuple(draws.key(what) for what in ("close down", "open up", "size of a newborn", "growth of a line"))
    _live(e.view(), city.month, city.behaviour.view(), added, trade, site, keys, born, counted)
    rows = np.flatnonzero((born > 0) & (e.niche == 0.0))
    if len(rows):
        take_terms(e, rows, city.grid.klass, occ, city.behaviour, draws.key("terms of a newborn"))
    return {name: int(n) for name, n in zip(FLOWS, counted, strict=True)}


@serial
def _live(e, month, behaviour, added, trade, site, keys, born, counted):
    b = behaviour[0]
    _survey(e, b.loss_memory, added, trade, site)
    _reckon(trade, added, b)
    for j in range(len(e.closed)):
        if e.closed[j]:
            site[e.establishment[j], CALL] += trade[e.occupation[j], ENTRY]
    exit_key, entry_key, size_key, growth_key = keys
    frailest = frailest_of_all(b)
    for j in range(len(e.closed)):
        s, o = e.establishment[j], e.occupation[j]
        if e.closed[j]:
            places = site[s, PLACES]
            if site[s, FREE] < places or uniform(entry_key, s) >= site[s, CALL] / places:
                continue
            born[j] = 1
            capacity = newborn_size(places, b.newborn_staff, uniform(size_key, s)) / places
            _open(e, j, capacity, month)
            counted[BIRTHS] += site[s, GONE] == 0.0
            counted[OPENED] += int(capacity + uniform(size_key, j))
            site[s, GONE] = 1.0
            continue
        age, size = month - e.opened[j], site[s, SIZE]
        counted[FIRMS] += site[s, GONE] == 0.0
        margin = site[s, WORTH] / max(size, 1.0)
        if closes(uniform(exit_key, s), age, size, site[s, HEADS], margin, frailest, b):
            counted[LOST] += e.staff[j]
            counted[DEATHS] += site[s, GONE] == 0.0
            counted[YOUNG_DEATHS] += (site[s, GONE] == 0.0) & (age < YOUNG)
            e.closed[j], e.capacity[j], e.vacancies[j], e.vacancy_age[j] = 1, 0.0, 0, 0.0
        else:
            lacking = trade[o, LACKING] if added.allowed[e.zone[j], o] else 0.0
            e.capacity[j] *= staff_growth(lacking, trade[o, STAFF], age, normal(growth_key, j), b)
        site[s, GONE] = 1.0


@serial
def _survey(e, memory, added, trade, site):
    """Sum up trades and establishments, and let these remember how they did."""
    _, _, allowed = added
    for j in range(len(e.closed)):
        s, o = e.establishment[j], e.occupation[j]
        site[s, PLACES] += 1.0
        trade[o, NICHES] += e.niche[j] > 0.0
        trade[o, ROOM] += e.niche[j]
        if e.closed[j]:
            free = e.staff[j] == 0 and allowed[e.zone[j], o]
            trade[o, EMPTY] += free
            site[s, FREE] += free
            continue
        e.lasting[j] = remembered(e.lasting[j], e.margin[j], memory)
        trade[o, LINES] += 1.0
        trade[o, STAFF] += e.capacity[j]
        trade[o, MARGIN] += e.capacity[j] * e.lasting[j]
        site[s, SIZE] += e.capacity[j]
        site[s, HEADS] += e.staff[j]
        site[s, WORTH] += e.capacity[j] * e.lasting[j]


@serial
def _reckon(trade, added, b):
    """What each trade lacks, and the chance that an empty place is taken."""
    lines, staff, _ = added
    margins = staffs = 0.0
    for o in range(len(trade)):
        margins += trade[o, MARGIN]
        staffs += trade[o, STAFF]
    usual = margins / max(staffs, 1.0)
    for o in range(len(trade)):
        margin = trade[o, MARGIN] / trade[o, STAFF] - usual if trade[o, STAFF] > 0.0 else 0.0
        lacking = room_for_entry(trade[o, NICHES], margin, b) + lines[o] - trade[o, LINES]
        trade[o, ENTRY] = entry_chance(lacking, trade[o, EMPTY], b.entry_speed)
        trade[o, LACKING] = room_for_entry(trade[o, ROOM], margin, b) + staff[o] - trade[o, STAFF]


@serial
def _open(e, j, capacity, month):
    e.capacity[j] = capacity
    e.closed[j], e.opened[j] = 0, month
    e.productivity[j] = e.margin[j] = e.lasting[j] = 0.0
    e.wanted[j], e.cost[j] = capacity, 0.0
    e.desired[j] = e.counted[j] = e.relieved[j] = e.applicants[j] = 0
