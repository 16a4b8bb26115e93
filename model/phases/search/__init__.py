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
from .applications import Applications
from .applying import apply, count_received
from .looks import OpenPosts, look, next_open
from .precedence import give_precedence
from .screening import SearchTerms, inspect_posts, shown_posts, terms_of
from .seekers import CHANCES, SEEKER, describe, start_search, tabulate_chances
from .services import run_services, support_search


def search_jobs(city: City, rules: Rules) -> Applications:
    """Choose who searches and let each draw posts from the fixed frame until enough suit them or the month is over."""
    rules = support_search(city, run_services(city, rules))
    inspect_posts(city, rules)
    w, e, g = city.workers, city.employers, city.grid
    rows = _who_searches(city)
    terms, ranges = terms_of(city, rules), parts(len(w))
    found = Applications.of(rows)
    desk = found.desk()
    seekers, posts, b = _described(city, rows, terms), shown_posts(city, rules, terms), city.behaviour.view()
    market = OpenPosts(posts, _nearest_open(city), city.frame.view())
    look(len(rows), seekers, desk, market, terms, (g.x_km, g.y_km, g.block_km), b, ranges=ranges)
    key = city.draws.key("employers' impression")
    apply(len(rows), seekers, desk, posts, e.occupation, terms, b, key, ranges=ranges)
    found.count = count_received(desk.received, e.applicants)
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


def _described(city: City, rows: NDArray[np.uint32], terms: SearchTerms) -> NDArray[Any]:
    """[searchers] records: what each brings, asks for and has time for."""
    g, places, draws = city.grid, city.places, city.draws
    seekers = np.empty(len(rows), SEEKER)
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
    return seekers


def _nearest_open(city: City) -> NDArray[Any]:
    """[places, 2] the open place that a look at a place of the frame finds, and its line."""
    e, frame = city.employers, city.frame
    nearest = np.empty((len(frame.slot_line), 2), np.int32)
    next_open(e.first_slot, e.vacancies, frame.first, frame.slot_line, int(city.behaviour.page), nearest)
    return nearest
