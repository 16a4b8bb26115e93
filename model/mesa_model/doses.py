"""From plain keywords to levers and behaviour; whatever is wrong is refused by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..behaviour import Behaviour
from ..levers import LEVERS, Dated
from ..levers.lever import Lever
from ..params import Declares, params_of
from ..profile import Profile

LEAST_WORKERS = 200
Doses = Mapping[str, float | Mapping[str, Any]]


def refuse_too_few(*, workers: int, months: int, **others: int) -> None:
    """Refuse a number that is too small to be played; the others may be nothing but not less."""
    for name, number, least in (
        *(("workers", workers, LEAST_WORKERS), ("months", months, 1)),
        *((name, number, 0) for name, number in others.items()),
    ):
        if number < least:
            raise ValueError(f"{name} must be ≥ {least} (got {number})")


def dated_levers(
    headline: Mapping[str, float], more: Doses | Sequence[Dated], profile: Profile, start: int, phase_in: int
) -> tuple[Dated, ...]:
    """The levers a user asked for; ValueError with the name of what is wrong."""
    asked: dict[str, Any] = {name: dose for name, dose in headline.items() if dose}
    if not isinstance(more, Mapping):
        return tuple(_one(*entry, profile, start, phase_in) for entry in asked.items()) + tuple(more)
    for name in asked:
        if name in more:
            raise ValueError(f"{name} is given twice, as a dose and in levers")
    return tuple(_one(*entry, profile, start, phase_in) for entry in {**asked, **more}.items())


def _one(name: str, value: Any, profile: Profile, start: int, phase_in: int) -> Dated:
    """One lever from its dose, or from its settings and dates."""
    if name not in LEVERS:
        raise ValueError(f"{name} is not a lever; they are {', '.join(LEVERS)}")
    kind: type[Lever] = LEVERS[name]
    settings = dict(value) if isinstance(value, Mapping) else {next(iter(kind.settings())): value}
    zones = settings.pop("zones", None)
    dates = {"start": settings.pop("from", start), "until": settings.pop("until", None)}
    dates["phase_in"] = settings.pop("phase_in", phase_in)
    _check(name, kind, settings)
    return Dated(lever=kind(**settings), zones=None if zones is None else _zones(name, zones, profile), **dates)


def _zones(name: str, zones: Sequence[str], profile: Profile) -> tuple[int, ...]:
    """Numbers of districts."""
    ids = [district.id for district in profile.districts]
    for zone in zones:
        if zone not in ids:
            raise ValueError(f"{name}.zones: {zone} is not a district of {profile.id}; they are {', '.join(ids)}")
    return tuple(ids.index(zone) for zone in zones)


def behaviour_with(given: Behaviour | Mapping[str, float] | None) -> Behaviour:
    """Behaviour, or the default with some numbers changed."""
    if isinstance(given, Behaviour):
        return given
    _check("behaviour", Behaviour, given or {})
    return Behaviour(**(given or {}))


def _check(what: str, owner: type[Declares], values: Mapping[str, Any]) -> None:
    """Refuse an unknown setting, or a value out of range, by name."""
    known = params_of(owner)
    for name, value in values.items():
        if name not in known:
            raise ValueError(f"{what}.{name} is not a setting; they are {', '.join(known)}")
        fault = known[name].fault(value)
        if fault:
            raise ValueError(f"{what}.{name} {fault}")
