"""Choice of a course: who hears of courses, where places are, who applies and for which occupation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, parts, rule, serial
from ....agents.training import (
    SPARE_WEEK,
    course_fits,
    expected_gain,
    mean_shortfall,
    points_value,
    pull_of_points,
)
from ....agents.workers import BP, EMPLOYED, PLATFORM, SELF_EMPLOYED, age_in_years, training_take_up
from ...city import City
from ...draws import STRETCH, uniform, uniform_column, uniforms
from ...events import Events
from ...frame import instead, stays
from ...programme import Offer
from ...rules import Rules

Rows = NDArray[np.uint32]
NOTHING = np.zeros(0)
LIGHT = 0.5  # extent below which a course takes no hours that anybody would miss


def hear_of_courses(city: City) -> Rows:
    """Who hears of courses this month."""
    w = city.workers
    hearing = Events.room_for(len(w))
    _hear(
        len(w),
        w.view(),
        city.behaviour.awareness,
        city.draws.key("hear of courses"),
        hearing.buffer,
        hearing.counts,
    )
    return hearing.rows()


@kernel
def _hear(lo, hi, part, w, awareness, key, hearing, counts):
    """Mark those who hear of courses this month: a fixed frame, before anybody's eligibility is looked at."""
    heard = 0
    luck = np.empty(STRETCH)
    for start in range(lo, hi, STRETCH):
        rows = min(STRETCH, hi - start)
        uniforms(key, start, rows, luck)
        for k in range(rows):
            hearing[lo + heard] = start + k
            heard += luck[k] < awareness
    counts[part] = heard


def places_of(city: City, offer: Offer) -> NDArray[np.int64]:
    """Places of each centre this month: the year's places spread evenly, fractions carried over by a fixed offset."""
    programme, grid = offer.programme, city.grid
    yearly = programme.seats * offer.strength / city.weight
    if city.government.capacity > 0.0:
        yearly += _added(city, offer)
    if programme.mode == "online":
        share = np.array([1.0])
    else:
        weight = grid.homes_outside if programme.near_home else grid.seats
        share = np.zeros(grid.blocks)
        _share_out(weight, offer.scope, grid.district, grid.block, share)
    centres = np.arange(len(share), dtype=np.uint64)
    offset = uniform_column(city.draws.lifelong(f"first place of {programme.name}"), centres)
    done = yearly / 12.0 * share * city.month + offset
    return np.asarray(np.floor(done + yearly / 12.0 * share) - np.floor(done), np.int64)


@serial
def _share_out(weight, scope, district, block, share):
    total = 0.0
    for cell in range(len(weight)):
        here = weight[cell] * scope[district[cell]]
        share[block[cell]] += here
        total += here
    share /= max(total, 1e-12)


def _added(city: City, offer: Offer) -> float:
    """Places a year, simulated city, that new capacity of providers adds to the ordinary courses."""
    ordinary = offer.programme.payer == "government" and not offer.programme.reserved
    return city.government.capacity / city.weight if ordinary else 0.0


def apply_for_course(
    city: City, rules: Rules, offer: Offer, rows: Rows
) -> tuple[Rows, NDArray[np.int32], NDArray[np.int32]]:
    """Who of `rows` applies, at which centre, to be trained for which occupation; shape (applicants,) each.

    Under early warning a share of the places is for occupations that are short, the skill map directs a further share
    to those it shows as short, the others are as the catalogue has it.
    """
    draws, programme = city.draws, offer.programme
    catalogue, warned, mapped = _catalogue(city, offer), _warned(city, offer), _mapped(city, rules, offer)
    steered = programme.steered if len(warned) else 0.0
    by_map = np.maximum(rules.map_share - steered, 0.0) if len(mapped) else np.zeros(city.zones)
    ranges = parts(len(city.workers))
    applying = Events.room_for(len(rows), ranges)
    centre, target = np.zeros(len(rows), np.int32), np.zeros(len(rows), np.int32)
    _want(
        len(rows),
        rows,
        city.workers.view(),
        (city.occupations.view(), catalogue, warned, mapped),
        (_pay_of_posts(city), city.hopes),
        (city.grid.block, city.grid.block_km, city.frame.seat, city.places.bandwidth, 0.5 * city.grid.km_per_cell),
        (programme.mode == "online", programme.near_home, programme.own_trade, programme.extent < LIGHT),
        (steered, by_map, city.grid.district, rules.points_worth, rules.points_threshold, rules.points_course),
        city.behaviour.view(),
        city.month,
        (
            *(draws.key(f"course of {programme.name}"), draws.key(f"steering of {programme.name}")),
            *(draws.key("course centre"), draws.key("want a course")),
        ),
        (centre, target, applying.buffer, applying.counts),
        ranges=ranges,
    )
    who = applying.rows()
    return rows[who], centre[who], target[who]


def _pay_of_posts(city: City) -> NDArray[np.float64]:
    """[occupation] mean wage that lines post, fen; of all where an occupation has none."""
    e = city.employers
    posts = e.slots * (e.closed == 0)
    of = np.bincount(e.occupation, posts, len(city.occupations.ids))
    paid = np.bincount(e.occupation, posts * (1.0 * e.posted), len(of))
    return np.where(of > 0.0, paid / np.maximum(of, 1.0), paid.sum() / max(of.sum(), 1.0))


def _catalogue(city: City, offer: Offer) -> NDArray[np.float64]:
    """[occupation] cumulative share of the places of a course; firms that order one list their open posts."""
    if offer.programme.reserved > 0.0:
        e = city.employers
        posts = np.where(offer.programme.taught, np.bincount(e.occupation, e.vacancies, len(city.occupations.ids)), 0.0)
        if posts.sum() > 0:
            return np.asarray(np.cumsum(posts) / posts.sum())
    return offer.programme.catalogue


def _warned(city: City, offer: Offer) -> NDArray[np.float64]:
    """[occupation] cumulative share of the posts under early warning; empty where there are none or nobody heeds."""
    g = city.government
    if offer.programme.steered <= 0.0 or not g.alarm.any():
        return NOTHING
    posts = np.where((g.alarm == 1) & offer.programme.taught, g.vacancies, 0.0)
    return np.asarray(np.cumsum(posts) / max(posts.sum(), 1.0)) if posts.sum() > 0 else NOTHING


def _mapped(city: City, rules: Rules, offer: Offer) -> NDArray[np.float64]:
    """[occupation] cumulative share of the shortages that the skill map shows; empty where it shows none."""
    shown = city.government.demand_map
    if not rules.somewhere.map_share or not len(shown):
        return NOTHING
    short = np.where(offer.programme.taught, shown, 0.0)
    return np.asarray(np.cumsum(short) / max(short.sum(), 1e-9)) if short.sum() > 0 else NOTHING


@serial
def drawn_from(shares, luck):
    """Entry on which a draw falls, by cumulative shares; all are looked at, which is quicker than a search."""
    passed = 0
    for k in range(len(shares)):
        passed += shares[k] <= luck
    return passed


@rule
def subject_taught(turn, luck, steered, by_map, warned, mapped, catalogue, last):
    """The occupation a course is offered for: a draw from the warned, the mapped or the ordinary places."""
    if turn < steered:
        return min(last, drawn_from(warned, luck))
    if turn < steered + by_map:
        return min(last, drawn_from(mapped, luck))
    return min(last, drawn_from(catalogue, luck))


@rule
def within_reach(w, i, occ, o, own_trade, b):
    """What skill the person lacks for an occupation, and whether a course for it fits them. Whom a course that the map
    asks for does not fit is offered an ordinary one: no provider keeps a place for those who could not follow."""
    gap = mean_shortfall(
        w.technical[i] * BP,
        w.application[i] * BP,
        w.management[i] * BP,
        occ.need[o, 0],
        occ.need[o, 1],
        occ.need[o, 2],
    )
    return gap, course_fits(gap, own_trade, o != w.occupation[i], b.training_reach, w.schooling[i], occ.schooling[o])


@rule
def centre_and_way(online, near_home, home, luck, seat, block_km, within):
    """The centre where a course is held, and the way there in km: none online, the own block's, or a draw by places and
    distance."""
    if near_home:
        return int(home), within
    if online:
        return 0, 0.0
    point = luck * seat.shape[1]
    c = int(point)
    entry = seat[home, c]
    c = c if stays(entry, point - c) else int(instead(entry))
    return c, block_km[home, c] + within


@kernel
def _want(lo, hi, part, rows, w, courses, pay, ground, kind, support, behaviour, month, keys, out):
    """Mark who wants a place: the course is within reach, and worth the way and the hours."""
    b = behaviour[0]
    occ, catalogue, warned, mapped = courses
    paid, hopes = pay
    block, block_km, seat, bandwidth, within = ground
    online, near_home, own_trade, light = kind
    steered, by_map, district, points_worth, points_threshold, points_course = support
    course_key, steering_key, centre_key, want_key = keys
    centre, target, applying, counts = out
    last, found = len(paid) - 1, 0
    for k in range(lo, hi):
        i = rows[k]
        zone = district[w.cell[i]]
        luck, turn = uniform(course_key, i), uniform(steering_key, i)
        if own_trade:
            o = int(w.target[i]) if w.target[i] <= last else int(w.occupation[i])
        else:
            o = subject_taught(turn, luck, steered, by_map[zone], warned, mapped, catalogue, last)
        gap, fits = within_reach(w, i, occ, o, own_trade, b)
        if not fits and not own_trade and steered <= turn < steered + by_map[zone]:
            o = min(last, drawn_from(catalogue, luck))
            gap, fits = within_reach(w, i, occ, o, own_trade, b)
        if not fits:
            continue
        other = o != w.occupation[i]
        c, km = centre_and_way(online, near_home, block[w.cell[i]], uniform(centre_key, i), seat, block_km, within)
        wish = b.training_intercept
        if points_worth[zone] > 0.0 and (w.status[i] == PLATFORM or w.status[i] == SELF_EMPLOYED):
            value = points_value(w.points[i], points_course[zone], points_threshold[zone], points_worth[zone])
            wish += pull_of_points(b.points_pull, value)
        own = w.occupation[i]
        chance = hopes[o, zone] / hopes[own, zone] if other else 1.0
        gain = expected_gain(paid[o], paid[own], chance, b.learning_in_course * gap, b)
        age = age_in_years(month, w.born[i])
        jobless = 0.0 if w.status[i] == EMPLOYED else 1.0
        hours = SPARE_WEEK if light else w.hours[i]
        chance = training_take_up(wish, gain, km, b.training_km, age, b.training_age, jobless, hours)
        if online:
            chance *= bandwidth[w.cell[i]]
        if uniform(want_key, i) < chance:
            centre[k], target[k] = c, o
            applying[lo + found] = k
            found += 1
    counts[part] = found
