"""Renewal: people are born into the market, move, retire and leave it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, serial
from ....agents.workers import (
    EMPLOYED,
    INACTIVE,
    NOBODY,
    Workers,
    age_in_years,
    wants_work,
)
from ...behaviour import Behaviour
from ...city import City
from ...draws import Draws, identity, uniform
from ...events import Events
from ...funds import special_fund_free
from ...rules import Rules
from .children import bring_up
from .entrants import admit_entrants
from .farming import work_on_farms
from .festival import stay_away
from .homes import move_house
from .lives import live, participations
from .newcomers import draw_newcomers

YEAR = 12  # months


def renew_population(city: City, rules: Rules) -> dict[str, int]:
    """Let a month pass in people's lives; return how many left (each row is given to an entrant), joined, retired,
    moved, did not come back from the festival.

    Leavers die or go away; by the closure of the profile the city keeps its size and ages. Joiners start to look for
    work, retirees stop. Movers change home inside the city.
    """
    w, draws = city.workers, city.draws
    leavers, changed = Events.room_for(len(w)), Events.room_for(len(w))
    hazard = city.closure.exit_hazard
    at_work = participations(city, rules), draw_newcomers(city), _accessible(city, rules), rules.silver_subsidy
    live(
        len(w),
        w.view(),
        (city.month, city.calendar.end_of_school(city.month)),
        city.behaviour.view(),
        (hazard.max(axis=(0, 1, 2)), hazard, _becoming_disabled(city), *at_work),
        (city.households.place, city.grid.district, w.view()._replace(status=w.status.copy())),  # as all stood before
        (
            *(
                draws.key("leave the city, or think about work"),
                draws.key("disability"),
                draws.lifelong("wish to work"),
            ),
            draws.key("certificate of a school"),
        ),
        (leavers.buffer, leavers.counts),
        (changed.buffer, changed.counts),
    )
    gone = leavers.rows()
    _release(city, gone)
    admit_entrants(city, rules, gone)
    bring_up(city)
    switched = changed.rows()
    retired = switched[city.workers.status[switched] == INACTIVE]
    _release(city, retired)
    w.employer[retired] = NOBODY
    staying, moved = stay_away(city), move_house(city)
    work_on_farms(city)
    return {
        "leavers": len(gone),
        "retirees": len(retired),
        "joiners": len(switched) - len(retired),
        "movers": moved,
        "stayed_away": staying,
    }


def _becoming_disabled(city: City) -> NDArray[np.float64]:
    """[hukou, schooling − 1, age year] chance of a disability on that birthday: as many as the age before had not."""
    share = city.closure.disabled
    rise = np.diff(share, axis=2, prepend=share[:, :, :1])
    return np.asarray(np.maximum(rise, 0.0) / (1.0 - share + np.maximum(rise, 0.0)))


def _accessible(city: City, rules: Rules) -> NDArray[np.float64]:
    """[cell] rise of the participation of the disabled, where accessible work can be paid for (plan §3.3.2)."""
    if not rules.somewhere.accessible_work or special_fund_free(city, rules) <= 0:
        return np.zeros(len(city.grid.district))
    return np.asarray((city.behaviour.disabled_shut_out * rules.accessible_work)[city.grid.district])


def wanting_work(w: Workers, month: int, draws: Draws, b: Behaviour) -> NDArray[np.bool_]:
    """Who wants to work in a month, by the rule `renew_population` uses, shape (persons,)."""
    result = np.zeros(len(w), np.bool_)
    _wishes(len(w), w.view(), month, b.view(), draws.lifelong("wish to work"), result)
    return result


def _release(city: City, rows: NDArray[np.uint32]) -> None:
    """People who leave or retire no longer count as staff. (A retiree's status is already INACTIVE, the line still
    known.)"""
    w, e = city.workers, city.employers
    _leave_staff(rows, w.status, w.employer, e.staff)


@kernel
def _wishes(lo, hi, part, w, month, behaviour, taste_key, result):
    """Mark who wants to work."""
    b = behaviour[0]
    for n in range(lo, hi):
        i = np.uint32(n)
        taste, age = uniform(taste_key, identity(i, w.born[i])), age_in_years(month, w.born[i])
        result[i] = wants_work(age, w.sex[i], w.schooling[i], w.hukou[i], w.disabled[i], 1.0, taste, b)


@serial
def _leave_staff(rows, status, employer, staff):
    for i in rows:
        if (status[i] == EMPLOYED or status[i] == INACTIVE) and employer[i] >= 0:
            staff[employer[i]] -= 1
