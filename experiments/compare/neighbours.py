"""Two cities side by side: people who move between them, and online orders that one leaves to the other.

Both pass between months, so that within a month each city is what it is alone. Who leaves for the other city does so
by last month's tallies: more where income there is higher and unemployment lower. A city keeps its size, so who comes
from next door comes in place of somebody from elsewhere, with skills, certificates and asking wage. Nothing is drawn
and nothing is written where nothing passes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...agents.platforms import SERVICES
from ...agents.workers import INACTIVE, UNEMPLOYED, Workers
from ...model.city import City
from ...model.draws import uniform_column
from ...model.quantities import Q
from ...scenarios.pairing import Coupling

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

MOVING = slice(18, 60)  # ages, years, at which people move for work
BROUGHT = (
    *("born", "schooling", "occupation", "technical", "application", "management", "literacy", "disabled"),
    *("certificates", "trained", "reservation", "wage"),
)  # what somebody takes along


@dataclass
class _Side:
    """One of the two cities, and what it was like before the month."""

    city: City
    exit_hazard: Floats  # [sex, hukou, schooling, age] without the other city
    demand: Floats  # [market] orders without the other city
    going: Floats  # [age] share a month who leave for the other city
    people: Workers  # as they were before the month
    moved: int = 0  # persons who have come from the other city


class Neighbours:
    """What passes between two cities that are played month by month."""

    def __init__(self, here: City, there: City, coupling: Coupling) -> None:
        self.coupling = coupling
        self.sides = tuple(_side(city) for city in (here, there))

    def before(self) -> None:
        """Let people think of the other city, as last month's tallies show it."""
        if self.coupling.moves == 0.0:
            return
        for side, other in self._ways():
            share = self.coupling.moves * _pull(side.city, other.city, self.coupling)
            side.going = np.zeros(side.exit_hazard.shape[-1])
            side.going[MOVING] = min(share, 0.05)
            hazard = np.minimum(1.0, side.exit_hazard + side.going)
            side.city.closure = replace(side.city.closure, exit_hazard=hazard)
            side.people = side.city.workers.copy()

    def after(self) -> None:
        """Bring movers across, and offer unserved orders next door for the coming month."""
        if self.coupling.moves > 0.0:
            gone = [_leavers(side) for side in self.sides]
            for (side, other), who in zip(self._ways(), gone, strict=True):
                other.moved += _arrive(other, side.people, who)
        if self.coupling.orders > 0.0:
            left = [_unserved(side) for side in self.sides]
            for (side, other), orders in zip(self._ways(), left, strict=True):
                passed = self.coupling.orders * orders * side.city.weight / other.city.weight
                other.city.markets.demand[:] = other.demand + _in_markets(side.city, other.city, passed)

    def _ways(self) -> tuple[tuple[_Side, _Side], tuple[_Side, _Side]]:
        """From here to there, and back."""
        here, there = self.sides
        return (here, there), (there, here)


def _side(city: City) -> _Side:
    hazard = city.closure.exit_hazard
    return _Side(city, hazard, city.markets.demand.copy(), np.zeros(hazard.shape[-1]), city.workers)


def _pull(here: City, there: City, c: Coupling) -> float:
    """How many move for one who would if both cities were alike."""
    incomes, idle = [], []
    for city in (here, there):
        assert city.tally is not None
        everyone = city.tally.sums[0]
        incomes.append(everyone[Q["worker_income_sum"]] / max(1, everyone[Q["earners"]]))
        force = everyone[Q["persons"]] - everyone[Q["inactive"]]
        idle.append(everyone[Q["unemployed"]] / max(1, force))
    richer = (max(incomes[1], 1.0) / max(incomes[0], 1.0)) ** c.income_pull
    return float(richer * np.exp(c.job_pull * (idle[0] - idle[1])))


def _leavers(side: _Side) -> Rows:
    """Rows of those who left for the other city this month; the others of that age died or went elsewhere."""
    city, people = side.city, side.people
    rows = np.flatnonzero(people.born != city.workers.born)
    age = np.clip((city.month - 1 - people.born[rows].astype(np.int64)) // 12, 0, len(side.going) - 1)
    usual = side.exit_hazard[people.sex[rows], people.hukou[rows], people.schooling[rows] - 1, age]
    hazard = usual + side.going[age]
    luck = uniform_column(city.draws.key("leave for the paired city"), rows.astype(np.uint64))
    return rows[luck * hazard < side.going[age]]


def _arrive(side: _Side, people: Workers, movers: Rows) -> int:
    """Movers take the places of this month's newcomers from elsewhere; returns how many came."""
    w, city = side.city.workers, side.city
    fresh = np.flatnonzero(side.people.born != w.born)
    grown = city.month - w.born[fresh].astype(np.int64) >= 12 * MOVING.start
    free = ((w.status[fresh] == INACTIVE) | (w.status[fresh] == UNEMPLOYED)) & (w.programme[fresh] == 0)
    fresh = fresh[grown & free]
    luck = uniform_column(city.draws.key("from the paired city"), fresh.astype(np.uint64))
    to = fresh[np.argsort(luck, kind="stable")][: len(movers)]
    who = movers[: len(to)]
    for name in BROUGHT:
        getattr(w, name)[to] = getattr(people, name)[who]
    floor = np.round(100.0 * city.rules.minimum_wage[city.grid.district[w.cell[to]]]).astype(w.reservation.dtype)
    for column in (w.reservation, w.wage):
        column[to] = np.maximum(column[to], floor)
    return len(to)


def _unserved(side: _Side) -> Floats:
    """[service] online orders of last month that the city's people did not do."""
    city = side.city
    m, zones = city.markets, city.zones
    level = city.calendar.demand(city.month - 1, city.start, ["orders"])[0]
    left = (side.demand * level - m.orders).reshape(-1, SERVICES, zones).sum(axis=(0, 2))
    return np.asarray(np.maximum(left, 0.0) * (city.platforms.online[:SERVICES] > 0.0))


def _in_markets(here: City, there: City, orders: Floats) -> Floats:
    """[market] orders of services as the markets of the other city hold them; online markets stand in the first
    zone."""
    found = np.zeros((len(there.platforms), there.zones))
    found[:SERVICES, 0] = orders
    return found.ravel()
