"""Search: people look for work they would accept and apply."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import parts
from ...city import City
from ...events import Events
from ...rules import Rules
from ...seasons import eagerness, free_of_farm, journey_home
from .applications import MOST, Applications
from .applying import apply, count_received
from .looks import OpenPosts, look, next_open
from .precedence import give_precedence
from .screening import SearchTerms, inspect_posts, shown_posts, terms_of
from .seekers import CHANCES, SEEKER, describe, start_search, tabulate_chances
from .services import run_services, support_search

AT_ONCE = 1 << 16  # searchers who are described at once: what is known of each takes as much room as a resident


def search_jobs(city: City, rules: Rules) -> Applications:
    """Choose who searches and let each draw posts from the fixed frame until enough suit them or the month is over."""
    rules = support_search(city, run_services(city, rules))
    inspect_posts(city, rules)
    w, e, g = city.workers, city.employers, city.grid
    rows = _who_searches(city)
    terms, ranges = terms_of(city, rules), parts(len(w))
    found, b = Applications.of(rows), city.behaviour.view()
    posts = shown_posts(city, rules, terms)
    market = OpenPosts(posts, _nearest_open(city), city.frame.view())
    key = city.draws.key("employers' impression")
    at_once = min(AT_ONCE, len(rows))
    described, spare = np.empty(at_once, SEEKER), np.empty((2, at_once, MOST), np.int32)
    for first in range(0, len(rows), AT_ONCE):
        some = slice(first, min(first + AT_ONCE, len(rows)))
        desk = found.desk(some, spare)
        n, seekers = len(desk.rows), described[: len(desk.rows)]
        _describe(city, desk.rows, terms, seekers)
        look(n, seekers, desk, market, terms, (g.x_km, g.y_km, g.block_km), b, ranges=ranges)
        apply(n, seekers, desk, posts, e.occupation, terms, b, key, ranges=ranges)
        found.count += count_received(desk.received, e.applicants)
    give_precedence(city, rules, found)
    return found


def _who_searches(city: City) -> NDArray[np.uint32]:
    """Rows of those who look for work this month."""
    w = city.workers
    searching = Events.room_for(len(w))
    key = city.draws.key("search this month")
    chances = np.empty(CHANCES)
    tabulate_chances(city.behaviour.view(), free_of_farm(city), chances)
    start_search(len(w), w.view(), chances, journey_home(city), key, searching.buffer, searching.counts)
    return searching.rows()


def _describe(city: City, rows: NDArray[np.uint32], terms: SearchTerms, seekers: NDArray[Any]) -> None:
    """Fill in [searchers] records: what each brings, asks for and has time for."""
    g, places, draws = city.grid, city.places, city.draws
    describe(
        len(rows),
        rows,
        city.workers.view(),
        (g.block, g.district, places.bandwidth, places.reach),
        terms.zone,
        city.behaviour.view(),
        eagerness(city),
        city.month,
        (draws.key("posts seen"), draws.lifelong("ability")),
        seekers,
        ranges=parts(len(city.workers)),
    )


def _nearest_open(city: City) -> NDArray[Any]:
    """[places, 2] the open place that a look at a place of the frame finds, and its line."""
    e, frame = city.employers, city.frame
    nearest = np.empty((len(frame.slot_line), 2), np.int32)
    next_open(e.first_slot, e.vacancies, frame.first, frame.slot_line, int(city.behaviour.page), nearest)
    return nearest
