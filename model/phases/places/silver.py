"""The silver pool: retired people with a profession teach and advise online for an hourly subsidy (plan §3.3.2)."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....agents.choices import STANDARD_HOURS, WEEKS, home_worth
from ....agents.compiled import interpreted, kernel
from ....agents.maths import logistic
from ....agents.platforms import SERVICES, TEACHING
from ....agents.workers import INACTIVE, PLATFORM, SENIOR
from ...city import City
from ...draws import STRETCH, identities, uniform_column, uniforms
from ...events import Events
from ...places import SILVER_AGE
from ...profile import Floats
from ...rules import Rules
from .own_business import SILVER_HOURS
from .people import Rows
from .spending import hand_out

OLDEST = 75  # the oldest who are asked (judged)
CONNECTED = 0.5  # bandwidth from which teaching online works (judged)
LITERACY = 4_000  # bp, the least; the pool helps with the software (judged)


def pay_silver_pool(city: City, rules: Rules, rows: Rows) -> None:
    """Pay the members an hourly subsidy for the hours they work."""
    w = city.workers
    subsidy = rules.silver_subsidy[city.grid.district[w.cell[rows]]]
    hand_out(city, rules, rows, subsidy * WEEKS * w.hours[rows], "silver_subsidy")


def ask_retired(city: City, subsidy: Floats) -> int:
    """Some of those who are fit for it are asked, and weigh pay and subsidy against their free time; return how many
    join."""
    w, b, draws = city.workers, city.behaviour, city.draws
    if not city.platforms.running[TEACHING::SERVICES].any():  # nobody to teach for
        return 0
    asked = Events.room_for(len(w))
    _invite_pool(
        len(w),
        w.view(),
        (subsidy[city.grid.district] > 0.0) & (city.places.bandwidth >= CONNECTED),
        (city.month - 12 * OLDEST, city.month - 12 * SILVER_AGE),
        b.silver_asked,
        draws.key("asked to join the silver pool"),
        asked.buffer,
        asked.counts,
    )
    rows = asked.rows()
    taste = uniform_column(draws.lifelong("taste for free hours"), identities(rows, w.born[rows]))
    at_home: Any = interpreted(home_worth)
    home = at_home(taste, b) * SILVER_HOURS / STANDARD_HOURS
    firm = TEACHING + SERVICES * int(np.argmax((city.platforms.running * city.platforms.brand)[TEACHING::SERVICES]))
    hourly = city.markets.hourly[firm * city.zones] + subsidy[city.grid.district[w.cell[rows]]]
    worth = (hourly * SILVER_HOURS * WEEKS - home) / (b.choice_scale * home)
    chance = np.array([logistic(x) for x in worth])
    joining = rows[uniform_column(draws.key("join the silver pool"), rows.astype(np.uint64)) < chance]
    w.status[joining], w.employer[joining], w.since[joining] = PLATFORM, firm, city.month
    w.hours[joining], w.commute[joining] = SILVER_HOURS, 0
    return len(joining)


@kernel
def _invite_pool(lo, hi, part, w, reached, ages, share, key, asked, counts):
    """Ask some of those who are fit: retired, 65 to 75, with the senior schooling that teachers and doctors of that age
    have, online and in scope (`reached`, by cell)."""
    oldest, youngest = ages
    found = 0
    luck = np.empty(STRETCH)
    for start in range(lo, hi, STRETCH):
        rows = min(STRETCH, hi - start)
        uniforms(key, start, rows, luck)
        for k in range(rows):
            i = np.uint32(start + k)
            if luck[k] >= share or w.status[i] != INACTIVE or w.schooling[i] < SENIOR or w.literacy[i] < LITERACY:
                continue
            if oldest < w.born[i] <= youngest and reached[w.cell[i]]:
                asked[lo + found] = i
                found += 1
    counts[part] = found
