"""What a policy is made of. A lever amends the rules or runs a programme, nothing else; `Policy` dates and scopes
it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from ..city import City
from ..params import Param, params_of
from ..programme import MODES, Offer, Programme
from ..rules import Rules


@dataclass(frozen=True, kw_only=True)
class Lever:
    """Base of all levers: a frozen record of settings, each declared with `param`; the first one is the dose."""

    name: ClassVar[str]
    title: ClassVar[dict[str, str]]
    section: ClassVar[str]
    reads: ClassVar[str]  # the phase that reads what the lever changes
    payer: ClassVar[str]
    risks: ClassVar[dict[str, str]]

    def amend(self, rules: Rules) -> Rules:
        """The rules with this lever fully in force everywhere."""
        return rules

    def programmes(self) -> tuple[Programme, ...]:
        """Programmes the lever runs."""
        return ()

    @classmethod
    def settings(cls) -> dict[str, Param]:
        """Name → parameter; the first is the dose, which at 0 switches the lever off."""
        return params_of(cls)

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

    def strength(self, month: int) -> float:
        """Share of the full dose in force in a month, 0 to 1."""
        if month < self.start or (self.until is not None and month >= self.until):
            return 0.0
        return min(1.0, (month - self.start + 1) / self.phase_in) if self.phase_in > 1 else 1.0

    def scope(self, zones: int) -> NDArray[np.float64]:
        """1 where the lever applies, shape (zones,)."""
        mask = np.zeros(zones)
        mask[list(self.zones) if self.zones is not None else slice(None)] = 1.0
        return mask


@dataclass(frozen=True)
class Policy:
    """All levers of a scenario. Rules are derived anew each month from the baseline, never overwritten."""

    levers: tuple[Dated, ...] = ()
    existing: tuple[Programme, ...] = ()  # provision that goes on in every scenario
    _all: tuple[tuple[Programme, Dated | None], ...] = field(init=False, repr=False, default=())
    _last: list[tuple[Rules, tuple[float, ...], Rules]] = field(
        init=False, repr=False, compare=False, default_factory=list
    )

    def __post_init__(self) -> None:
        pairs: list[tuple[Programme, Dated | None]] = [(p, None) for p in self.existing]
        pairs += [(p, dated) for dated in self.levers if not dated.lever.off for p in dated.lever.programmes()]
        object.__setattr__(self, "_all", tuple(pairs))

    def in_force(self, city: City) -> tuple[Rules, list[Offer]]:
        """The rules and programmes of this month."""
        zones = city.zones
        month = city.month - city.start
        rules = self._amended(city.rules, tuple(dated.strength(month) for dated in self.levers))
        offers = []
        for number, (programme, owner) in enumerate(self._all):
            strength = 1.0 if owner is None else owner.strength(month)
            scope = np.ones(zones) if owner is None else owner.scope(zones)
            offers.append(Offer(number, programme, strength, scope))
        return rules, offers

    def _amended(self, baseline: Rules, strengths: tuple[float, ...]) -> Rules:
        """The baseline as the levers amend it; derived anew only when a strength has changed."""
        for base, same, known in self._last:
            if base is baseline and same == strengths:
                return known
        rules = baseline
        for dated, strength in zip(self.levers, strengths, strict=True):
            if strength > 0.0 and not dated.lever.off:
                rules = rules.blend(dated.lever.amend(rules), strength * dated.scope(len(baseline.minimum_wage)))
        self._last[:] = [(baseline, strengths, rules)]
        return rules


def policy_of(levers: Sequence[Dated], existing: Sequence[Programme] = ()) -> Policy:
    """A policy from its levers, in the order given."""
    return Policy(tuple(levers), tuple(existing))


def setting_names(lever: type[Lever]) -> tuple[Any, ...]:
    """Names a user may write under a lever, the common dates and zones included."""
    return (*lever.settings(), "from", "until", "phase_in", "zones")


__all__ = ["MODES", "Dated", "Lever", "Offer", "Policy", "Programme", "policy_of", "setting_names"]
