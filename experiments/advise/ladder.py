"""The dose at which a lever costs a sum in a city and horizon: whole persons and places, no more than there are takers.

A dose is a multiple of the settings that are a lever's dose. It is guessed from the atlas, tried, and corrected by what
it cost. Three things cap it: the range of a setting, the people who could enrol, and takers: where a larger dose costs
hardly more, nobody more comes, or the fund that pays holds no more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ...model.levers import LEVERS, Dated, Lever
from ...model.params import Param
from ...scenarios.spec import Scenario
from ..compare.doses import FARTHEST
from ..lever_atlas.atlas_file import shipped_atlas
from .goal import Levers

WHOLE = ("persons", "bundles", "posts", "stations", "visits", "packs", "loans", "kinds", "occupations", "meetings")
PEOPLE = ("persons", "bundles", "posts", "packs")  # units of which each reaches a person or more
YEAR = 12
TOLERANCE = 0.03  # of the sum
FREE, SMALL = 0.02, 0.1  # of the sum: what costs less as written, and at the largest dose tried, counts as free
FLAT, HALF_EMPTY = 0.25, 0.5  # of what a dose cost at first: a step that adds less finds no takers; of places, few
PUBLIC = ("special_fund", "government", "districts", "development_fund")  # payers whose outlays are public
GROWTH = 8.0  # of a factor, at most, by one step
TRIES = 4
RANGE, ELIGIBLE, TAKERS = "range", "eligible", "takers"  # what caps a dose
FITS, FREE_OF_COST, CAPPED, TOO_DEAR, BELOW_ONE, UNSEEN = (
    "fits",
    "free",  # costs the public next to nothing, or saves: as written
    "capped",  # costs less than the sum at its largest dose
    "too_dear",  # costs more than the sum however small the dose
    "below_one",  # the sum buys no whole place
    "unseen",  # or none of a simulated person
)


def lever_at(kind: type[Lever], factor: float) -> Lever:
    """A lever at a multiple of its dose, within the ranges of its settings, persons and places whole."""
    settings = kind.settings()
    values: dict[str, Any] = {name: amount_of(settings[name], settings[name].default * factor) for name in kind.doses()}
    return kind(**values)


def policy_at(name: str, factor: float) -> Levers:
    """The lever alone, in force from the first month on; nothing at zero dose."""
    lever = lever_at(LEVERS[name], factor)
    return () if lever.off else (Dated(lever=lever),)


def amount_of(param: Param, value: float) -> float:
    """The nearest amount that a setting can take: within its range, four digits, persons and places whole."""
    low, high = param.within or (-math.inf, math.inf)
    kept = min(high, max(low, value))
    if isinstance(param.default, int):
        return round(kept)
    return float(round(kept)) if is_whole(param.unit) else float(f"{kept:.4g}")


def is_whole(unit: str) -> bool:
    """Whether what is counted, such as `persons/year`, comes one by one."""
    return unit.split("/")[0] in WHOLE


def widest(kind: type[Lever]) -> float:
    """The factor from which no setting of the dose grows."""
    params = [kind.settings()[name] for name in kind.doses()]
    ratios = [param.within[1] / param.default for param in params if param.within and param.default]
    return min(FARTHEST, max(ratios, default=1.0))


def heads_of(name: str, months: int) -> float | None:
    """Places, posts or bundles that a lever offers as written over some months; None where its dose is no such
    number. A mentor has as many places as trainees."""
    kind = LEVERS[name]
    if seats := _seats(kind):
        return seats * months / YEAR
    params = [kind.settings()[dose] for dose in kind.doses()]
    if not all(p.unit.split("/")[0] in PEOPLE for p in params):
        return None
    return float(sum(p.default * (months / YEAR if p.unit.endswith("/year") else 1.0) for p in params))


def most_enrolled(name: str, eligible: float) -> float:
    """The factor at which the courses of a lever hold everybody who could enrol, once a year."""
    seats = _seats(LEVERS[name])
    return eligible / seats if seats else FARTHEST


def _seats(kind: type[Lever]) -> float:
    """Places a year as written, where they grow with the dose; else none."""
    one, two = (sum(course.seats for course in lever_at(kind, factor).programmes()) for factor in (1.0, 2.0))
    return one if two > one else 0.0


@dataclass
class Ladder:
    """The search for one lever's dose."""

    name: str
    guess: list[tuple[float, float]]  # factor, cost; from the atlas
    most: float = FARTHEST
    most_by: str = RANGE
    tried: list[tuple[float, float]] = field(default_factory=list)  # factor, mean cost; by factor
    state: str = ""  # empty while it is searched
    factor: float = 1.0
    cap: str = ""
    looks: int = 0

    @property
    def policy(self) -> Levers:
        """The lever at the dose found, or to be tried next."""
        return policy_at(self.name, self.factor)

    @property
    def usable(self) -> bool:
        """Whether it can be played for the sum."""
        return self.state in (FITS, FREE_OF_COST, CAPPED)

    def begin(self, budget: float) -> None:
        """The first factor to try: as written where it seems free, else what the atlas says costs the sum."""
        knots = self.guess
        if not knots or self._is_free(budget):
            self.factor = min(1.0, self.most)
            return
        written = _cost_at(knots, 1.0)
        free = written < FREE * budget and max(cost for _, cost in knots) < SMALL * budget
        self.factor = min(1.0, self.most) if free else min(self.most, _factor_at(knots, budget))

    def look(self, cost: float, budget: float) -> None:
        """Take in what the present factor costs; choose the next, or end."""
        self.looks += 1
        self.tried = sorted([*self.tried, (self.factor, cost)])
        if self._is_free(budget):
            self.state, self.factor = FREE_OF_COST, min(1.0, self.most)
        elif abs(cost - budget) <= TOLERANCE * budget:
            self.state = FITS
        elif flat := self._flat((1.0 + TOLERANCE) * budget):
            self.state, self.factor, self.cap = CAPPED, flat, TAKERS
        elif cost < budget and self.factor >= self.most:
            self.state, self.cap = CAPPED, self.most_by
        elif self._stuck(budget):
            self.state = TOO_DEAR
        elif self.looks >= TRIES:
            self._settle(budget)
        else:
            self._step(budget)

    def factor_for(self, amount: float) -> float:
        """The factor that costs some sum, by what was tried."""
        return min(self.most, _factor_at([(0.0, 0.0), *self.tried], amount))

    @property
    def cost(self) -> float:
        """Mean cost at the factor found."""
        return _cost_at([(0.0, 0.0), *self.tried], self.factor)

    def _is_free(self, budget: float) -> bool:
        """Others pay, or it is free as written with no more spent at a larger dose; what saves money is free."""
        if not any(payer in LEVERS[self.name].payer for payer in PUBLIC):
            return True
        ones = [cost for factor, cost in self.tried if factor <= 1.0]
        largest = max([cost for _, cost in self.guess] or [0.0])
        return bool(ones) and self.looks == 1 and ones[-1] < FREE * budget and largest < SMALL * budget

    def _flat(self, most: float) -> float:
        """The smaller of two factors between which cost hardly grows, if it costs at most so much; else 0."""
        share = HALF_EMPTY if heads_of(self.name, YEAR) is not None else FLAT
        first = next((cost / factor for factor, cost in self.guess if factor == 1.0 and cost > 0.0), 0.0)
        for (a, cost_a), (b, cost_b) in pairwise(self.tried):
            price = max(first, self.tried[0][1] / self.tried[0][0])
            if b > 1.2 * a and 0.0 < cost_a <= most and cost_b - cost_a < share * price * (b - a):
                return a
        return 0.0

    def _stuck(self, budget: float) -> bool:
        """Whether less of it costs more than the sum, and hardly less than more of it."""
        if len(self.tried) < 2 or self.tried[0][1] <= (1.0 + TOLERANCE) * budget:
            return False
        (a, low), (b, high) = self.tried[:2]
        return low > 0.8 * high and a < 0.7 * b

    def _step(self, budget: float) -> None:
        below = [spot for spot in self.tried if spot[1] < budget]
        above = [spot for spot in self.tried if spot[1] >= budget]
        if above:
            knots = [below[-1] if below else (0.0, 0.0), above[0]]
            self.factor = _factor_at(knots, budget)
            return
        factor, cost = below[-1]
        times = min(GROWTH, budget / cost) if cost > budget / GROWTH else GROWTH
        self.factor = min(self.most, factor * times)

    def _settle(self, budget: float) -> None:
        """Take the nearest of what was tried that keeps to the sum, if any."""
        within = [spot for spot in self.tried if spot[1] <= (1.0 + TOLERANCE) * budget]
        if not within:
            self.state = TOO_DEAR
            return
        self.factor, cost = within[-1]
        self.state = FITS if cost > 0.8 * budget else CAPPED
        self.cap = "" if self.state == FITS else TAKERS


def _factor_at(knots: Sequence[tuple[float, float]], cost: float) -> float:
    """The factor at which cost, linear between knots and beyond them, is so high."""
    (a, low), (b, high) = knots[0], knots[-1]
    for (f, c), (g, d) in pairwise(knots):
        (a, low), (b, high) = (f, c), (g, d)
        if c <= cost <= d:
            break
    if len(knots) == 1:
        a, low = 0.0, 0.0
    if high <= low or b <= a:
        return b if cost > high else max(a, 1e-6)
    return max(1e-6, a + (b - a) * (cost - low) / (high - low))


def _cost_at(knots: Sequence[tuple[float, float]], factor: float) -> float:
    """The cost of a factor, linear between knots and beyond them."""
    if len(knots) == 1:
        return knots[0][1] * factor / knots[0][0] if knots[0][0] else knots[0][1]
    for (a, low), (b, high) in pairwise(knots):
        if factor <= b or b == knots[-1][0]:
            return low + (high - low) * (factor - a) / (b - a) if b > a else high
    return knots[-1][1]


def guessed(name: str, base: Scenario) -> list[tuple[float, float]]:
    """What the atlas of the reference city found a lever to cost, told of this city and horizon: places cost alike
    everywhere, shares of people as many as there are."""
    atlas = shipped_atlas()
    lever = atlas.lever(name) if atlas is not None else None
    if atlas is None or lever is None:
        return []
    kind = LEVERS[name]
    units = {kind.settings()[dose].unit for dose in kind.doses()}
    amounts = all(is_whole(unit) or unit == "yuan/year" for unit in units)
    size = 1.0 if amounts else base.profile.adults / (atlas.weight * atlas.workers)
    scale = size * base.months / atlas.months
    return [(0.0, 0.0), *((dose.factor, dose.cost[0] * scale) for dose in lever.doses)]
