"""Axes of a study: one setting that differs from run to run, the values it takes, and how a scenario takes them on."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ...model.behaviour import Behaviour
from ...model.levers import LEVERS, Dated
from ...model.params import Param, params_of
from ...scenarios.calibrations import ensemble_for
from ...scenarios.checks import MOST_MONTHS
from ...scenarios.forecast import GROWTH, SIZE, DatedShock
from ...scenarios.lever_entries import TRANSFER
from ...scenarios.spec import Scenario

Value = float | int | str
Values = tuple[Value, ...]  # one for each axis, in the order of the study
LEVERS_LIST, UNCERTAINTIES = "levers", "uncertainties"
POLICY = "policy"  # the axis whose values are scenarios, of which a run takes the levers
BEHAVIOUR, GROWTH_PATH, SHOCKS = "behaviour", "growth", "shocks"
ENSEMBLE = "ensemble"  # the axis whose values are the numbers of accepted parameter sets (see `calibrate`)
PHASE_IN = Param("months from nothing to full dose", 0, "", "months", "", "judged", (0, MOST_MONTHS), None)
SHOCK_MONTHS = Param("length of the shock", 1, "", "months", "", "judged", (1, MOST_MONTHS), None)
DATED = {"phase_in": PHASE_IN, "transfer": TRANSFER}  # what a study may vary of any lever, beside its own settings
SHOCK = {"size": SIZE, "months": SHOCK_MONTHS}


@dataclass(frozen=True)
class Axis:
    """One setting that varies: over `values`, or from `low` to `high`."""

    path: str  # as written: training_subsidy.seats, behaviour.tries, growth, shocks[0].size, policy
    role: str  # levers or uncertainties: the list it stands in
    param: Param  # meaning, unit and range of the setting
    nominal: Value | None  # what the base says, or the study as `at`
    values: Values = ()
    low: float = math.nan
    high: float = math.nan
    log: bool = False  # equal steps are equal ratios
    levels: int = 2  # values that a factorial takes from the range

    @property
    def column(self) -> str:
        """The path as the name of a column."""
        return self.path.replace(".", "_").replace("[", "").replace("]", "")

    @property
    def shapes_people(self) -> bool:
        """Whether the burn-in depends on it: people's behaviour is the city's from its first month."""
        return self.path == ENSEMBLE or self.path.startswith(f"{BEHAVIOUR}.")

    def at(self, u: float) -> Value:
        """The value at a place 0 to 1 along the axis."""
        if self.values:
            return self.values[min(int(u * len(self.values)), len(self.values) - 1)]
        if self.log:
            value = self.low * (self.high / self.low) ** u
        else:
            value = self.low + u * (self.high - self.low)
        return round(value) if isinstance(self.param.default, int) else float(f"{value:.9g}")

    def grid(self) -> Values:
        """The values a factorial takes."""
        if self.values:
            return self.values
        steps = [self.at(k / (self.levels - 1)) for k in range(self.levels)] if self.levels > 1 else [self.at(0.5)]
        return tuple(dict.fromkeys(steps))


def param_of(path: str, base: Scenario | None) -> Param | None:
    """What a path leads to; None if it leads nowhere. Without a base, shocks are not looked for."""
    head, _, setting = path.partition(".")
    if path == POLICY:
        return Param("scenario whose levers a run takes", "", "", "", "", "judged", None, None)
    if path == GROWTH_PATH:
        return GROWTH
    if path == ENSEMBLE:
        most = len(sets_of(base.profile.id)) if base else 1
        return Param("number of an accepted parameter set", 1, "", "", "jiuye calibrate", "derived", (1, most), None)
    if head == BEHAVIOUR:
        return params_of(Behaviour).get(setting)
    if head in LEVERS:
        own = LEVERS[head].settings()
        return own.get(setting or next(iter(own))) or DATED.get(setting)
    index = shock_index(head)
    return SHOCK.get(setting) if base and index is not None and index < len(base.forecast.shocks) else None


@lru_cache(maxsize=4)
def sets_of(city: str) -> tuple[dict[str, float], ...]:
    """The parameter sets that a city's public figures do not rule out."""
    return ensemble_for("", city, Behaviour())


def full_path(path: str) -> str:
    """A path with the setting written out where a lever's name alone means its dose."""
    return f"{path}.{next(iter(LEVERS[path].settings()))}" if path in LEVERS else path


def shock_index(head: str) -> int | None:
    """The number in `shocks[0]`."""
    number = head.removeprefix(f"{SHOCKS}[").removesuffix("]")
    return int(number) if head == f"{SHOCKS}[{number}]" and number.isdecimal() else None


def nominal_of(path: str, base: Scenario) -> Value | None:
    """What the base says about a setting. A lever it does not have stands at dose 0, its other settings at their
    defaults."""
    head, _, setting = path.partition(".")
    if path == GROWTH_PATH:
        return base.forecast.growth
    if head == BEHAVIOUR:
        return getattr(base.behaviour, setting, None)
    index = shock_index(head)
    if index is not None:
        return getattr(base.forecast.shocks[index].shock, setting)
    if head in LEVERS:
        dated = next((d for d in base.levers if d.lever.name == head), None)
        if dated is None and setting == next(iter(LEVERS[head].settings())):
            return 0
        dated = dated or Dated(lever=LEVERS[head]())
        return getattr(dated if setting in DATED else dated.lever, setting)
    return None


# A scenario at a point.


def with_uncertainties(base: Scenario, axes: Sequence[Axis], values: Values) -> Scenario:
    """The base under the circumstances of a point, with the levers it has itself: what a difference is taken from."""
    return _with(base, _settings(axes, values, UNCERTAINTIES))


def at_point(base: Scenario, axes: Sequence[Axis], values: Values, policies: Mapping[str, Scenario]) -> Scenario:
    """The base with everything a point says; the levers of `policy` come first, single settings are laid over them."""
    settings = _settings(axes, values, LEVERS_LIST)
    policy = settings.pop(POLICY, None)
    if policy is not None:
        base = replace(base, levers=policies[str(policy)].levers)
    return _with(_with(base, _settings(axes, values, UNCERTAINTIES)), settings)


def _settings(axes: Sequence[Axis], values: Values, role: str) -> dict[str, Value]:
    return {axis.path: value for axis, value in zip(axes, values, strict=True) if axis.role == role}


def _with(base: Scenario, settings: Mapping[str, Value]) -> Scenario:
    """A scenario with settings by path laid over it."""
    behaviour: dict[str, Any] = {}
    levers, shocks = list(base.levers), list(base.forecast.shocks)
    growth: float = base.forecast.growth
    for path, value in settings.items():
        head, _, setting = path.partition(".")
        index = shock_index(head)
        if path == GROWTH_PATH:
            growth = float(value)
        elif path == ENSEMBLE:
            behaviour |= sets_of(base.profile.id)[int(value) - 1]
        elif head == BEHAVIOUR:
            behaviour[setting] = value
        elif index is not None:
            shocks[index] = _shocked(shocks[index], setting, value)
        else:
            levers = _levered(levers, head, setting, value)
    return replace(
        base,
        behaviour=replace(base.behaviour, **behaviour) if behaviour else base.behaviour,
        levers=tuple(levers),
        forecast=replace(base.forecast, growth=growth, shocks=tuple(shocks)),
    )


def _shocked(dated: DatedShock, setting: str, value: Any) -> DatedShock:
    return replace(dated, shock=replace(dated.shock, **{setting: value}))


def _levered(levers: list[Dated], name: str, setting: str, value: Any) -> list[Dated]:
    """The levers with one setting of one of them changed; one that is not there yet is added, from the start on."""
    found = [k for k, dated in enumerate(levers) if dated.lever.name == name]
    if not found:
        levers, found = [*levers, Dated(lever=LEVERS[name]())], [len(levers)]
    changed = list(levers)
    for k in found:
        dated = changed[k]
        if setting in DATED:
            changed[k] = replace(dated, **{setting: value})
        else:
            changed[k] = replace(dated, lever=replace(dated.lever, **{setting: value}))
    return changed
