"""What the levers of a scenario promise from the special fund in a year, against what the fund may spend.

More than the fund holds is no fault: funds compete, and what comes late finds nothing. But whoever asks should know
before anything runs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ...model.levers import Lever
from ...model.params import params_of
from ...model.rules import Rules
from ..checks import Month, later
from ..spec import Scenario

Yuan = Callable[[Any, int], float]  # of a lever, and of the number of adults: yuan a year
FUND = "special_fund"
USUAL: float = params_of(Rules)["special_fund_per_head"].default  # yuan a resident and year

# Beside courses, which are places times their price; what depends on behaviour alone (reliefs, pensions) is left out.
SPENDING: dict[str, Yuan] = {
    "on_job_training": lambda lever, adults: lever.grants * lever.per_trainee,
    "rural_5g": lambda lever, adults: lever.spending,
    "traffic_subsidy": lambda lever, adults: lever.spending,
    "digital_farmers": lambda lever, adults: lever.stations * lever.station_cost,
    "service_stations": lambda lever, adults: lever.stations * lever.station_cost,
    "literacy_courses": lambda lever, adults: (lever.elderly + lever.migrants + lever.disabled) * lever.price,
    "community_helpers": lambda lever, adults: lever.visits * lever.price,
    "skill_exchange": lambda lever, adults: 12.0 * lever.share * adults * lever.price,
    "skill_packs": lambda lever, adults: lever.packs * lever.price,
    "skill_recommendation": lambda lever, adults: lever.cost * adults,
    "talent_pool": lambda lever, adults: lever.cost * adults,
    "data_sharing": lambda lever, adults: lever.cost * adults,
}


@dataclass(frozen=True)
class Promise:
    """The month in which most is promised."""

    when: Month
    promised: float  # yuan a year, if every place is taken and every station built
    limit: float  # yuan a year that the fund may spend
    levers: tuple[str, ...]  # the dearest first

    @property
    def over(self) -> bool:
        """Whether more is promised than the fund may spend."""
        return self.promised > self.limit


def promises(scenario: Scenario) -> Promise | None:
    """The most that is promised at any time beside the limit of that time; None if nothing is."""
    adults, residents = scenario.profile.adults, scenario.profile.residents
    found = []
    for month in sorted({dated.start + max(0, dated.phase_in - 1) for dated in scenario.levers}):
        costs: dict[str, float] = {}
        per_head = USUAL
        for dated in scenario.levers:
            strength = dated.strength(month)
            if strength > 0.0 and not dated.lever.off:
                costs[dated.lever.name] = costs.get(dated.lever.name, 0.0) + strength * yearly(dated.lever, adults)
                per_head += strength * getattr(dated.lever, "more_per_head", 0.0)
        dear = tuple(sorted((name for name in costs if costs[name] > 0.0), key=lambda name: -costs[name]))
        found.append(Promise(later(scenario.start, month), sum(costs.values()), per_head * residents, dear))
    most = max(found, key=lambda promise: promise.promised / promise.limit, default=None)
    return most if most is not None and most.promised > 0.0 else None


def yearly(lever: Lever, adults: int) -> float:
    """Yuan a year that a lever takes from the special fund if all it offers is taken."""
    courses = [course for course in lever.programmes() if course.payer == FUND]
    fees = sum(course.seats * (course.per_trainee + course.allowance * course.months) for course in courses)
    return fees + (SPENDING[lever.name](lever, adults) if lever.name in SPENDING else 0.0)
