"""Search: people look for work they would accept and apply."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import parts
from ...city import City
from ...events import Events
from ...rules import Rules
from .applications import Applications
from .looks import Ground, Keys, Market, apply, next_open
from .precedence import give_precedence
from .screening import inspect_posts, shown_posts, terms_of
from .seekers import start_search
from .services import run_services


def search_jobs(city: City, rules: Rules) -> Applications:
    """Choose who searches and let each draw posts from the fixed frame until enough suit them or the month is over."""
    rules = run_services(city, rules)
    inspect_posts(city, rules)
    w, e, g, places, draws, b = city.workers, city.employers, city.grid, city.places, city.draws, city.behaviour.view()
    found = Applications.of(_who_searches(city))
    desk, terms = found.desk(), terms_of(city, rules)
    apply(
        len(found.rows),
        desk,
        w.view(),
        Market(shown_posts(city, rules, terms), _nearest_open(city), city.frame.view()),
        city.occupations.view(),
        Ground(g.x_km, g.y_km, g.block, g.block_km, g.district, places.bandwidth, places.reach),
        terms,
        b,
        city.month,
        Keys(draws.key("posts seen"), draws.key("employers' impression"), draws.lifelong("ability")),
        ranges=parts(len(w)),
    )
    lines = desk.received[desk.received > 0] - 1
    e.applicants += np.bincount(lines, minlength=len(e)).astype(np.int32)
    found.count = len(lines)
    give_precedence(city, rules, found)
    return found


def _who_searches(city: City) -> NDArray[np.uint32]:
    """Rows of those who look for work this month."""
    w = city.workers
    searching = Events.room_for(len(w))
    key = city.draws.key("search this month")
    start_search(len(w), w.view(), city.behaviour.view(), key, searching.buffer, searching.counts)
    return searching.rows()


def _nearest_open(city: City) -> NDArray[Any]:
    """[places, 2] the open place that a look at a place of the frame finds, and its line."""
    e, frame = city.employers, city.frame
    nearest = np.empty((len(frame.slot_line), 2), np.int32)
    next_open(e.first_slot, e.vacancies, frame.first, frame.slot_line, int(city.behaviour.page), nearest)
    return nearest
