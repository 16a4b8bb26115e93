"""A city of ten people and three lines, put together by hand, in which nothing happens unless a test asks for it.

| row | who |
|-----|-----|
| 0–3 | employed at line 0 (production) |
| 4–5 | employed at line 1 (driving), 5 a woman |
| 6–7 | unemployed, 7 a woman |
| 8   | delivery platform |
| 9   | a student of 20 who is to become a bachelor |

Line 2 (sales) has no staff. Everybody else is 30 with senior schooling and wishes to work. All are of local urban
hukou, live in the same core cell, each alone, and work there for 6,000 yuan; all skills are one half.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from jiuye.agents.employers import Employers
from jiuye.agents.government import Government
from jiuye.agents.platforms import DELIVERY
from jiuye.agents.workers import (
    BACHELOR,
    EMPLOYED,
    EVERY_SCHEME,
    INACTIVE,
    LOCAL_URBAN,
    NEVER,
    NO_TARGET,
    NOBODY,
    PLATFORM,
    RESIDENT_SCHEME,
    SENIOR,
    UNEMPLOYED,
    Workers,
)
from jiuye.model.behaviour import Behaviour
from jiuye.model.build import build_city
from jiuye.model.city import City
from jiuye.model.draws import Draws
from jiuye.model.frame import build_frame
from jiuye.model.grid import CORE
from jiuye.model.households import Households
from jiuye.model.ledger import Ledger
from jiuye.scenarios.cities import load_city

PEOPLE, LINES, SLOTS = 10, 3, 4
STAFF = (4, 2, 0)
TRADES = ("production_worker", "driver", "salesperson")
WAGE = 600_000  # fen

# Rates at which nobody moves: each test turns on what it looks at.
ALWAYS = {"participation_men": 2.0, "participation_women": 2.0, "review_of_work": 1.0}
NEVER_AT_ALL = (
    *("move_rate", "separation_rate", "quit_rate", "opening_rate", "adjustment"),
    *("exit_multiplier", "idle_exit", "loss_exit", "entry_speed", "refilling", "young_growth", "growth_spread"),
    *("productivity_shock", "trend_scale", "withdrawal_rate", "posting_step", "discouragement"),
    *("search_unemployed", "search_employed", "search_platform", "search_self_employed"),
    *("consider_inactive", "consider_unemployed", "consider_employed", "consider_platform"),
    *("hours_first", "leave_first", "recall_tie"),
    *("search_farmer", "consider_farmer"),
    *("literacy_fading", "access_fading"),
    *("consider_own_account", "wrongful_penalty", "promotion", "awareness"),
)
STILL = ALWAYS | dict.fromkeys(NEVER_AT_ALL, 0.0)


@cache
def stage() -> City:
    """The city whose map, occupations, platforms and rules the ten people use."""
    return build_city(load_city("reference"), 400, 1, size=16)


def ten_people(seed: int = 1, **behaviour: float) -> City:
    """A fresh city of ten; keywords change single numbers of behaviour."""
    base = stage()
    acts = Behaviour(**(STILL | behaviour))
    home = int(np.flatnonzero(base.grid.klass == CORE)[0])
    employers = three_lines(base, home)
    frame = build_frame(employers, base.grid, base.occupations, acts)
    closure = replace(base.closure, exit_hazard=np.zeros_like(base.closure.exit_hazard))
    return replace(
        base,
        behaviour=acts,
        workers=ten_workers(base, home),
        households=Households(np.arange(PEOPLE + 1, dtype=np.int32), np.zeros(PEOPLE, np.uint8)),
        employers=employers,
        trades=base.trades.copy(),
        districts=base.districts.copy(),
        frame=frame,
        closure=closure,
        markets=base.markets.copy(),
        platforms=base.platforms.copy(),
        government=Government.new(len(base.occupations.ids), len(base.profile.districts)),
        ledger=Ledger(),
        draws=Draws(seed),
        weight=1.0,
        month=0,
        tally=None,
    )


def three_lines(base: City, cell: int) -> Employers:
    """Lines that want the staff they have and pay everybody's social contributions."""
    e = Employers.empty(LINES)
    e.cell[:], e.zone[:], e.establishment[:] = cell, base.grid.district[cell], np.arange(LINES)
    e.occupation[:] = [base.occupations.index(trade) for trade in TRADES]
    e.staff[:] = e.capacity[:] = e.wanted[:] = e.desired[:] = STAFF
    e.posted[:] = e.usual[:] = WAGE
    e.niche[:], e.opened[:] = 1.0, -120
    e.schooling[:], e.contributes[:], e.slots[:] = SENIOR, 1, SLOTS
    return e


def ten_workers(base: City, cell: int) -> Workers:
    """The people of the table above."""
    w = Workers.empty(PEOPLE)
    w.cell[:], w.born[:], w.schooling[:], w.hukou[:] = cell, -12 * 30, SENIOR, LOCAL_URBAN
    w.sex[[5, 7]] = 1
    w.born[9], w.schooling[9] = -12 * 20, BACHELOR
    for column in (w.literacy, w.technical, w.application, w.management, w.rating, w.trust):
        column[:] = 5_000
    w.occupation[:] = base.occupations.index(TRADES[2])
    w.status[:] = [EMPLOYED] * 6 + [UNEMPLOYED] * 2 + [PLATFORM, INACTIVE]
    w.employer[:] = [0] * 4 + [1] * 2 + [NOBODY] * 2 + [DELIVERY, NOBODY]
    w.occupation[:6] = [base.occupations.index(TRADES[line]) for line in (0, 0, 0, 0, 1, 1)]
    w.wage[:], w.reservation[:] = WAGE, 400_000
    w.insured[:], w.insured[:6] = RESIDENT_SCHEME, EVERY_SCHEME
    w.consent[:], w.hours[:], w.target[:] = 1, 40, NO_TARGET
    w.worked[:6] = 4_000
    w.gig[:] = w.trained[:] = w.parted[:] = NEVER
    w.former[:] = NOBODY
    return w


def begin(city: City) -> City:
    """Open the month, as `month.step` does."""
    city.draws.month = city.month
    city.ledger.open_month()
    return city


def skip(city: City, months: int = 1) -> City:
    """Let months pass in which nothing happens."""
    city.month += months
    return begin(city)


def zoned(city: City, **rules: float) -> Any:
    """The city's rules with some numbers changed in every district."""
    return city.rules.amended(**{name: np.full(city.zones, value) for name, value in rules.items()})


def staff_by_count(city: City) -> list[int]:
    """Staff of each line, counted from the people."""
    w = city.workers
    return np.bincount(w.employer[w.status == EMPLOYED], minlength=len(city.employers)).tolist()
