"""What a probe is: an experiment that a referee would make, as one declaration.

A probe plays the same city with the same luck in several futures, one for each dose of a change, beside the future
without it. A reading is one number a dose and seed; what is predicted of it is a sign, that it grows with the dose, and
a range from the literature. `probes` holds the declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ...model.calendar import Shock
from ...model.city import City
from ...model.indicators import Series, measure
from ...model.levers import Dated, Lever
from ...model.month import Flows
from ...model.rules import Rules

Floats = NDArray[np.float64]
Text = dict[str, str]  # zh and en
Watcher = Callable[[City, Flows], Any]  # a number or an array of every month
Sign = Literal["+", "-", "not +", "not -", "differs", ""]
FOREVER = 10_000  # months


@dataclass(frozen=True, kw_only=True)
class AmendedRules(Lever):
    """Rules changed by whatever a probe says; no lever of the plan."""

    name: ClassVar[str] = "amended_rules"
    strength: float = 1.0
    change: Callable[[Rules], Rules] = field(repr=False)  # its address is no reason for an order

    def amend(self, rules: Rules) -> Rules:
        return self.change(rules)


@dataclass
class ProbeSetup:
    """A future before it is played: the city on the eve, and what will be in force. A probe changes both."""

    city: City
    levers: list[Dated] = field(default_factory=list)
    training: float = 1.0  # places of the training that exists anyway, over what they are

    def enact(self, lever: Lever, start: int = 0, until: int | None = None) -> None:
        """Bring a lever into force."""
        self.levers.append(Dated(lever=lever, start=start, until=until))

    def rule(self, change: Callable[[Rules], Rules]) -> None:
        """Change the rules of every month."""
        self.enact(AmendedRules(change=change))

    def behave(self, **values: float) -> None:
        """Change parameters of behaviour."""
        self.city.behaviour = replace(self.city.behaviour, **values)

    def shock(
        self, size: float, *, months: int = FOREVER, scenes: Sequence[str] = (), sectors: Sequence[str] = ()
    ) -> None:
        """Change demand from the first month on."""
        if size:
            calendar = self.city.calendar
            dated = Shock(0, months, size, tuple(scenes), tuple(sectors))
            self.city.calendar = replace(calendar, shocks=(*calendar.shocks, dated))


@dataclass
class WatchedFuture:
    """One future, played: T months, as far as it was watched."""

    eve: City  # before the change
    city: City  # at the end
    past: Sequence[Flows]
    months: list[Flows] = field(default_factory=list)
    notes: dict[Watcher, list[Any]] = field(default_factory=dict)

    def seen(self, watcher: Watcher) -> NDArray[Any]:
        """[T, …] what was taken down at each month's end."""
        return np.array(self.notes[watcher])

    @cached_property
    def _series(self) -> Series:
        return Series.of(self.city, [*self.past, *self.months], lead=len(self.past))

    def indicator(self, name: str, group: str = "all") -> Floats:
        """[T] an indicator of a group."""
        return np.asarray(measure(self._series, (name,))[name][:, self._series.group(group)])

    def flow(self, name: str) -> Floats:
        """[T] a flow by name."""
        return self._series.flow(name)[len(self.past) :]


Path = str | tuple[str, str] | Watcher  # an indicator, an indicator of a group, or what a watcher saw
Effect = Callable[[WatchedFuture, WatchedFuture, float], float]  # without, with, dose


@dataclass(frozen=True, kw_only=True)
class ProbeReading:
    """One number of a probe, and what is predicted of it."""

    name: str
    title: Text
    effect: Effect
    over: Effect | None = None  # what it is divided by, of means over seeds, for a quotient of one seed may be wild
    unit: str = "pp"
    sign: Sign = ""
    contrast: bool = False  # the sign is that of the last dose less the first
    low: float = -np.inf  # range of the literature, of `scaled` at the dose `at`
    high: float = np.inf
    scaled: Callable[[float], float] = lambda dose: 1.0  # what the effect is divided by before it is held to the range
    at: float | None = None  # dose at which the range is judged, the last if not told
    source: str = "judgement"

    @property
    def has_range(self) -> bool:
        """Whether there is a range to lie in."""
        return bool(np.isfinite(self.low) or np.isfinite(self.high))


@dataclass(frozen=True, kw_only=True)
class Probe:
    """One experiment."""

    name: str
    title: Text
    about: Text  # what is changed, and what the dose counts
    doses: tuple[float, ...]
    change: Callable[[ProbeSetup, float], None]
    readings: tuple[ProbeReading, ...]
    months: int = 36
    watch: tuple[Watcher, ...] = ()
    by: tuple[str, ...] = ()  # groups counted
    base: Callable[[ProbeSetup, float], None] | None = None  # done to the future without, too, at each dose
    persons: int = 20_000  # that show what is predicted
    seeds: int = 8


# ---- effects, months counted from 1 -------------------------------------------------------------------------------


def path_of(future: WatchedFuture, what: Path) -> NDArray[Any]:
    """[T, …] what is looked at."""
    if isinstance(what, str):
        return future.indicator(what)
    if isinstance(what, tuple):
        return future.indicator(*what)
    return future.seen(what)


def mean_of(future: WatchedFuture, what: Path, first: int, last: int) -> float:
    """Mean over some months."""
    return float(np.nanmean(path_of(future, what)[first - 1 : last]))


def change(what: Path, first: int, last: int, factor: float = 1.0) -> Effect:
    """With less without."""
    return lambda without, with_, dose: (
        factor * (mean_of(with_, what, first, last) - mean_of(without, what, first, last))
    )


def log_change(what: Path, first: int, last: int, factor: float = 100.0) -> Effect:
    """Log of with over without, in per cent unless another factor is given."""
    return lambda without, with_, dose: (
        factor * float(np.log(mean_of(with_, what, first, last) / mean_of(without, what, first, last)))
    )
