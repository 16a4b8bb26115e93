"""One trial in two cities: begun in the first, measured against the second, revised, and copied there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ...agents.government import ADOPTED, ENDED, ON_TRIAL, REVISED, Trial
from ...model.city import City
from ...model.funds import spend_special
from ...model.levers import Dated, Lever, Policy, Programme
from ...model.levers.existing import existing_training
from ...model.pilot import LOWER_IS_BETTER, MEASURES, Pilot, gain
from ...model.rules import Rules
from ...scenarios.pairing import Pair
from ...scenarios.spec import Scenario
from .neighbours import Neighbours

Floats = NDArray[np.float64]
CARRIED = "providers"  # pays for itself: the host is charged for its guests in its own ledger


@dataclass(frozen=True)
class TrialVerdict:
    """What was measured when a trial ended, and what was true."""

    month: int  # of the scenario
    standing: str  # what government decided
    measured: float  # relative change in the first city less that in the second
    true: float  # relative difference the policy made in the first city
    spilled: float  # the same in the second city, where nothing had been done


@dataclass(frozen=True)
class Story:
    """One seed: what was decided, when the second city began, and how many crossed."""

    verdicts: tuple[TrialVerdict, ...]
    begun: int | None  # month in which the second city began; None: never
    moved: tuple[int, int]  # persons who came to the first and to the second city, with the policy
    guests: float  # yuan that the first city paid for people of the second on its courses


@dataclass(frozen=True, kw_only=True)
class PartOfPlaces(Lever):
    """A lever with a part of its courses: the places that are left to the host, or those of its guests."""

    name: ClassVar = "part"
    of: Lever
    share: float
    guests: bool = False  # the courses alone, paid for by the host

    @property
    def off(self) -> bool:
        """At zero dose, or where no guests come."""
        return self.of.off or (self.guests and self.share == 0.0)

    def amend(self, rules: Rules) -> Rules:
        """The rules of the host are for the host alone."""
        return rules if self.guests else self.of.amend(rules)

    def programmes(self) -> tuple[Programme, ...]:
        """Courses with their part of the places."""
        own = [replace(course, seats=course.seats * self.share) for course in self.of.programmes()]
        return tuple(replace(course, payer=CARRIED) if self.guests else course for course in own)


@dataclass(frozen=True)
class SharedPolicy(Policy):
    """A policy whose trials are decided for both cities at once, and not in each by itself."""

    def decide(self, city: City) -> None:
        """Nothing: `Trials` does."""


def policies(scenario: Scenario) -> tuple[Policy, Policy]:
    """What holds in the first city and in the second. Every lever stands under trial in both; in the second city its
    copy waits, and its courses for guests come after the copies."""
    pair = scenario.pair
    assert pair is not None
    revised = {lever.name: lever for lever in pair.revised}
    visitors = pair.coupling.visitors
    first, copies, guests = [], [], []
    for dated in scenario.levers:
        lever, new = dated.lever, revised.get(dated.lever.name, dated.lever)
        own = [PartOfPlaces(of=x, share=1.0 - visitors) if visitors else x for x in (lever, new)]
        first.append(replace(dated, lever=own[0], pilot=_trial(pair, own[1])))
        copy = Dated(lever=lever, transfer=pair.rollout.transfer, pilot=_trial(pair, new))
        copies.append(copy)
        if visitors and lever.programmes():
            come = [PartOfPlaces(of=x, share=visitors, guests=True) for x in (lever, new)]
            until = dated.until
            guests.append(Dated(lever=come[0], start=dated.start, until=until, pilot=_trial(pair, come[1])))
    here, there = (existing_training(profile) for profile in (scenario.profile, pair.profile))
    return SharedPolicy(tuple(first), (here,)), SharedPolicy((*copies, *guests), (there,))


def _trial(pair: Pair, revised: Lever) -> Pilot:
    least = pair.rollout.at_least
    return Pilot(months=pair.months, measure=pair.measure, at_least=least, transfer=1.0, revised=revised)


class SharedTrial:
    """The one trial of both cities: begun, measured, and decided; what is decided is kept by both governments."""

    def __init__(self, here: City, there: City, scenario: Scenario, neighbours: Neighbours) -> None:
        assert scenario.pair is not None
        self.here, self.there, self.pair, self.neighbours = here, there, scenario.pair, neighbours
        self.levers, self.start = len(scenario.levers), min((dated.start for dated in scenario.levers), default=0)
        first = scenario.levers[0].scope(here.zones) if scenario.levers else np.ones(here.zones)
        self.inside = first > 0.0
        self.levels: list[Floats] = []  # [month] the measure in both cities at its beginning
        self.standing, self.since = "", self.start
        self.begun: int | None = None
        self.decided: list[tuple[int, str, float]] = []
        self.guests = 0.0
        self.hosted = sum(bool(dated.lever.programmes()) for dated in scenario.levers)
        self.hosted *= self.pair.coupling.visitors > 0.0
        self.copied = ON_TRIAL
        for place in range(self.levers):  # the copies wait
            there.government.trials[place] = Trial(ENDED, 0)

    def look(self, month: int) -> None:
        """Measure both cities at the beginning of a month."""
        assert month == len(self.levels)
        inside = (self.inside, np.ones(self.there.zones, np.bool_))
        self.levels.append(
            np.array([_level(city, zones, self.pair.measure) for city, zones in zip(self._both(), inside, strict=True)])
        )

    def decide(self, month: int) -> None:
        """Begin the trial, or end it; start the copy when its time has come."""
        if month == self.start:
            self._stand(ON_TRIAL, month)
        elif self.standing in (ON_TRIAL, REVISED) and month == self.since + self.pair.months:
            effect = self._measured(self.since, month)
            second = self.standing == REVISED
            if effect >= self.pair.rollout.at_least:
                self.begun = month + self.pair.lag
                self.decided.append((month, ADOPTED, effect))
                self.standing, self.since = ADOPTED, month  # the first city goes on as it is
                self.copied = REVISED if second else ON_TRIAL
            else:
                self._stand(REVISED if self.pair.revised and not second else ENDED, month)
                self.decided.append((month, self.standing, effect))
        if self.begun == month:
            for place in range(self.levers):
                self.there.government.trials[place] = Trial(self.copied, month)

    def _stand(self, standing: str, month: int) -> None:
        """How the trial stands from now on: in the first city, and for guests from the second."""
        self.standing, self.since = standing, month
        for place in range(self.levers):
            self.here.government.trials[place] = Trial(standing, month)
        for place in range(self.levers, self.levers + self.hosted):
            self.there.government.trials[place] = Trial(standing, month)

    def _measured(self, since: int, month: int) -> float:
        """Change in the first city less that in the second, as an evaluator reports it."""
        before, after = self.levels[since], self.levels[month]
        return gain(before, after, np.array([True, False]), self.pair.measure)

    def charge_the_host(self, ledger: Sequence[tuple[int, str, str, str, int]], rules: Rules) -> None:
        """The first city's special fund pays for the guests on its courses, as far as its rules of the month allow."""
        month = self.there.month - 1 - self.there.start
        cost = sum(fen for when, payer, payee, _, fen in ledger if (when, payer, payee) == (month, CARRIED, CARRIED))
        due = round(cost * self.there.weight / self.here.weight)
        paid = spend_special(self.here, rules, CARRIED, "training", due)
        self.guests += cost / 100.0 * self.there.weight * (paid / due if due else 1.0)

    def story(self, without: Sequence[Floats]) -> Story:
        """What was measured beside what was true; `without` are the levels of the future without policy."""
        verdicts = []
        for month, standing, effect in self.decided:
            true = self.levels[month] / np.maximum(without[month], 1e-9) - 1.0
            if self.pair.measure in LOWER_IS_BETTER:
                true = -true
            verdicts.append(TrialVerdict(month, standing, effect, float(true[0]), float(true[1])))
        moved = tuple(side.moved for side in self.neighbours.sides)
        begun = self.begun if self.begun is not None and self.begun < len(self.levels) else None
        return Story(tuple(verdicts), begun, (moved[0], moved[1]), self.guests)

    def _both(self) -> tuple[City, City]:
        return self.here, self.there


def _level(city: City, zones: NDArray[np.bool_], measure: str) -> float:
    """A measure of MEASURES over some districts."""
    part, whole = MEASURES[measure](city)
    inside = zones[city.grid.district[city.workers.cell]]
    return float(part[inside].sum() / max(whole[inside].sum(), 1e-9))
