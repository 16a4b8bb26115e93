"""Homes: people look at homes elsewhere in the city; who finds one that is worth the move takes the household along."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, rule, serial
from ....agents.workers import EMPLOYED, HUKOUS, INACTIVE, LOCAL_RURAL, NONLOCAL_RURAL, choice_to_move
from ...city import City
from ...draws import STRETCH, bits, mix, uniform, uniforms
from ...events import Events
from ...grid import PLACES, VILLAGE, way_to_work
from ...households import household_of

MOVES_EVERY = 4  # months between two thoughts about another home
TRIES = 4  # homes a mover looks at
FAR = 10  # km to work from which people look for a home more often
LONG_WAY = 3  # km to work from which homes near the job are looked at
REACH = 1  # cells around the job that count as near
NEAR = np.uint64(2 * REACH + 1)
LOW, NEXT = np.uint64(11), np.uint64(8)  # bits of a draw that are passed over
SCARCE = 20.0  # homes: a market of few is not judged by one or two people
ASKED = 5_000  # people whose incomes tell what a place pays


def move_house(city: City) -> int:
    """A few people look at other homes and take one that is worth the move, and with them go all they live with;
    return how many moved."""
    w, g = city.workers, city.grid
    people, groups = _count_people(city)
    city.ground = replace(city.ground, residents=people)
    dearness = _rents(city, groups)
    crowding = people / np.maximum(g.people * len(w), 1.0) - 1.0
    income = _income_by_place(city)
    movers, home = Events.room_for(len(w)), np.empty(len(w), w.cell.dtype)
    _look_at_homes(
        len(w),
        w.view(),
        city.households.place,
        city.employers.cell,
        (g.x_km, g.y_km, g.klass, g.people, crowding, income, dearness),
        city.behaviour.view(),
        city.month,
        tuple(city.draws.key(decision) for decision in ("think of moving", "homes on offer", "take the home")),
        home,
        movers.buffer,
        movers.counts,
    )
    e, first = city.employers, city.households.first
    return int(_take_homes(movers.rows(), home, first, w.view(), e.cell, e.remote, g.plane))


def _count_people(city: City) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Who lives where: [cell], and [hukou, place]."""
    w, place = city.workers, city.grid.klass
    heads = np.zeros((2, len(HUKOUS), len(place)), np.int64)
    people, groups = np.zeros(len(place)), np.zeros((len(HUKOUS), len(PLACES)))
    _count_homes(w.cell, w.hukou, place, heads, people, groups)
    return people, groups


def _rents(city: City, groups: NDArray[np.float64]) -> NDArray[np.float64]:
    """[hukou, place] how dear homes are, log odds, as `groups` people live there now; the lasting part goes on rising
    where more live than there are homes for. Villagers' homesteads, rooms for migrants and flats for townspeople are
    markets of their own, and what people earn at a place is in its rents in the end (Roback 1982)."""
    b, homes = city.behaviour, city.closure.homes * len(city.workers)
    excess = (groups - homes) / (homes + SCARCE)
    city.rents = city.rents + b.rent_growth * excess
    return np.asarray(city.rents + b.rent_now * excess)


def _income_by_place(city: City) -> NDArray[np.float64]:
    """Log of mean income of the employed by class of place, as people know it: last month's."""
    w = city.workers
    total, earners = np.zeros(len(PLACES)), np.zeros(len(PLACES))
    _sum_incomes(max(1, len(w) // ASKED), w.cell, w.income, city.grid.klass, total, earners)
    return np.asarray(np.log(np.maximum(total / np.maximum(earners, 1.0), 1.0)))


@serial
def _take_homes(rows, home, first, w, workplace, remote, ground):
    """Households of movers are at home elsewhere, and their ways to work are others. Where two of a household found a
    home in the same month, the first decides. Counts who moved."""
    moved, last = 0, -1
    for mover in rows:
        h = household_of(mover, first)
        if h == last:
            continue
        last = h
        for i in range(first[h], first[h + 1]):
            w.cell[i] = home[mover]
            moved += 1
            if w.status[i] == EMPLOYED:
                w.commute[i] = way_to_work(w.cell[i], workplace[w.employer[i]], remote[w.employer[i]], ground)
    return moved


@serial
def _sum_incomes(every, cell, income, klass, total, earners):
    for i in range(0, len(cell), every):
        if income[i] > 0:
            total[klass[cell[i]]] += income[i]
            earners[klass[cell[i]]] += 1.0


@serial
def _count_homes(cell, hukou, place, heads, people, groups):
    """Neighbours in turn to two tables, so that no count waits for the one before."""
    for i in range(len(cell)):
        heads[i & 1, hukou[i], cell[i]] += 1
    for h in range(len(groups)):
        for c in range(len(people)):
            here = heads[0, h, c] + heads[1, h, c]
            people[c] += here
            groups[h, place[c]] += here


@kernel
def _look_at_homes(lo, hi, part, w, household, workplace, ground, behaviour, month, keys, home, movers, moved):
    """Homes on offer are those of people drawn at random, and for commuters every other one is near the job; the first
    that is worth the move is taken. As all of a household move, each looks the less often the more they are."""
    b = behaviour[0]
    x_km, y_km, place, people, crowding, income, dearness = ground
    across = int(len(x_km) ** 0.5 + 0.5)
    think_key, offer_key, take_key = keys
    rates = MOVES_EVERY * b.move_rate * 1.0, MOVES_EVERY * b.move_rate * b.move_far
    luck, thinking = np.empty(STRETCH), np.empty(STRETCH, np.uint32)
    moving = 0
    for start in range(lo, hi, STRETCH):
        rows = min(STRETCH, hi - start)
        uniforms(think_key, start, rows, luck)
        for n in range(find_thinking(start, rows, month, w.status, w.commute, rates, luck, thinking)):
            i = thinking[n]
            employed = w.status[i] == EMPLOYED
            rate = rates[1] if employed and w.commute[i] > FAR else rates[0]
            begin, end = household_around(i, household)
            if luck[i - np.uint32(start)] >= rate / (end - begin):
                continue
            here = w.cell[i]
            word = bits(offer_key, i)
            job = workplace[w.employer[i]] if employed else here
            for k in range(TRIES):
                word = mix(word)
                there = w.cell[np.int64(word >> LOW) % len(w.cell)]
                if employed and w.commute[i] > LONG_WAY and k % 2 == 0:
                    row = job // across + np.int64(word % NEAR) - REACH
                    column = job % across + np.int64((word >> NEXT) % NEAR) - REACH
                    there = min(max(row, 0), across - 1) * across + min(max(column, 0), across - 1)
                    if people[there] <= 0.0:
                        continue
                commute = 0.0
                for j in range(begin, end):
                    if w.status[j] == EMPLOYED and w.commute[j] > 0:
                        at = workplace[w.employer[j]]
                        new = ((x_km[there] - x_km[at]) ** 2 + (y_km[there] - y_km[at]) ** 2) ** 0.5
                        commute += new - w.commute[j]
                km = ((x_km[there] - x_km[here]) ** 2 + (y_km[there] - y_km[here]) ** 2) ** 0.5
                barred = (w.hukou[i] == LOCAL_RURAL or w.hukou[i] == NONLOCAL_RURAL) and place[there] != VILLAGE
                gain = income[place[there]] - income[place[here]]
                crowded = crowding[there] - crowding[here]
                dearer = dearness[w.hukou[i], place[there]] - dearness[w.hukou[i], place[here]]
                if uniform(take_key, i) < choice_to_move(gain, commute, km, barred, crowded, dearer, b):
                    home[i] = there
                    movers[lo + moving] = i
                    moving += 1
                    break
    moved[part] = moving


@rule
def find_thinking(start, rows, month, status, commute, rates, luck, thinking):
    """List those of a stretch who may look at homes: in their turn, and by luck if they lived alone; return how
    many."""
    found = np.uint32(0)
    for k in range((-start - month) % MOVES_EVERY, rows, MOVES_EVERY):
        i = np.uint32(start + k)
        far = (status[i] == EMPLOYED) & (commute[i] > FAR)
        thinking[found] = i
        found += np.uint32((luck[k] < (rates[1] if far else rates[0])) & (status[i] != INACTIVE))
    return found


@rule
def household_around(row, place):
    """First row of a person's household and the one after its last; `place` tells how many of it come before each."""
    begin = np.int64(row) - place[row]
    end = np.int64(row) + 1
    while end < len(place) and place[end] != 0:
        end += 1
    return begin, end
