"""The silver pool: retired people with a profession teach and advise online for an hourly subsidy (plan §3.3.2)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import STANDARD_HOURS, WEEKS, home_worth
from ....agents.compiled import interpreted
from ....agents.maths import logistic
from ....agents.platforms import SERVICES, TEACHING
from ....agents.workers import INACTIVE, PLATFORM, SENIOR
from ...city import City
from ...draws import identities, uniform_column
from ...places import SILVER_AGE
from ...profile import Floats
from ...rules import Rules
from .own_business import SILVER_HOURS
from .spending import hand_out

OLDEST = 75  # the oldest who are asked (judged)
CONNECTED = 0.5  # bandwidth from which teaching online works (judged)
LITERACY = 4_000  # bp, the least; the pool helps with the software (judged)


def pay_silver_pool(city: City, rules: Rules) -> None:
    """Pay the members an hourly subsidy for the hours they work."""
    w = city.workers
    rows = np.flatnonzero(
        (w.status == PLATFORM) & (w.employer % SERVICES == TEACHING) & (w.born <= city.month - 12 * SILVER_AGE)
    )
    subsidy = rules.silver_subsidy[city.grid.district[w.cell[rows]]]
    hand_out(city, rules, rows, subsidy * WEEKS * w.hours[rows], "silver_subsidy")


def ask_retired(city: City, subsidy: Floats) -> int:
    """Some of those who are fit for it are asked, and weigh pay and subsidy against their free time; return how many
    join."""
    w, b, draws = city.workers, city.behaviour, city.draws
    if not city.platforms.running[TEACHING::SERVICES].any():  # nobody to teach for
        return 0
    rows = np.flatnonzero(_fit(city))
    rows = rows[uniform_column(draws.key("asked to join the silver pool"), rows.astype(np.uint64)) < b.silver_asked]
    rows = rows[subsidy[city.grid.district[w.cell[rows]]] > 0.0]
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


def _fit(city: City) -> NDArray[np.bool_]:
    """Retired, 65 to 75, with the senior schooling that teachers and doctors of that age have, and online."""
    w = city.workers
    return np.asarray(
        (w.status == INACTIVE)
        & (w.born <= city.month - 12 * SILVER_AGE)
        & (w.born > city.month - 12 * OLDEST)
        & (w.schooling >= SENIOR)
        & (w.literacy >= LITERACY)
        & (city.places.bandwidth[w.cell] >= CONNECTED)
    )
