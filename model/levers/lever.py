"""What a policy is made of. A lever amends the rules or runs a programme, nothing else; `Policy` dates and scopes
it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from ...agents.government import ADOPTED, FAIRNESS, ON_TRIAL, QUALITY, REVISED, Trial
from ..city import City
from ..params import Param, params_of
from ..pilot import Pilot, decide
from ..programme import MODES, Offer, Programme
from ..rules import Rules

ADOPTED_REVISED = "adopted_revised"  # as a trial stands once its second version has won
FUND = "special_fund"
SECOND = (REVISED, ADOPTED_REVISED)


@dataclass(frozen=True, kw_only=True)
class Lever:
    """Base of all levers: a frozen record of settings, each declared with `param`; the first one is the dose.

    A lever of the plan stands in a section of it, whose rows say what it promises and to whom; a lever of one's own has
    none and says so itself, in both languages.
    """

    zh: ClassVar[str]  # in Chinese, what the docstring says
    name: ClassVar[str]
    title: ClassVar[dict[str, str]]
    section: ClassVar[str | None] = None  # of the plan
    promises: ClassVar[dict[str, str]] = {}
    reaches: ClassVar[dict[str, str]] = {}
    reads: ClassVar[str]  # the phase that reads what the lever changes
    payer: ClassVar[str]
    touches: ClassVar[str] = ""  # whom it reaches, by the name under which the atlas counts them
    expects: ClassVar[
        dict[str, str]
    ] = {}  # what of theirs (or of the city, `city:gini`) it should raise "+", lower "-"
    scaled: ClassVar[tuple[str, ...]] = ()  # settings that grow with the dose; the first one where none is named
    company: ClassVar[tuple[str, ...]] = ()  # levers without which it has nothing to act upon
    risks: ClassVar[dict[str, str]]

    def amend(self, rules: Rules) -> Rules:
        """The rules with this lever fully in force everywhere."""
        return rules

    def programmes(self) -> tuple[Programme, ...]:
        """Programmes the lever runs."""
        return ()

    def yearly_cost(self, adults: int) -> float:
        """Yuan a year that it takes from the special fund, in a city of so many adults, if all it offers is taken.

        Reliefs and pensions, which depend on behaviour alone, are left out. A lever that buys more than courses says
        so."""
        courses = [course for course in self.programmes() if course.payer == FUND]
        return sum(course.seats * (course.per_trainee + course.allowance * course.months) for course in courses)

    @classmethod
    def settings(cls) -> dict[str, Param]:
        """Name → parameter; the first is the dose, which at 0 switches the lever off."""
        return params_of(cls)

    @classmethod
    def doses(cls) -> tuple[str, ...]:
        """Settings that together are the dose."""
        return cls.scaled or (fields(cls)[0].name,)

    @property
    def off(self) -> bool:
        """True at zero dose."""
        return not getattr(self, fields(self)[0].name)


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A lever with the months and zones in which it holds."""

    lever: Lever
    start: int = 0  # first month, counted from the first month of the scenario
    until: int | None = None  # first month in which it no longer holds
    phase_in: int = 0  # months from nothing to full dose
    zones: tuple[int, ...] | None = None  # districts, None for the whole city
    transfer: float = 1.0  # share of the dose that survives the copy from where it was invented
    pilot: Pilot | None = None  # government tries it in its zones first

    def strength(self, month: int) -> float:
        """Share of the full dose in force in a month, 0 to 1."""
        if month < self.start or (self.until is not None and month >= self.until):
            return 0.0
        reached = min(1.0, (month - self.start + 1) / self.phase_in) if self.phase_in > 1 else 1.0
        return self.transfer * reached

    def scope(self, zones: int) -> NDArray[np.float64]:
        """1 where the lever applies, shape (zones,)."""
        mask = np.zeros(zones)
        mask[list(self.zones) if self.zones is not None else slice(None)] = 1.0
        return mask

    def reach(self, zones: int, standing: str | None) -> NDArray[np.float64]:
        """Share of the dose that reaches each zone, given how a trial stands; shape (zones,)."""
        inside = self.scope(zones)
        if self.pilot is None or standing in (None, ON_TRIAL, REVISED):
            return inside
        return np.maximum(inside, self.pilot.transfer) if standing in (ADOPTED, ADOPTED_REVISED) else np.zeros(zones)

    def lever_of(self, standing: str | None) -> Lever:
        """The lever as it was written, or as the trial revised it."""
        revised = self.pilot.revised if self.pilot is not None else None
        return revised if revised is not None and standing in SECOND else self.lever


@dataclass(frozen=True)
class Policy:
    """All levers of a scenario. Rules are derived anew each month from the baseline, never overwritten. Levers take
    their turn by name and date, wherever they stand in a scenario, so that the order of a list decides nothing."""

    levers: tuple[Dated, ...] = ()
    existing: tuple[Programme, ...] = ()  # provision that goes on in every scenario
    _turn: tuple[int, ...] = field(init=False, repr=False, default=())  # places of the levers, in their turn
    _all: tuple[tuple[Programme, int | None, bool, str], ...] = field(init=False, repr=False, default=())
    _last: list[tuple[Rules, tuple[Any, ...], Rules]] = field(
        init=False, repr=False, compare=False, default_factory=list
    )
    _offered: dict[tuple[Any, ...], list[Offer]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        turn = sorted(range(len(self.levers)), key=lambda place: _turn(self.levers[place]))
        known: list[tuple[Programme, int | None, bool, str]]
        known = [(p, None, False, f"existing {k}") for k, p in enumerate(self.existing)]
        entries: Counter[str] = Counter()
        for place in turn:
            dated, pilot = self.levers[place], self.levers[place].pilot
            of = f"{dated.lever.name} {entries[dated.lever.name]}"
            first = () if dated.lever.off else dated.lever.programmes()
            second = pilot.revised.programmes() if pilot is not None and pilot.revised is not None else ()
            known += [(p, place, False, f"{of} {k}") for k, p in enumerate(first)]
            known += [(p, place, True, f"{of} {k}") for k, p in enumerate(second)]
            entries[dated.lever.name] += 1
        object.__setattr__(self, "_turn", tuple(turn))
        object.__setattr__(self, "_all", tuple(known))

    def decide(self, city: City) -> None:
        """Let government end or go on with the trials that are due."""
        for place, dated in enumerate(self.levers):
            if dated.pilot is not None and not dated.lever.off:
                decide(city, place, dated.pilot, dated.start, dated.scope(city.zones) > 0.0)

    def in_force(self, city: City) -> tuple[Rules, list[Offer]]:
        """The rules and programmes of this month."""
        month, trials = city.month - city.start, city.government.trials
        standing = [_standing(dated, trials.get(k)) for k, dated in enumerate(self.levers)]
        strengths = tuple(dated.strength(month) for dated in self.levers)
        force = tuple(zip(strengths, standing, strict=True))
        rules, levied = self._amended(city.rules, force), city.government.levied
        if levied < 1.0:  # the protection fund has enough
            rules = rules.amended(fund_contribution=rules.fund_contribution * levied)
        return rules, steer(self._offers(city, strengths, standing), city)

    def _offers(self, city: City, strengths: tuple[float, ...], standing: Sequence[str | None]) -> list[Offer]:
        """The programmes as far as their levers are in force; derived anew only when something about them changed."""
        g = city.government
        key = (city.zones, strengths, *standing, *g.closed, bool(g.alarm.any()))
        known = self._offered.get(key)
        if known is None:
            known = [self._offer(number, city, strengths, standing) for number in range(len(self._all))]
            self._offered.clear()
            self._offered[key] = known
        return known

    def _offer(self, number: int, city: City, strengths: tuple[float, ...], standing: Sequence[str | None]) -> Offer:
        """A programme as far as its lever is in force."""
        programme, place, revised, luck = self._all[number]
        strength, scope = 1.0, np.ones(city.zones)
        if place is not None:
            reached = self.levers[place].reach(city.zones, standing[place])
            runs = revised == (standing[place] in SECOND)
            strength, scope = strengths[place] * float(runs and reached.any()), reached
        if number in city.government.closed or (programme.on_alarm and not city.government.alarm.any()):
            strength = 0.0
        return Offer(number, programme, strength, scope, luck)

    def _amended(self, baseline: Rules, force: tuple[tuple[float, str | None], ...]) -> Rules:
        """The baseline as the levers amend it; derived anew only when a strength or a trial has changed."""
        for base, same, known in self._last:
            if base is baseline and same == force:
                return known
        rules = baseline
        for place in self._turn:
            dated, (strength, standing) = self.levers[place], force[place]
            if strength > 0.0 and not dated.lever.off:
                reach = dated.reach(len(baseline.minimum_wage), standing)
                rules = rules.blend(dated.lever_of(standing).amend(rules), strength * reach)
        self._last[:] = [(baseline, force, rules)]
        return rules


def _turn(dated: Dated) -> tuple[str, int, str]:
    """By what levers take their turn: name, first month, what else is written."""
    return dated.lever.name, dated.start, repr(dated)


def _standing(dated: Dated, trial: Trial | None) -> str | None:
    """How a trial stands; one that is adopted at its second end goes on as it was revised."""
    if trial is None or dated.pilot is None:
        return None
    second = dated.pilot.revised is not None and trial.since > dated.start + dated.pilot.months
    return ADOPTED_REVISED if trial.standing == ADOPTED and second else trial.standing


def steer(offers: list[Offer], city: City) -> list[Offer]:
    """Programmes as the annual review and districts' budgets leave them: more places, fresher courses, or more of them
    outside the core; unchanged while there is neither. The budget stays what it was: a better course costs more, and
    fewer places can be had for it."""
    g = city.government
    tilt = g.emphasis - 1.0 / 3.0
    if not tilt.any() and (g.budget_share == 1.0).all():
        return offers
    rural = 1.0 - np.array([district.urban_share for district in city.profile.districts])
    outside = g.budget_share * (1.0 + tilt[FAIRNESS] * 3.0 * rural)
    better = 1.0 + tilt[QUALITY]
    return [
        replace(
            offer,
            programme=_of_quality(offer.programme, better),
            strength=offer.strength / better * (offer.scope * g.budget_share).sum() / max(offer.scope.sum(), 1e-12),
            scope=offer.scope * outside,
        )
        for offer in offers
    ]


def _of_quality(programme: Programme, better: float) -> Programme:
    """A programme as fresh, and as dear, as it is with so much more spent on each place."""
    fresh, price = min(1.0, programme.fresh * better), programme.per_trainee * better
    return replace(programme, fresh=fresh, per_trainee=price)


def policy_of(levers: Sequence[Dated], existing: Sequence[Programme] = ()) -> Policy:
    """A policy from its levers, in the order given."""
    return Policy(tuple(levers), tuple(existing))


def setting_names(lever: type[Lever]) -> tuple[Any, ...]:
    """Names a user may write under a lever, the common dates and zones included."""
    return (*lever.settings(), "from", "until", "phase_in", "zones", "transfer", "pilot")


__all__ = ["MODES", "Dated", "Lever", "Offer", "Policy", "Programme", "policy_of", "setting_names"]
