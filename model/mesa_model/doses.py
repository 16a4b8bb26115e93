"""From plain keywords to levers and behaviour; whatever is wrong is refused by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..behaviour import Behaviour
from ..levers import LEVERS, Dated
from ..levers.lever import Lever
from ..params import Declares, params_of
from ..profile import Profile

LEAST_WORKERS = 200
Doses = Mapping[str, float | Mapping[str, Any]]
FOR_BATCHES = "; mesa.batch_run tries what a mapping holds one by one, so put the mapping into a list there"


class DatesUnsaid(NamedTuple):
    """When levers hold that do not say so themselves, months from the start of the scenario, and when it ends."""

    start: int
    phase_in: int
    months: int


def refuse_odd_numbers(*, workers: int, months: int, **others: int) -> None:
    """Refuse what is not a whole number, or is too small to be played; the others may be nothing but not less."""
    for name, number, least in (
        *(("workers", workers, LEAST_WORKERS), ("months", months, 1)),
        *((name, number, 0) for name, number in others.items()),
    ):
        _whole(name, number, least)


def refuse_odd_seed(seed: Any) -> None:
    """Refuse a seed that is none, in the words of this model rather than of NumPy."""
    whole = isinstance(seed, int | np.integer) and not isinstance(seed, bool) and seed >= 0
    if seed is not None and not whole:
        raise ValueError(f"seed must be a whole number, 0 or above (got {seed!r})")


def _whole(name: str, number: Any, least: int) -> None:
    if not isinstance(number, int | float | np.number) or isinstance(number, bool) or number != int(number):
        raise ValueError(f"{name} must be a whole number (got {number!r})")
    if number < least:
        raise ValueError(f"{name} must be ≥ {least} (got {number})")


def dated_levers(
    headline: Mapping[str, float], more: Doses | Sequence[Dated], profile: Profile, time: DatesUnsaid
) -> tuple[Dated, ...]:
    """The levers a user asked for; ValueError with the name of what is wrong."""
    asked: dict[str, Any] = {name: dose for name, dose in headline.items() if dose}
    if not isinstance(more, Mapping):
        if not all(isinstance(one, Dated) for one in more):
            raise ValueError(f"levers must be a mapping or a list of Dated levers (got {more!r}){FOR_BATCHES}")
        return tuple(_one(*entry, profile, time) for entry in asked.items()) + tuple(more)
    for name in asked:
        if name in more:
            raise ValueError(f"{name} is given twice, as a dose and in levers")
    return tuple(_one(*entry, profile, time) for entry in {**asked, **more}.items())


def _one(name: str, value: Any, profile: Profile, time: DatesUnsaid) -> Dated:
    """One lever from its dose, or from its settings and dates."""
    if name not in LEVERS:
        raise ValueError(f"{name} is not a lever; they are {', '.join(LEVERS)}")
    kind: type[Lever] = LEVERS[name]
    settings = dict(value) if isinstance(value, Mapping) else {next(iter(kind.settings())): value}
    zones = settings.pop("zones", None)
    start, until = settings.pop("from", time.start), settings.pop("until", None)
    phase_in = settings.pop("phase_in", time.phase_in)
    _check_dates(name, start, until, phase_in, time.months)
    _check(name, kind, settings)
    where = None if zones is None else _zones(name, zones, profile)
    return Dated(lever=kind(**settings), start=start, until=until, phase_in=phase_in, zones=where)


def _check_dates(name: str, start: Any, until: Any, phase_in: Any, months: int) -> None:
    """Refuse a lever that would never hold. Months are counted from 0, the first of the scenario."""
    _whole(f"{name}.from", start, 0)
    _whole(f"{name}.phase_in", phase_in, 0)
    if start >= months:
        raise ValueError(f"{name}.from must be before {months}, the end (got {start})")
    if until is not None:
        _whole(f"{name}.until", until, 0)
        if until <= start:
            raise ValueError(f"{name}.until must be after {start}, when it begins (got {until})")


def _zones(name: str, zones: Sequence[str], profile: Profile) -> tuple[int, ...]:
    """Numbers of districts."""
    ids = [district.id for district in profile.districts]
    if isinstance(zones, str) or not zones:
        raise ValueError(
            f"{name}.zones must name districts; leave it out for the whole city; they are {', '.join(ids)}"
        )
    for zone in zones:
        if zone not in ids:
            raise ValueError(f"{name}.zones: {zone} is not a district of {profile.id}; they are {', '.join(ids)}")
    return tuple(ids.index(zone) for zone in zones)


def behaviour_with(given: Behaviour | Mapping[str, float] | None) -> Behaviour:
    """Behaviour, or the default with some numbers changed."""
    if isinstance(given, Behaviour):
        return given
    if given is not None and not isinstance(given, Mapping):
        raise ValueError(f"behaviour must be a mapping or a Behaviour (got {given!r}){FOR_BATCHES}")
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
